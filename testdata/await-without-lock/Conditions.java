package awaitwithoutlock;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Conditions with and without their lock. */
class Conditions {
    private final Lock lock = new ReentrantLock();
    private final Lock second = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private Condition late;
    private boolean done;

    public void signalWithout() {
        done = true;
        ready.signalAll(); // want "without holding 'lock'"
    }

    public void awaitWithout() throws InterruptedException {
        while (!done) {
            ready.await(); // want "ready"
        }
    }

    public void afterUnlock() {
        lock.lock();
        try {
            done = true;
        } finally {
            lock.unlock();
        }
        ready.signal(); // want "signal()"
    }

    public void otherLock() {
        second.lock();
        try {
            ready.signal(); // want "without holding 'lock'"
        } finally {
            second.unlock();
        }
    }

    public synchronized void monitorOnly() {
        ready.signalAll(); // want "ready"
    }

    public void local() {
        Lock own = new ReentrantLock();
        Condition c = own.newCondition();
        c.signal(); // want "the lock that made it"
    }

    public void inTask(ExecutorService pool) {
        lock.lock();
        try {
            pool.execute(() -> ready.signal()); // want "ready"
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        ready.signalAll(); // want "ready"
    }

    public void close() {
        wake();
    }

    public void right() throws InterruptedException {
        lock.lock();
        try {
            while (!done) {
                ready.await(); // ok: held
            }
            ready.signal(); // ok: held
        } finally {
            lock.unlock();
        }
    }

    private void signalHeld() {
        ready.signal(); // ok: the caller holds the lock
    }

    public void callsRight() {
        lock.lock();
        try {
            signalHeld();
        } finally {
            lock.unlock();
        }
    }

    public void wrapped() {
        withLock(() -> ready.signalAll()); // ok: run with the lock held
    }

    private void withLock(Runnable r) {
        lock.lock();
        try {
            r.run();
        } finally {
            lock.unlock();
        }
    }

    public void guarded(Guards guards) {
        guards.acquire(lock);
        ready.signal(); // ok: the guard may take it
    }

    interface Guards {
        void acquire(Lock l);
    }

    public void tried() {
        if (lock.tryLock()) {
            try {
                ready.signal(); // ok: held on this way
            } finally {
                lock.unlock();
            }
        }
    }

    public void argument(Condition c) {
        c.signal(); // ok: the caller may hold its lock
    }

    public void unknown() {
        second.lock();
        try {
            late.signal(); // ok: the lock may have made it
        } finally {
            second.unlock();
        }
    }

    public void lateWithout() {
        late.signalAll(); // miss "late" which lock made it is not known, and callers may hold it
    }
}

/** Hands on to another condition. */
abstract class Forwarding implements Condition {
    private final Lock lock = new ReentrantLock();
    private final Condition inner = lock.newCondition();

    @Override
    public void signal() {
        inner.signal(); // ok: a condition itself
    }
}
