package statics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** State of the class, guarded by a lock of each object. */
class Statics {
    static int created;
    private static long bytes;
    private static String last;
    private static int[] slots = new int[4];
    private static int total;
    private static int nested;
    private static int fine;
    private static boolean loaded;
    private final Object lock = new Object();
    private final Lock guard = new ReentrantLock();
    private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
    private static final Object ALL = new Object();
    private final Object alias = ALL;

    synchronized int next() {
        return ++created; // want "Static field Statics.created is written under this"
    }

    void receive(long n) {
        synchronized (lock) {
            bytes += n; // want "under lock"
        }
    }

    void remember(String s) {
        guard.lock();
        try {
            last = s; // want "Statics.last"
        } finally {
            guard.unlock();
        }
    }

    void fill(int i) {
        rw.writeLock().lock();
        try {
            slots[i] = 1; // want "Statics.slots"
        } finally {
            rw.writeLock().unlock();
        }
    }

    /** The lock is taken by the only caller. */
    synchronized void add(int n) {
        addLocked(n);
    }

    private void addLocked(int n) {
        total += n; // want "Statics.total"
    }

    /** A lambda that runs at once, and an enclosing object's lock. */
    class Inner {
        void count() {
            synchronized (Statics.this) {
                java.util.stream.IntStream.range(0, 3).forEach(i -> nested += i); // want "Statics.nested"
            }
        }
    }

    /** Written by another class. */
    static class Other {
        synchronized void touch() {
            Shared.hits++; // want "Shared.hits is written under this"
        }
    }

    synchronized void load() {
        synchronized (Statics.class) {
            loaded = true; // ok: a lock of the class inside
        }
    }

    void both() {
        synchronized (ALL) {
            synchronized (this) {
                fine++; // ok: a static lock around
            }
        }
    }

    void aliased() {
        synchronized (alias) {
            fine++; // ok: the field of the object stands for a static lock
        }
    }

    void byClass() {
        synchronized (getClass()) {
            fine++; // ok: the lock is a class, as far as one can tell
        }
    }

    static synchronized void own() {
        fine++; // ok: static synchronized
    }

    synchronized void anonymous() {
        new Object() {
            {
                loaded = true; // ok: an initialiser of another object, told by nobody to hold the lock
            }
        };
    }

    synchronized void later() {
        Runnable r = () -> fine--; // ok: runs later, without the lock
        new Thread(r).start();
    }
}

/** Its counters are written elsewhere. */
class Shared {
    static int hits;
    static final AtomicInteger MISSES = new AtomicInteger();
    static volatile String state = "new";
    static volatile int version;

    synchronized void miss() {
        MISSES.incrementAndGet(); // ok: an atomic is changed by a call
        state = "used"; // ok: a volatile reference
    }

    synchronized void newVersion() {
        version++; // want "Shared.version"
    }
}

/** One object for all. */
final class Singleton {
    private static final Singleton INSTANCE = new Singleton();
    private static int count;

    private Singleton() {
    }

    static Singleton get() {
        return INSTANCE;
    }

    synchronized void count() {
        count++; // ok: one instance, one lock
    }
}

/** The same, made on demand. */
final class LazySingleton {
    private static LazySingleton instance;
    private static int count;

    private LazySingleton() {
    }

    static synchronized LazySingleton get() {
        if (instance == null) {
            instance = new LazySingleton();
        }
        return instance;
    }

    synchronized void count() {
        count++; // ok: one instance, one lock
    }
}

enum Unit {
    ONLY;

    private static int used;

    synchronized void use() {
        used++; // ok: as many locks as constants, here one
    }
}

/** Many are made, though by the class itself. */
final class Pooled {
    private static int made;

    private Pooled() {
    }

    static Pooled create() {
        return new Pooled();
    }

    synchronized void start() {
        made++; // want "Pooled.made"
    }
}

/** A lock that somebody else gave: it may be one for all. */
class Given {
    private static int count;
    private final Object lock;

    Given(Object lock) {
        this.lock = lock;
    }

    void count() {
        synchronized (lock) {
            count++; // ok: nobody knows what lock that is
        }
    }
}

/** Every call in sight holds the lock of the class. */
class Guarded {
    private static int count;

    static synchronized void all(Guarded g) {
        g.one();
    }

    public synchronized void one() {
        count++; // ok: the callers hold a static lock
    }
}

/** A static collection is changed by a call. */
class Registry {
    private static final java.util.Map<String, Integer> SEEN = new java.util.HashMap<>();

    synchronized void see(String name) {
        SEEN.put(name, 1); // want "Static field Registry.SEEN is changed under this"
    }
}

/** The collection has its own monitor, or a safe one stands there. */
class Registries {
    private static final java.util.Map<String, Integer> OWN = new java.util.HashMap<>();
    private static final java.util.Map<String, Integer> SAFE = new java.util.concurrent.ConcurrentHashMap<>();
    private static int[] seen = new int[4];

    void see(String name) {
        synchronized (OWN) {
            OWN.put(name, 1); // ok: the static collection itself is the lock
        }
    }

    synchronized void keep(String name) {
        SAFE.put(name, 1); // ok: a concurrent map
    }

    synchronized int[] copy() {
        return seen.clone(); // ok: only read
    }

    synchronized void fill() {
        java.util.Arrays.fill(seen, 1); // miss "seen"
    }
}
