package mixedguard;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD})
@interface NotThreadSafe {
}

@Target(ElementType.METHOD)
@interface VisibleForTesting {
}

@Target({ElementType.METHOD, ElementType.FIELD})
@interface ThreadConfined {
}

@Target(ElementType.METHOD)
@interface Synchronized {
}

@Target(ElementType.METHOD)
@interface PostConstruct {
}

/** Looks mixed and is not. */
final class Consistent {
    private Consistent() {
    }

    /** Constructor, initialisers, and what runs before anyone shares the object. */
    static class Life implements Serializable {
        private static final long serialVersionUID = 1;
        private static int loaded;
        private int size = 1;
        private transient Object cache;

        static {
            loaded = 1; // ok: static initialiser
        }

        {
            size = 2; // ok: initialiser
        }

        Life() {
            size = 3; // ok: constructor
            init();
        }

        private void init() {
            cache = new Object(); // ok: called by the constructor alone
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            cache = new Object(); // ok: not shared while it is read
        }

        @PostConstruct
        void afterwards() {
            size = 4; // ok: before the container hands it out
        }

        synchronized void grow() {
            size++;
            cache = null;
        }

        synchronized Object cache() {
            return size > 0 ? cache : null;
        }

        static synchronized int loaded() {
            return loaded++;
        }
    }

    /** Private methods whose every caller holds the lock, two levels deep. */
    static class Helpers {
        private final Map<String, Integer> counts = new HashMap<>();
        private int total;

        synchronized void add(String name) {
            put(name, 1);
        }

        synchronized int total() {
            return total;
        }

        void addAll(List<String> names) {
            synchronized (this) {
                for (String name : names) {
                    put(name, 1);
                }
            }
        }

        private void put(String name, int n) {
            counts.merge(name, n, Integer::sum); // ok: both callers hold this
            bump(n);
        }

        private void bump(int n) {
            total += n; // ok: its caller's callers hold this
        }
    }

    /** One lock by many names. */
    static class Aliases {
        private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        private final Lock read = rw.readLock();
        private final ReentrantLock main = new ReentrantLock();
        private final Lock same = main;
        private final Condition changed = main.newCondition();
        private int viewed;
        private int aliased;

        int viewed() {
            read.lock();
            try {
                return viewed; // ok: the read view of the same lock
            } finally {
                read.unlock();
            }
        }

        void view(int n) {
            Lock write = rw.writeLock();
            write.lock();
            try {
                viewed = n; // ok: the write view
            } finally {
                write.unlock();
            }
        }

        void alias(int n) {
            same.lock();
            try {
                aliased = n; // ok: same is main
                changed.signalAll();
            } finally {
                same.unlock();
            }
        }

        int awaitPositive() throws InterruptedException {
            main.lockInterruptibly();
            try {
                while (aliased <= 0) { // ok: await gives the lock back before it returns
                    changed.await();
                }
                return aliased;
            } finally {
                main.unlock();
            }
        }

        Runnable inner() {
            return new Runnable() {
                @Override
                public void run() {
                    Aliases.this.main.lock();
                    try {
                        aliased++; // ok: the outer object's lock
                    } finally {
                        main.unlock();
                    }
                }
            };
        }
    }

    /** Lambdas that run here and now, under the lock. */
    static class Immediate {
        private final Map<String, String> map = new HashMap<>();
        private int seen;
        private int longest;

        synchronized void walk(List<String> names) {
            map.forEach((key, value) -> seen++); // ok: run by forEach, under this
            names.stream().filter(name -> name.length() > longest).forEach(name -> longest = name.length()); // ok: the stream runs here
            map.computeIfAbsent("a", key -> key + seen); // ok: run by computeIfAbsent
        }

        synchronized int seen() {
            return seen + longest;
        }
    }

    /** Locks that a method takes and gives for its callers. */
    static class Wrapped {
        private final ReentrantLock lock = new ReentrantLock();
        private int byPair;
        private int byBody;
        private int byTry;
        private int byTimed;

        private void enter() {
            lock.lock();
        }

