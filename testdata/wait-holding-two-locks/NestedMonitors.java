package waitholdingtwolocks;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Two locks around a wait. */
class NestedMonitors {
    private final Object queueLock = new Object();
    private final Queue<String> queue = new ArrayDeque<>();
    private int taken;

    synchronized String take() throws InterruptedException {
        synchronized (queueLock) {
            while (queue.isEmpty()) {
                queueLock.wait(); // want "keeps this locked while it waits, and every thread"
            }
            taken++;
            return queue.remove();
        }
    }

    synchronized void put(String s) {
        synchronized (queueLock) {
            queue.add(s);
            queueLock.notifyAll();
        }
    }
}

/** Nobody signals in sight. */
class Quiet {
    private final Object outer = new Object();
    final Object inner = new Object();
    boolean open;

    void await() throws InterruptedException {
        synchronized (outer) {
            synchronized (inner) {
                while (!open) inner.wait(); // want "keeps outer locked"
            }
        }
    }

    void inLambda(java.util.concurrent.Executor pool) {
        pool.execute(() -> {
            synchronized (outer) {
                synchronized (inner) {
                    try {
                        while (!open) inner.wait(); // want "keeps outer locked"
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        });
    }

    void lambdaElsewhere(java.util.concurrent.Executor pool) {
        synchronized (outer) {
            pool.execute(() -> {
                synchronized (inner) {
                    try {
                        while (!open) inner.wait(); // ok: the task does not hold what its maker holds
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        }
    }

    private void helper() throws InterruptedException {
        synchronized (inner) {
            while (!open) inner.wait(); // want "keeps outer locked"
        }
    }

    void callsHelper() throws InterruptedException {
        synchronized (outer) {
            helper();
        }
    }
}

/** Explicit locks and their conditions. */
class Conditions {
    private final ReentrantLock state = new ReentrantLock();
    private final ReentrantLock buffer = new ReentrantLock();
    private final Condition notEmpty = buffer.newCondition();
    private int size;

    int take() throws InterruptedException {
        state.lock();
        try {
            buffer.lock();
            try {
                while (size == 0) notEmpty.await(); // want "keeps state locked"
                return size--;
            } finally {
                buffer.unlock();
            }
        } finally {
            state.unlock();
        }
    }

    boolean timedTake() throws InterruptedException {
        state.lock();
        try {
            buffer.lock();
            try {
                while (size == 0) {
                    if (!notEmpty.await(1, TimeUnit.SECONDS)) return false; // want "keeps state locked"
                }
                size--;
                return true;
            } finally {
                buffer.unlock();
            }
        } finally {
            state.unlock();
        }
    }

    void put() {
        state.lock();
        try {
            buffer.lock();
            try {
                size++;
                notEmpty.signal();
            } finally {
                buffer.unlock();
            }
        } finally {
            state.unlock();
        }
    }

    synchronized void releasedBefore() throws InterruptedException {
        state.lock();
        try {
            size = 0;
        } finally {
            state.unlock();
        }
        while (size == 0) {
            wait(); // ok: the other lock is given back before
        }
    }
}

/** One lock, taken twice or under two names. */
class OneLock {
    private final Object mutex = this;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private boolean open;

    synchronized void methodAndBlock() throws InterruptedException {
        synchronized (this) {
            while (!open) wait(); // ok: one object, taken twice
        }
    }

    synchronized void alias() throws InterruptedException {
        synchronized (mutex) {
            while (!open) mutex.wait(); // ok: mutex is this
        }
    }

    void localAlias() throws InterruptedException {
        OneLock self = this;
        synchronized (this) {
            synchronized (self) {
                while (!open) self.wait(); // ok: self is this
            }
        }
    }

    void reentrant() throws InterruptedException {
        lock.lock();
        try {
            lock.lock();
            try {
                while (!open) ready.await(); // ok: one lock, taken twice
            } finally {
                lock.unlock();
            }
        } finally {
            lock.unlock();
        }
    }

    synchronized void open() {
        open = true;
        notifyAll();
    }
}

/** The wake-up does not need the outer lock. */
class FreeSignal {
    private final Object reply = new Object();
    private boolean arrived;

    synchronized void request() throws InterruptedException {
        synchronized (reply) {
            while (!arrived) {
                reply.wait(); // ok: one request at a time is meant, and the reply comes without this lock
            }
            arrived = false;
        }
    }

    void replied() {
        synchronized (reply) {
            arrived = true;
            reply.notifyAll();
        }
    }

    synchronized void pause() throws InterruptedException {
        synchronized (reply) {
            reply.wait(1000); // ok: ends by itself
        }
    }
}

/** An object of the project that waits inside, under a lock of the caller. */
class Indirect {
    private final Mailbox mailbox = new Mailbox();
    private int count;

    synchronized String take() throws InterruptedException {
        count++;
        return mailbox.take();
    }

    synchronized void put(String s) {
        mailbox.put(s);
    }

    static class Mailbox {
        private final Queue<String> letters = new ArrayDeque<>();

        synchronized void put(String letter) {
            letters.add(letter);
            notifyAll();
        }

        synchronized String take() throws InterruptedException {
            while (letters.isEmpty()) wait(); // want "keeps the monitor of Indirect locked"
            return letters.remove();
        }
    }
}

/** The same with a class that others may use, too: callers are not followed into it. */
class IndirectPublic {
    private final PublicMailbox mailbox = new PublicMailbox();

    synchronized String take() throws InterruptedException {
        return mailbox.take(); // miss "keeps this locked"
    }

    synchronized void put(String s) {
        mailbox.put(s);
    }

    public static class PublicMailbox {
        private final Queue<String> letters = new ArrayDeque<>();

        public synchronized void put(String letter) {
            letters.add(letter);
            notifyAll();
        }

        public synchronized String take() throws InterruptedException {
            while (letters.isEmpty()) wait();
            return letters.remove();
        }
    }
}
