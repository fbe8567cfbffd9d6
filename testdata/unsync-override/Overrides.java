package overrides;

import java.io.IOException;
import java.io.InputStream;
import java.util.Vector;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Subclasses that lose the lock of the method they override. */
final class Overrides {
    private Overrides() {
    }

    /** The subclass adds state of its own. */
    static class CountingAccount extends Account {
        private int calls;

        @Override
        public void deposit(long amount) { // want "CountingAccount.deposit overrides the synchronized Account.deposit"
            calls++;
            super.deposit(amount);
        }
    }

    /** It writes what the superclass guards. */
    static class Resettable extends Account {
        @Override
        public void reset() { // want "writes balance"
            balance = 0;
        }
    }

    /** It reads what the superclass counts under the lock. */
    static class Reader extends Account {
        @Override
        public long total() { // want "reads balance"
            return balance + 1;
        }
    }

    /** In a private helper. */
    static class Indirect extends Account {
        private int calls;

        @Override
        public void reset() { // want "updates calls"
            note();
        }

        private void note() {
            calls++;
        }
    }

    /** The method that loses the lock stands two classes up. */
    static class Middle extends Account {
    }

    static class Far extends Middle {
        @Override
        public void reset() { // want "writes balance"
            balance = -1;
        }
    }

    /** Generic, with the type variable bound. */
    abstract static class Store<T> {
        protected T last;

        public synchronized void put(T value) {
            last = value;
        }
    }

    static class Names extends Store<String> {
        private int length;

        @Override
        public void put(String value) { // want "Names.put"
            length = value.length();
        }

        synchronized int length() {
            return length;
        }
    }

    /** A JDK class whose methods are synchronized for good reason. */
    static class Bounded extends Vector<String> {
        private int dropped;

        @Override
        public boolean add(String s) { // want "Vector.add"
            if (size() > 100) {
                dropped++;
                return false;
            }
            return super.add(s);
        }
    }

    /** An anonymous subclass. */
    static Account logged() {
        return new Account() {
            private int resets;

            @Override
            public void reset() { // want "reset"
                resets++;
            }
        };
    }

    /** An array of the object. */
    static class Histogram extends Account {
        private final long[] counts = new long[8];

        @Override
        public void deposit(long amount) { // want "updates counts"
            counts[(int) (amount & 7)]++;
        }
    }

    /** A part of the work is under the lock, another is not. */
    static class Half extends Account {
        private int calls;

        @Override
        public void reset() { // want "updates calls"
            calls++;
            synchronized (this) {
                balance = 0;
            }
        }
    }

    static class Synchronized extends Account {
        @Override
        public synchronized void reset() { // ok: synchronized too
            balance = 0;
        }
    }

    static class Block extends Account {
        @Override
        public void reset() { // ok: the body takes the same lock
            synchronized (this) {
                balance = 0;
            }
        }
    }

    static class Explicit extends Account {
        private final Lock lock = new ReentrantLock();
        private int calls;

        @Override
        public void deposit(long amount) { // ok: another lock guards what this class adds
            lock.lock();
            try {
                calls++;
            } finally {
                lock.unlock();
            }
        }
    }

    static class Empty extends Account {
        @Override
        public void reset() { // ok: does nothing
        }
    }

    static class Constant extends Account {
        @Override
        public long total() { // ok: gives a constant
            return 42;
        }
    }

    static class Delegating extends Account {
        @Override
        public long total() { // ok: the superclass locks
            return super.total();
        }
    }

    static class Casting extends Throwable {
        @Override
        public synchronized Throwable getCause() { // ok: synchronized as its superclass
            return (Exception) super.getCause();
        }
    }

    static class Logging extends Account {
        @Override
        public void reset() { // ok: nothing of the object is touched outside super
            System.out.println("reset");
            super.reset();
        }
    }

    static class Quiet extends RuntimeException {
        @Override
        public Throwable fillInStackTrace() { // ok: returns this
            return this;
        }
    }

    static class Source extends InputStream {
        private int mark;
        private int at;

        @Override
        public int read() throws IOException { // ok: not synchronized in InputStream
            return at++;
        }

        @Override
        public void mark(int limit) { // ok: mark and reset of a stream are synchronized by accident
            mark = at;
        }

        @Override
        public void reset() throws IOException { // ok: see mark
            at = mark;
        }
    }

    static class Helped extends Account {
        @Override
        public void reset() { // ok: the helper is synchronized
            clear();
        }

        private synchronized void clear() {
            balance = 0;
        }
    }

    static class Volatile extends Account {
        private volatile boolean used;

        @Override
        public void deposit(long amount) { // ok: a volatile flag needs no lock
            used = true;
            super.deposit(amount);
        }
    }

    static class Fixed extends Account {
        private final String name;

        Fixed(String name) {
            this.name = name;
        }

        @Override
        public String describe() { // ok: reads what never changes
            return name;
        }
    }

    static class Overload extends Account {
        private int calls;

        public void deposit(int amount) { // ok: other parameters, overrides nothing
            calls++;
        }
    }

    /** Work on an object that this one owns: what it locks is not in sight. */
    static class Wrapped extends Account {
        private final StringBuilder log = new StringBuilder();

        @Override
        public void reset() { // miss "log"
            log.append("reset");
        }
    }
}
