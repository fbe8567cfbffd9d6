package mixedguard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Each class guards its field in most places and forgets one. */
final class Mixed {
    private Mixed() {
    }

    /** A write that skips the lock. */
    static class Account {
        private long balance;

        synchronized void deposit(long amount) {
            balance += amount;
        }

        synchronized boolean withdraw(long amount) {
            if (balance < amount) {
                return false;
            }
            balance -= amount;
            return true;
        }

        void close() {
            balance = 0; // want "balance"
        }
    }

    /** A read that skips the lock. */
    static class Window {
        private final Object monitor = new Object();
        private int first;
        private int last;

        void slide(int by) {
            synchronized (monitor) {
                first += by;
                last += by;
            }
        }

        int width() {
            synchronized (monitor) {
                return last - first;
            }
        }

        boolean contains(int n) {
            return n >= first // want "first"
                    && n < last; // want "last"
        }
    }

    /** A Lock instead of the keyword; a read comes first, the write is what matters. */
    static class Inventory {
        private final Lock lock = new ReentrantLock();
        private int stock;
        private String label = "";

        void add(int n) {
            lock.lock();
            try {
                stock += n;
            } finally {
                lock.unlock();
            }
        }

        int take() {
            lock.lock();
            try {
                int all = stock;
                stock = 0;
                return all;
            } finally {
                lock.unlock();
            }
        }

        boolean isLow() {
            return stock < 10; // ok: one finding for the field, and the write below is worse
        }

        void recount(int n) {
            stock = n; // want "stock"
        }

        void label(String text) {
            label = text; // ok: never under a lock
        }

        String label() {
            return label;
        }
    }

    /** Read and write views of one lock. */
    static class Routes {
        private final ReadWriteLock rw = new ReentrantReadWriteLock();
        private List<String> routes = List.of();

        void replace(List<String> next) {
            rw.writeLock().lock();
            try {
                routes = List.copyOf(next);
            } finally {
                rw.writeLock().unlock();
            }
        }

        String first() {
            rw.readLock().lock();
            try {
                return routes.get(0);
            } finally {
                rw.readLock().unlock();
            }
        }

        int size() {
            return routes.size(); // want "routes"
        }
    }

    /** A static field and the class's own monitor. */
    static class Registry {
        private static int registered;

        static synchronized void register() {
            registered++;
        }

        static synchronized void unregister() {
            registered--;
        }

        static boolean isEmpty() {
            return registered == 0; // want "registered"
        }
    }

    /** The helper has one caller that holds the lock and one that does not. */
    static class HalfHelped {
        private int state;

        synchronized void next() {
            advance();
        }

        synchronized int state() {
            return state;
        }

        void skip() {
            advance();
        }

        private void advance() {
            state++; // want "state"
        }
    }

    /** The lambda is made under the lock, and run when the lock is gone. */
    static class Deferred {
        private final ExecutorService pool = Executors.newFixedThreadPool(2);
        private int jobs;
        private int finished;

        synchronized void submit(Runnable job) {
            jobs++;
            pool.execute(() -> {
                job.run();
                finished = jobs; // miss "jobs" a call before it goes through the lock: taken for the set-up of the field
            });
        }

        synchronized int jobs() {
            return jobs;
        }
    }

    /** tryLock failed, and the field is touched all the same. */
    static class Impatient {
        private final ReentrantLock lock = new ReentrantLock();
        private String last = "";

        void put(String value) {
            lock.lock();
            try {
                last = value;
            } finally {
                lock.unlock();
            }
        }

        String last() {
            lock.lock();
            try {
                return last;
            } finally {
                lock.unlock();
            }
        }

        String lastOrNothing() {
            boolean held = lock.tryLock();
            try {
                return last; // want "last"
            } finally {
                if (held) {
                    lock.unlock();
                }
            }
        }
    }

    /** Touched after the lock was let go. */
    static class TooLate {
        private final Lock lock = new ReentrantLock();
        private List<String> waiting = new ArrayList<>();

        void add(String name) {
            lock.lock();
            try {
                waiting.add(name);
            } finally {
                lock.unlock();
            }
        }

        List<String> drain() {
            List<String> all;
            lock.lock();
            try {
                all = waiting;
            } finally {
                lock.unlock();
            }
            waiting = new ArrayList<>(); // miss "waiting" never assigned under the lock: the intent is not seen
            return all;
        }
    }

    /** Locked once of three times, but a thread is in sight. */
    static class Minority {
        private final Thread thread = new Thread(this::loop);
        private int level;

        void start() {
            thread.start();
        }

        private void loop() {
            for (int i = 0; i < 100; i++) {
                synchronized (this) {
                    level = i;
                }
            }
        }

        boolean isHigh() {
            return level > 50; // want "level"
        }

        boolean isLow() {
            return level < 10; // ok: one finding for the field
        }
    }

    /** A switch expression and a resource. */
    static class Shapes {
        private final Lock lock = new ReentrantLock();
        private int mode;
        private int depth;

        void change(int to) {
            try (Hold hold = Hold.of(lock)) {
                mode = to;
                depth++;
            }
        }

        int depth() {
            try (Hold hold = Hold.of(lock)) {
                return depth + mode;
            }
        }

        String name() {
            return switch (mode) { // want "mode"
                case 0 -> "idle";
                case 1 -> "busy";
                default -> "gone";
            };
        }

        void reset() {
            try (Hold hold = Hold.of(lock)) {
                mode = 0;
            }
            depth = 0; // want "depth"
        }
    }

    /** Holds a lock until it is closed. */
    interface Hold extends AutoCloseable {
        static Hold of(Lock lock) {
            lock.lock();
            return lock::unlock;
        }

        @Override
        void close();
    }
}
