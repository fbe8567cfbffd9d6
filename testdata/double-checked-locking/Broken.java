package doublecheck;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Double-checked locking on a field that is not volatile, in every shape. */
final class Broken {
    private Broken() {
    }

    /** The textbook. */
    static class Textbook {
        private static Textbook instance;
        private int state = 1;

        static Textbook get() {
            if (instance == null) { // want "instance"
                synchronized (Textbook.class) {
                    if (instance == null) {
                        instance = new Textbook();
                    }
                }
            }
            return instance;
        }

        int state() {
            return state;
        }
    }

    /** An instance field, its own lock object, the null on the left, no braces. */
    static class Reversed {
        private final Object monitor = new Object();
        private Map<String, String> index;

        Map<String, String> index() {
            if (null == index) // want "index"
                synchronized (monitor) {
                    if (null == this.index)
                        this.index = load();
                }
            return index;
        }

        private static Map<String, String> load() {
            return new HashMap<>();
        }
    }

    /** Leaves early instead of nesting. */
    static class EarlyReturn {
        private StringBuilder buffer;

        StringBuilder buffer() {
            if (buffer != null) { // want "buffer"
                return buffer;
            }
            synchronized (this) {
                if (buffer != null) {
                    return buffer;
                }
                buffer = new StringBuilder();
                return buffer;
            }
        }
    }

    /** A negated test, and more than the test in the condition. */
    static class Negated {
        private boolean enabled = true;
        private int[] table;

        int[] table() {
            if (enabled && !(table != null)) { // want "table"
                synchronized (this) {
                    if (enabled) {
                        if (!(table != null)) {
                            table = new int[]{1, 2, 3};
                        }
                    }
                }
            }
            return table;
        }
    }

    /** A local copy does not help where the field is plain. */
    static class LocalCopy {
        private Map<String, Integer> counts;

        Map<String, Integer> counts() {
            Map<String, Integer> local = counts; // want "counts"
            if (local == null) {
                synchronized (this) {
                    local = counts;
                    if (local == null) {
                        local = new HashMap<>();
                        local.put("a", 1);
                        counts = local;
                    }
                }
            }
            return local;
        }
    }

    /** A Lock in place of the keyword. */
    static class ByLock {
        private final Lock lock = new ReentrantLock();
        private StringBuilder text;

        StringBuilder text() {
            if (text == null) { // want "text"
                lock.lock();
                try {
                    if (text == null) {
                        text = new StringBuilder("x");
                    }
                } finally {
                    lock.unlock();
                }
            }
            return text;
        }
    }

    /** The second test is in a helper that holds the lock. */
    static class ByHelper {
        private Map<String, String> settings;

        Map<String, String> settings() {
            if (settings == null) { // want "settings"
                load();
            }
            return settings;
        }

        private synchronized void load() {
            if (settings == null) {
                settings = new HashMap<>();
            }
        }
    }

    /** Two fields, one lock. */
    static class TwoFields {
        private StringBuilder left;
        private StringBuilder right;

        String both() {
            if (left == null // want "left"
                    || right == null) { // want "right"
                synchronized (this) {
                    if (left == null) {
                        left = new StringBuilder();
                    }
                    if (right == null) {
                        right = new StringBuilder();
                    }
                }
            }
            return left.append(right).toString();
        }
    }

    /** The flag says that the rest is there; the rest may not be. */
    static class ByFlag {
        private boolean ready;
        private String host;
        private int port;

        String address() {
            if (!ready) { // want "ready"
                synchronized (this) {
                    if (!ready) {
                        host = "localhost";
                        port = 80;
                        ready = true;
                    }
                }
            }
            return host + port;
        }
    }

    /** The field of a holder object, generic. */
    static class Lazy<T> {
        T value;
    }

    static class OtherObject {
        private final Lazy<StringBuilder> lazy = new Lazy<>();

        StringBuilder value() {
            if (lazy.value == null) { // want "value"
                synchronized (lazy) {
                    if (lazy.value == null) {
                        lazy.value = new StringBuilder();
                    }
                }
            }
            return lazy.value;
        }
    }

    /** Inherited field, in a lambda, with a switch and a try inside. */
    abstract static class Base {
        protected StringBuilder shared;
    }

    static class Derived extends Base {
        Runnable task(int kind) {
            return () -> {
                if (shared == null) { // want "shared"
                    synchronized (Derived.this) {
                        if (shared == null) {
                            try {
                                shared = switch (kind) {
                                    case 0 -> new StringBuilder();
                                    default -> new StringBuilder("x");
                                };
                            } catch (RuntimeException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                }
                shared.setLength(0);
            };
        }
    }

    /** Published before it is filled: the assignment that counts is the same. */
    static class FilledLate {
        private static Map<String, String> names;

        static Map<String, String> names() {
            if (names == null) { // want "names"
                synchronized (FilledLate.class) {
                    if (names == null) {
                        names = new HashMap<>();
                        names.put("a", "b");
                    }
                }
            }
            return names;
        }
    }

    /** Only final fields do not help if the field is read twice without the lock: the second read may say null. */
    static class ReadTwice {
        record Point(int x, int y) {
        }

        private Point origin;

        Point origin() {
            if (origin == null) { // want "origin"
                synchronized (this) {
                    if (origin == null) {
                        origin = new Point(0, 0);
                    }
                }
            }
            return origin;
        }
    }
}
