package unlockwithoutlock;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Ways to an unlock on which the lock is not held. */
class Unlocks {
    private final Lock lock = new ReentrantLock();
    private final ReentrantLock owned = new ReentrantLock();
    private final ReadWriteLock rw = new ReentrantReadWriteLock();
    private int count;

    void interrupted() throws InterruptedException {
        try {
            lock.lockInterruptibly(); // want "may be interrupted"
            count++;
        } finally {
            lock.unlock();
        }
    }

    void interruptedAndCaught() {
        try {
            lock.lockInterruptibly(); // want "may be interrupted"
            count++;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    boolean timed() throws InterruptedException {
        try {
            if (!lock.tryLock(1, TimeUnit.SECONDS)) { // want "tryLock() stands inside the try"
                return false;
            }
            count++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void refused() {
        boolean got = lock.tryLock();
        try {
            if (got) {
                count++;
            }
        } finally {
            lock.unlock(); // want "may answer that it did not get the lock"
        }
    }

    void refusedAndLogged() {
        if (!lock.tryLock()) {
            System.out.println("busy");
        }
        try {
            count++;
        } finally {
            lock.unlock(); // want "tryLock() may answer"
        }
    }

    void callFirst(File f) throws IOException {
        InputStream in = null;
        try {
            in = new FileInputStream(f);
            check(f);
            lock.lock(); // want "stands inside the try before lock()"
            count += in.read();
        } finally {
            lock.unlock();
        }
    }

    private void check(File f) throws IOException {
        if (f.isDirectory()) {
            throw new IOException("a folder");
        }
    }

    void creationFirst(File f) throws IOException {
        try {
            InputStream in = new FileInputStream(f);
            lock.lock(); // want "new FileInputStream() stands inside"
            count += in.read();
        } finally {
            lock.unlock();
        }
    }

    void returnFirst(boolean busy) {
        try {
            if (busy) {
                return;
            }
            lock.lock(); // want "can be left before lock()"
            count++;
        } finally {
            lock.unlock();
        }
    }

    void twice() {
        lock.lock();
        try {
            count++;
            lock.unlock();
        } finally {
            lock.unlock(); // want "unlocked inside the try already"
        }
    }

    void helperInside() {
        lock.lock();
        try {
            pause();
        } finally {
            lock.unlock(); // ok: the helper takes it again
        }
    }

    void view() throws InterruptedException {
        try {
            rw.writeLock().lockInterruptibly(); // want "rw.writeLock()"
            count++;
        } finally {
            rw.writeLock().unlock();
        }
    }

    Runnable lambda() {
        return () -> {
            try {
                lock.lockInterruptibly(); // want "may be interrupted"
                count++;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                lock.unlock();
            }
        };
    }

    void alias() throws InterruptedException {
        Lock l = lock;
        try {
            l.lockInterruptibly(); // want "lock.unlock()"
            count++;
        } finally {
            lock.unlock();
        }
    }

    void plainInside() {
        try {
            lock.lock(); // want "if it fails, the finally still runs"
            count++;
        } finally {
            lock.unlock();
        }
    }

    void inCollection(List<Lock> locks) throws InterruptedException {
        try {
            locks.get(0).lockInterruptibly(); // miss "unlock()" whether get gives the same lock again is not known
            count++;
        } finally {
            locks.get(0).unlock();
        }
    }

    void inFront() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            count++;
        } finally {
            lock.unlock(); // ok: the acquisition stands in front of the try
        }
    }

    void flag() throws InterruptedException {
        boolean locked = false;
        try {
            lock.lockInterruptibly();
            locked = true;
            count++;
        } finally {
            if (locked) {
                lock.unlock(); // ok: the flag says that it is held
            }
        }
    }

    void resultAsFlag() throws InterruptedException {
        boolean locked = false;
        try {
            locked = lock.tryLock(1, TimeUnit.SECONDS);
            if (locked) {
                count++;
            }
        } finally {
            if (locked) {
                lock.unlock(); // ok: the result says that it is held
            }
        }
    }

    void asked() throws InterruptedException {
        try {
            owned.lockInterruptibly();
            count++;
        } finally {
            if (owned.isHeldByCurrentThread()) {
                owned.unlock(); // ok: asked first
            }
        }
    }

    void tried() {
        if (lock.tryLock()) {
            try {
                count++;
            } finally {
                lock.unlock(); // ok: on the way of a yes only
            }
        }
    }

    boolean triedOrGone() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            count++;
            return true;
        } finally {
            lock.unlock(); // ok: the no has left
        }
    }

    void conditional(boolean guarded) {
        if (guarded) {
            lock.lock();
        }
        try {
            count++;
        } finally {
            if (guarded) {
                lock.unlock(); // ok: the same condition
            }
        }
    }

    void begin() {
        lock.lock();
    }

    void end() {
        lock.unlock(); // ok: the other half of begin()
    }

    void two() {
        try {
            lock.lock(); // ok: two locks, no better place
            owned.lock();
            count++;
        } finally {
            owned.unlock();
            lock.unlock();
        }
    }

    private void pause() {
        lock.unlock(); // ok: every caller holds the lock
        try {
            Thread.yield();
        } finally {
            lock.lock();
        }
    }

    void pausing() {
        lock.lock();
        try {
            pause();
            count++;
        } finally {
            lock.unlock(); // ok: pause gives and takes
        }
    }
}

/** A lock of its own: its methods are the protocol. */
class Mutex {
    private final ReentrantLock inner = new ReentrantLock();

    void lock() throws InterruptedException {
        try {
            inner.lockInterruptibly();
        } finally {
            inner.unlock(); // ok: a lock itself
        }
    }

    void unlock() {
        inner.unlock();
    }
}
