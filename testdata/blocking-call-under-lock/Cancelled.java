package cancelled;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A task that was cancelled is not waited for. */
class Cancelled {
    private final ExecutorService pool;
    private Future<?> task;
    private int state;

    Cancelled(ExecutorService pool) {
        this.pool = pool;
    }

    synchronized int state() {
        return state;
    }

    synchronized void begin() {
        task = pool.submit(() -> System.out.println("tick"));
        state = 1;
    }

    synchronized void pause() throws InterruptedException, ExecutionException {
        task.cancel(true);
        task.get(); // ok: it throws at once
        state = 2;
    }

    synchronized void settle() throws InterruptedException, ExecutionException {
        task.get(); // want "task"
        state = 3;
    }
}
