package com.esotericsoftware.kryo;

import com.esotericsoftware.kryo.io.Output;

public class Kryo {
    public native void writeClassAndObject(Output output, Object object);
}
