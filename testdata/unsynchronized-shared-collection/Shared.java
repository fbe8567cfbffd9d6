package sharedcollections;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Plain collections that several threads come to. */
final class Shared {
    private Shared() {
    }

    /** Tasks of one pool fill one map. */
    static class Counts {
        private final Map<String, Integer> counts = new HashMap<>();
        private final ExecutorService pool = Executors.newFixedThreadPool(4);

        void count(List<String> words) {
            for (String w : words) {
                pool.submit(() -> counts.merge(w, 1, Integer::sum)); // want "The HashMap Shared.Counts.counts is changed"
            }
        }
    }

    /** A method reference, and the change in a helper. */
    static class Names {
        private final List<String> names = new ArrayList<>();

        void collect() {
            for (int i = 0; i < 3; i++) {
                new Thread(this::work).start();
            }
        }

        private void work() {
            note(Thread.currentThread().getName());
        }

        private void note(String n) {
            names.add(n); // want "Names.names"
        }
    }

    /** A background thread goes over what callers change. */
    static class Poller {
        private final Set<String> hosts = new HashSet<>();
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

        void begin() {
            timer.scheduleAtFixedRate(() -> {
                for (String h : hosts) {
                    System.out.println(h);
                }
            }, 1, 1, TimeUnit.SECONDS);
        }

        void add(String host) {
            hosts.add(host); // want "can read it"
        }
    }

    /** A thread's own class. */
    static class Worker extends Thread {
        private final Deque<Runnable> jobs = new ArrayDeque<>();

        @Override
        public void run() {
            while (true) {
                Runnable job = jobs.poll(); // want "Worker.jobs"
                if (job != null) {
                    job.run();
                }
            }
        }

        void give(Runnable job) {
            jobs.add(job);
        }

        static Worker launch() {
            Worker w = new Worker();
            w.start();
            return w;
        }
    }

    /** A buffer of text, and the declared type says what it is. */
    static class Log {
        private final StringBuilder text = new StringBuilder();

        void both(ExecutorService pool) {
            pool.submit(() -> text.append("a")); // want "StringBuilder"
            pool.submit(() -> text.append("b"));
        }
    }

    /** Guarded nearly everywhere. */
    static class Registry {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        synchronized void register(String name, Object o) {
            entries.put(name, o);
        }

        synchronized Object find(String name) {
            return entries.get(name);
        }

        void unregister(String name) {
            entries.remove(name); // want "is changed (remove()) without this"
        }
    }

    /** A read that goes over it all. */
    static class Listeners {
        private final Object lock = new Object();
        private final List<Runnable> listeners = new ArrayList<>();

        void add(Runnable r) {
            synchronized (lock) {
                listeners.add(r);
            }
        }

        void remove(Runnable r) {
            synchronized (lock) {
                listeners.remove(r);
            }
        }

        void fire() {
            for (Runnable r : listeners) { // want "is read (iteration) without lock"
                r.run();
            }
        }
    }

    /** With a Lock, and an alias of the collection. */
    static class Table {
        private final Lock lock = new ReentrantLock();
        private final TreeMap<Integer, String> rows = new TreeMap<>();

        void put(int k, String v) {
            lock.lock();
            try {
                rows.put(k, v);
            } finally {
                lock.unlock();
            }
        }

        String get(int k) {
            lock.lock();
            try {
                return rows.get(k);
            } finally {
                lock.unlock();
            }
        }

        void drop(int k) {
            TreeMap<Integer, String> mine = rows;
            mine.remove(k); // want "Table.rows"
        }
    }

    /** Static, in a class whose tasks come to it. */
    static class Cache {
        private static final Map<String, byte[]> CACHE = new HashMap<>();

        static void warm(ExecutorService pool, List<String> keys) {
            keys.forEach(k -> pool.execute(() -> CACHE.put(k, new byte[8]))); // want "Cache.CACHE"
        }

        static byte[] get(String key) {
            return CACHE.get(key);
        }
    }

    static class Bits {
        private final BitSet seen = new BitSet();

        void mark() {
            ExecutorService pool = Executors.newCachedThreadPool();
            for (int i = 0; i < 9; i++) {
                int n = i;
                pool.submit(() -> seen.set(n)); // want "The BitSet Shared.Bits.seen"
            }
        }
    }

    static class Filled {
        private final Map<String, Integer> table = new HashMap<>();

        Filled() {
            table.put("a", 1); // ok: filled before it is published
            fill();
        }

        private void fill() {
            table.put("b", 2); // ok: only the constructor calls this
        }

        void use(ExecutorService pool) {
            pool.submit(() -> System.out.println(table.get("a"))); // ok: only read afterwards
        }
    }

