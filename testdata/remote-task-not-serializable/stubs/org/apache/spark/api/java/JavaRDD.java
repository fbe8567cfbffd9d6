package org.apache.spark.api.java;

import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.VoidFunction;

public class JavaRDD<T> implements JavaRDDLike<T> {
    public native <R> JavaRDD<R> map(Function<T, R> function);

    public native JavaRDD<T> filter(Function<T, Boolean> function);

    public native void foreach(VoidFunction<T> function);

    public native List<T> collect();
}
