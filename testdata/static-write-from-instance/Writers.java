package writers;

import java.util.concurrent.atomic.AtomicInteger;

@interface Autowired {
}

/** Objects that write what all of them share. */
class Writers {
    static String last;
    private static int opened;
    private static int serial;
    private static boolean ready;
    private static Writers first;
    private static Object cache;
    static volatile String mode;
    private static final AtomicInteger USED = new AtomicInteger();

    Writers() {
        first = this; // ok: the object announces itself
    }

    Writers(String name) {
        last = name; // want "Static field Writers.last is written with no lock"
        serial++; // want "each new Writers"
    }

    void open() {
        opened++; // want "Writers.opened"
    }

    /** In a lambda that runs at once. */
    void fill(java.util.Optional<String> o) {
        o.ifPresent(s -> cache = s); // want "Writers.cache"
    }

    synchronized void close() {
        synchronized (Writers.class) {
            opened--; // ok: under a lock of the class
        }
    }

    static void reset() {
        opened = 0; // ok: a static method
    }

    void use() {
        USED.incrementAndGet(); // ok: an atomic
        mode = "used"; // ok: a volatile that is only set
    }

    /** Called by the method that holds the lock. */
    static synchronized void all(Writers w) {
        w.markReady();
    }

    void markReady() {
        ready = true; // ok: every call in sight holds a lock of the class
    }

    static class Other {
        void touch() {
            Holder.value = 3; // want "Holder.value"
        }
    }

    static class Holder {
        static int value;
    }

    /** Set once, by the container. */
    static class Bridge {
        private static Object service;

        @Autowired
        void setService(Object s) {
            service = s; // ok: injected before anyone uses it
        }
    }

    enum Mode {
        ON;
        static int changes;

        void change() {
            changes++; // ok: an enum has one object for each constant
        }
    }

    static final class Single {
        private static final Single INSTANCE = new Single();
        private static int count;

        private Single() {
        }

        void count() {
            count++; // ok: there is one object
        }
    }

    /** Changed by a call. */
    static class Listing {
        private static final java.util.List<String> NAMES = new java.util.ArrayList<>();

        void add(String s) {
            NAMES.add(s); // miss "NAMES"
        }
    }
}
