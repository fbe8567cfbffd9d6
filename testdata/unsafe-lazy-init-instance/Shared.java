package lazyinstance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.servlet.http.HttpServlet;

/** Fields of shared objects that are made at first use, with no lock. */
final class Shared {
    @interface ThreadSafe {
    }

    @ThreadSafe
    static class Declared {
        private Map<String, String> map;

        Map<String, String> map() {
            if (map == null) {
                map = new HashMap<>(); // want "Declared.map"
            }
            return map;
        }

        private List<String> reversed;

        List<String> reversed() {
            if (null != this.reversed) return this.reversed;
            return this.reversed = new ArrayList<>(); // want "reversed"
        }
    }

    static final class Servlet extends HttpServlet {
        private List<String> cache;

        List<String> cached() {
            cache = cache != null ? cache : new ArrayList<>(); // want "cache"
            return cache;
        }
    }

    /** Tasks of a pool meet on one object. */
    static final class Pooled {
        private final ExecutorService pool = Executors.newFixedThreadPool(4);
        private Map<String, Integer> counts;

        void count(String word) {
            pool.execute(() -> counts().put(word, 1));
        }

        private Map<String, Integer> counts() {
            if (counts == null) {
                counts = new HashMap<>(); // want "counts"
            }
            return counts;
        }
    }

    /** Volatile says that threads share it: what is put into the lost map is lost. */
    static final class Declaring<K> {
        private volatile Map<K, AtomicInteger> hits;
        private volatile AtomicInteger total;

        void hit(K key) {
            if (hits == null) hits = new ConcurrentHashMap<>(); // want "what is put into the first is lost"
            hits.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
        }

        Supplier<AtomicInteger> total() {
            return () -> {
                if (total == null) {
                    total = new AtomicInteger(); // want "total"
                }
                return total;
            };
        }
    }

    /** A thread and its callers. */
    static final class Worker extends Thread {
        private List<String> results;

        @Override
        public void run() {
            while (!isInterrupted()) results().add("a");
        }

        List<String> results() {
            if (results == null) {
                results = new ArrayList<>(); // want "results"
            }
            return results;
        }
    }

    private final Worker worker = new Worker();

    void start() {
        worker.start();
    }

    int size() {
        return worker.results().size();
    }

    /** Shared through the code of others: nothing here says so. */
    static final class Handed {
        private List<String> list;

        List<String> list() {
            if (list == null) list = new ArrayList<>(); // miss "list"
            return list;
        }
    }
}
