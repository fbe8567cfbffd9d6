package lockonmutablereference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Locks whose field is given another object. */
class CopyOnWrite {
    private List<String> listeners = new ArrayList<>();

    void add(String s) {
        synchronized (listeners) { // want "CopyOnWrite.listeners"
            List<String> copy = new ArrayList<>(listeners);
            copy.add(s);
            listeners = copy;
        }
    }

    void remove(String s) {
        synchronized (listeners) { // ok: told with the finding above
            listeners.remove(s);
        }
    }
}

class Drained {
    private StringBuilder buffer = new StringBuilder();

    void append(String s) {
        synchronized (buffer) { // want "Drained.drain gives it a new object while it holds"
            buffer.append(s);
        }
    }

    String drain() {
        synchronized (this.buffer) { // ok: told above
            String all = buffer.toString();
            buffer = new StringBuilder();
            return all;
        }
    }
}

class Reset {
    private Map<String, String> map = new HashMap<>();
    private int size;

    void put(String k, String v) {
        synchronized (map) { // want "Reset.reset gives it a new object"
            map.put(k, v);
            size++;
        }
    }

    void reset() {
        map = new HashMap<>();
    }
}

class Grown {
    private int[] slots = new int[4];

    void grow() {
        synchronized (slots) { // want "this block gives it a new object"
            slots = Arrays.copyOf(slots, slots.length * 2);
        }
    }
}

class Counted {
    private static String total = new String("0");
    private static Long boxed = 0L;

    static void add(long n) {
        synchronized (total) { // want "Counted.total"
            total += n;
        }
    }

    static void box(long n) {
        synchronized (boxed) { // ok: told as a lock on a boxed number
            boxed += n;
        }
    }
}

class Helper {
    private Object state = new Object();

    void work() {
        synchronized (state) { // want "Helper.replace gives it a new object"
            replace();
        }
    }

    private void replace() {
        state = new Object();
    }
}

class InLambda {
    private List<String> all = new ArrayList<>();

    void flush(Runnable sink) {
        Runnable r = () -> {
            synchronized (all) { // want "InLambda.all"
                all = new ArrayList<>();
            }
        };
        r.run();
    }
}

class Holder {
    List<String> items = new ArrayList<>();
}

class OtherFile {
    void use(Holder h) {
        synchronized (h.items) { // want "Holder.items"
            h.items = new ArrayList<>();
        }
    }
}

class Generic<T> {
    private List<T> queue = new ArrayList<>();

    List<T> take() {
        synchronized (queue) { // want "Generic.queue"
            List<T> old = queue;
            queue = new ArrayList<>();
            return old;
        }
    }
}

class Base {
    protected Object lock = new Object();

    void base() {
        synchronized (lock) { // want "Derived.refresh"
            System.out.println();
        }
    }
}

class Derived extends Base {
    void refresh() {
        lock = new Object();
    }
}

class Lazy {
    private Object lock;

    void work() {
        if (lock == null) {
            lock = new Object();
        }
        synchronized (lock) { // want "two threads that come here"
            System.out.println();
        }
    }
}

class Remade {
    private List<String> batch;

    void run() {
        batch = new ArrayList<>();
        synchronized (batch) { // want "Remade.run makes the object in Remade.batch"
            batch.add("a");
        }
    }
}

class Elsewhere {
    private Object lock;

    private void make() {
        if (lock == null) {
            lock = new Object();
        }
    }

    void work() {
        make();
        synchronized (lock) { // miss "Elsewhere.lock" that a helper makes it lazily is not seen
            System.out.println();
        }
    }
}

class Aliased {
    private List<String> all = new ArrayList<>();

    void swap() {
        List<String> mine = all;
        synchronized (mine) { // want "Aliased.all" the local is only another name for the field
            all = new ArrayList<>();
        }
    }
}
