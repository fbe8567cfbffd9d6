package sharedfield;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The task writes, another thread reads or writes: nothing orders the two. */
final class TaskWrites {
    private TaskWrites() {
    }

    /** Reads what the task may not have written yet. */
    static final class ByLambda {
        private String report;

        String build(List<String> names) {
            Thread thread = new Thread(() -> report = String.join(",", names)); // want "report"
            thread.start();
            return report;
        }
    }

    static final class ByMethodReference {
        private List<String> loaded;

        void load() {
            new Thread(this::fill).start();
        }

        private void fill() {
            loaded = List.of("a", "b"); // want "loaded"
        }

        public List<String> loaded() {
            return loaded;
        }
    }

    static final class ByHelper {
        private final ExecutorService pool = Executors.newFixedThreadPool(2);
        private Exception failure;

        void submit(Runnable job) {
            pool.execute(() -> guarded(job));
        }

        private void guarded(Runnable job) {
            try {
                job.run();
            } catch (RuntimeException e) {
                remember(e);
            }
        }

        private void remember(Exception e) {
            failure = e; // want "failure"
        }

        Exception failure() {
            return failure;
        }
    }

    static final class ByAnonymousClass {
        private Object latest;

        void refresh() {
            new Thread(new Runnable() {
                private Object mine;

                @Override
                public void run() {
                    mine = new Object(); // ok: a field of the task's own object
                    latest = mine; // want "latest"
                }
            }, "refresh").start();
        }

        Object latest() {
            return latest;
        }
    }

    /** Asked for after the future was made, not after it is done. */
    static final class ByFuture {
        private String answer;

        String ask(ExecutorService pool) throws Exception {
            Future<?> future = pool.submit(() -> {
                answer = "42"; // want "answer"
            });
            String early = answer;
            future.get();
            return early;
        }
    }

    static final class ByCompletableFuture {
        private String left;
        private String right;

        String both() {
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> left = "l"); // want "left"
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> right = "r"); // ok: joined before the read
            second.join();
            return left + right + first.isDone();
        }
    }

    /** Several runs of one task write the same field: the last one wins, whichever that is. */
    static final class ByLoop {
        private String winner;

        void race(List<String> names) {
            ExecutorService pool = Executors.newFixedThreadPool(4);
            for (String name : names) {
                pool.execute(() -> winner = name); // want "winner"
            }
            pool.shutdown();
        }
    }

    /** Two tasks of two threads and a static field. */
    static final class Statics {
        private static Object current;

        static void go() {
            new Thread(Statics::write).start();
            new Thread(Statics::read).start();
        }

        private static void write() {
            current = new Object(); // want "current"
        }

        private static void read() {
            if (current != null) {
                throw new IllegalStateException(current.toString());
            }
        }
    }

    /** A check and a write that depends on it. */
    static final class Best {
        private int[] best = new int[0];

        void search(List<int[]> candidates) {
            candidates.parallelStream().forEach(this::offer);
        }

        private void offer(int[] candidate) {
            if (candidate.length > best.length) {
                best = candidate; // want "best"
            }
        }
    }

    /** One writer counts, so no count is lost; the reader may still never see it. */
    static final class OneWriter {
        private final ExecutorService lane = Executors.newSingleThreadExecutor();
        private int ticks;

        void tick() {
            lane.execute(() -> ticks++); // want "ticks"
        }

        int ticks() {
            return ticks;
        }
    }

    static final class Expressions {
        private Object chosen;
        private Object opened;

        void go(String kind) {
            Thread thread = new Thread(() -> {
                int length = switch (kind) {
                    case "new" -> {
                        chosen = new Object(); // want "chosen"
                        yield 1;
                    }
                    default -> ThreadLocalRandom.current().nextInt();
                };
                try (AutoCloseable resource = () -> { }) {
                    opened = resource + "" + length; // want "opened"
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
        }

        Object chosen() {
            return chosen;
        }

        boolean isOpened() {
            return opened != null;
        }
    }

    /** A subclass of Thread whose object others hold. */
    static final class Download extends Thread {
        private byte[] content;

        @Override
        public void run() {
            content = new byte[1024]; // want "content"
        }

        static int size() {
            Download download = new Download();
            download.start();
            byte[] soFar = download.content;
            return soFar == null ? 0 : soFar.length;
        }
    }
}

/** One use in many happens to stand under a lock: that makes it no guard. */
final class OnceLocked {
    private final Object lock = new Object();
    private boolean receiving;
    private boolean closed;

    void start() {
        new Thread(this::run).start();
    }

    private void run() {
        while (!isClosed()) {
            receiving = System.nanoTime() % 2 == 0; // want "receiving"
        }
        receiving = false;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
    }

    void stop() {
        synchronized (lock) {
            receiving = false;
        }
    }

    boolean receiving() {
        return receiving;
    }

    boolean idle() {
        return !receiving && !isClosed();
    }
}
