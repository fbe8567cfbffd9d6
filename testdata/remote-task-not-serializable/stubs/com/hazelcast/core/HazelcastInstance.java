package com.hazelcast.core;

public interface HazelcastInstance {
    IExecutorService getExecutorService(String name);
}
