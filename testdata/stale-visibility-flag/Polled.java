package stalevisibilityflag;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A flag that a Runnable polls; nobody hands it over in sight. */
class Polled implements Runnable {
    private boolean running = true;

    @Override
    public void run() {
        while (running) {
            step();
        }
    }

    private void step() {
        System.out.println("step");
    }

    public void shutdown() {
        running = false; // want "the loop in Polled.run"
    }
}

class PolledThread extends Thread {
    private boolean done;

    @Override
    public void run() {
        while (!done) {
            try {
                sleep(10);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    void finish() {
        done = true; // want "PolledThread.done"
    }
}

class PolledByBreak implements Runnable {
    private boolean stopped;
    private int state;
    private static final int STOPPED = 2;

    @Override
    public void run() {
        for (;;) {
            if (stopped) {
                break;
            }
            System.out.println("round");
        }
        while (true) {
            if (state == STOPPED) return;
            System.out.println("round");
        }
    }

    void stop() {
        stopped = true; // want "PolledByBreak.stopped"
    }

    void end() {
        state = STOPPED; // want "PolledByBreak.state"
    }
}

class PolledInHelper implements Callable<String> {
    private boolean active = true;

    @Override
    public String call() {
        return loop();
    }

    private String loop() {
        StringBuilder b = new StringBuilder();
        while (isActive()) b.append('x');
        return b.toString();
    }

    private boolean isActive() {
        return active;
    }

    void setActive(boolean value) {
        active = value; // want "PolledInHelper.active"
    }
}

class PolledInLambda {
    private boolean running = true;
    private boolean other = true;
    private static boolean global = true;

    void start(ExecutorService pool) {
        pool.submit(() -> {
            while (running) System.out.println("work");
        });
        Runnable later = () -> {
            do {
                System.out.println("more");
            } while (other);
        };
        keep(later);
        new Thread(this::poll).start();
    }

    private void poll() {
        while (global) System.out.println("poll");
    }

    void keep(Runnable r) {
        System.out.println(r);
    }

    void close() {
        running = false; // want "PolledInLambda.running"
    }

    void cancel() {
        other = false; // want "PolledInLambda.other"
    }

    static void stopAll() {
        global = false; // want "PolledInLambda.global"
    }
}

class PolledByInner {
    private boolean stop;

    Runnable worker() {
        return new Runnable() {
            @Override
            public void run() {
                while (!stop) System.out.println("x");
            }
        };
    }

    synchronized void stopIt() {
        stop = true; // want "PolledByInner.stop"
    }
}

class Base implements Runnable {
    boolean open = true;

    @Override
    public void run() {
        while (open) System.out.println("base");
    }
}

class Derived extends Base {
    void close() {
        open = false; // want "Base.open"
    }
}

/** No task in sight, but nothing in the loop could end it. */
class Spin {
    private boolean arrived;
    private Object value;

    void await() {
        while (!arrived) {
            Thread.yield();
        }
    }

    void arrive() {
        arrived = true; // want "Spin.arrived"
    }

    Object get() {
        while (value == null) {
        }
        return value;
    }

    void put(Object o) {
        value = o; // miss "Spin.value" a value that is stored looks like a setter
    }
}

class LocalArray {
    Runnable task(boolean[] stop) {
        return () -> {
            while (!stop[0]) System.out.println("y");
        };
    }

    void stop(boolean[] stop) {
        stop[0] = true; // miss "stop" elements of arrays are not followed
    }
}
