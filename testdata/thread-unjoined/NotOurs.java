package threadunjoined;

import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Threads which may be left alone, or whose end is somebody else's duty. */
class NotOurs {
    private final ThreadFactory given;
    private final ThreadGroup group = new ThreadGroup("workers");
    private final Timer timer = new Timer(true);

    NotOurs(ThreadFactory given) {
        this.given = given;
    }

    void work() {
        System.out.println("work");
    }

    void daemon() {
        Thread helper = new Thread(this::work);
        helper.setDaemon(true);
        helper.start(); // ok: a daemon
    }

    void daemonSubclass() {
        new DaemonPump().start(); // ok: a daemon by its constructor
    }

    void daemonAnonymous() {
        new Thread() {
            {
                setDaemon(true);
            }

            @Override
            public void run() {
                work();
            }
        }.start(); // ok: a daemon by its initialiser
    }

    void daemonFromMethod() {
        make().start(); // ok: a daemon
    }

    private Thread make() {
        Thread made = new Thread(this::work);
        made.setDaemon(true);
        return made;
    }

    void fromUnknownFactory() {
        given.newThread(this::work).start(); // ok: the factory decides, and it came from outside
    }

    Thread returned() {
        Thread helper = new Thread(this::work);
        helper.start(); // ok: returned
        return helper;
    }

    void received(Thread helper) {
        helper.start(); // ok: it belongs to the caller
    }

    void handedOn(Consumer<Thread> registry) {
        Thread helper = new Thread(this::work);
        registry.accept(helper);
        helper.start(); // ok: the registry has it
    }

    void inGroup() {
        new Thread(group, this::work).start(); // ok: stop() interrupts the group
    }

    void stop() {
        group.interrupt();
        timer.cancel();
    }

    void hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::work)); // ok: the JVM starts and joins it
    }

    void timer() {
        timer.schedule(new TimerTask() { // ok: no thread is started here
            @Override
            public void run() {
                work();
            }
        }, 1000);
    }

    void process(ProcessBuilder builder) throws java.io.IOException {
        builder.start(); // ok: a process
    }

    void engine(Engine engine) {
        engine.start(); // ok: no thread
        new Engine().start(); // ok: no thread
    }

    void homonym() {
        new Engine.Thread().start(); // ok: a class of the project which has the name
    }

    void current() {
        Thread current = Thread.currentThread();
        current.setName("main loop"); // ok: nothing is started
    }

    void exits() {
        new Thread(() -> System.exit(0)).start(); // ok: it ends the program
    }

    void fails(Error fatal) {
        new Thread(() -> { // the handler of uncaught exceptions decides
            throw fatal;
        }).start(); // ok: it ends at once
    }
}

class DaemonPump extends Thread {
    DaemonPump() {
        super("pump");
        setDaemon(true);
    }
}

class Engine {
    void start() {
    }

    static class Thread {
        void start() {
        }
    }
}

class Program {
    private final Thread extra = new Thread(() -> System.out.println("extra"));

    public static void main(String[] args) {
        new Thread(() -> System.out.println("serving")).start(); // ok: a program may live as long as its threads
        startAll();
    }

    private static void startAll() {
        for (int port = 8000; port < 8004; port++) {
            Thread server = new Thread(() -> System.out.println("serving"), "port " + port);
            server.start(); // ok: only main calls this
        }
    }

    /** main() does not call this one. */
    void startExtra() {
        extra.start(); // want "extra"
    }
}

class StarterTest {
    @Test
    void starts() {
        new Thread(() -> { }).start(); // ok: a test
    }
}

/** A field that other classes can see may be joined by any of them. */
class Exposed {
    public final Thread worker = new Thread(() -> { });
    private final Thread lent = new Thread(() -> { });

    void start() {
        worker.start(); // ok: visible to everyone
        lent.start(); // ok: lent by the getter
    }

    public Thread lent() {
        return lent;
    }
}
