package guarded.runners;

import java.util.concurrent.ExecutorService;
import net.jcip.annotations.GuardedBy;

/** Functions that the class's own helpers run with the lock held. */
class Runners {
    private final Object lock = new Object();
    private final ExecutorService pool;
    @GuardedBy("lock") private int count;

    Runners(ExecutorService pool) {
        this.pool = pool;
    }

    @GuardedBy("lock")
    private void increment() {
        count++;
    }

    void byReference() {
        later(this::increment); // ok: later runs it with the lock
    }

    void byLambda() {
        later(() -> increment()); // ok: later runs it with the lock
    }

    void byName() {
        withReadLock(() -> increment()); // ok: a helper that is named for the lock
    }

    private void withReadLock(Runnable work) {
        pool.execute(work);
    }

    void direct() {
        pool.execute(this::increment); // want "increment is called without lock"
    }

    private void later(Runnable work) {
        pool.execute(() -> {
            synchronized (lock) {
                work.run();
            }
        });
    }
}
