package lockorder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Which locks are one, and which only look like it. */
final class Identity {
    private Identity() {
    }

    /** The monitor of the object in a field is the one that its own methods take. */
    static class Wrapper {
        private final Pooled pooled;

        Wrapper(Pooled pooled) {
            this.pooled = pooled;
        }

        void close() {
            synchronized (pooled) {
                pooled.closed(this); // ok: the monitor that is held already
            }
        }
    }

    static class Pooled {
        private Wrapper current;
        private int closed;

        synchronized void closed(Wrapper wrapper) { // ok: the same monitor
            if (wrapper == current) {
                closed++;
            }
        }

        synchronized void renew() {
            current.close();
            current = new Wrapper(this);
        }
    }

    /** Two kinds of one super class: the monitor of the one is not that of the other. */
    abstract static class Daemon {
        private int runs;

        synchronized void wake() {
            runs++;
        }
    }

    static class Cleaner extends Daemon {
        private final Log log;

        Cleaner(Log log) {
            this.log = log;
        }

        synchronized void clean() {
            log.write(); // ok: the log wakes the other daemon
        }
    }

    static class Evictor extends Daemon {
        private int evicted;

        synchronized void evict() {
            evicted++;
        }
    }

    static class Log {
        private final Evictor evictor = new Evictor();

        synchronized void write() { // ok: only cleaners come here with their monitor
            evictor.wake();
        }
    }

    /** There is only one, whatever it is called. */
    static class Registry {
        private static final Registry ONE = new Registry();
        private final Map<String, Part> parts = new HashMap<>();

        static Registry one() {
            return ONE;
        }

        synchronized int size() {
            return parts.size();
        }

        synchronized void drop(Part part) {
            synchronized (part) {
                part.report(); // ok: the registry's monitor is held already
            }
        }
    }

    static class Part {
        private int last;

        void report() {
            last = Registry.one().size();
        }
    }

    /** A helper that holds its lock around what it is given. */
    static class Wrapped {
        private final Lock lock = new ReentrantLock();
        private final Object names = new Object();
        private int n;

        private <R> R locked(Supplier<R> body) {
            lock.lock(); // ok: the other half
            try {
                return body.get();
            } finally {
                lock.unlock();
            }
        }

        int add() {
            return locked(() -> {
                synchronized (names) { // want "names"
                    return ++n;
                }
            });
        }

        void rename() {
            synchronized (names) {
                locked(() -> n--);
            }
        }
    }

    /** Readers do not keep each other out. */
    static class Readers {
        private final ReadWriteLock one = new ReentrantReadWriteLock();
        private final ReadWriteLock two = new ReentrantReadWriteLock();
        private int n;

        int forth() {
            one.readLock().lock();
            try {
                two.readLock().lock(); // ok: the other path only reads here
                try {
                    return n;
                } finally {
                    two.readLock().unlock();
                }
            } finally {
                one.readLock().unlock();
            }
        }

        int back() {
            two.readLock().lock();
            try {
                one.readLock().lock(); // ok: the other path only reads here
                try {
                    return n;
                } finally {
                    one.readLock().unlock();
                }
            } finally {
                two.readLock().unlock();
            }
        }
    }

    /** The callers have put the two in order. */
    static class Ledger {
        private final int id;
        private long sum;

        Ledger(int id) {
            this.id = id;
        }

        static void book(Ledger from, Ledger to, long amount) {
            if (from.id < to.id) {
                both(from, to, amount, -amount);
            } else {
                both(to, from, -amount, amount);
            }
        }

        private static void both(Ledger first, Ledger second, long a, long b) {
            synchronized (first) {
                synchronized (second) { // ok: its only callers compare the ids
                    first.sum += a;
                    second.sum += b;
                }
            }
        }
    }

    /** A list of nodes has an order of its own. */
    static class Chain {
        private Chain next;
        private int n;

        synchronized void push(int by) {
            n += by;
            if (next != null) {
                next.push(by); // ok: always towards the end
            }
        }
    }

    /** Two objects that were looked up are as unordered as two parameters. */
    static class Bank {
        private final Map<String, Account> accounts = new HashMap<>();

        void transfer(String from, String to, long amount) {
            Account a = accounts.get(from);
            Account b = accounts.get(to);
            synchronized (a) {
                synchronized (b) { // miss "Account"
                    a.balance -= amount;
                    b.balance += amount;
                }
            }
        }
    }

    static class Account {
        private long balance;
    }

    /** A listener that has one implementation. */
    interface Listener {
        void changed(Model model);
    }

    static class Model {
        private final List<Listener> listeners;
        private int n;

        Model(List<Listener> listeners) {
            this.listeners = listeners;
        }

        synchronized void set(int value) {
            n = value;
            for (Listener each : listeners) {
                each.changed(this);
            }
        }

        synchronized int get() { // ok: the other half
            return n;
        }
    }

    static class View implements Listener {
        private int shown;

        @Override
        public synchronized void changed(Model model) { // want "View"
            shown++;
        }

        synchronized int refresh(Model model) {
            shown = model.get();
            return shown;
        }
    }
}
