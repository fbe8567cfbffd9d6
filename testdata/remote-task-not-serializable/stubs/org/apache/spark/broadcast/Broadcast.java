package org.apache.spark.broadcast;

import java.io.Serializable;

public abstract class Broadcast<T> implements Serializable {
    public abstract T value();
}
