package twolocks;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.List;

/** Each field is locked everywhere, by locks that have nothing to do with each other. */
final class Locks {
    private Locks() {
    }

    static class Counter {
        private final Object lock = new Object();
        private int count;

        synchronized void up() {
            count++;
        }

        synchronized int get() {
            return count;
        }

        void reset() {
            synchronized (lock) {
                count = 0; // want "written under lock here and written under this"
            }
        }
    }

    /** A typo: one of two locks with like names. */
    static class Buffer {
        private final Object readLock = new Object();
        private final Object writeLock = new Object();
        private int head;
        private int tail;

        void put() {
            synchronized (writeLock) {
                tail++;
            }
        }

        void take() {
            synchronized (readLock) {
                head++;
            }
        }

        void clear() {
            synchronized (writeLock) {
                tail = 0;
                head = 0; // want "Buffer.head"
            }
        }

        int taken() {
            synchronized (readLock) {
                return head;
            }
        }
    }

    /** A Lock here, a monitor there. */
    static class Mixed {
        private final Lock lock = new ReentrantLock();
        private long total;

        void add(long n) {
            lock.lock();
            try {
                total += n;
            } finally {
                lock.unlock();
            }
        }

        void sub(long n) {
            lock.lock();
            try {
                total -= n;
            } finally {
                lock.unlock();
            }
        }

        synchronized void zero() {
            total = 0; // want "under this here and written under lock"
        }
    }

    /** The monitor of a Lock object is not the lock. */
    static class MonitorOfLock {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final Object sync = new Object();
        private String name;

        void rename(String n) {
            rw.writeLock().lock();
            try {
                name = n;
            } finally {
                rw.writeLock().unlock();
            }
        }

        void clear() {
            rw.writeLock().lock();
            try {
                name = null;
            } finally {
                rw.writeLock().unlock();
            }
        }

        String name() {
            synchronized (sync) {
                return name; // want "read under sync here"
            }
        }
    }

    /** Through a private helper that only one of the ways locks. */
    static class Helper {
        private final Object lock = new Object();
        private int size;

        void grow() {
            synchronized (lock) {
                change(1);
            }
        }

        private void change(int by) {
            size += by;
        }

        int size() {
            synchronized (lock) {
                return size;
            }
        }

        synchronized void shrink() {
            size--; // want "Helper.size"
        }
    }

    /** The lock of the inner object is not the lock of the outer one. */
    static class Outer {
        private int hits;

        synchronized void hit() {
            hits++;
        }

        synchronized int hits() {
            return hits;
        }

        class Inner {
            synchronized void hit() {
                hits++; // want "Outer.hits"
            }
        }
    }

    /** Static, with two static locks. */
    static class Ids {
        private static final Object LOCK = new Object();
        private static int next;

        static synchronized int take() {
            return next++;
        }

        static synchronized int peek() {
            return next;
        }

        static void skip() {
            synchronized (LOCK) {
                next += 10; // want "Ids.next"
            }
        }
    }

    /** In a lambda that runs at once. */
    static class Lambda {
        private final Object lock = new Object();
        private int sum;

        void add(List<Integer> list) {
            synchronized (lock) {
                list.forEach(x -> sum += x);
            }
        }

        int sum() {
            synchronized (lock) {
                return sum;
            }
        }

        synchronized void clear() {
            sum = 0; // want "Lambda.sum"
        }
    }

    /** A subclass has its own idea of the lock. */
    static class Base {
        protected final Object lock = new Object();
        protected int state;

        void next() {
            synchronized (lock) {
                state++;
            }
        }

        int state() {
            synchronized (lock) {
                return state;
            }
        }
    }

    static class Derived extends Base {
        synchronized void back() {
            state--; // want "Base.state"
        }
    }

    /** Two views of one read-write lock. */
    static class Views {
        private final ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        private final Lock r = rw.readLock();
        private final Lock w = rw.writeLock();
        private int value;

        int get() {
            r.lock();
            try {
                return value; // ok: the read view belongs to the same lock
            } finally {
                r.unlock();
            }
        }

        void set(int v) {
            w.lock();
            try {
                value = v;
            } finally {
                w.unlock();
            }
        }

        void add(int v) {
            rw.writeLock().lock();
            try {
                value += v; // ok: the same lock by its own name
            } finally {
                rw.writeLock().unlock();
            }
        }
    }

    static class Alias {
        private final Object lock = this;
        private int n;

        void a() {
            synchronized (lock) {
                n++; // ok: lock is this
            }
        }

        synchronized void b() {
            n--; // ok: the same monitor
        }
    }

    static class Conditions {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition free = lock.newCondition();
        private int used;

        void use() throws InterruptedException {
            lock.lock();
            try {
                while (used > 3) free.await();
                used++; // ok: the condition gives the lock back to nobody else
            } finally {
                lock.unlock();
            }
        }

        void release() {
            lock.lock();
            try {
                used--; // ok: the same lock
                free.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Written under both, read under either. */
    static class Both {
        private final Object a = new Object();
        private final Object b = new Object();
        private int n;

        void set(int v) {
            synchronized (a) {
                synchronized (b) {
                    n = v; // ok: both locks
                }
            }
        }

        int one() {
            synchronized (a) {
                return n; // ok: shares a with the writer
            }
        }

        int two() {
            synchronized (b) {
                return n; // ok: shares b with the writer
            }
        }
    }

    static class ReadOnly {
        private final Object a = new Object();
        private final Object b = new Object();
        private int n;

        ReadOnly(int n) {
            synchronized (a) {
                this.n = n; // ok: nobody shares the object yet
            }
        }

        int one() {
            synchronized (a) {
                return n; // ok: never written again
            }
        }

        int two() {
            synchronized (b) {
                return n; // ok: never written again
            }
        }
    }

    /** Locks from outside may be one. */
    static class Given {
        private final Object a;
        private final Object b;
        private int n;

        Given(Object a, Object b) {
            this.a = a;
            this.b = b;
        }

        void one() {
            synchronized (a) {
                n++; // ok: a may be b
            }
        }

        void two() {
            synchronized (b) {
                n--; // ok: b may be a
            }
        }
    }

    static class Volatile {
        private final Object lock = new Object();
        private volatile boolean open;

        synchronized void open() {
            open = true; // ok: volatile
        }

        void close() {
            synchronized (lock) {
                open = false; // ok: volatile
            }
        }
    }

    /** The callers take the lock of the others. */
    static class Nested {
        private final Object lock = new Object();
        private int n;

        synchronized void up() {
            n++;
        }

        synchronized void down() {
            step();
        }

        void step() {
            synchronized (lock) {
                n--; // ok: the one call in sight holds this
            }
        }
    }

    /** One may lock an object of another class under its name there. */
    static class Cell {
        int value;

        synchronized void up() {
            value++;
        }
    }

    static class Owner {
        private final Cell cell = new Cell();

        void down() {
            synchronized (cell) {
                cell.value--; // ok: the cell's own monitor
            }
        }
    }

    /** The field belongs to another object than the lock. */
    static class Tree {
        private final Object lock = new Object();

        void set(Cell c) {
            synchronized (lock) {
                c.value = 1; // miss "value"
            }
        }
    }
}
