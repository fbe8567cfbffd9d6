package split;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Holds that are whole, or that look again. */
class Whole {
    private final Object monitor = new Object();
    private final Object other = new Object();
    private int count;
    private boolean busy;
    private List<Runnable> listeners = new ArrayList<>();
    private Thread thread;
    private int guarded;
    private volatile boolean started;
    private int last;

    void again(IntUnaryOperator f) {
        int n;
        synchronized (monitor) {
            n = count;
        }
        int next = f.applyAsInt(n);
        synchronized (monitor) {
            if (count == n) count = next; // ok: looks again
        }
    }

    void claim() {
        boolean free;
        synchronized (monitor) {
            free = !busy;
            busy = true;
        }
        if (free) {
            work();
            synchronized (monitor) {
                busy = false; // ok: claimed under the first hold
            }
        }
    }

    void notifyAllListeners() {
        List<Runnable> copy;
        synchronized (monitor) {
            copy = new ArrayList<>(listeners);
        }
        for (Runnable r : copy) r.run(); // ok: a snapshot, to call others without the lock
    }

    void stop() throws InterruptedException {
        Thread t;
        synchronized (monitor) {
            t = thread;
        }
        if (t != null) {
            t.join();
            synchronized (monitor) {
                thread = null; // ok: clears what is over
            }
        }
    }

    void start() {
        if (!started) {
            synchronized (monitor) {
                if (!started) {
                    started = true; // ok: the second test is under the lock
                }
            }
        }
    }

    synchronized void nested() {
        int n;
        synchronized (this) {
            n = guarded;
        }
        synchronized (this) {
            guarded = n + 1; // ok: the method holds the lock throughout
        }
    }

    synchronized void outer() {
        inner();
    }

    private void inner() {
        int n;
        synchronized (this) {
            n = guarded;
        }
        synchronized (this) {
            guarded = n + 1; // ok: every caller holds the lock
        }
    }

    void twoLocks() {
        int n;
        synchronized (monitor) {
            n = count;
        }
        synchronized (other) {
            last = n; // ok: another field
        }
    }

    void independent(int v) {
        int n;
        synchronized (monitor) {
            n = count;
        }
        System.out.println(n);
        synchronized (monitor) {
            count = v; // ok: does not depend on what was read
        }
    }

    void retry(IntUnaryOperator f) {
        while (true) {
            int n;
            synchronized (monitor) {
                n = count;
            }
            int next = f.applyAsInt(n);
            synchronized (monitor) {
                if (n != count) continue;
                count = next; // ok: looks again, and tries again
                return;
            }
        }
    }

    private void work() {
    }
}
