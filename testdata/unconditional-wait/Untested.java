package unconditionalwait;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Waits that are come to although what they wait for may have happened. */
class Untested {
    private final Object gate = new Object();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<String> queue = new ArrayDeque<>();
    private boolean ready;
    private volatile boolean done;

    void set() {
        synchronized (gate) {
            ready = true;
            gate.notifyAll();
        }
    }

    void waitsFirst() throws InterruptedException {
        synchronized (gate) {
            do {
                gate.wait(); // want "before ready is tested"
            } while (!ready);
        }
    }

    void testsOutside() throws InterruptedException {
        while (!ready) {
            synchronized (gate) {
                gate.wait(); // want "made without gate"
            }
        }
    }

    void volatileOutside() throws InterruptedException {
        while (!done) {
            synchronized (gate) {
                gate.wait(); // want "made without gate"
            }
        }
    }

    String queueOutside() throws InterruptedException {
        while (queue.isEmpty()) {
            lock.lock();
            try {
                changed.await(); // want "made without"
            } finally {
                lock.unlock();
            }
        }
        return queue.remove();
    }

    Runnable inLambda() {
        return () -> {
            while (!done) {
                synchronized (gate) {
                    try {
                        gate.wait(); // miss "made without gate" a lambda may be run by one that tests
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
        };
    }

    void testedInside() throws InterruptedException {
        synchronized (gate) {
            while (!ready) {
                gate.wait(); // ok: tested under the lock
            }
        }
    }

    void doubleTest() throws InterruptedException {
        if (!ready) {
            synchronized (gate) {
                while (!ready) {
                    gate.wait(); // ok: tested again under the lock
                }
            }
        }
    }

    void doAfterTest() throws InterruptedException {
        synchronized (gate) {
            if (ready) {
                return;
            }
            do {
                gate.wait(); // ok: tested before, under the lock
            } while (!ready);
        }
    }

    void doForSomethingElse(Source source) throws InterruptedException {
        synchronized (gate) {
            do {
                gate.wait(); // ok: nobody sets this state and signals
            } while (!source.hasMore());
        }
    }

    void timed() throws InterruptedException {
        synchronized (gate) {
            gate.wait(1000); // ok: a pause
        }
        while (!done) {
            synchronized (gate) {
                gate.wait(100); // ok: ends by itself
            }
        }
        lock.lock();
        try {
            changed.await(1, TimeUnit.SECONDS); // ok: ends by itself
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        synchronized (gate) {
            gate.wait(); // ok: the callers test
        }
    }

    synchronized void caller() throws InterruptedException {
        while (!ready) {
            pause();
        }
    }

    synchronized void endless() throws InterruptedException {
        for (;;) {
            if (ready) {
                return;
            }
            wait(); // ok: tested under the lock in each round
        }
    }

    synchronized void byMethod() throws InterruptedException {
        while (blocked()) {
            wait(); // ok: the method tests
        }
    }

    private boolean blocked() {
        return !ready;
    }

    interface Source {
        boolean hasMore();
    }
}
