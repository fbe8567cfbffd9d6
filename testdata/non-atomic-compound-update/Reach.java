package lostupdate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The ways by which two threads come to one update. */
final class Reach {
    private Reach() {
    }

    /** Two threads run one method reference. */
    static final class ByMethodReference {
        private int steps;

        void go() throws InterruptedException {
            Thread first = new Thread(this::step);
            Thread second = new Thread(this::step);
            first.start();
            second.start();
            first.join();
            second.join();
        }

        private void step() {
            steps++; // want "steps"
        }
    }

    /** The task calls a helper that calls a helper. */
    static final class ByHelper {
        private final ExecutorService pool = Executors.newFixedThreadPool(3);
        private long bytes;

        void accept(byte[] data) {
            pool.execute(() -> handle(data));
        }

        private void handle(byte[] data) {
            account(data.length);
        }

        private void account(int length) {
            bytes += length; // want "bytes"
        }
    }

    /** An anonymous class, and the field of the object around it. */
    static final class ByAnonymousClass {
        private int outerCount;

        void go() {
            for (int i = 0; i < 4; i++) {
                Runnable task = new Runnable() {
                    private int mine;

                    @Override
                    public void run() {
                        mine++; // ok: a new object for every task
                        ByAnonymousClass.this.outerCount++; // want "outerCount"
                    }
                };
                new Thread(task).start();
            }
        }
    }

    /** One Runnable object, given to two threads. */
    static final class SharedRunnable implements Runnable {
        private int runs;

        @Override
        public void run() {
            runs++; // want "runs"
        }

        static void go() {
            SharedRunnable one = new SharedRunnable();
            new Thread(one).start();
            new Thread(one).start();
        }
    }

    /** The thread is the class's own, the other one comes in through a method that others call. */
    static final class OwnThread {
        private int polls;
        private final Thread thread = new Thread(this::loop);

        void start() {
            thread.start();
        }

        private void loop() {
            while (!Thread.currentThread().isInterrupted()) {
                polls++; // want "polls"
            }
        }

        public void reset() {
            polls = 0;
        }
    }

    /** Chained stages of several futures. */
    static final class ByFuture {
        private int done;

        void go(List<String> names) {
            for (String name : names) {
                CompletableFuture.supplyAsync(name::length).thenAcceptAsync(length -> done += length); // want "done"
            }
        }
    }

    /** A periodic task on one thread, and callers on theirs. */
    static final class ByTimer {
        private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        private int budget;

        void start() {
            timer.scheduleAtFixedRate(() -> budget = 100, 0, 1, TimeUnit.SECONDS);
        }

        public boolean take() {
            if (budget > 0) {
                budget--; // want "budget"
                return true;
            }
            return false;
        }
    }

    /** A static field, reached from two tasks. */
    static final class Statics {
        private static int created;

        static void go() {
            ForkJoinPool.commonPool().execute(() -> created++); // want "created"
            ForkJoinPool.commonPool().execute(() -> created++); // ok: one finding for the field
        }
    }

    /** The executor comes from outside; the submitting thread writes too. */
    static final class InjectedPool {
        private final Executor executor;
        private int pending;

        InjectedPool(Executor executor) {
            this.executor = executor;
        }

        void submit(Runnable job) {
            pending++; // want "pending"
            executor.execute(() -> {
                job.run();
                pending--; // ok: one finding for the field
            });
        }
    }

    /** A local array used to get around "must be effectively final". */
    static int total(List<Integer> values) throws InterruptedException {
        int[] total = {0};
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int value : values) {
            pool.execute(() -> total[0] += value); // miss "total" a captured array is no field: its elements are not followed
        }
        pool.shutdown();
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("slow");
        }
        return total[0]; // ok: read after the pool has ended
    }

    /** A switch expression, and a try with a resource. */
    static final class Shapes {
        private int adds;
        private int opened;

        void go(List<String> operations) {
            ExecutorService pool = Executors.newCachedThreadPool();
            for (String operation : operations) {
                pool.execute(() -> {
                    int n = switch (operation) {
                        case "add" -> ++adds; // want "adds"
                        default -> 0;
                    };
                    try (AutoCloseable resource = () -> { }) {
                        opened += n; // want "opened"
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
            pool.shutdown();
        }
    }
}
