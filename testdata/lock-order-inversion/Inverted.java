package lockorder;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Two locks, taken in both orders. One finding per cycle, at the inner lock of the first path. */
final class Inverted {
    private Inverted() {
    }

    static class Monitors {
        private final Object left = new Object();
        private final Object right = new Object();
        private int n;

        void forth() {
            synchronized (left) {
                synchronized (right) { // want "right"
                    n++;
                }
            }
        }

        void back() {
            synchronized (right) {
                synchronized (left) { // ok: the other half of the same cycle
                    n--;
                }
            }
        }
    }

    static class Locks {
        private final Lock reads = new ReentrantLock();
        private final Lock writes = new ReentrantLock();
        private int n;

        void forth() {
            reads.lock();
            try {
                writes.lock(); // want "writes"
                try {
                    n++;
                } finally {
                    writes.unlock();
                }
            } finally {
                reads.unlock();
            }
        }

        void back() {
            writes.lock();
            reads.lock(); // ok: the other half
            try {
                n--;
            } finally {
                reads.unlock();
                writes.unlock();
            }
        }
    }

    /** A monitor and a Lock, and calls in between. */
    static class Calls {
        private final Lock io = new ReentrantLock();
        private int n;

        synchronized void save() {
            write();
        }

        private void write() {
            flush();
        }

        private void flush() {
            io.lock(); // want "io"
            try {
                n++;
            } finally {
                io.unlock();
            }
        }

        void receive() {
            io.lock();
            try {
                changed();
            } finally {
                io.unlock();
            }
        }

        private synchronized void changed() { // ok: the other half
            n--;
        }
    }

    /** The class and an object. */
    static class Statics {
        private static int total;
        private final Object own = new Object();
        private int n;

        void add() {
            synchronized (own) {
                n++;
                addTotal(n);
            }
        }

        private static synchronized void addTotal(int n) { // want "Statics"
            total += n;
        }

        static synchronized int sum(List<Statics> all) {
            int sum = total;
            for (Statics each : all) {
                synchronized (each.own) { // ok: the other half
                    sum += each.n;
                }
            }
            return sum;
        }
    }

    /** Three locks in a ring. */
    static class Ring {
        private final Object a = new Object();
        private final Object b = new Object();
        private final Object c = new Object();
        private int n;

        void ab() {
            synchronized (a) {
                synchronized (b) { // want "b"
                    n++;
                }
            }
        }

        void bc() {
            synchronized (b) {
                synchronized (c) { // ok: the same cycle
                    n++;
                }
            }
        }

        void ca() {
            synchronized (c) {
                synchronized (a) { // ok: the same cycle
                    n++;
                }
            }
        }
    }

    /** Two accounts, locked in the order in which they are named: a to b meets b to a. */
    static class Account {
        private long balance;

        void transfer(Account to, long amount) {
            synchronized (this) {
                synchronized (to) { // want "Account"
                    balance -= amount;
                    to.balance += amount;
                }
            }
        }
    }

    /** The same with synchronized methods. */
    static class Peer {
        private int n;

        synchronized void greet(Peer other) {
            other.answer(); // ok: the finding is where answer takes its lock
        }

        synchronized void answer() { // want "Peer"
            n++;
        }
    }

    /** The same with two parameters and a Lock in each. */
    static class Vault {
        private final Lock lock = new ReentrantLock();
        private long gold;

        static void move(Vault from, Vault to, long gold) {
            from.lock.lock();
            try {
                to.lock.lock(); // want "Vault"
                try {
                    from.gold -= gold;
                    to.gold += gold;
                } finally {
                    to.lock.unlock();
                }
            } finally {
                from.lock.unlock();
            }
        }
    }

    /** Aliases, views of read-write locks, and a guard that is closed. */
    static class Views {
        private final ReadWriteLock config = new ReentrantReadWriteLock();
        private final ReadWriteLock users = new ReentrantReadWriteLock();
        private final Lock configWrite = config.writeLock();
        private int n;

        void reload() {
            configWrite.lock();
            try {
                Lock read = users.readLock();
                read.lock(); // want "users"
                try {
                    n++;
                } finally {
                    read.unlock();
                }
            } finally {
                configWrite.unlock();
            }
        }

        int add() {
            try (Hold hold = Hold.of(users.writeLock())) {
                config.readLock().lock(); // ok: the other half
                try {
                    return n;
                } finally {
                    config.readLock().unlock();
                }
            }
        }
    }

    /** A lambda that runs at once, and one of a switch. */
    static class Lambdas {
        private final Object names = new Object();
        private final Object numbers = new Object();
        private int n;

        void walk(List<String> list) {
            synchronized (names) {
                list.forEach(name -> {
                    synchronized (numbers) { // want "numbers"
                        n += name.length();
                    }
                });
            }
        }

        int pick(int kind) {
            synchronized (numbers) {
                return switch (kind) {
                    case 0 -> {
                        synchronized (names) { // ok: the other half
                            yield n;
                        }
                    }
                    default -> 0;
                };
            }
        }
    }

    /** tryLock does not wait, but the other two do. */
    static class HalfTried {
        private final Lock one = new ReentrantLock();
        private final Lock two = new ReentrantLock();
        private int n;

        void tried() {
            one.lock();
            try {
                if (two.tryLock()) { // ok: does not wait
                    try {
                        n++;
                    } finally {
                        two.unlock();
                    }
                }
            } finally {
                one.unlock();
            }
        }

        void forth() {
            one.lock();
            try {
                two.lock(); // want "two"
                try {
                    n++;
                } finally {
                    two.unlock();
                }
            } finally {
                one.unlock();
            }
        }

        void back() {
            two.lock();
            try {
                one.lock(); // ok: the other half
                try {
                    n++;
                } finally {
                    one.unlock();
                }
            } finally {
                two.unlock();
            }
        }
    }

    /** Got by tryLock, held while waiting for the other: that edge counts. */
    static class TriedOutside {
        private final Lock outer = new ReentrantLock();
        private final Object inner = new Object();
        private int n;

        void forth() {
            if (!outer.tryLock()) {
                return;
            }
            try {
                synchronized (inner) { // want "inner"
                    n++;
                }
            } finally {
                outer.unlock();
            }
        }

        void back() {
            synchronized (inner) {
                outer.lock(); // ok: the other half
                try {
                    n++;
                } finally {
                    outer.unlock();
                }
            }
        }
    }

    /** Closes by unlocking. */
    interface Hold extends AutoCloseable {
        static Hold of(Lock lock) {
            lock.lock();
            return lock::unlock;
        }

        @Override
        void close();
    }
}
