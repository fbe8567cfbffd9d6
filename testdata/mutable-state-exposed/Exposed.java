package exposed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

@interface ThreadSafe {
}

@interface VisibleForTesting {
}

/** State that a lock guards, open to everyone. */
public class Exposed {
    public int count; // want "Exposed.count is guarded by this but is not private"
    public final Object lock = new Object();
    @VisibleForTesting
    public int seen; // ok: open for tests
    int hidden; // ok: for its package alone
    public volatile boolean stop; // ok: volatile

    public synchronized void up() {
        count++;
        seen++;
        hidden++;
        stop = false;
    }

    public synchronized int down() {
        seen--;
        hidden--;
        stop = true;
        return --count;
    }

    /** The collection itself. */
    public static class Registry {
        private final Map<String, String> entries = new HashMap<>();
        private final List<String> order = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<String> copies = new ArrayList<>();
        private final Map<String, String> safe = new ConcurrentHashMap<>();

        public synchronized void put(String k, String v) {
            entries.put(k, v);
            order.add(k);
            names.add(v);
            copies.add(v);
            safe.put(k, v);
        }

        public synchronized void remove(String k) {
            entries.remove(k);
            order.remove(k);
            names.remove(k);
            copies.remove(k);
            safe.remove(k);
        }

        public synchronized Collection<String> all() {
            return entries.values(); // want "hands out the HashMap Exposed.Registry.entries"
        }

        public List<String> order() {
            return order; // want "Exposed.Registry.order"
        }

        public List<String> names() {
            synchronized (this) {
                List<String> view = Collections.unmodifiableList(names);
                return view; // want "Exposed.Registry.names"
            }
        }

        public synchronized List<String> copies() {
            return new ArrayList<>(copies); // ok: a copy
        }

        public synchronized List<String> fixed() {
            return Collections.unmodifiableList(new ArrayList<>(copies)); // ok: an unmodifiable copy
        }

        public synchronized List<String> fixedToo() {
            return List.copyOf(copies); // ok: an immutable copy
        }

        public Map<String, String> safe() {
            return safe; // ok: a concurrent map
        }

        public synchronized String first() {
            return order.get(0); // ok: an element, not the list
        }
    }

    /** What is handed out is never changed in place. */
    public static class Swapped {
        private List<String> current = new ArrayList<>();

        public synchronized void swap(String s) {
            List<String> next = new ArrayList<>(current);
            next.add(s);
            current = next;
        }

        public synchronized List<String> current() {
            return current; // ok: replaced as a whole
        }
    }

    /** The lock goes with it. */
    public static class Internal {
        private final Map<String, String> map = new HashMap<>();

        public synchronized void put(String k, String v) {
            map.put(k, v);
        }

        public synchronized void clear() {
            map.clear();
        }

        Set<String> keys() {
            return map.keySet(); // ok: every call in sight holds the lock
        }

        public synchronized int count() {
            return keys().size();
        }
    }

    /** A nested class that only this file can see. */
    private static class Node {
        public int value; // ok: the class is private

        synchronized void set(int v) {
            value = v;
        }

        synchronized int get() {
            return value;
        }
    }

    static int use() {
        Node n = new Node();
        n.set(1);
        return n.get();
    }

    /** Through an array. */
    public static class Slots {
        private final int[] slots = new int[4];

        public synchronized void set(int i) {
            slots[i] = 1;
        }

        public synchronized void clear(int i) {
            slots[i] = 0;
        }

        public synchronized int[] slots() {
            return slots; // miss "slots"
        }
    }
}

/** It says that threads may share it. */
@ThreadSafe
class Declared {
    public int hits; // want "declared thread-safe"
    protected String last; // want "Declared.last"
    private int misses;

    void hit(String s) {
        hits++;
        last = s;
        misses--;
    }
}
