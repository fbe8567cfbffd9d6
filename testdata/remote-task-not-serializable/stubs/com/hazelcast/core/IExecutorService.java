package com.hazelcast.core;

import com.hazelcast.cluster.Member;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

public interface IExecutorService extends ExecutorService {
    void executeOnAllMembers(Runnable command);

    void executeOnKeyOwner(Runnable command, Object key);

    <T> Future<T> submitToMember(Callable<T> task, Member member);

    <T> Future<T> submitToKeyOwner(Callable<T> task, Object key);
}
