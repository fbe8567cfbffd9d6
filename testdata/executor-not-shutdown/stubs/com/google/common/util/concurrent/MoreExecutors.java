package com.google.common.util.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

public final class MoreExecutors {
    private MoreExecutors() {
    }

    public static native ExecutorService getExitingExecutorService(ThreadPoolExecutor executor);
}
