package remotetasknotserializable;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lambdas have to be Serializable; classes with simple fields travel without. */
class OnHazelcast {
    private final IExecutorService grid;
    private final HazelcastInstance hazelcast;
    private final ExecutorService local = Executors.newFixedThreadPool(2);

    OnHazelcast(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
        this.grid = hazelcast.getExecutorService("grid");
    }

    static String name() {
        return "name";
    }

    void lambdas(Member member) {
        grid.submit(() -> "x"); // want "lambda"
        grid.execute(() -> System.out.println("x")); // want "lambda"
        grid.executeOnAllMembers(() -> System.out.println("x")); // want "lambda"
        grid.executeOnKeyOwner(() -> System.out.println("x"), "key"); // want "lambda"
        grid.submitToMember(() -> "x", member); // want "lambda"
        grid.submitToKeyOwner(
                () -> { // want "lambda"
                    return "x";
                },
                "key");
        grid.submitToMember(OnHazelcast::name, member); // want "method reference"
    }

    void inVariable() {
        Callable<String> task = () -> "x";
        grid.submit(task); // want "task"
        Callable<String> same = task;
        grid.submit(same); // want "same"
    }

    void byParent() {
        ExecutorService pool = hazelcast.getExecutorService("other");
        pool.submit(() -> "x"); // want "lambda"
    }

    void fields(Member member) {
        grid.submit(new OwnedTask()); // want "owner"
        grid.submit(new LatchTask()); // want "latch"
        grid.submitToMember(new InheritsField(), member); // want "latch"
        grid.executeOnAllMembers(new MonitorTask()); // want "monitor"
        grid.executeOnAllMembers(new DeepTask()); // want "config"
        OptionalTask task = new OptionalTask(null);
        grid.submit(task); // want "name"
    }

    void captured(Thread owner, Object any) {
        Object monitor = new Object();
        grid.submit((Callable<String> & Serializable) () -> owner.getName()); // want "owner"
        grid.submit((Callable<String> & Serializable) owner::getName); // want "owner"
        grid.submit((Callable<String> & Serializable) () -> { // want "monitor"
            synchronized (monitor) {
                return "x";
            }
        });
        RemoteTask<String> task = () -> "x" + monitor;
        grid.submit(task); // want "monitor"
        grid.submit((Callable<String> & Serializable) () -> any.toString()); // ok: any may be a String
    }

    Callable<String> naming(Thread owner) {
        return (Callable<String> & Serializable) () -> owner.getName();
    }

    void made(Thread owner) {
        grid.submit(naming(owner)); // want "owner"
    }

    void fine(Member member, Codec codec) {
        grid.submit((Callable<String> & Serializable) () -> "x"); // ok: the cast makes it serializable
        grid.submit((Callable<String> & Serializable) OnHazelcast::name); // ok: the cast makes it serializable
        RemoteTask<String> task = () -> "x";
        grid.submit(task); // ok: its interface is Serializable
        grid.submit((RemoteTask<String>) () -> "x"); // ok: its interface is Serializable
        grid.submit(new EchoTask("x")); // ok: a class with simple fields, Compact serialization carries it
        grid.submit(new SafeEcho()); // ok: Serializable
        grid.executeOnAllMembers(new CarefulTask()); // ok: transient and static fields stay behind
        grid.executeOnAllMembers(new WritesItself()); // ok: it writes what it wants
        grid.executeOnAllMembers(new Replaced()); // ok: something else is written
        grid.executeOnAllMembers(new External()); // ok: it writes what it wants
        grid.executeOnAllMembers(new ExtendsUnwritten()); // ok: the superclass's fields are not written
        grid.submitToMember(new GenericTask<>("x", null), member); // ok: T may be anything
        grid.submit((Callable<String> & Serializable) () -> codec.encode("x")); // ok: an interface may be serializable
    }

    void given(Callable<String> task) {
        grid.submit(task); // ok: where it was made is not known
    }

    void notRemote() {
        local.submit(() -> "x"); // ok: the pool is in this JVM
        local.submit(new OwnedTask()); // ok: the pool is in this JVM
        new Own().submit(() -> "x"); // ok: a class of the project
    }

    static final class Own {
        String submit(Callable<String> task) {
            return task.toString();
        }
    }
}
