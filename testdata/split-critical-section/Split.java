package split;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntUnaryOperator;

/** Read under a lock, written under the next hold of the same lock. */
class Split {
    private final Object monitor = new Object();
    private final Lock lock = new ReentrantLock();
    private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    private int count;
    private int balance;
    private boolean busy;
    private long total;
    private int version;
    private static int ids;

    void add(IntUnaryOperator f) {
        int n;
        synchronized (monitor) {
            n = count;
        }
        int next = f.applyAsInt(n);
        synchronized (monitor) {
            count = next; // want "with a value made of n"
        }
    }

    void direct() {
        int n;
        synchronized (this) {
            n = version;
        }
        synchronized (this) {
            version = n + 1; // want "Split.version"
        }
    }

    boolean withdraw(int amount) {
        boolean enough;
        synchronized (monitor) {
            enough = balance >= amount;
        }
        if (!enough) return false;
        synchronized (monitor) {
            balance -= amount; // want "after a decision on enough"
        }
        return true;
    }

    void take() {
        boolean free;
        lock.lock();
        try {
            free = !busy;
        } finally {
            lock.unlock();
        }
        if (free) {
            lock.lock();
            try {
                busy = true; // want "after a decision on free"
            } finally {
                lock.unlock();
            }
        }
    }

    void upgrade(long v) {
        long seen;
        rw.readLock().lock();
        try {
            seen = total;
        } finally {
            rw.readLock().unlock();
        }
        rw.writeLock().lock();
        try {
            total = seen + v; // want "Split.total"
        } finally {
            rw.writeLock().unlock();
        }
    }

    static int id() {
        int id;
        synchronized (Split.class) {
            id = ids;
        }
        synchronized (Split.class) {
            ids = id + 1; // want "Split.ids"
        }
        return id;
    }

    Runnable later() {
        return () -> {
            int n;
            synchronized (monitor) {
                n = count;
            }
            synchronized (monitor) {
                count = n * 2; // want "Split.count"
            }
        };
    }

    private synchronized int version() {
        return version;
    }

    void viaHelper() {
        int n = version();
        synchronized (this) {
            version = n + 1; // miss "Split.version"
        }
    }

    private final java.util.Map<String, StringBuilder> cache = new java.util.HashMap<>();

    StringBuilder cached(String key) {
        StringBuilder b;
        synchronized (cache) {
            b = cache.get(key);
        }
        if (b == null) {
            b = new StringBuilder(key);
            synchronized (cache) {
                cache.put(key, b); // miss "cache"
            }
        }
        return b;
    }
}
