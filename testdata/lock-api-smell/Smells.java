package lockapismell;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Decisions by the state of a lock. */
class Smells {
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock fair = new ReentrantLock(true);
    private final Semaphore queue = new Semaphore(1, true);
    private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    private int runs;

    void ifFree() {
        if (!lock.isLocked()) { // want "lock.isLocked()"
            runs++;
        }
    }

    void whileTaken() {
        while (lock.isLocked()) { // want "may be wrong"
            Thread.yield();
        }
    }

    void byVariable() {
        boolean busy = rw.isWriteLocked(); // want "rw.isWriteLocked()"
        if (busy) {
            runs = 0;
        }
    }

    void queued() {
        if (lock.hasQueuedThreads()) { // want "hasQueuedThreads()"
            runs--;
        }
    }

    void length() {
        if (lock.getQueueLength() > 3) { // want "getQueueLength()"
            runs--;
        }
    }

    void lockIfNotHeld() {
        if (!lock.isHeldByCurrentThread()) { // want "who must ask whether the lock is held"
            lock.lock();
        }
        runs++;
    }

    void barging() {
        if (fair.tryLock()) { // want "although 'fair' is fair"
            fair.unlock();
        }
    }

    void bargingPermit() {
        if (queue.tryAcquire()) { // want "although 'queue' is fair"
            queue.release();
        }
    }

    boolean throughMethod() {
        if (busy()) { // miss "isLocked" through a method of the program
            runs++;
        }
        return true;
    }

    private boolean busy() {
        return lock.isLocked();
    }

    void asserted() {
        assert lock.isHeldByCurrentThread(); // ok: a belief of the author
        runs++;
    }

    void refused() {
        if (!lock.isHeldByCurrentThread()) { // ok: refuses
            throw new IllegalStateException("not held");
        }
        runs++;
    }

    void guarded() {
        try {
            lock.lockInterruptibly();
            runs++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (lock.isHeldByCurrentThread()) { // ok: guards the unlock
                lock.unlock();
            }
        }
    }

    @Override
    public String toString() {
        return "Smells[locked=" + lock.isLocked() + "]"; // ok: for a reader
    }

    void logged() {
        if (lock.isLocked()) { // ok: for a reader
            System.out.println("busy");
        }
    }

    int metric() {
        return lock.getQueueLength(); // ok: a metric
    }

    void inTurn() throws InterruptedException {
        if (fair.tryLock(0, TimeUnit.SECONDS)) { // ok: honours the queue
            fair.unlock();
        }
        if (lock.tryLock()) { // ok: not a fair lock
            lock.unlock();
        }
    }
}
