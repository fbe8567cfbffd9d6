package doublecheck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

@Target(ElementType.TYPE)
@interface NotThreadSafe {
}

/** Lazy creation that holds. */
final class Sound {
    private Sound() {
    }

    static class Volatile {
        private static volatile Volatile instance;

        static Volatile get() {
            if (instance == null) {
                synchronized (Volatile.class) {
                    if (instance == null) {
                        instance = new Volatile(); // ok: volatile
                    }
                }
            }
            return instance;
        }
    }

    static class VolatileWithLocal {
        private volatile Map<String, String> index;

        Map<String, String> index() {
            Map<String, String> local = index;
            if (local == null) {
                synchronized (this) {
                    local = index;
                    if (local == null) {
                        local = new HashMap<>();
                        index = local; // ok: volatile, read once
                    }
                }
            }
            return local;
        }
    }

    static class VolatileWithLock {
        private final Lock lock = new ReentrantLock();
        private volatile StringBuilder text;

        StringBuilder text() {
            if (text != null) {
                return text;
            }
            lock.lock();
            try {
                if (text == null) {
                    text = new StringBuilder(); // ok: volatile
                }
                return text;
            } finally {
                lock.unlock();
            }
        }
    }

    /** The whole method holds the lock, so the first test does too. */
    static class WholeMethod {
        private Map<String, String> index;

        synchronized Map<String, String> index() {
            if (index == null) {
                synchronized (this) {
                    if (index == null) {
                        index = new HashMap<>(); // ok: the first test holds the lock as well
                    }
                }
            }
            return index;
        }
    }

    /** One test only, under the lock. */
    static class OneTest {
        private Map<String, String> index;

        Map<String, String> index() {
            synchronized (this) {
                if (index == null) {
                    index = new HashMap<>(); // ok: no test outside
                }
                return index;
            }
        }
    }

    /** Values of at most 32 bits are written whole, and nothing hangs on them. */
    static class Primitive {
        private int hash;
        private char first;

        int hash() {
            if (hash == 0) {
                synchronized (this) {
                    if (hash == 0) {
                        hash = compute(); // ok: an int carries nothing but itself
                    }
                }
            }
            return hash;
        }

        char first() {
            if (first == 0) {
                synchronized (this) {
                    if (first == 0) {
                        first = (char) compute(); // ok: a char
                    }
                }
            }
            return first;
        }

        private static int compute() {
            return 17;
        }
    }

    /** Final fields inside, and one read outside the lock. */
    static class Immutable {
        record Point(int x, int y) {
        }

        private Point origin;
        private String name;
        private Integer size;

        Point origin() {
            Point local = origin;
            if (local == null) {
                synchronized (this) {
                    local = origin;
                    if (local == null) {
                        local = new Point(0, 0);
                        origin = local; // ok: only final fields, and read once
                    }
                }
            }
            return local;
        }

        String name() {
            String local = name;
            if (local == null) {
                synchronized (this) {
                    local = name;
                    if (local == null) {
                        name = local = "x".repeat(3); // ok: a String, and read once
                    }
                }
            }
            return local;
        }

        Integer size() {
            Integer local = size;
            if (local != null) {
                return local;
            }
            synchronized (this) {
                if (size == null) {
                    size = 1000; // ok: a box, and read once without the lock
                }
                return size;
            }
        }
    }

    static class Holder {
        private static final class Lazy {
            private static final Map<String, String> INDEX = new HashMap<>(); // ok: the class loader locks
        }

        static Map<String, String> index() {
            return Lazy.INDEX;
        }
    }

    enum One {
        INSTANCE; // ok: created once

        int state;
    }

    static class Atomic {
        private final AtomicReference<Map<String, String>> index = new AtomicReference<>();

        Map<String, String> index() {
            if (index.get() == null) {
                synchronized (this) {
                    if (index.get() == null) {
                        index.set(new HashMap<>()); // ok: an atomic reference
                    }
                }
            }
            return index.get();
        }
    }

    static class ByVarHandle {
        private static final VarHandle INDEX;
        private Map<String, String> index;

        static {
            try {
                INDEX = MethodHandles.lookup().findVarHandle(ByVarHandle.class, "index", Map.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        @SuppressWarnings("unchecked")
        Map<String, String> index() {
            Map<String, String> local = (Map<String, String>) INDEX.getAcquire(this);
            if (local == null) {
                synchronized (this) {
                    local = index;
                    if (local == null) {
                        local = new HashMap<>();
                        INDEX.setRelease(this, local); // ok: release and acquire
                    }
                }
            }
            return local;
        }
    }

    /** An entry of a concurrent map, not a field. */
    static class Entry {
        private final Map<String, Object> cache = new ConcurrentHashMap<>();

        Object get(String key) {
            if (cache.get(key) == null) {
                synchronized (this) {
                    if (cache.get(key) == null) {
                        cache.put(key, new Object()); // ok: the map publishes safely
                    }
                }
            }
            return cache.get(key);
        }
    }

    /** The inner test is about another field, or resets instead of creating. */
    static class Lookalikes {
        private StringBuilder a;
        private StringBuilder b;
        private volatile boolean closed;

        void other() {
            if (a == null) {
                synchronized (this) {
                    if (b == null) {
                        b = new StringBuilder(); // ok: not the field of the first test
                    }
                }
            }
        }

        void close() {
            if (!closed) {
                synchronized (this) {
                    if (!closed) {
                        closed = true; // ok: a volatile flag
                    }
                }
            }
        }

        StringBuilder local(StringBuilder given) {
            StringBuilder made = given;
            if (made == null) {
                synchronized (this) {
                    if (made == null) {
                        made = new StringBuilder(); // ok: a local
                    }
                }
            }
            return made;
        }
    }

    @NotThreadSafe
    static class Declared {
        private StringBuilder text;

        StringBuilder text() {
            if (text == null) {
                synchronized (this) {
                    if (text == null) {
                        text = new StringBuilder(); // ok: declared not thread-safe
                    }
                }
            }
            return text;
        }
    }
}
