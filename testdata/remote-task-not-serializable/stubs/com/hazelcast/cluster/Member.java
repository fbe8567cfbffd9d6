package com.hazelcast.cluster;

public interface Member {
}
