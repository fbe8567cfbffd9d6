package unboundedblocking;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

class Unbounded {
    private boolean ready;

    void all(Future<String> f, CompletableFuture<String> c, CountDownLatch l, CyclicBarrier b, Semaphore s, Thread t) throws Exception {
        f.get(); // want "f.get() waits for the result of a task without a timeout"
        c.join(); // want "c.join()"
        l.await(); // want "l.await() waits for other threads"
        b.await(); // want "b.await()"
        s.acquire(); // want "waits for a permit"
        t.join(); // want "waits for a thread to end"
    }

    String one(BlockingQueue<String> q, CompletionService<String> done) throws Exception {
        q.put("x"); // want "waits for a queue"
        done.take(); // want "done.take()"
        return q.take(); // want "q.take()"
    }

    void pool(ExecutorService pool, List<Callable<String>> jobs) throws Exception {
        for (Future<String> f : pool.invokeAll(jobs)) { // want "waits for the tasks of a pool"
            f.get(); // ok: invokeAll has waited
        }
    }

    synchronized void monitor(Condition c) throws InterruptedException {
        while (!ready) wait(); // want "wait() waits to be woken"
    }

    void condition(Condition c) throws InterruptedException {
        while (!ready) c.await(); // want "c.await() waits to be woken"
    }

    void lambda(List<CompletableFuture<String>> all) {
        all.forEach(f -> f.join()); // want "f.join()"
        all.forEach(CompletableFuture::join); // miss "join"
    }
}

class Bounded {
    void all(Future<String> f, CountDownLatch l, BlockingQueue<String> q, Thread t) throws Exception {
        f.get(1, TimeUnit.SECONDS); // ok: a timeout
        l.await(1, TimeUnit.SECONDS); // ok: a timeout
        q.poll(1, TimeUnit.SECONDS); // ok: a timeout
        t.join(100); // ok: a timeout
        q.poll(); // ok: does not wait
    }

    String done(Future<String> f) throws Exception {
        return f.isDone() ? f.get() : null; // ok: it is done
    }

    void work(BlockingQueue<Runnable> q) throws InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            q.take().run(); // ok: a worker waits for work
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Thread t = new Thread(() -> System.out.println("x"));
        t.start();
        t.join(); // ok: the main thread waits for the end of the program
    }

    void closed() {
        try (ExecutorService pool = Executors.newCachedThreadPool()) { // ok: the end of the pool
            pool.execute(() -> System.out.println("x"));
        }
    }
}

class Worker implements Runnable {
    private final BlockingQueue<String> q;

    Worker(BlockingQueue<String> q) {
        this.q = q;
    }

    @Override
    public void run() {
        try {
            System.out.println(q.take()); // ok: a worker waits for work
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
