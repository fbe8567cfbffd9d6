package views;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Generic, inherited, and set in the constructor. */
class Generic<K, V> {
    protected final Map<K, V> map;
    private final Set<K> keys;

    Generic(Map<K, V> from) {
        map = new HashMap<>(from);
        keys = map.keySet();
    }

    void use() {
        synchronized (keys) { // want "Generic.map"
            keys.clear();
        }
    }

    static final class Sub extends Generic<String, String> {
        Sub() {
            super(Map.of());
        }

        void useInherited() {
            synchronized (map.keySet()) { // want "Generic.map"
                map.clear();
            }
        }
    }
}

/** A view of a view: each collection behind counts. */
class Chain {
    private final Map<String, String> inner = new HashMap<>();
    public final Map<String, String> middle = Collections.synchronizedMap(inner);
    private final Set<String> keys = middle.keySet();

    void use() {
        synchronized (keys) { // want "Chain.middle"
            keys.clear();
        }
    }
}

/** The view is another one later. */
class Moving {
    public final Map<String, String> map = new HashMap<>();
    private Set<String> keys = map.keySet();

    void replace(Set<String> other) {
        keys = other;
    }

    void use() {
        synchronized (keys) { // ok: not known to be the view any more
            keys.clear();
        }
    }
}

/** An early value of a collection that others exchange. */
class Stale {
    public Set<String> names = new java.util.HashSet<>();
    private final Set<String> first = names;

    void use() {
        synchronized (first) { // want "an earlier value of names"
            first.clear();
        }
    }
}
