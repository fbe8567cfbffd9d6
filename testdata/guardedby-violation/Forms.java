package guarded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.annotation.concurrent.GuardedBy;

/** Every way to name a lock. */
class Forms {
    private static final Object GLOBAL = new Object();
    private final Object mutex = new Object();
    private final Lock lock = new ReentrantLock();
    private final ReadWriteLock rw = new ReentrantReadWriteLock();

    @GuardedBy("this") private int own;
    @GuardedBy("Forms.this") private int named;
    @GuardedBy("mutex") private int byField;
    @GuardedBy("this.mutex") private int byThisField;
    @GuardedBy("lock") private int byLock;
    @GuardedBy("rw") private int byReadWrite;
    @GuardedBy("rw.writeLock()") private int byWriteSide;
    @GuardedBy("Forms.class") private static int byClass;
    @GuardedBy("GLOBAL") private static int byStatic;
    @GuardedBy("Forms.GLOBAL") private int byQualifiedStatic;
    @GuardedBy("monitor()") private int byMethod;
    @GuardedBy("opaque()") private int byOpaqueMethod;
    @GuardedBy("itself") private final List<String> self = new ArrayList<>();
    @GuardedBy("names") private final List<String> names = new ArrayList<>();
    @GuardedBy("this") private final List<String> list = new ArrayList<>();

    Object monitor() {
        return mutex;
    }

    Object opaque() {
        return Registry.lockOf("forms");
    }

    void bare() {
        own++; // want "Forms.own is updated without this"
        named = 1; // want "Forms.named is written without"
        byField = 1; // want "without mutex"
        byThisField = 1; // want "without mutex"
        byLock = 1; // want "without lock"
        byReadWrite = 1; // want "without rw"
        byWriteSide = 1; // want "without rw"
        byClass = 1; // want "without Forms.class"
        byStatic = 1; // want "without GLOBAL"
        byQualifiedStatic = 1; // want "Forms.byQualifiedStatic is written without"
        byMethod = 1; // want "without"
        byOpaqueMethod = 1; // want "without"
        self.add("x"); // want "Forms.self is used without the lock of the object itself"
        names.add("x"); // want "Forms.names is used without names"
        list.add("x"); // want "Forms.list is read without this"
    }

    void held() {
        synchronized (this) {
            own++; // ok: its monitor
            named = 1; // ok: the same, by name
            list.add("x"); // ok: under this
        }
        synchronized (mutex) {
            byField = 1; // ok: the field
            byThisField = 1; // ok: the field
            byMethod = 1; // ok: what the getter gives
        }
        synchronized (monitor()) {
            byField = 1; // ok: through the getter
            byMethod = 1; // ok: the same call
        }
        synchronized (opaque()) {
            byOpaqueMethod = 1; // ok: the same call, believed
        }
        lock.lock();
        try {
            byLock = 1; // ok: a Lock
        } finally {
            lock.unlock();
        }
        if (lock.tryLock()) {
            try {
                byLock = 2; // ok: it was free
            } finally {
                lock.unlock();
            }
        }
        rw.writeLock().lock();
        try {
            byReadWrite = 1; // ok: the write side
            byWriteSide = 1; // ok: the write side
        } finally {
            rw.writeLock().unlock();
        }
        synchronized (Forms.class) {
            byClass = 1; // ok: the class
        }
        synchronized (GLOBAL) {
            byStatic = 1; // ok: the static
            byQualifiedStatic = 1; // ok: one for all objects
        }
        synchronized (self) {
            self.add("x"); // ok: its own lock
        }
        synchronized (names) {
            names.add("x"); // ok: its own lock
        }
    }

    int underReadSide() {
        rw.readLock().lock();
        try {
            byReadWrite++; // want "only the read side"
            return byReadWrite;
        } finally {
            rw.readLock().unlock();
        }
    }

    int readUnderReadSide() {
        rw.readLock().lock();
        try {
            return byReadWrite + byWriteSide; // ok: readers share
        } finally {
            rw.readLock().unlock();
        }
    }

    void wrong() {
        synchronized (mutex) {
            own++; // want "Forms.own is updated without this"
        }
        lock.lock();
        lock.unlock();
        byLock++; // want "without lock"
    }

    static synchronized void statically() {
        byClass++; // ok: a static synchronized method holds the class
        byStatic++; // want "without"
    }

    void unless() {
        if (!lock.tryLock()) {
            byLock++; // want "without lock"
            return;
        }
        try {
            byLock++; // ok: taken
        } finally {
            lock.unlock();
        }
    }

    int expression(int k) {
        return switch (k) {
            case 0 -> own; // want "Forms.own is read without this"
            default -> {
                synchronized (this) {
                    yield own; // ok: held
                }
            }
        };
    }

    boolean checked() {
        assert Thread.holdsLock(this);
        return own > 0; // ok: the author states it
    }

    private void helper() {
        own++; // ok: every caller holds it
    }

    synchronized void viaHelper() {
        helper();
    }

    void bumpLocked() {
        own++; // ok: the name says that the caller holds it
    }
}

class Registry {
    static Object lockOf(String name) {
        return java.util.Map.of(name, new Object()).get(name);
    }
}
