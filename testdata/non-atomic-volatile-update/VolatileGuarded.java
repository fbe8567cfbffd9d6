package volatileupdate;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Writers hold a lock, readers rely on volatile: the cheap read-write lock trick. */
class VolatileGuarded {
    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    private static volatile int created;
    private volatile int byMethod;
    private volatile int byBlock;
    private volatile int byLock;
    private volatile int byView;
    private volatile int byHelper;
    private volatile int byTry;
    private volatile int byGuard;
    private volatile int byWith;
    private volatile int byEach;
    private volatile int asserted;

    VolatileGuarded() {
        byMethod++; // ok: constructor
        synchronized (VolatileGuarded.class) {
            created++; // ok: under the class
        }
    }

    int read() {
        return byMethod + byBlock + byLock + byView + byHelper + byTry + byGuard + byWith + byEach + asserted + created;
    }

    synchronized void method() {
        byMethod++; // ok: synchronized method
    }

    void block() {
        synchronized (monitor) {
            byBlock = byBlock + 1; // ok: under monitor
        }
    }

    void lock() {
        lock.lock();
        try {
            byLock += 2; // ok: under lock
        } finally {
            lock.unlock();
        }
    }

    void view() {
        Lock write = rw.writeLock();
        write.lock();
        try {
            byView--; // ok: under the write view
        } finally {
            write.unlock();
        }
    }

    synchronized void outer() {
        helper();
    }

    private void helper() {
        byHelper++; // ok: the only caller holds this
    }

    void tries() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            byTry++; // ok: tryLock said yes
        } finally {
            lock.unlock();
        }
    }

    void guard() {
        try (Hold hold = hold()) {
            byGuard++; // ok: the resource holds the lock
        }
    }

    private Hold hold() {
        lock.lock();
        return lock::unlock;
    }

    void with() {
        locked(() -> byWith++); // ok: run at once under the lock
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    synchronized void each(List<String> names) {
        names.forEach(name -> byEach++); // ok: forEach runs it here
    }

    void asserts() {
        assert Thread.holdsLock(this);
        asserted++; // ok: the caller must hold this
    }

    void later() {
        Runnable task;
        synchronized (monitor) {
            task = () -> Later.ticks++; // want "ticks"
        }
        new Thread(task).start();
    }

    static final class Later {
        static volatile int ticks;
    }

    /** Unlocks on close. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
