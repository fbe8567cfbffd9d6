package org.apache.spark.api.java.function;

import java.io.Serializable;

@FunctionalInterface
public interface VoidFunction<T> extends Serializable {
    void call(T value) throws Exception;
}