        private void leave() {
            lock.unlock();
        }

        private void with(Runnable body) {
            enter();
            try {
                body.run();
            } finally {
                leave();
            }
        }

        void pair() {
            enter();
            try {
                byPair++; // ok: enter takes the lock
            } finally {
                leave();
            }
        }

        void body() {
            with(() -> byBody++); // ok: run at once under the lock
        }

        boolean tries() throws InterruptedException {
            if (!lock.tryLock()) {
                return false;
            }
            try {
                byTry++; // ok: tryLock said yes
            } finally {
                lock.unlock();
            }
            boolean got = lock.tryLock(1, java.util.concurrent.TimeUnit.SECONDS);
            if (got) {
                try {
                    byTimed++; // ok: got says yes
                } finally {
                    lock.unlock();
                }
            }
            return got;
        }

        int all() {
            lock.lock();
            try {
                return byPair + byBody + byTry + byTimed;
            } finally {
                lock.unlock();
            }
        }

        void asserted() {
            assert lock.isHeldByCurrentThread();
            byPair = 0; // ok: states the lock it needs
        }
    }

    /** Fields that need no lock for what is done without one. */
    static class Harmless {
        private final Map<String, String> concurrent = new ConcurrentHashMap<>();
        private final AtomicInteger atomic = new AtomicInteger();
        private final int limit;
        private volatile int version;
        private String current = "";

        Harmless(int limit) {
            this.limit = limit;
        }

        synchronized void put(String name) {
            if (concurrent.size() < limit) {
                concurrent.put(name, name);
            }
            atomic.incrementAndGet();
            version++;
            current = name;
        }

        int read() {
            return concurrent.size() + atomic.get() + version + limit; // ok: final, atomic, volatile
        }

        String snapshot() {
            String copy;
            synchronized (this) {
                copy = current;
            }
            return copy + copy; // ok: a copy made under the lock
        }
    }

    /** The lock guards something else, and is only near the field. */
    static class Near {
        private final StringBuilder log = new StringBuilder();
        private String name = "";

        void rename(String next) {
            name = next; // ok: no thread in sight, and no write of it is ever under the lock
        }

        String name() {
            return name;
        }

        void print() {
            synchronized (log) {
                log.append(name);
            }
        }
    }

    /** Everything locked, by two locks: that is another rule's finding. */
    static class TwoLocks {
        private final Object one = new Object();
        private final Object two = new Object();
        private int n;

        void add() {
            synchronized (one) {
                n++; // ok: locked
            }
        }

        int take() {
            synchronized (two) {
                return n; // ok: locked
            }
        }
    }

    /** Opt-outs. */
    static class Marked {
        private int a;

        synchronized void add() {
            a++;
        }

        synchronized int take() {
            return a;
        }

        @VisibleForTesting
        void force(int n) {
            a = n; // ok: for tests only
        }

        @Synchronized
        void clear() {
            if (a > 0) { // ok: the annotation puts a lock around the body, and which one is not known
                throw new IllegalStateException();
            }
        }
    }

    /** The owner keeps the field to one thread; the lock is there for others. */
    static class Owned {
        private int shared;
        @ThreadConfined
        private int confined;

        synchronized void add() {
            shared++;
            confined++;
        }

        synchronized int take() {
            return shared + confined;
        }

        void reset() {
            confined = 0; // ok: declared to stay with one thread
        }
    }

    @NotThreadSafe
    static class Unsafe {
        private int a;

        synchronized void add() {
            a++;
        }

        synchronized int take() {
            return a;
        }

        void reset() {
            a = 0; // ok: declared not thread-safe
        }
    }

    /** The finishing thread is joined before the plain read. */
    static class Joined {
        private int found;

        int search() throws InterruptedException {
            Thread left = new Thread(this::half);
            Thread right = new Thread(this::half);
            left.start();
            right.start();
            left.join();
            right.join();
            return found; // ok: both have ended
        }

        private void half() {
            synchronized (this) {
                found++;
            }
        }
    }
}
