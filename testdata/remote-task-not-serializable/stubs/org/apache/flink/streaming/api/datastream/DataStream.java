package org.apache.flink.streaming.api.datastream;

import org.apache.flink.api.common.functions.MapFunction;

public class DataStream<T> {
    public native <R> DataStream<R> map(MapFunction<T, R> mapper);
}
