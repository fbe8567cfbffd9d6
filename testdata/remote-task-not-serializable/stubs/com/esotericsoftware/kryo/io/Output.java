package com.esotericsoftware.kryo.io;

public class Output {
}
