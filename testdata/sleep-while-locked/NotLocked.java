package sleepwhilelocked;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class NotLocked {
    private final Lock lock = new ReentrantLock();
    private final List<String> list = new ArrayList<>();

    void afterwards() throws InterruptedException {
        synchronized (list) {
            list.clear();
        }
        Thread.sleep(10); // ok: the block has ended
    }

    void unlocked() throws InterruptedException {
        lock.lock();
        try {
            list.clear();
        } finally {
            lock.unlock();
        }
        Thread.sleep(10); // ok: unlocked
    }

    synchronized void elsewhere(ExecutorService pool) {
        pool.execute(() -> {
            try {
                Thread.sleep(10); // ok: another thread, without the lock
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    synchronized Runnable later() {
        return () -> {
            try {
                Thread.sleep(10); // ok: whoever runs it
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    synchronized void waits() throws InterruptedException {
        while (list.isEmpty()) wait(100); // ok: gives the monitor back
    }

    void notGot() throws InterruptedException {
        while (!lock.tryLock()) Thread.sleep(10); // ok: not got
        try {
            list.clear();
        } finally {
            lock.unlock();
        }
    }

    void ownObject() throws InterruptedException {
        Object mine = new Object();
        synchronized (mine) {
            Thread.sleep(10); // ok: nobody else can have this lock
        }
    }

    synchronized void yields() throws InterruptedException {
        Thread.sleep(0); // ok: does not sleep
    }

    void helpedOut() throws InterruptedException {
        lock.lock();
        try {
            list.clear();
            breathe(); // ok: the helper gives the lock back meanwhile
        } finally {
            lock.unlock();
        }
    }

    private void breathe() throws InterruptedException {
        lock.unlock();
        try {
            Thread.sleep(10); // ok: unlocked
        } finally {
            lock.lock();
        }
    }
}

/** Its callers are to go on one at a time, in their pace. */
class RateLimiter {
    private long next;

    synchronized void acquire() throws InterruptedException {
        long now = System.nanoTime();
        if (next > now) Thread.sleep((next - now) / 1_000_000); // ok: the lock has no other use than to keep the pace
        next = Math.max(now, next) + 1_000_000;
    }
}

class PollutedLimiter {
    private long next;

    synchronized void acquire() throws InterruptedException {
        long now = System.nanoTime();
        if (next > now) Thread.sleep((next - now) / 1_000_000); // want "sleeps while it holds"
        next = Math.max(now, next) + 1_000_000;
    }

    synchronized long next() {
        return next;
    }
}

/** A lock that backs off between two tries: the sleep is a part of taking it. */
class BacksOff {
    private final java.util.concurrent.atomic.AtomicInteger state = new java.util.concurrent.atomic.AtomicInteger();
    private int count;

    void readLock() throws InterruptedException {
        while (!state.compareAndSet(0, 1)) Thread.sleep(10);
    }

    synchronized void count() throws InterruptedException {
        readLock(); // ok: the sleep is between two tries to take a lock
        count++;
        state.set(0);
    }

    synchronized int get() {
        return count;
    }
}
