package org.apache.spark.api.java;

import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.VoidFunction;

public interface JavaRDDLike<T> {
    <R> JavaRDD<R> map(Function<T, R> function);

    void foreach(VoidFunction<T> function);

    List<T> collect();
}
