package org.apache.spark.api.java.function;

import java.io.Serializable;

@FunctionalInterface
public interface Function<T, R> extends Serializable {
    R call(T value) throws Exception;
}
