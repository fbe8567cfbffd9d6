package com.google.common.util.concurrent;

import java.util.concurrent.ThreadFactory;

public final class ThreadFactoryBuilder {
    public native ThreadFactoryBuilder setDaemon(boolean daemon);

    public native ThreadFactoryBuilder setNameFormat(String format);

    public native ThreadFactory build();
}
