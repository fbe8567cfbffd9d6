package views;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Monitors of views whose collection others can use. */
public class Views {
    public final Map<String, Integer> open = new HashMap<>();
    private final Set<String> openKeys = open.keySet();
    protected final List<String> inherited = new ArrayList<>();
    private final List<String> fixed = Collections.unmodifiableList(inherited);
    final NavigableMap<String, String> inPackage = new TreeMap<>();
    private final Map<String, String> down = inPackage.descendingMap();
    private final Map<String, String> returned = new HashMap<>();
    private final Collection<String> returnedValues = returned.values();
    private List<String> given = new ArrayList<>();
    private final List<String> part = given.subList(0, 0);

    private final Map<String, String> wrapped = Collections.synchronizedMap(new HashMap<>());
    private final Set<String> wrappedKeys = wrapped.keySet();

    private final Map<String, String> own = new HashMap<>();
    private final Set<String> ownKeys = own.keySet();
    private final Map<String, String> locked = new HashMap<>();
    private final Set<Map.Entry<String, String>> lockedEntries = locked.entrySet();

    public Map<String, String> getReturned() {
        return returned;
    }

    public void setGiven(List<String> given) {
        this.given = given;
    }

    void publicBacking() {
        synchronized (openKeys) { // want "does not guard Views.open"
            openKeys.clear();
        }
    }

    void onTheCall() {
        synchronized (open.values()) { // want "a view of it (values(..))"
            open.clear();
        }
    }

    void inLocal() {
        Set<Map.Entry<String, Integer>> entries = open.entrySet();
        synchronized (entries) { // want "entrySet"
            entries.clear();
        }
    }

    void inLambda(List<Runnable> todo) {
        todo.add(() -> {
            synchronized (openKeys) { // want "is public"
                openKeys.clear();
            }
        });
    }

    Supplier<Integer> switched(int i) {
        return switch (i) {
            case 0 -> () -> 0;
            default -> {
                synchronized (fixed) { // want "is protected"
                    yield fixed::size;
                }
            }
        };
    }

    void packageBacking() {
        synchronized (down) { // want "visible in the whole package"
            down.clear();
        }
    }

    void returnedBacking() {
        synchronized (returnedValues) { // want "is returned by Views.getReturned"
            returnedValues.clear();
        }
    }

    void settableBacking() {
        synchronized (part) { // want "is set by Views.setGiven"
            part.clear();
        }
    }

    /** The methods of the map lock the map, and nothing else. */
    void inverseError() {
        synchronized (wrappedKeys) { // want "synchronized wrapper"
            for (String k : wrappedKeys) System.out.println(k);
        }
    }

    void putWrapped(String k) {
        wrapped.put(k, k);
    }

    /** Two locks for one collection. */
    void throughTheView() {
        synchronized (lockedEntries) { // want "is locked itself elsewhere"
            lockedEntries.clear();
        }
    }

    void throughTheMap() {
        synchronized (locked) { // ok: the collection itself
            locked.clear();
        }
    }

    void neverLeaves() {
        synchronized (ownKeys) { // ok: nobody else has the map, and nobody locks it
            ownKeys.clear();
        }
    }
}

/** Where the monitor is the right one. */
class Fine {
    private final List<String> plain = new ArrayList<>();
    private final List<String> safe = Collections.synchronizedList(plain);
    private final Map<String, String> map = Collections.synchronizedMap(new HashMap<>());
    private final Set<String> keys = map.keySet();
    protected final Set<String> shared = new HashSet<>();
    private final Set<String> sameObject = shared;
    private final String[] array = {"a"};
    private final List<String> onArray = Arrays.asList(array);
    private final Set<String> other = unknown().keySet();

    private static Map<String, String> unknown() {
        return new HashMap<>();
    }

    void wrapper() {
        synchronized (safe) { // ok: the wrapper's own methods lock it, and the list behind never leaves
            for (String s : safe) System.out.println(s);
        }
    }

    void rightWay() {
        synchronized (map) { // ok: the map is locked, not its keys
            for (String k : keys) System.out.println(k);
        }
    }

    void alias() {
        synchronized (sameObject) { // ok: a final alias is the same object with the same monitor
            sameObject.clear();
        }
    }

    void ofArray() {
        synchronized (onArray) { // ok: nobody locks an array
            onArray.set(0, "b");
        }
    }

    void notFollowed() {
        synchronized (other) { // ok: the map is not known
            other.clear();
        }
    }
}

/** A final class lets no subclass in; a private nested class is seen in its file alone. */
final class Closed {
    protected final Map<String, String> map = new HashMap<>();
    private final Set<String> keys = map.keySet();

    void use() {
        synchronized (keys) { // ok: protected in a final class
            keys.clear();
        }
    }

    private static class Hidden {
        final Map<String, String> map = new HashMap<>();
        private final Set<String> keys = map.keySet();

        void use() {
            synchronized (keys) { // ok: nobody outside the file can name the class
                keys.clear();
            }
        }
    }

    /** Another object's view. */
    static class Holder {
        public final Map<String, String> map = new HashMap<>();
    }

    static class User {
        private final Holder holder = new Holder();

        void use() {
            synchronized (holder.map.keySet()) { // miss "Holder.map"
                holder.map.clear();
            }
        }
    }
}
