package heldforever;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/** Every way to leave with the lock still held. */
class Leaks<T> {
    protected final ReentrantLock lock = new ReentrantLock();
    private final Lock other = new ReentrantLock();
    private final ReadWriteLock rw = new ReentrantReadWriteLock();
    private final StampedLock stamped = new StampedLock();
    private final Condition changed = lock.newCondition();
    private Queue<T> queue;
    private int count;

    T earlyReturn() {
        lock.lock(); // want "lock"
        if (queue.isEmpty()) {
            return null;
        }
        T first = queue.remove();
        lock.unlock();
        return first;
    }

    void callMayThrow(Runnable task) {
        lock.lock(); // want "lock"
        task.run();
        lock.unlock();
    }

    void throwsItself(int n) {
        lock.lock(); // want "lock"
        if (n < 0) {
            throw new IllegalArgumentException();
        }
        count = n;
        lock.unlock();
    }

    int never(int n) {
        lock.lock(); // want "lock"
        count = n;
        return count;
    }

    void gapBeforeTry(Supplier<T> supplier) {
        lock.lock(); // want "lock"
        T value = supplier.get();
        try {
            queue.add(value);
        } finally {
            lock.unlock();
        }
    }

    void oneBranch(boolean quick) {
        lock.lock(); // want "lock"
        if (quick) {
            count++;
            lock.unlock();
        } else {
            count--;
        }
    }

    void onlyWhenCaught(Runnable task) {
        lock.lock(); // want "lock"
        try {
            task.run();
            lock.unlock();
        } catch (IllegalStateException e) {
            lock.unlock();
            throw e;
        }
    }

    void continues(List<T> values) {
        for (T value : values) {
            lock.lock(); // want "lock"
            if (value == null) {
                continue;
            }
            count++;
            lock.unlock();
        }
    }

    void breaksOut(List<T> values) {
        for (T value : values) {
            other.lock(); // want "other"
            if (value == null) {
                break;
            }
            count++;
            other.unlock();
        }
    }

    void conditional(boolean release) {
        lock.lock(); // want "lock"
        try {
            count++;
        } finally {
            if (release) {
                lock.unlock();
            }
        }
    }

    void wrongView(List<T> values) {
        rw.writeLock().lock(); // want "writeLock"
        try {
            queue.addAll(values);
        } finally {
            rw.readLock().unlock();
        }
    }

    void wrongLock() {
        lock.lock(); // want "lock"
        try {
            count++;
        } finally {
            other.unlock();
        }
    }

    boolean tried(Runnable task) {
        if (lock.tryLock()) { // want "lock"
            task.run();
            return true;
        }
        return false;
    }

    boolean triedAndStored(Runnable task) throws InterruptedException {
        boolean held = lock.tryLock(1, TimeUnit.SECONDS); // want "lock"
        if (!held) {
            return false;
        }
        task.run();
        lock.unlock();
        return true;
    }

    void interruptibly() throws InterruptedException {
        lock.lockInterruptibly(); // want "lock"
        while (count == 0) {
            changed.await();
        }
        count--;
        lock.unlock();
    }

    void alias(Runnable task) {
        Lock read = rw.readLock();
        read.lock(); // want "read"
        task.run();
        read.unlock();
    }

    void inLambda(List<T> values) {
        values.forEach(value -> {
            lock.lock(); // want "lock"
            queue.add(value);
            lock.unlock();
        });
    }

    Runnable inAnonymousClass(Runnable task) {
        return new Runnable() {
            @Override
            public void run() {
                Leaks.this.lock.lock(); // want "lock"
                task.run();
                lock.unlock();
            }
        };
    }

    int inSwitch(String kind) {
        lock.lock(); // want "lock"
        return switch (kind) {
            case "a" -> {
                lock.unlock();
                yield 1;
            }
            case "b" -> {
                lock.unlock();
                yield 2;
            }
            default -> 0;
        };
    }

    void twice() {
        lock.lock(); // want "lock"
        lock.lock(); // ok: this one is unlocked, the first is not
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    void stamp(Runnable task) {
        long stamp = stamped.writeLock(); // want "stamped"
        task.run();
        stamped.unlockWrite(stamp);
    }

    void tryWithResources() throws Exception {
        lock.lock(); // want "lock"
        try (AutoCloseable resource = () -> count++) {
            if (resource != null) {
                count--;
            }
        }
        lock.unlock();
    }

    void localLock(Lock given, Runnable task) {
        given.lock(); // want "given"
        task.run();
        given.unlock();
    }
}

/** Gives the lock to the caller, or loses it. */
final class Tickets {
    private final Lock lock = new ReentrantLock();

    AutoCloseable enter(Runnable check) {
        lock.lock(); // want "check.run()"
        check.run();
        return lock::unlock;
    }
}

/** A static lock, an inherited lock, a lock in a record. */
final class MoreLeaks extends Leaks<String> {
    private static final Lock GLOBAL = new ReentrantLock();

    record Slot(Lock lock, StringBuilder text) {
        void append(Object value) {
            lock.lock(); // want "lock"
            text.append(value);
            lock.unlock();
        }
    }

    static void global(Runnable task) {
        GLOBAL.lock(); // want "GLOBAL"
        task.run();
        GLOBAL.unlock();
    }

    void inherited(Runnable task) {
        lock.lock(); // want "lock"
        task.run();
        lock.unlock();
    }
}

/** What the caller gives back is what it took itself. */
final class Replies {
    private final Lock lock = new ReentrantLock();
    private Object waiting;

    void handle(Object reply) {
        lock.lock(); // ok: released in the finally
        try {
            if (waiting == null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        Object next = next();
        System.out.println(next + " gets " + reply);
    }

    private Object next() {
        lock.lock(); // want "next"
        Object result = waiting;
        waiting = null;
        return result;
    }
}

/** What ends an object may keep the others out for good; what asks for the end may not. */
final class Ended {
    private final Lock lock = new ReentrantLock();
    private boolean closed;

    void close() {
        lock.lock(); // ok: nobody shall come in again
        closed = true;
    }

    boolean isClosed() {
        lock.lock(); // want "isClosed"
        return closed;
    }
}
