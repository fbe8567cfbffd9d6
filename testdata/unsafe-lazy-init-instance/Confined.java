package lazyinstance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.JPanel;

/** Lazy fields that one thread alone sets, or where it does no harm. */
final class Confined {
    private List<String> plain;

    List<String> plain() {
        if (plain == null) plain = new ArrayList<>(); // ok: nothing says that the object is shared
        return plain;
    }

    @interface Entity {
    }

    @Entity
    static final class Row {
        private List<String> cells;

        List<String> cells() {
            if (cells == null) cells = new ArrayList<>(); // ok: an entity belongs to one session
            return cells;
        }
    }

    static final class Builder {
        private Map<String, String> options;

        Builder option(String k, String v) {
            if (options == null) options = new HashMap<>(); // ok: a builder
            options.put(k, v);
            return this;
        }
    }

    static final class View extends JPanel {
        private List<String> lines;

        List<String> lines() {
            if (lines == null) lines = new ArrayList<>(); // ok: the user interface has one thread
            return lines;
        }
    }

    @interface ThreadSafe {
    }

    @ThreadSafe
    static final class Locking {
        private Map<String, String> map;
        private String text;
        private volatile Set<String> keys;

        synchronized Map<String, String> map() {
            if (map == null) map = new HashMap<>(); // ok: under the lock
            return map;
        }

        String text() {
            if (text == null) text = compute(); // ok: an immutable value, as good as any other
            return text;
        }

        private String compute() {
            return "a".repeat(3);
        }
    }

    /** Each task makes its own object. */
    static final class Job implements Runnable {
        private List<String> results;

        @Override
        public void run() {
            if (results == null) results = new ArrayList<>(); // ok: each task has its own
            results.add("a");
        }
    }

    static void jobs() {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) pool.execute(new Job());
        pool.shutdown();
    }

    /** One worker thread alone. */
    static final class Single {
        private final ExecutorService worker = Executors.newSingleThreadExecutor();
        private List<String> seen;

        void see(String s) {
            worker.execute(() -> {
                if (seen == null) seen = new ArrayList<>(); // ok: one thread, one task at a time
                seen.add(s);
            });
        }
    }

    static final class Views extends HashMap<String, String> {
        private transient volatile Object view;

        Object view() {
            Object v = view;
            if (v == null) view = v = new Object(); // ok: a helper without state
            return v;
        }
    }

    private volatile Map<String, String> configured;

    void configure(String k, String v) {
        if (configured == null) configured = new HashMap<>(); // ok: a plain map is filled by one thread
        configured.put(k, v);
    }

    private volatile List<String> filled;

    List<String> filled() {
        List<String> f = filled;
        if (f == null) {
            f = new ArrayList<>();
            f.add("a");
            filled = f; // ok: filled before it is stored; two are equal
        }
        return f;
    }
}
