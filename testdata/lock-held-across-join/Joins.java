package lockheldacrossjoin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class Joins {
    private final Object guard = new Object();
    private final Lock lock = new ReentrantLock();
    private final List<String> list = new ArrayList<>();
    private static final Object ALL = new Object();

    synchronized void local() throws InterruptedException {
        Thread t = new Thread(() -> add("x"));
        t.start();
        t.join(); // want "t.join() waits for a thread while it holds the monitor of this Joins, which that needs in Joins.add"
    }

    private synchronized void add(String s) {
        list.add(s);
    }

    void inBlock() throws InterruptedException {
        Thread t = new Thread(() -> {
            synchronized (guard) {
                list.add("y");
            }
        });
        t.start();
        synchronized (guard) {
            list.clear();
            t.join(); // want "holds Joins.guard"
        }
    }

    void future(ExecutorService pool) throws InterruptedException, ExecutionException {
        lock.lock();
        try {
            Future<?> f = pool.submit(this::locked);
            f.get(); // want "holds Joins.lock"
        } finally {
            lock.unlock();
        }
    }

    private void locked() {
        lock.lock();
        try {
            list.add("z");
        } finally {
            lock.unlock();
        }
    }

    void ofAll() {
        synchronized (ALL) {
            CompletableFuture.runAsync(Joins::all).join(); // want "waits for a common-pool task"
        }
    }

    private static void all() {
        synchronized (ALL) {
            System.out.println("all");
        }
    }

    synchronized void ownPool() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        pool.execute(() -> add("x"));
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS); // want "until the time is up"
    }

    synchronized void throughHelper() throws InterruptedException {
        Thread t = new Thread(() -> add("x"));
        t.start();
        await(t); // miss "waits for a thread"
    }

    private static void await(Thread t) throws InterruptedException {
        t.join(); // ok: no lock here
    }
}

class Worker {
    private Thread thread;
    private Future<?> job;
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private boolean stopped;
    private int rounds;

    synchronized void start() {
        thread = new Thread(this::loop);
        thread.start();
        job = pool.submit(() -> round());
    }

    private void loop() {
        while (round()) Thread.onSpinWait();
    }

    private synchronized boolean round() {
        rounds++;
        return !stopped;
    }

    synchronized void stop() throws InterruptedException {
        stopped = true;
        thread.join(); // want "thread.join() waits for a thread while it holds the monitor of this Worker, which that needs in Worker.round"
    }

    synchronized void finish() throws Exception {
        job.get(); // want "waits for a pool task"
    }

    synchronized void close() throws InterruptedException {
        pool.shutdown();
        pool.awaitTermination(10, TimeUnit.SECONDS); // want "until the time is up"
    }

    synchronized void quit() {
        joinThread(); // want "waits for a thread"
    }

    private void joinThread() {
        try {
            thread.join(); // ok: told at the caller
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

class WithInner {
    private final Loop loop = new Loop();
    private int count;

    void begin() {
        loop.start();
    }

    private class Loop extends Thread {
        @Override
        public void run() {
            synchronized (WithInner.this) {
                count++;
            }
        }
    }

    void end() throws InterruptedException {
        synchronized (this) {
            loop.join(); // want "waits for a thread"
        }
    }
}
