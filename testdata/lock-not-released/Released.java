package heldforever;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/** Every lock is given back, or given on. */
class Released {
    private final ReentrantLock lock = new ReentrantLock();
    private final Lock other = new ReentrantLock();
    private final ReadWriteLock rw = new ReentrantReadWriteLock();
    private final StampedLock stamped = new StampedLock();
    private final Semaphore permits = new Semaphore(3);
    private final Condition changed = lock.newCondition();
    private int count;
    private boolean closed;

    void classic(Runnable task) {
        lock.lock(); // ok: unlocked in finally
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    int commented(Supplier<Integer> supplier) {
        lock.lock(); // ok: a comment and a declaration that cannot fail come before the try
        // now the count is ours
        int result;
        try {
            result = supplier.get();
        } finally {
            lock.unlock();
        }
        return result;
    }

    void insideTry(Runnable task) {
        try {
            lock.lock(); // ok: released; that lock() itself may fail is another rule's matter
            task.run();
        } finally {
            lock.unlock();
        }
    }

    int nothingCanThrow(int n) {
        lock.lock(); // ok: nothing between the two can throw
        int before = count;
        count = n;
        lock.unlock();
        return before;
    }

    int everyReturn(int n) {
        lock.lock(); // ok: released before each return
        if (n < 0) {
            lock.unlock();
            return count;
        }
        count += n;
        lock.unlock();
        return n;
    }

    boolean tried(Runnable task) {
        if (lock.tryLock()) { // ok: released where it was had
            try {
                task.run();
            } finally {
                lock.unlock();
            }
            return true;
        }
        return false;
    }

    boolean negated(Runnable task) throws InterruptedException {
        if (!other.tryLock(10, TimeUnit.MILLISECONDS)) { // ok: nothing held when it says no
            return false;
        }
        try {
            task.run();
            return true;
        } finally {
            other.unlock();
        }
    }

    void stored(Runnable task) {
        boolean held = lock.tryLock(); // ok: released if held
        try {
            if (held) {
                task.run();
            }
        } finally {
            if (held) {
                lock.unlock();
            }
        }
    }

    void asked(Runnable task) {
        lock.lock(); // ok: released if this thread still holds it
        try {
            task.run();
        } finally {
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }

    void spin() {
        while (!lock.tryLock()) { // ok: leaves the loop with the lock, and releases it
            Thread.onSpinWait();
        }
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    void views(Runnable task) {
        rw.readLock().lock(); // ok: its own view
        try {
            task.run();
        } finally {
            rw.readLock().unlock();
        }
        Lock write = rw.writeLock();
        write.lock(); // ok: released by the lock, not the local
        try {
            task.run();
        } finally {
            rw.writeLock().unlock();
        }
    }

    void downgrade(Runnable change, Runnable look) {
        rw.writeLock().lock(); // ok: released, after the read lock was had
        try {
            change.run();
            rw.readLock().lock(); // ok: released below
        } finally {
            rw.writeLock().unlock();
        }
        try {
            look.run();
        } finally {
            rw.readLock().unlock();
        }
    }

    void letGoInBetween(Runnable slow) {
        lock.lock(); // ok: taken again before the finally
        try {
            count++;
            lock.unlock();
            try {
                slow.run();
            } finally {
                lock.lock(); // ok: released by the outer finally
            }
            count--;
        } finally {
            lock.unlock();
        }
    }

    void eachTime(List<Runnable> tasks) {
        for (Runnable task : tasks) {
            lock.lock(); // ok: the finally runs before continue and break
            try {
                if (task == null) {
                    continue;
                }
                if (closed) {
                    break;
                }
                task.run();
            } finally {
                lock.unlock();
            }
        }
    }

    void awaits() throws InterruptedException {
        lock.lockInterruptibly(); // ok: await comes back with the lock
        try {
            while (count == 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void catches(Runnable task) {
        lock.lock(); // ok: every way out unlocks
        try {
            task.run();
        } catch (Throwable t) {
            lock.unlock();
            throw t;
        }
        lock.unlock();
    }

    void stamps(Runnable task) {
        long stamp = stamped.writeLock(); // ok: unlocked in finally
        try {
            task.run();
        } finally {
            stamped.unlock(stamp);
        }
    }

    void semaphore(Runnable task) throws InterruptedException {
        permits.acquire(); // ok: a permit is not a lock; another rule looks after it
        task.run();
        permits.release();
    }

    void exits() {
        lock.lock(); // ok: the JVM ends
        System.exit(count);
    }

    void stop() {
        other.lock(); // ok: nobody is to come in after the end
        closed = true;
    }

    void flagInField(Runnable task) {
        try {
            other.lock(); // ok: the flag says whether it is held
            closed = true;
            task.run();
        } finally {
            if (closed) {
                closed = false;
                try {
                    other.unlock();
                } catch (IllegalMonitorStateException e) {
                    count++;
                }
            }
        }
    }

    void bothHalves(boolean in) {
        if (in) {
            rw.readLock().lock(); // ok: the other call gives it back
        } else {
            rw.readLock().unlock();
        }
    }

    private void barge(Lock any) {
        while (!any.tryLock()) { // ok: its caller gives it back
            Thread.onSpinWait();
        }
    }

    void barged(Runnable task) {
        barge(other);
        try {
            task.run();
        } finally {
            other.unlock();
        }
    }

    long upgrade(long stamp) {
        if (count > 0) {
            stamped.unlock(stamp);
            stamp = stamped.writeLock(); // ok: one stamp for another, the caller gives it back
        }
        return stamp;
    }

    void optimistic() {
        long stamp = stamped.writeLock(); // ok: converted to a stamp that holds nothing
        count++;
        stamped.tryConvertToOptimisticRead(stamp);
    }

    Ticket ticket(boolean wait) {
        Ticket ticket = null;
        if (wait) {
            other.lock(); // ok: the ticket that is returned holds it
            ticket = new Ticket(other);
        } else if (other.tryLock()) { // ok: the same
            ticket = new Ticket(other);
        }
        return ticket;
    }

    record Ticket(Lock held) {
    }

    /** Takes the lock for its caller. */
    void acquire() {
        lock.lock(); // ok: release gives it back
    }

    void release() {
        lock.unlock();
    }

    void between(Runnable task) {
        acquire();
        try {
            task.run();
        } finally {
            release();
        }
    }

    /** A method that runs what it is given under the lock. */
    <T> T with(Supplier<T> body) {
        lock.lock(); // ok: unlocked in finally
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /** A guard that is closed. */
    Guard guard() {
        lock.lock(); // ok: the guard's close gives it back
        return new Guard(lock);
    }

    AutoCloseable guardByReference() {
        lock.lock(); // ok: the returned method reference gives it back
        return lock::unlock;
    }

    void guarded(Runnable task) {
        try (Guard guard = guard()) {
            task.run();
        }
    }

    static final class Guard implements AutoCloseable {
        private final Lock held;

        Guard(Lock held) {
            this.held = held;
        }

        @Override
        public void close() {
            held.unlock();
        }
    }

    /** Takes it when made. */
    static final class Scope implements AutoCloseable {
        private final Lock held;

        Scope(Lock held) {
            this.held = held;
            held.lock(); // ok: close gives it back
        }

        @Override
        public void close() {
            held.unlock();
        }
    }

    /** A lock that is made of another one. */
    static final class Tracing extends ReentrantLock {
        private static final long serialVersionUID = 1;

        @Override
        public void lock() {
            super.lock(); // ok: this is the lock itself
        }
    }

    /** Some other thing that is called lock. */
    static final class Door {
        private boolean shut;

        void lock() {
            shut = true;
        }

        boolean isShut() {
            return shut;
        }
    }

    boolean door() {
        Door door = new Door();
        door.lock(); // ok: not a Lock
        return door.isShut();
    }
}
