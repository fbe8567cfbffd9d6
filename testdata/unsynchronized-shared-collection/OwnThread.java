package sharedcollections;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Work that is put back into the one thread that the object belongs to, and bodies that check for their lock. */
class OwnThread {
    private final Map<String, Integer> targets = new HashMap<>();
    private final Map<String, Integer> pooled = new HashMap<>();
    private final Executor mainThreadExecutor;
    private final ExecutorService pool;

    OwnThread(Executor mainThreadExecutor, ExecutorService pool) {
        this.mainThreadExecutor = mainThreadExecutor;
        this.pool = pool;
    }

    void later(String name) {
        mainThreadExecutor.execute(() -> targets.put(name, 1)); // ok: back in the main thread, as all the rest
    }

    Integer target(String name) {
        return targets.get(name); // ok: in the main thread
    }

    void pooled(String name) {
        for (int i = 0; i < 3; i++) pool.submit(() -> pooled.put(name, 1)); // want "OwnThread.pooled is changed"
    }

    Integer ofPool(String name) {
        return pooled.get(name);
    }

    static class Checked {
        private final Map<String, Integer> tasks = new HashMap<>();

        synchronized void add(String name) {
            tasks.put(name, 1);
        }

        synchronized void remove(String name) {
            tasks.remove(name);
        }

        synchronized int size() {
            return tasks.size();
        }

        Iterable<Integer> all() {
            check(Thread.holdsLock(this));
            return tasks.values(); // ok: the check says that the lock is held
        }

        private static void checkState(boolean ok) {
            if (!ok) throw new IllegalStateException();
        }

        private static void check(boolean ok) {
            checkState(ok);
        }
    }
}
