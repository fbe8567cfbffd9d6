package remotetasknotserializable;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.api.java.function.Function;

/** Not serializable, and nobody has a subclass that is. */
class Config {
    String suffix() {
        return "!";
    }
}

class SafeConfig implements Serializable {
    String suffix() {
        return "!";
    }
}

record Limits(int low, int high) {
}

record SafeLimits(int low, int high) implements Serializable {
}

enum Mode {
    FAST, SLOW
}

/** The object at hand may be a Circle. */
class Shape {
    int area() {
        return 0;
    }
}

class Circle extends Shape implements Serializable {
}

interface Codec {
    String encode(String text);
}

interface RemoteTask<V> extends Callable<V>, Serializable {
}

class EchoTask implements Callable<String> {
    private final String text;

    EchoTask() {
        this("");
    }

    EchoTask(String text) {
        this.text = text;
    }

    @Override
    public String call() {
        return text;
    }
}

class SafeEcho extends EchoTask implements Serializable {
    @Override
    public String call() {
        return "safe";
    }
}

class PlainJob implements Runnable {
    @Override
    public void run() {
        System.out.println("plain");
    }
}

class OwnedTask implements Callable<String> {
    private final Thread owner = Thread.currentThread();

    @Override
    public String call() {
        return owner.getName();
    }
}

class LatchTask implements Callable<String>, Serializable {
    private final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public String call() {
        latch.countDown();
        return "done";
    }
}

class MonitorTask implements Runnable, Serializable {
    private final Object monitor = new Object();

    @Override
    public void run() {
        synchronized (monitor) {
            System.out.println("in turn");
        }
    }
}

class DeepTask implements Runnable, Serializable {
    private final Middle middle = new Middle();

    @Override
    public void run() {
        System.out.println(middle.config.suffix());
    }

    static class Middle implements Serializable {
        final Config config = new Config();
    }
}

record OptionalTask(Optional<String> name) implements Callable<String>, Serializable {
    @Override
    public String call() {
        return name.orElse("nobody");
    }
}

class InheritsField extends LatchTask {
}

class GenericTask<T> implements Callable<T>, Serializable {
    private final T value;
    private final List<T> others;

    GenericTask(T value, List<T> others) {
        this.value = value;
        this.others = others;
    }

    @Override
    public T call() {
        return others.isEmpty() ? value : others.get(0);
    }
}

class CarefulTask implements Runnable, Serializable {
    private static final Config SHARED = new Config();
    private final ReentrantLock lock = new ReentrantLock();
    private final Mode mode = Mode.FAST;
    private final int[] numbers = {1, 2};
    private transient Config config;
    private transient Thread runner;

    @Override
    public void run() {
        if (config == null) {
            config = new Config();
        }
        runner = Thread.currentThread();
        System.out.println(config.suffix() + SHARED + lock + mode + numbers.length + runner);
    }
}

class WritesItself implements Runnable, Serializable {
    private Config config = new Config();

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeInt(1);
    }

    private void readObject(ObjectInputStream in) throws IOException {
        in.readInt();
        config = new Config();
    }

    @Override
    public void run() {
        System.out.println(config);
    }
}

class Replaced implements Runnable, Serializable {
    private final Config config = new Config();

    private Object writeReplace() {
        return new CarefulTask();
    }

    @Override
    public void run() {
        System.out.println(config);
    }
}

class External implements Runnable, Externalizable {
    private Config config = new Config();

    public External() {
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeUTF(config.suffix());
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        in.readUTF();
        config = new Config();
    }

    @Override
    public void run() {
        System.out.println(config);
    }
}

/** The fields of a superclass that is not Serializable are not written. */
class Unwritten {
    final Config config = new Config();
}

class ExtendsUnwritten extends Unwritten implements Runnable, Serializable {
    @Override
    public void run() {
        System.out.println(config);
    }
}

class Appender implements Function<String, String> {
    private final Config config;

    Appender(Config config) {
        this.config = config;
    }

    @Override
    public String call(String value) {
        return value + config.suffix();
    }
}

class SafeAppender implements Function<String, String> {
    private final SafeConfig config;

    SafeAppender(SafeConfig config) {
        this.config = config;
    }

    @Override
    public String call(String value) {
        return value + config.suffix();
    }
}
