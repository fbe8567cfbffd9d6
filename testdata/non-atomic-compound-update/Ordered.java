package lostupdate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Threads are in sight, and yet no two of them can be in the update at the same time. */
final class Ordered {
    private final ExecutorService single = Executors.newSingleThreadExecutor();
    private final ThreadLocal<int[]> perThread = ThreadLocal.withInitial(() -> new int[1]);
    private final AtomicInteger atomic = new AtomicInteger();
    private final LongAdder adder = new LongAdder();
    private static int instances;
    private static final int[] TABLE = new int[256];
    private int before;
    private int after;
    private int serial;
    private int received;
    private int latched;

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] += i; // ok: static initialiser
        }
    }

    Ordered() {
        before++; // ok: constructor
    }

    void beforeStartAndAfterJoin() throws InterruptedException {
        before++; // ok: before the thread starts
        Thread thread = new Thread(() -> atomic.addAndGet(before));
        thread.start();
        thread.join();
        before++; // ok: after it has ended
    }

    int afterJoin() throws InterruptedException {
        Thread thread = new Thread(() -> after++); // ok: the parent touches it after join only
        thread.start();
        thread.join();
        after++; // ok: after join
        return after;
    }

    void serial() {
        for (int i = 0; i < 100; i++) {
            single.execute(() -> serial++); // ok: one thread runs all of them, one after the other
        }
    }

    int received(Callable<Integer> work) throws Exception {
        Future<Integer> future = single.submit(work);
        received += future.get(); // ok: only the calling thread touches it
        return received;
    }

    int latched() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        new Thread(() -> {
            latched += 5; // ok: ends before countDown, and the parent waits for it
            done.countDown();
        }).start();
        done.await();
        latched++; // ok: after await
        return latched;
    }

    void perThread() {
        for (int i = 0; i < 4; i++) {
            new Thread(() -> perThread.get()[0]++).start(); // ok: each thread has its own array
        }
    }

    void atomics() {
        for (int i = 0; i < 4; i++) {
            new Thread(() -> {
                atomic.incrementAndGet(); // ok: atomic
                adder.increment(); // ok: atomic
            }).start();
        }
    }

    long slots() throws InterruptedException {
        long[] sums = new long[4];
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < sums.length; t++) {
            int slot = t;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 1000; i++) {
                    sums[slot] += i; // ok: each thread has a slot of its own
                }
            });
            threads.add(thread);
            thread.start();
        }
        long sum = 0;
        for (Thread thread : threads) {
            thread.join();
        }
        for (long part : sums) {
            sum += part; // ok: a local
        }
        return sum;
    }

    void localAtomicOnlyToCapture(List<String> names) {
        AtomicInteger index = new AtomicInteger();
        names.forEach(name -> index.incrementAndGet());
        received++; // ok: a local atomic makes nobody a thread
    }

    static final class OwnCounter implements Runnable {
        private int seen;

        @Override
        public void run() {
            seen++; // ok: every thread gets its own OwnCounter
        }

        static void go() {
            for (int i = 0; i < 4; i++) {
                new Thread(new OwnCounter()).start();
            }
        }
    }

    static final class Builder {
        private int size;

        Builder add() {
            size++; // ok: built by one thread, before it is handed on
            return this;
        }

        int size() {
            return size;
        }
    }

    void handOn() {
        int size = new Builder().add().add().size();
        new Thread(() -> atomic.set(size)).start();
    }

    static Ordered create() {
        synchronized (Ordered.class) {
            instances++; // ok: every access holds the class
        }
        return new Ordered();
    }

    static int instances() {
        synchronized (Ordered.class) {
            return instances;
        }
    }
}
