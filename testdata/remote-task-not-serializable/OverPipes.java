package remotetasknotserializable;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;

/** Java serialization by hand, as a pool of child processes does it. */
class OverPipes {
    private final ChildPool children = new ChildPool();

    void written(ObjectOutputStream out, Thread owner) throws IOException {
        Runnable task = () -> System.out.println("x");
        out.writeObject(task); // want "task"
        out.writeObject((Runnable) () -> System.out.println("x")); // want "lambda"
        out.writeObject(new PlainJob()); // want "PlainJob"
        out.writeObject(new LatchTask()); // want "latch"
        out.writeUnshared(new OwnedTask()); // want "OwnedTask"
        out.writeObject((Runnable & Serializable) () -> System.out.println(owner)); // want "owner"
        out.writeObject(new Runnable() { // want "Runnable"
            @Override
            public void run() {
                System.out.println("x");
            }
        });
    }

    void fresh(OutputStream stream) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(stream)) {
            out.writeObject(new EchoTask("x")); // want "EchoTask" Java serialization asks for the interface
        }
    }

    void submitted(Thread owner) throws IOException {
        children.submit(() -> "x"); // want "lambda" submit() writes it to a stream
        children.submit(new EchoTask("x")); // want "EchoTask"
        children.submit(new LatchTask()); // want "latch"
        children.submit((Callable<String> & Serializable) () -> owner.getName()); // want "owner"
        children.submit((Callable<String> & Serializable) () -> "x"); // ok: the cast makes it serializable
        children.submit(new SafeEcho()); // ok: Serializable
    }

    void fine(ObjectOutputStream out, Object any, List<String> names) throws IOException {
        out.writeObject("x"); // ok: a String
        out.writeObject(any); // ok: an Object may be anything
        out.writeObject(names); // ok: lists are nearly always serializable
        out.writeObject((Runnable & Serializable) () -> System.out.println("x")); // ok: the cast makes it serializable
        out.writeObject(new CarefulTask()); // ok: transient and static fields stay behind
        out.writeObject(new SafeLimits(1, 2)); // ok: Serializable
        out.writeObject(Mode.FAST); // ok: every enum is
        out.writeObject(null); // ok: nothing to write
    }

    void otherWays(Kryo kryo, Output output, OutputStream stream) throws IOException {
        kryo.writeClassAndObject(output, new PlainJob()); // ok: Kryo takes anything
        new Replacing(stream).writeObject(new PlainJob()); // ok: this stream may replace it
        new Notes().writeObject(new PlainJob()); // ok: a class of the project
    }

    static final class Replacing extends ObjectOutputStream {
        Replacing(OutputStream out) throws IOException {
            super(out);
            enableReplaceObject(true);
        }

        @Override
        protected Object replaceObject(Object object) {
            return object.toString();
        }
    }

    static final class Notes {
        void writeObject(Object object) {
            System.out.println(object);
        }
    }
}

/** Sends tasks to another JVM. */
class ChildPool {
    <T> void submit(Callable<T> task) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(task); // ok: what it is, the caller knows
        }
        System.out.println(bytes.size());
    }
}

/** A stream of which only the declared type is known. */
class Factories {
    void made(StreamFactory factory) throws IOException {
        ObjectOutputStream out = factory.open();
        out.writeObject(new PlainJob()); // ok: what the factory gives may be a stream that replaces it
    }

    interface StreamFactory {
        ObjectOutputStream open() throws IOException;
    }
}
