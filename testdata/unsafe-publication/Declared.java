package unsafepublication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@interface ThreadSafe {
}

@interface NotThreadSafe {
}

@interface GuardedBy {
    String value();
}

/** Declared thread-safe, with fields that should be final. */
@ThreadSafe
class Declared {
    private String name; // the constructor's assignment is told
    private List<String> items = new ArrayList<>(); // want "Declared.items"
    private int size;
    private int zero = 0; // ok: the default value
    private boolean off = false; // ok: the default value
    private Object none = null; // ok: the default value
    private final String fixed; // ok: final
    private volatile String seen; // ok: volatile
    private AtomicInteger count = new AtomicInteger(); // ok: a type that is safe by itself
    private static String shared = "x"; // ok: static, set by the class
    @GuardedBy("this")
    private String guarded = "g"; // ok: another rule's matter
    private String locked = "l"; // ok: read under the lock alone
    private String changing = "c"; // ok: set again later, the races' matter
    private int unused = 3; // ok: nobody reads it

    Declared(String name, int size) {
        this.name = name; // want "Declared.name"
        init(size);
        fixed = name;
        seen = name;
    }

    private void init(int n) {
        size = n; // want "Declared.size"
    }

    String name() {
        return name;
    }

    int size() {
        return size + items.size() + zero + count.get();
    }

    boolean off() {
        return off && none == null && shared != null && fixed != null && seen != null;
    }

    String guarded() {
        return guarded;
    }

    synchronized String locked() {
        return locked;
    }

    String changing() {
        return changing;
    }

    void change() {
        changing = "d";
    }
}

/** Nothing is declared. */
class Undeclared {
    private String name;

    Undeclared(String name) {
        this.name = name; // ok: nobody says that it is shared
    }

    String name() {
        return name;
    }
}

@NotThreadSafe
class Unsafe {
    private String name;

    Unsafe(String name) {
        this.name = name; // ok: declared for one thread
    }

    String name() {
        return name;
    }
}

/** Given out without a barrier, and no annotation tells. */
class Holder {
    static Holder instance;
    int n;

    static void make() {
        Holder h = new Holder();
        h.n = 42;
        instance = h; // miss "instance" a race that no annotation and no thread shows
    }

    static int read() {
        return instance == null ? 0 : instance.n;
    }
}
