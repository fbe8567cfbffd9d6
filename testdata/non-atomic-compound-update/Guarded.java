package lostupdate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Shared by four threads, and every update holds its lock. */
final class Guarded {
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Object monitor = new Object();
    private final Lock lock = new ReentrantLock();
    private final Lock alias = lock;
    private final ReadWriteLock rw = new ReentrantReadWriteLock();
    private final Lock write = rw.writeLock();
    private static int created;
    private int byMethod;
    private int byBlock;
    private int byLock;
    private int byAlias;
    private int byView;
    private int byHelper;
    private int byTry;
    private int byStoredTry;
    private int byGuard;
    private int byWith;
    private int byForEach;
    private final Semaphore mutex = new Semaphore(1);
    private int asserted;
    private int byPermit;

    void go(List<String> names) {
        for (int i = 0; i < 100; i++) {
            pool.execute(this::method);
            pool.execute(() -> {
                synchronized (monitor) {
                    byBlock++; // ok: every access holds monitor
                }
            });
            pool.execute(this::lock);
            pool.execute(this::alias);
            pool.execute(this::view);
            pool.execute(this::locked);
            pool.execute(this::tries);
            pool.execute(this::guard);
            pool.execute(this::with);
            pool.execute(() -> each(names));
            pool.execute(Guarded::create);
            pool.execute(this::asserts);
            pool.execute(this::permit);
        }
    }

    private synchronized void method() {
        byMethod++; // ok: synchronized method
    }

    private void lock() {
        lock.lock();
        try {
            byLock++; // ok: lock held
        } finally {
            lock.unlock();
        }
    }

    private void alias() {
        Lock mine = alias;
        mine.lock();
        try {
            byAlias++; // ok: a final alias of lock
        } finally {
            mine.unlock();
        }
    }

    private void view() {
        write.lock();
        try {
            byView++; // ok: the write view is held
        } finally {
            write.unlock();
        }
    }

    private void locked() {
        synchronized (this) {
            helper();
        }
    }

    private void helper() {
        byHelper++; // ok: its only caller holds this
    }

    private void tries() {
        if (lock.tryLock()) {
            try {
                byTry++; // ok: only after tryLock said yes
            } finally {
                lock.unlock();
            }
        }
        boolean got = lock.tryLock();
        if (!got) {
            return;
        }
        try {
            byStoredTry++; // ok: returned above if the lock was not had
        } finally {
            lock.unlock();
        }
    }

    private void guard() {
        try (Held held = new Held(lock)) {
            byGuard++; // ok: the resource holds the lock until it is closed
        }
    }

    private void with() {
        underLock(() -> byWith++); // ok: run at once, under the lock
    }

    private void underLock(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private synchronized void each(List<String> names) {
        names.forEach(name -> byForEach += name.length()); // ok: forEach runs the lambda here, under this
        Map.of("a", 1).forEach((key, value) -> byForEach += value); // ok: the same
    }

    private static synchronized void create() {
        created++; // ok: holds the class
    }

    private void asserts() {
        synchronized (monitor) {
            advance();
        }
    }

    private void permit() {
        mutex.acquireUninterruptibly();
        try {
            byPermit++; // ok: there is one permit
        } finally {
            mutex.release();
        }
    }

    void advance() {
        assert Thread.holdsLock(monitor);
        asserted++; // ok: states the lock it needs
    }

    /** A lock for the length of a block. */
    private static final class Held implements AutoCloseable {
        private final Lock held;

        Held(Lock held) {
            this.held = held;
            held.lock();
        }

        @Override
        public void close() {
            held.unlock();
        }
    }
}
