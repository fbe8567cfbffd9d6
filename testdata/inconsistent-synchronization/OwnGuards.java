package mixedguard;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;

/** Whose lock it is, and what a read without it is for. */
class OwnGuards {
    private static final Logger LOG = Logger.getLogger("own");

    /** Not for several threads; a subclass makes it so. */
    static class Plain {
        protected int mask;

        int index(Object key) {
            return key.hashCode() & mask; // ok: only a subclass locks
        }
    }

    static class Locked extends Plain {
        synchronized void resize(int to) {
            mask = to - 1;
        }

        synchronized int find(Object key) {
            return index(key);
        }

        synchronized int size() {
            return mask + 1;
        }
    }

    /** The private field of a base class is not the field of that name around the subclass. */
    static class Base {
        private int state;

        synchronized void turn() {
            state++;
        }

        synchronized int state() {
            return state;
        }

        synchronized void reset() {
            state = 0;
        }
    }

    static class Outer {
        private final int[] state = new int[1];

        class Inner extends Base {
            int peek() {
                return state[0] + 1; // ok: Outer.state
            }
        }
    }

    /** The value is for a reader of a message alone. */
    static class Told {
        private int pending;

        synchronized void add() {
            pending++;
        }

        synchronized void drain() {
            pending = 0;
        }

        synchronized boolean busy() {
            return pending > 3;
        }

        void check(boolean wrong) {
            LOG.fine("pending " + Integer.toString(pending)); // ok: a message
            if (wrong) throw new IllegalStateException("pending: " + pending); // ok: a message
        }
    }

    /** The way to the unlocked helper goes through the lock, two calls up. */
    static class Far {
        private String watcher;

        synchronized void connect(String to) {
            watcher = to;
            create();
        }

        protected void create() {
            open();
        }

        protected void open() {
            System.out.println(watcher.length()); // ok: its callers' caller holds the lock
        }

        synchronized void watch(String w) {
            watcher = w;
        }

        synchronized String watched() {
            return watcher + "!";
        }
    }

    /** A protocol of two locks is another hazard, if it is one. */
    static class TwoLocks {
        private final Lock head = new ReentrantLock();
        private final Lock tail = new ReentrantLock();
        private int[] elements = new int[4];

        int first() {
            head.lock();
            try {
                return elements[0];
            } finally {
                head.unlock();
            }
        }

        void grow() {
            head.lock();
            try {
                elements = new int[elements.length * 2];
            } finally {
                head.unlock();
            }
        }

        void put(int value) {
            tail.lock();
            try {
                elements[1] = value; // ok: under the other lock
            } finally {
                tail.unlock();
            }
        }
    }

    /** Set up once under the lock. */
    static class SetUp {
        private String name;

        synchronized void start(String n) {
            if (name == null) name = n;
        }

        String upper() {
            return name.toUpperCase(); // ok: nobody writes it after the start
        }
    }

    /** A task that is handed over under the lock sees what was written before. */
    static class Callback {
        private Exception failure;
        private boolean told;

        synchronized void fail(Exception e) {
            failure = e;
            tell();
        }

        private void tell() {
            if (failure == null || told) return;
            told = true;
            new Thread(() -> System.out.println(failure)).start(); // ok: it starts under the lock
        }

        synchronized boolean failed() {
            return failure != null;
        }
    }

    /** Read again where it should be the copy. */
    static class ReadAgain {
        private String stream;

        synchronized void set(String s) {
            stream = s;
        }

        synchronized void clear() {
            stream = null;
        }

        int use() {
            String mine;
            synchronized (this) {
                mine = stream;
            }
            if (stream == null) throw new IllegalStateException(); // want "stream"
            return mine.length();
        }
    }
}
