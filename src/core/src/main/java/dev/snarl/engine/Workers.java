package dev.snarl.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Threads with stacks deep enough for deeply nested code. */
final class Workers {
    /** Takes 2,000 nested blocks with ease; only the touched part of it costs memory. */
    private static final long STACK = 64L << 20;

    private final int threads;

    Workers(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /**
     * Runs the task for 0 to {@code count} - 1, each once, in no order, and returns when all are done. What a task throws ends the run and is thrown here;
     * of several, any.
     */
    void forEach(int count, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread[] workers = new Thread[Math.max(1, Math.min(threads, count))];
        for (int t = 0; t < workers.length; t++) {
            workers[t] = new Thread(null, () -> {
                try {
                    for (int i = next.getAndIncrement(); i < count && thrown.get() == null; i = next.getAndIncrement()) task.accept(i);
                } catch (Throwable e) {
                    thrown.compareAndSet(null, e);
                }
            }, "snarl-" + (t + 1), STACK);
            workers[t].setDaemon(true);
            workers[t].start();
        }
        for (Thread worker : workers) join(worker);
        rethrow(thrown.get());
    }

    /** Runs one task on a deep stack and gives what it gives. */
    <T> T call(Supplier<T> task) {
        AtomicReference<T> result = new AtomicReference<>();
        forEach(1, i -> result.set(task.get()));
        return result.get();
    }

    private static void join(Thread worker) {
        boolean interrupted = false;
        while (true) {
            try {
                worker.join();
                break;
            } catch (InterruptedException e) {
                // The scan is short and its threads hold no outside resource: finish, and leave the mark for the caller.
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static void rethrow(Throwable thrown) {
        if (thrown instanceof RuntimeException e) throw e;
        if (thrown instanceof Error e) throw e;
    }
}
