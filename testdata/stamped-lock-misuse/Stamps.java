package stampedlockmisuse;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.StampedLock;

/** Optimistic reads, stamps and second holds. */
class Stamps {
    private final StampedLock lock = new StampedLock();
    private final StampedLock other = new StampedLock();
    private double x;
    private double y;

    void move(double dx, double dy) {
        long stamp = lock.writeLock();
        try {
            x += dx;
            y += dy;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    double neverValidated() {
        long stamp = lock.tryOptimisticRead(); // want "never calls validate()"
        return x + y;
    }

    double zeroTest() {
        long stamp = lock.tryOptimisticRead(); // want "never calls validate()"
        double a = x;
        double b = y;
        return stamp == 0L ? -1 : a + b;
    }

    double dropped() {
        lock.tryOptimisticRead(); // want "never calls validate()"
        return x;
    }

    double answerDropped() {
        long stamp = lock.tryOptimisticRead();
        double a = x;
        lock.validate(stamp); // want "drops the result"
        return a;
    }

    double readAfter() {
        long stamp = lock.tryOptimisticRead();
        if (lock.validate(stamp)) {
            return x; // want "after lock.validate(..)"
        }
        stamp = lock.readLock();
        try {
            return x;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    void wrongMode() {
        long stamp = lock.readLock();
        try {
            x = y;
        } finally {
            lock.unlockWrite(stamp); // want "a read hold"
        }
    }

    void optimisticBack() {
        long stamp = lock.tryOptimisticRead();
        try {
            y = x;
        } finally {
            lock.unlockRead(stamp); // want "no hold at all"
        }
    }

    void otherLock() {
        long stamp = lock.writeLock();
        try {
            x = y;
        } finally {
            other.unlockWrite(stamp); // want "a stamp of another lock"
        }
    }

    void reentry() {
        long stamp = lock.writeLock();
        try {
            move(1, 1); // want "calls move()"
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    void reentryDirect() {
        long stamp = lock.readLock();
        try {
            long second = lock.writeLock(); // want "again with writeLock()"
            lock.unlockWrite(second);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    double reentryRead() {
        long stamp = lock.readLock();
        try {
            return sum(); // want "nobody goes on"
        } finally {
            lock.unlockRead(stamp);
        }
    }

    double sum() {
        long stamp = lock.readLock();
        try {
            return x + y;
        } finally {
            lock.unlockRead(stamp);
        }
    }

    double right() {
        long stamp = lock.tryOptimisticRead(); // ok: validated
        double a = x;
        double b = y;
        if (!lock.validate(stamp)) { // ok: used
            stamp = lock.readLock();
            try {
                a = x;
                b = y;
            } finally {
                lock.unlockRead(stamp); // ok: a read stamp by then
            }
        }
        return a + b;
    }

    double rightLoop() {
        for (;;) {
            long stamp = lock.tryOptimisticRead(); // ok: validated in each round
            double a = x;
            if (lock.validate(stamp)) {
                return a; // ok: the copy
            }
        }
    }

    void moveIfAt(double oldX, double newX) {
        long stamp = lock.readLock();
        try {
            while (x == oldX) {
                long ws = lock.tryConvertToWriteLock(stamp);
                if (ws != 0L) {
                    stamp = ws;
                    x = newX;
                    break;
                }
                lock.unlockRead(stamp); // ok: a read stamp here
                stamp = lock.writeLock(); // ok: given back before
            }
        } finally {
            lock.unlock(stamp); // ok: any mode
        }
    }

    double views() {
        Lock view = lock.asReadLock();
        view.lock();
        try {
            return x; // ok: a plain lock
        } finally {
            view.unlock(); // ok: by the view
        }
    }

    long begin() {
        return lock.tryOptimisticRead(); // ok: the caller validates
    }

    boolean end(long stamp) {
        return lock.validate(stamp); // ok: the caller looks
    }

    void sequence() {
        move(1, 1);
        long stamp = lock.writeLock(); // ok: the first hold is over
        lock.unlockWrite(stamp);
        move(2, 2); // ok: not held
    }

    void mixed(boolean write) {
        long stamp = write ? lock.writeLock() : lock.readLock();
        try {
            x = y;
        } finally {
            lock.unlockRead(stamp); // miss "write" it may hold a write stamp
        }
    }
}
