package dev.snarl.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Threads with stacks deep enough for deeply nested code. */
final class Workers {
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
        AtomicBoolean failed = new AtomicBoolean();
        dev.snarl.program.Workers.run(Math.min(threads, count), () -> {
            try {
                for (int i = next.getAndIncrement(); i < count && !failed.get(); i = next.getAndIncrement()) task.accept(i);
            } catch (Throwable e) {
                failed.set(true);
                throw e;
            }
        });
    }

    /** Runs one task on a deep stack and gives what it gives. */
    <T> T call(Supplier<T> task) {
        AtomicReference<T> result = new AtomicReference<>();
        forEach(1, i -> result.set(task.get()));
        return result.get();
    }
}
