package org.apache.flink.api.common.functions;

import java.io.Serializable;

@FunctionalInterface
public interface MapFunction<T, O> extends Serializable {
    O map(T value) throws Exception;
}