    static class Synced {
        private final List<String> list = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, String> map = new ConcurrentHashMap<>();
        private final List<Runnable> hooks = new CopyOnWriteArrayList<>();

        void go(ExecutorService pool) {
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> list.add("x")); // ok: a synchronized wrapper
                pool.submit(() -> map.put("k", "v")); // ok: a concurrent map
                pool.submit(() -> hooks.add(() -> { })); // ok: copied on write
            }
        }
    }

    static class CopyOnWrite {
        private volatile List<String> list = new ArrayList<>();

        synchronized void add(String s) {
            List<String> next = new ArrayList<>(list);
            next.add(s); // ok: a copy that nobody else knows
            list = next;
        }

        void go(ExecutorService pool) {
            pool.submit(() -> list.forEach(System.out::println)); // ok: never changed in place
        }
    }

    static class Locked {
        private final Map<String, Integer> map = new HashMap<>();

        void go(ExecutorService pool) {
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> {
                    synchronized (map) {
                        map.merge("k", 1, Integer::sum); // ok: its own monitor, everywhere
                    }
                });
            }
        }

        int size() {
            synchronized (map) {
                return map.size(); // ok: the same lock
            }
        }
    }

    static class Confined {
        private final List<String> lines = new ArrayList<>();
        private final ExecutorService one = Executors.newSingleThreadExecutor();

        void add(String s) {
            one.submit(() -> lines.add(s)); // ok: one thread alone
        }

        void flush() {
            one.submit(() -> lines.clear()); // ok: the same thread
        }
    }

    static class OwnTask implements Runnable {
        private final List<String> mine = new ArrayList<>();

        @Override
        public void run() {
            mine.add("x"); // ok: each task has a list of its own
        }

        static void go(ExecutorService pool) {
            for (int i = 0; i < 3; i++) {
                pool.submit(new OwnTask());
            }
        }
    }

    static class CallersLock {
        private final List<String> list = new ArrayList<>();

        synchronized void add(String s) {
            put(s);
        }

        synchronized void addTwice(String s) {
            put(s);
            put(s);
        }

        private void put(String s) {
            list.add(s); // ok: every caller holds the lock
        }
    }

    static class Joined {
        private final List<String> results = new ArrayList<>();

        List<String> compute() throws InterruptedException {
            Thread t = new Thread(() -> results.add("done")); // ok: read after the join
            t.start();
            t.join();
            return new ArrayList<>(results);
        }
    }

    static class Counter {
        private final List<String> queue = new ArrayList<>();

        synchronized void add(String s) {
            queue.add(s);
        }

        synchronized void drop() {
            queue.remove(0);
        }

        int size() {
            return queue.size(); // ok: a glance that may be stale by the next line anyway
        }

        @Override
        public String toString() {
            return "queue " + String.join(",", queue); // ok: for people to look at
        }
    }

    /** Nobody knows what it holds. */
    static class Given {
        private final Map<String, Integer> map;

        Given(Map<String, Integer> map) {
            this.map = map;
        }

        void go(ExecutorService pool) {
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> map.put("k", 1)); // ok: it may be a concurrent one
            }
        }
    }

    /** One thread, no task in sight. */
    static class Plain {
        private final List<String> list = new ArrayList<>();

        void add(String s) {
            list.add(s); // ok: no sign that threads share it
        }

        List<String> all() {
            return list;
        }
    }

    /** The method reference itself is the task. */
    static class Reference {
        private final List<Runnable> late = new ArrayList<>();

        void go(ExecutorService pool, List<Runnable> some) {
            some.parallelStream().forEach(late::add); // miss "late"
        }
    }

    /** A local that tasks share. */
    static void local(ExecutorService pool) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int n = i;
            pool.submit(() -> found.add(n)); // miss "found"
        }
    }

    /** Each run of the stream has a node of its own. */
    static class Node {
        private final Map<String, Integer> edges = new HashMap<>();

        void connect(String to) {
            edges.merge(to, 1, Integer::sum); // ok: one node for each run
        }

        static void all(List<Node> nodes) {
            nodes.parallelStream().forEach(n -> n.connect("root"));
        }
    }

    /** The same, but all runs meet on one. */
    static class Hub {
        private final Map<String, Integer> spokes = new HashMap<>();

        void connect(String to) {
            spokes.put(to, 1); // want "Hub.spokes"
        }

        static void meet(List<String> names, Hub hub) {
            names.parallelStream().forEach(n -> hub.connect(n));
        }
    }

    /** A pool from outside may run one task at a time. */
    static class GivenPool {
        private final List<String> list = new ArrayList<>();

        void go(ExecutorService pool) {
            for (int i = 0; i < 3; i++) {
                pool.submit(() -> list.add("x")); // miss "list"
            }
        }
    }
}
