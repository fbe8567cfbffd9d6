package ignoredsyncstatus;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/** Answers that nobody looks at. */
class Status {
    private final Lock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();
    private final Semaphore permits = new Semaphore(2);
    private final Semaphore news = new Semaphore(0);
    private final StampedLock stamped = new StampedLock();
    private final BlockingQueue<String> bounded = new ArrayBlockingQueue<>(10);
    private final BlockingQueue<String> linked = new LinkedBlockingQueue<>(10);
    private final BlockingQueue<String> endless = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> wakeUp = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<String> pool = new ArrayBlockingQueue<>(10);
    private final BlockingQueue<String> newest = new ArrayBlockingQueue<>(10);
    private int count;

    void tryLock() {
        lock.tryLock(); // want "goes on without it"
        count++;
    }

    void timedTryLock() throws InterruptedException {
        lock.tryLock(1, TimeUnit.SECONDS); // want "another thread has the lock"
        try {
            count++;
        } finally {
            lock.unlock();
        }
    }

    void neverRead() throws InterruptedException {
        boolean got = lock.tryLock(1, TimeUnit.SECONDS); // want "lock.tryLock(..)"
        count++;
    }

    void permit() {
        permits.tryAcquire(); // want "no permit"
        count++;
    }

    void stamp() {
        stamped.tryWriteLock(); // want "stamped.tryWriteLock(..)"
        count++;
    }

    void latch(ExecutorService workers, int[] result) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        workers.execute(() -> {
            result[0] = 5;
            done.countDown();
        });
        done.await(1, TimeUnit.SECONDS); // want "as if the others were done"
        count = result[0];
        publish(count);
    }

    private void publish(int n) {
        count = n;
    }

    void queue(String s) {
        bounded.offer(s); // want "the element is lost"
    }

    void timedQueue(String s) throws InterruptedException {
        linked.offer(s, 1, TimeUnit.SECONDS); // want "until the time is up"
    }

    Runnable lambda(String s) {
        return () -> {
            bounded.offer(s); // want "bounded.offer(..)"
        };
    }

    Runnable expression(String s) {
        return () -> bounded.offer(s); // miss "bounded" a lambda's value may be looked at
    }

    String take() throws InterruptedException {
        return bounded.take() + linked.take() + endless.take() + wakeUp.take();
    }

    boolean returned() {
        return lock.tryLock(); // ok: returned
    }

    void tested() {
        if (lock.tryLock()) { // ok: tested
            lock.unlock();
        }
    }

    void kept() {
        boolean got = lock.tryLock(); // ok: read later
        if (got) {
            lock.unlock();
        }
    }

    void named() {
        boolean ignored = lock.tryLock(); // ok: the author says so
    }

    void unbounded(String s) {
        endless.offer(s); // ok: always succeeds
    }

    void signal(String s) {
        wakeUp.offer(s); // ok: one is as good as two
    }

    String borrow() {
        String s = pool.poll();
        return s == null ? "new" : s;
    }

    void giveBack(String s) {
        pool.offer(s); // ok: a pool, only polled
    }

    void newestOnly(String s) {
        while (newest.remainingCapacity() == 0) {
            newest.poll();
        }
        newest.offer(s); // ok: makes room
    }

    String oldest() throws InterruptedException {
        return newest.take();
    }

    void unknown(BlockingQueue<String> q, String s) {
        q.offer(s); // ok: not known to be bounded
    }

    void pause() throws InterruptedException {
        new CountDownLatch(1).await(1, TimeUnit.SECONDS); // ok: a sleep
        count++;
        publish(count);
    }

    void poll(CountDownLatch stop) throws InterruptedException {
        while (stop.getCount() > 0) {
            stop.await(1, TimeUnit.SECONDS); // ok: a pause, and the loop asks
            publish(1);
        }
    }

    void looksLater(CountDownLatch done) throws InterruptedException {
        done.await(1, TimeUnit.SECONDS); // ok: the state is tested
        if (count == 0) {
            publish(1);
        }
    }

    void last(CountDownLatch done) throws InterruptedException {
        publish(1);
        done.await(1, TimeUnit.SECONDS); // ok: nothing comes after it
    }

    void condition() throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) {
                ready.await(1, TimeUnit.SECONDS); // ok: the loop tests the state
            }
        } finally {
            lock.unlock();
        }
    }

    void drain() {
        news.tryAcquire(); // ok: a signal
    }

    void own(Tray tray) {
        tray.offer("x"); // ok: a method of that name
    }

    interface Tray {
        boolean offer(String s);
    }
}

class StatusTest {
    private final Lock lock = new ReentrantLock();

    @org.junit.Test
    public void mocked() {
        lock.tryLock(); // ok: a test
    }

    static Lock verify(Lock l) {
        return l;
    }
}
