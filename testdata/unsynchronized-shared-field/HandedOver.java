package sharedfield;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Two threads touch each field, one after the other. */
final class HandedOver {
    private String started;
    private String joined;
    private String byFuture;
    private String byCompletable;
    private String byStage;
    private String byInvokeAll;
    private String byTermination;
    private String byLatch;
    private String byBarrier;
    private String bySemaphore;
    private String byFlag;
    private volatile boolean ready;

    String startAndJoin() throws InterruptedException {
        started = "before"; // ok: before start
        Thread thread = new Thread(() -> joined = started); // ok: read after join only
        thread.start();
        thread.join();
        started = "after"; // ok: the thread has ended
        return joined;
    }

    String joinInALoop(List<String> names) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Slot<String> slot = new Slot<>();
        slot.quiet = "a"; // ok: before any start
        for (String name : names) {
            threads.add(new Thread(() -> {
                if (!name.equals(slot.quiet)) {
                    throw new IllegalStateException();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        slot.quiet = "b"; // ok: all have ended
        return slot.quiet;
    }

    String future(ExecutorService pool) throws Exception {
        Future<?> future = pool.submit(() -> {
            byFuture = "x"; // ok: read after get
        });
        future.get(1, TimeUnit.SECONDS);
        return byFuture;
    }

    String completable() {
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> byCompletable = "x"); // ok: read after join
        done.join();
        return byCompletable;
    }

    CompletableFuture<String> stage() {
        return CompletableFuture.runAsync(() -> byStage = "x") // ok: the next stage runs after it
                .thenApply(nothing -> byStage);
    }

    String invokeAll(ExecutorService pool) throws InterruptedException {
        Callable<String> task = () -> byInvokeAll = "x"; // ok: invokeAll waits
        pool.invokeAll(List.of(task));
        return byInvokeAll;
    }

    String termination() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.execute(() -> byTermination = "x"); // ok: read after the pool has ended
        pool.shutdown();
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
            return "";
        }
        return byTermination;
    }

    String latch() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        new Thread(() -> {
            byLatch = "x"; // ok: before countDown, read after await
            done.countDown();
        }).start();
        done.await();
        return byLatch;
    }

    String barrier() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        new Thread(() -> {
            byBarrier = "x"; // ok: both meet at the barrier
            meet(barrier);
        }).start();
        barrier.await();
        return byBarrier;
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String semaphore() throws InterruptedException {
        Semaphore signal = new Semaphore(0);
        new Thread(() -> {
            bySemaphore = "x"; // ok: released after, acquired before the read
            signal.release();
        }).start();
        signal.acquire();
        return bySemaphore;
    }

    /** The volatile flag publishes what was written before it. */
    void produce() {
        new Thread(() -> {
            byFlag = "x"; // ok: published by ready
            ready = true;
        }).start();
    }

    String consume() {
        return ready ? byFlag : null;
    }

    /** The message is filled before put, and used after take. */
    static final class Letters {
        private final BlockingQueue<Letter> box = new ArrayBlockingQueue<>(10);

        void start() {
            new Thread(this::post).start();
        }

        private void post() {
            try {
                Letter letter = new Letter();
                letter.text = "x"; // ok: handed over by the queue
                box.put(letter);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        String receive() throws InterruptedException {
            Letter letter = box.take();
            letter.text = letter.text.trim(); // ok: taken from the queue, the sender is done with it
            return letter.text;
        }
    }

    static final class Letter {
        private String text;
    }
}
