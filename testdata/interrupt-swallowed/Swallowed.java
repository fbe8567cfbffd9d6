package interruptswallowed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The request to stop ends here, in methods which others call. */
class Swallowed {
    private static final Logger LOG = Logger.getLogger("swallowed");
    private final BlockingQueue<String> queue;
    private final CountDownLatch ready = new CountDownLatch(1);
    private boolean interrupted;

    Swallowed(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    void empty() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // want "sleep"
        }
    }

    void excuse() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException ignored) { // want "sleep" the name excuses nothing
            // does not matter
        }
    }

    void logged() {
        try {
            ready.await();
        } catch (InterruptedException e) { // want "await"
            LOG.log(Level.WARNING, "interrupted", e);
        }
    }

    void printed(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException e) { // want "waitFor"
            e.printStackTrace();
        }
    }

    String wrapped() {
        try {
            return queue.take();
        } catch (InterruptedException e) { // want "take"
            throw new IllegalStateException(e);
        }
    }

    String multi(Future<String> result) {
        try {
            return result.get();
        } catch (InterruptedException | ExecutionException e) { // want "get"
            throw new RuntimeException(e);
        }
    }

    String broad(Future<String> result) {
        try {
            return result.get();
        } catch (Exception e) { // want "get" Exception catches the interrupt as well
            return null;
        }
    }

    void broadest() {
        try {
            queue.put("x");
        } catch (Throwable t) { // want "put"
            LOG.log(Level.SEVERE, "failed", t);
        }
    }

    String fallback() {
        try {
            return queue.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) { // want "poll"
            return "";
        }
    }

    void cleared(Semaphore permits) {
        try {
            permits.acquire();
        } catch (InterruptedException e) { // want "acquire" interrupted() clears, it does not restore
            Thread.interrupted();
        }
    }

    void wrongThread(Thread worker) {
        try {
            worker.join(100);
        } catch (InterruptedException e) { // want "join" another thread is interrupted, not this one
            worker.interrupt();
        }
    }

    void remembered() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // want "sleep" remembered, and nobody restores
            interrupted = true;
        }
    }

    boolean wasInterrupted() {
        return interrupted;
    }

    void leavesLoop() {
        while (true) {
            try {
                LOG.info(queue.take());
            } catch (InterruptedException e) { // want "take" the loop ends, but the caller cannot know why
                break;
            }
        }
    }

    void retries() {
        for (int i = 0; i < 3; i++) {
            try {
                Thread.sleep(100);
                return;
            } catch (InterruptedException e) { // want "sleep"
                LOG.fine("again");
            }
        }
    }

    void close(ExecutorService pool) {
        pool.shutdown();
        try {
            pool.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) { // want "awaitTermination"
            pool.shutdownNow();
        }
    }

    synchronized void waits() {
        while (!interrupted) {
            try {
                wait();
            } catch (InterruptedException e) { // want "wait"
                LOG.fine("woken");
            }
        }
    }

    void declaresIt() throws InterruptedException {
        try {
            ready.await();
        } catch (InterruptedException e) { // want "await" could simply be rethrown
            LOG.fine("not ready");
        }
        Thread.sleep(1);
    }

    void throughMethod() {
        try {
            nap();
        } catch (InterruptedException e) { // want "nap"
            LOG.fine("short night");
        }
    }

    private static void nap() throws InterruptedException {
        Thread.sleep(5);
    }

    Supplier<String> lambda() {
        return () -> {
            try {
                return queue.take();
            } catch (InterruptedException e) { // want "take"
                return null;
            }
        };
    }

    void askedFor() {
        try {
            nap(10, true);
        } catch (InterruptedException e) { // want "nap" it is thrown, since it is asked for
            LOG.fine("short");
        }
    }

    private static void nap(long millis, boolean interruptible) throws InterruptedException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) { // ok: thrown on in one branch
            if (interruptible) {
                throw e;
            }
        }
    }

    int inSwitch(int mode) {
        return switch (mode) {
            case 0 -> {
                try {
                    Thread.sleep(1);
                } catch (InterruptedException e) { // want "sleep"
                    yield -1;
                }
                yield 1;
            }
            default -> 0;
        };
    }

    void secondClause(Future<String> result) {
        try {
            result.get();
        } catch (ExecutionException e) {
            LOG.fine("failed");
        } catch (InterruptedException e) { // want "get"
            LOG.fine("interrupted");
        }
    }

    void helperOnlyWraps() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // want "sleep" the helper throws something else and restores nothing
            throw unchecked(e);
        }
    }

    private static RuntimeException unchecked(Exception e) {
        return new IllegalStateException(e);
    }

    void helperOnlyLogs() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // want "sleep"
            note(e);
        }
    }

    private void note(Exception e) {
        LOG.log(Level.FINE, "noted", e);
    }

    <T> List<Future<T>> inResources(ExecutorService pool, List<java.util.concurrent.Callable<T>> tasks, Guard guard) {
        try (guard) {
            return pool.invokeAll(tasks);
        } catch (InterruptedException e) { // want "invokeAll"
            return List.of();
        }
    }

    interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    record Pause(long millis) {
        void take() {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) { // want "sleep"
                throw new RuntimeException("interrupted", e);
            }
        }
    }
}
