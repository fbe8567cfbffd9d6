package org.apache.spark.api.java;

import java.io.Closeable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

public class JavaSparkContext implements Closeable {
    public native <T> JavaRDD<T> parallelize(List<T> list);

    public native <T> Broadcast<T> broadcast(T value);

    @Override
    public native void close();
}
