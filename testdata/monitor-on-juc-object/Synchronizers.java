package monitoronjucobject;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** The monitors of objects that order threads by other means. */
class Synchronizers {
    private final Lock lock = new ReentrantLock();
    private final ReadWriteLock rw = new ReentrantReadWriteLock();
    private final StampedLock stamped = new StampedLock();
    private final Condition ready = lock.newCondition();
    private final Object hidden = new ReentrantLock();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Semaphore permits = new Semaphore(2);
    private final AtomicInteger counter = new AtomicInteger();
    private final AtomicBoolean unrelated = new AtomicBoolean();
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private int plain;

    void lock() {
        synchronized (lock) { // want "Synchronizers.lock, a Lock"
            plain++;
        }
    }

    void readWrite() {
        synchronized (this.rw) { // want "Synchronizers.rw"
            plain++;
        }
    }

    void view() {
        synchronized (rw.writeLock()) { // want "writeLock()"
            plain++;
        }
    }

    void stamped() {
        synchronized (stamped) { // want "Synchronizers.stamped"
            plain++;
        }
    }

    void condition() throws InterruptedException {
        synchronized (ready) { // want "Synchronizers.ready"
            ready.await();
        }
    }

    void hidden() {
        synchronized (hidden) { // want "Synchronizers.hidden, a ReentrantLock"
            plain++;
        }
    }

    void latch() {
        synchronized (latch) { // want "Synchronizers.latch"
            latch.countDown();
        }
    }

    void semaphore() throws InterruptedException {
        synchronized (permits) { // want "Synchronizers.permits"
            permits.acquire();
        }
    }

    void atomic() {
        synchronized (counter) { // want "Synchronizers.counter, an AtomicInteger"
            if (counter.get() < 10) {
                counter.set(counter.get() + 1);
            }
        }
    }

    void elsewhere() {
        counter.incrementAndGet();
    }

    void unrelated() {
        synchronized (unrelated) { // want "Synchronizers.unrelated"
            plain++;
        }
    }

    void drain() {
        synchronized (queue) { // want "Synchronizers.queue"
            while (!queue.isEmpty()) {
                System.out.println(queue.remove());
            }
        }
    }

    String next() throws InterruptedException {
        return queue.take();
    }

    void alias() {
        Lock mine = new ReentrantLock();
        Object monitor = mine;
        synchronized (monitor) { // want "monitor, a ReentrantLock"
            plain++;
        }
    }

    void parameter(ReentrantLock l) {
        Runnable r = () -> {
            synchronized (l) { // want "l, a ReentrantLock"
                plain++;
            }
        };
        r.run();
    }

    void conditionOf(ReentrantLock l) {
        synchronized (l.newCondition()) { // want "newCondition()"
            plain++;
        }
    }

    void asQueue(Queue<String> q) {
        synchronized (q) { // miss "BlockingQueue" what the callers give is not followed
            q.clear();
        }
    }
}

class OwnMonitors {
    private final ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> holder = new AtomicReference<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong sequence = new AtomicLong();
    private final BlockingQueue<String> inbox = new ArrayBlockingQueue<>(3);
    private final Object lock = new Object();
    private final MyLock mine = new MyLock();

    void map() {
        synchronized (map) { // ok: a compound action of all who agree on it
            if (map.get("a") == null) {
                map.put("a", 1);
            }
        }
    }

    void list() {
        synchronized (list) { // ok: the same
            list.add("a");
        }
    }

    String lazy() {
        String s = holder.get();
        if (s != null) {
            return s;
        }
        synchronized (holder) { // ok: all changes happen under this monitor, readers need none
            s = holder.get();
            if (s == null) {
                s = "made";
                holder.set(s);
            }
            return s;
        }
    }

    void stop() {
        synchronized (running) { // ok: its monitor serves for waiting
            running.set(false);
            running.notifyAll();
        }
    }

    private final AtomicBoolean signalled = new AtomicBoolean();

    void signal() {
        signalled.set(true);
        synchronized (signalled) { // ok: the block only wakes those who wait
            signalled.notifyAll();
        }
    }

    void clearSignal() {
        synchronized (signalled) { // ok: threads wait for it elsewhere
            signalled.set(false);
        }
    }

    void awaitStop() throws InterruptedException {
        synchronized (running) { // ok: the same
            while (running.get()) {
                running.wait();
            }
        }
    }

    long next() {
        synchronized (sequence) { // ok: nobody changes it without the monitor
            if (sequence.get() == Long.MAX_VALUE) {
                sequence.set(0);
            }
            return sequence.getAndIncrement();
        }
    }

    void message(String s) {
        synchronized (inbox) { // ok: nobody changes it without the monitor
            if (inbox.remainingCapacity() == 0) {
                inbox.remove();
            }
            inbox.add(s);
        }
    }

    private final BlockingQueue<String> distinct = new ArrayBlockingQueue<>(3);

    void addOnce(String s) {
        synchronized (distinct) { // ok: all who add take the monitor, and who takes out does not disturb them
            if (!distinct.contains(s)) {
                distinct.add(s);
            }
        }
    }

    String next(long millis) throws InterruptedException {
        return distinct.poll(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    void plain() {
        synchronized (lock) { // ok: a plain object
            map.clear();
        }
    }

    /** Documents that its monitor keeps others out. */
    static class MyLock extends ReentrantLock {
        void exclusive() {
            synchronized (this) { // ok: its author decides what its monitor is for
                System.out.println();
            }
        }
    }

    void client() {
        synchronized (mine) { // ok: locking by the clients of a class of one's own
            System.out.println();
        }
    }

    interface Lock {
        void lock();
    }

    void otherLock(Lock l) {
        synchronized (l) { // ok: another type of that name
            System.out.println();
        }
    }
}
