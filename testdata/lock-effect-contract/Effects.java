package effects;

import com.facebook.infer.annotation.Lockless;
import com.google.errorprone.annotations.concurrent.LockMethod;
import com.google.errorprone.annotations.concurrent.UnlockMethod;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.checkerframework.checker.lock.qual.EnsuresLockHeld;
import org.checkerframework.checker.lock.qual.EnsuresLockHeldIf;
import org.checkerframework.checker.lock.qual.LockingFree;
import org.checkerframework.checker.lock.qual.ReleasesNoLocks;
import org.elsewhere.Locking;

class Effects {
    private final Lock lock = new ReentrantLock();
    private final Lock other = new ReentrantLock();
    private int count;

    @Lockless
    int block() {
        synchronized (this) { // want "takes this"
            return count;
        }
    }

    @LockingFree
    synchronized int method() { // want "takes this"
        return count;
    }

    @Lockless
    void explicit() {
        lock.lock(); // want "takes lock"
        lock.unlock();
    }

    @Lockless
    void tried() {
        if (lock.tryLock()) { // want "takes lock"
            lock.unlock();
        }
    }

    @Lockless
    int deep() {
        return step(); // want "through Effects.step"
    }

    private int step() {
        return method();
    }

    @Lockless
    void inLambda(List<String> names) {
        names.forEach(n -> explicit()); // want "through Effects.explicit"
    }

    @Lockless
    void inTask(Executor pool) {
        pool.execute(() -> explicit()); // ok: another thread takes it
    }

    @Lockless
    int free() {
        return count; // ok: takes none
    }

    @Lockless
    void unknown(Locking l) {
        l.enter(); // ok: nobody knows what it does
    }

    @Lockless
    @SuppressWarnings("Lockless")
    void accepted() {
        lock.lock(); // ok: the author says so
        lock.unlock();
    }

    int unannotated() {
        synchronized (this) { // ok: no promise
            return count;
        }
    }

    @ReleasesNoLocks
    void givesBack() {
        lock.unlock(); // want "gives back lock"
    }

    @ReleasesNoLocks
    void takesAndGives() {
        lock.lock();
        try {
            count++; // ok: what it took itself
        } finally {
            lock.unlock();
        }
    }

    @LockMethod("lock")
    void take() {
        lock.lock(); // ok: as promised
    }

    @LockMethod("lock")
    void takeWrong() { // want "can return without holding lock"
        other.lock();
    }

    @LockMethod("lock")
    void takeSometimes(boolean quick) {
        if (quick) {
            return; // want "can return without holding lock"
        }
        lock.lock();
    }

    @LockMethod("lock")
    void takeOrThrow(boolean open) {
        if (!open) {
            throw new IllegalStateException("closed"); // ok: no normal return
        }
        lock.lock();
    }

    @EnsuresLockHeld("lock")
    void takeByHelper() {
        take(); // ok: the helper takes it
    }

    @EnsuresLockHeld("lock")
    void takeUnknown(Locking l) {
        l.take(lock); // ok: nobody knows what it does
    }

    @EnsuresLockHeldIf(expression = "lock", result = true)
    boolean tryTake() {
        return lock.tryLock(); // ok: held when true
    }

    @EnsuresLockHeldIf(expression = "lock", result = true)
    boolean tryTakeWrong() {
        if (count > 0) {
            return true; // want "can return without holding lock"
        }
        return lock.tryLock();
    }

    @UnlockMethod("lock")
    void give() {
        lock.unlock(); // ok: as promised
    }

    @UnlockMethod("lock")
    void giveWrong() { // want "without having given back lock"
        other.unlock();
    }

    @UnlockMethod("lock")
    void giveSometimes() {
        if (count == 0) {
            return; // want "without having given back lock"
        }
        lock.unlock();
    }
}

interface Reader {
    @Lockless
    int read();
}

class Locked implements Reader {
    private int value;

    @Override
    public int read() {
        synchronized (this) { // want "of Reader.read, which it overrides"
            return value;
        }
    }
}

class Unlocked implements Reader {
    private volatile int value;

    @Override
    public int read() {
        return value; // ok: takes none
    }
}

record Wrapper(Reader reader) {
    @Lockless
    int read() {
        return reader.read(); // ok: not each of them takes one
    }
}
