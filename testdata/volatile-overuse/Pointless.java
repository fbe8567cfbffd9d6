package volatileoveruse;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Volatile that does nothing. */
class Pointless {
    private volatile String name = "x"; // want "never set"
    private volatile int unused; // want "never set"
    private volatile int guarded; // want "every access holds"
    private volatile boolean flag; // ok: set and read without a lock
    private volatile int half; // ok: read without the lock
    volatile int visible; // ok: others may set it
    private int plain; // ok: not volatile
    private final Object lock = new Object();

    String name() {
        return name;
    }

    void inc() {
        synchronized (lock) {
            guarded++;
            half++;
        }
    }

    int get() {
        synchronized (lock) {
            return guarded;
        }
    }

    int half() {
        return half;
    }

    void stop() {
        flag = true;
        plain++;
    }

    boolean stopped() {
        return flag;
    }
}

class Updated {
    private static final AtomicIntegerFieldUpdater<Updated> STATE = AtomicIntegerFieldUpdater.newUpdater(Updated.class, "state");
    private volatile int state; // ok: an updater sets it

    void next() {
        STATE.incrementAndGet(this);
    }

    int state() {
        return state;
    }
}

/** Set by each object in its prime, read by one thread. */
class OneThread {
    private volatile int steps; // miss "steps" confinement to one thread is not looked for

    static void run() {
        OneThread t = new OneThread();
        t.steps++;
        System.out.println(t.steps);
    }
}
