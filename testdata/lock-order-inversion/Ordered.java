package lockorder;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Nested locks that cannot meet the wrong way round. */
final class Ordered {
    private Ordered() {
    }

    /** Always the same order. */
    static class SameOrder {
        private final Object outer = new Object();
        private final Object inner = new Object();
        private int n;

        void add() {
            synchronized (outer) {
                synchronized (inner) { // ok: always outer first
                    n++;
                }
            }
        }

        void remove() {
            synchronized (outer) {
                take();
            }
        }

        private void take() {
            synchronized (inner) { // ok: its caller holds outer, as above
                n--;
            }
        }
    }

    /** One after the other is not one inside the other. */
    static class Sequence {
        private final Object a = new Object();
        private final Object b = new Object();
        private final Lock c = new ReentrantLock();
        private final Lock d = new ReentrantLock();
        private int n;

        void first() {
            synchronized (a) {
                n++;
            }
            synchronized (b) { // ok: a is free again
                n++;
            }
            c.lock();
            n++;
            c.unlock();
            d.lock(); // ok: c is free again
            n++;
            d.unlock();
        }

        void second() {
            synchronized (b) {
                n++;
            }
            synchronized (a) { // ok: b is free again
                n++;
            }
            d.lock();
            n--;
            d.unlock();
            c.lock(); // ok: d is free again
            n--;
            c.unlock();
        }
    }

    /** Both paths go through one gate. */
    static class Gate {
        private final Object gate = new Object();
        private final Object a = new Object();
        private final Object b = new Object();
        private int n;

        void forth() {
            synchronized (gate) {
                synchronized (a) {
                    synchronized (b) { // ok: only one thread passes the gate
                        n++;
                    }
                }
            }
        }

        void back() {
            synchronized (gate) {
                inner();
            }
        }

        private void inner() {
            synchronized (b) {
                synchronized (a) { // ok: its caller holds the gate
                    n--;
                }
            }
        }
    }

    /** One path does not wait. */
    static class Tried {
        private final Lock one = new ReentrantLock();
        private final Lock two = new ReentrantLock();
        private int n;

        void forth() {
            one.lock();
            try {
                two.lock(); // ok: the other path never waits with two in hand
                try {
                    n++;
                } finally {
                    two.unlock();
                }
            } finally {
                one.unlock();
            }
        }

        boolean back() throws InterruptedException {
            two.lock();
            try {
                if (!one.tryLock(50, TimeUnit.MILLISECONDS)) { // ok: gives up
                    return false;
                }
                try {
                    n--;
                    return true;
                } finally {
                    one.unlock();
                }
            } finally {
                two.unlock();
            }
        }
    }

    /** The same lock again. */
    static class Reentrant {
        private final Lock lock = new ReentrantLock();
        private int n;

        synchronized void outer() {
            inner();
            synchronized (this) { // ok: held already
                n++;
            }
        }

        synchronized void inner() { // ok: held already
            lock.lock();
            lock.lock(); // ok: held already
            n++;
            lock.unlock();
            lock.unlock();
        }
    }

    /** Two names of one lock. */
    static class Aliases {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private final Lock write = rw.writeLock();
        private final Lock read = rw.readLock();
        private int n;

        void downgrade() {
            write.lock();
            try {
                read.lock(); // ok: two views of one lock
            } finally {
                write.unlock();
            }
            read.unlock();
        }

        int look() {
            rw.readLock().lock();
            try {
                return n;
            } finally {
                rw.readLock().unlock();
            }
        }
    }

    /** The order is made from what the two are. */
    static class Account {
        private static final Object TIE = new Object();
        private final int id;
        private long balance;

        Account(int id) {
            this.id = id;
        }

        void transfer(Account to, long amount) {
            Account first = id < to.id ? this : to;
            Account second = id < to.id ? to : this;
            synchronized (first) {
                synchronized (second) { // ok: the smaller id first
                    balance -= amount;
                    to.balance += amount;
                }
            }
        }

        static void move(Account from, Account to, long amount) {
            if (from.id < to.id) {
                synchronized (from) {
                    synchronized (to) { // ok: ordered by id
                        from.balance -= amount;
                        to.balance += amount;
                    }
                }
            } else {
                synchronized (to) {
                    synchronized (from) { // ok: ordered by id
                        from.balance -= amount;
                        to.balance += amount;
                    }
                }
            }
        }

        static void byHash(Account from, Account to, long amount) {
            int left = System.identityHashCode(from);
            int right = System.identityHashCode(to);
            if (left < right) {
                synchronized (from) {
                    synchronized (to) { // ok: ordered by hash
                        from.balance -= amount;
                    }
                }
            } else if (left > right) {
                synchronized (to) {
                    synchronized (from) { // ok: ordered by hash
                        from.balance -= amount;
                    }
                }
            } else {
                synchronized (TIE) {
                    synchronized (from) { // ok: the tie is a gate
                        synchronized (to) { // ok: under the gate
                            from.balance -= amount;
                        }
                    }
                }
            }
        }
    }

    /** The lambda runs elsewhere, without what was held when it was made. */
    static class Deferred {
        private final ExecutorService pool = Executors.newFixedThreadPool(2);
        private final Object a = new Object();
        private final Object b = new Object();
        private int n;

        void forth() {
            synchronized (a) {
                pool.execute(() -> {
                    synchronized (b) { // ok: the pool's thread does not hold a
                        n++;
                    }
                });
            }
        }

        void back() {
            synchronized (b) {
                synchronized (a) { // ok: the only nesting
                    n--;
                }
            }
        }
    }

    /** A lock that no other thread can know, and a lock that is only asserted. */
    static class LocalAndAsserted {
        private final Object a = new Object();
        private final Object b = new Object();
        private int n;

        void local() {
            Object mine = new Object();
            synchronized (mine) {
                synchronized (a) { // ok: mine is a local object
                    n++;
                }
            }
            synchronized (a) {
                Object also = new Object();
                synchronized (also) { // ok: a local object
                    n++;
                }
            }
        }

        void nested() {
            synchronized (a) {
                synchronized (b) { // ok: the only nesting
                    n++;
                }
            }
        }

        void asserted() {
            synchronized (b) {
                assert !Thread.holdsLock(a); // ok: asks, takes nothing
                n++;
            }
        }
    }

    /** Only one thread can be in the constructor. */
    static class Built {
        private final Object a = new Object();
        private final Object b = new Object();
        private int n;

        Built() {
            synchronized (b) {
                synchronized (a) { // ok: nobody else has this object yet
                    n = 1;
                }
            }
        }

        int get() {
            synchronized (a) {
                synchronized (b) { // ok: the only order once it is shared
                    return n;
                }
            }
        }
    }

    /** Parent before child: an order that follows from the types. */
    static class Parent {
        private final Child child = new Child();
        private int n;

        synchronized void add() {
            n++;
            child.add(); // ok: the child never calls up
        }
    }

    static class Child {
        private int n;

        synchronized void add() { // ok: its own lock last
            n++;
        }
    }
}
