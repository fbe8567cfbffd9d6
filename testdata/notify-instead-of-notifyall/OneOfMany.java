package notifyinsteadofnotifyall;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Producers and consumers wait on one monitor. */
class Buffer {
    private final Queue<String> items = new ArrayDeque<>();
    private boolean closed;

    synchronized void put(String s) throws InterruptedException {
        while (items.size() == 10) wait();
        items.add(s);
        notify(); // want "wait there for different things"
    }

    synchronized String take() throws InterruptedException {
        while (items.isEmpty()) wait();
        String s = items.remove();
        notify(); // want "wait there for different things"
        return s;
    }

    synchronized void close() {
        closed = true;
        notifyAll(); // ok: all
    }
}

/** One condition for two purposes. */
class OneCondition {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;
    private boolean paused;

    void take() throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) changed.await();
            count--;
        } finally {
            lock.unlock();
        }
    }

    void whenRunning() throws InterruptedException {
        lock.lock();
        try {
            while (paused) changed.await();
        } finally {
            lock.unlock();
        }
    }

    void put() {
        lock.lock();
        try {
            count++;
            changed.signal(); // want "wait there for different things"
        } finally {
            lock.unlock();
        }
    }
}

/** A gate that stays open lets everybody through. */
class Gate {
    private boolean open;

    public synchronized void pass() throws InterruptedException {
        while (!open) wait();
    }

    public synchronized void open() {
        open = true;
        notify(); // want "stays set"
    }
}

/** Nobody can tell who waits. */
class Unseen {
    final Object lock = new Object();
    int state;

    void change() {
        synchronized (lock) {
            state++;
            lock.notify(); // want "other code can wait on"
        }
    }

    synchronized void own() {
        state++;
        notify(); // want "other code can wait on"
    }
}

/** All waiters are alike, and one change admits one of them. */
class Semaphore {
    private int permits = 3;

    synchronized void acquire() throws InterruptedException {
        while (permits == 0) wait();
        permits--;
    }

    synchronized void release() {
        permits++;
        notify(); // ok: one permit, one waiter
    }
}

/** A condition for each purpose. */
class BoundedBuffer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private final Object[] items = new Object[10];
    private int count;

    void put(Object o) throws InterruptedException {
        lock.lock();
        try {
            while (count == items.length) notFull.await();
            items[count++] = o;
            notEmpty.signal(); // ok: only takers wait there
        } finally {
            lock.unlock();
        }
    }

    Object take() throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) notEmpty.await();
            notFull.signal(); // ok: only putters wait there
            return items[--count];
        } finally {
            lock.unlock();
        }
    }
}

/** A single thread waits. */
class SingleWaiter implements Runnable {
    private boolean stop;

    @Override
    public void run() {
        synchronized (this) {
            while (!stop) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    synchronized void stop() {
        stop = true;
        notify(); // ok: only its own thread waits
    }
}

/** Each waiter wakes the next one. */
class Chain {
    private boolean open;

    synchronized void pass() throws InterruptedException {
        while (!open) wait();
        notify(); // ok: all waiters are alike
    }

    synchronized void open() {
        open = true;
        notify(); // ok: the woken one passes it on
    }
}

/** The flag is taken back by who was woken. */
class Turnstile {
    private boolean ticket;

    synchronized void enter() throws InterruptedException {
        while (!ticket) wait();
        ticket = false;
    }

    synchronized void ticket() {
        ticket = true;
        notify(); // ok: one ticket, one waiter
    }
}

/** Other methods of the name. */
class Names {
    void notify(String who, int n) {
        System.out.println(who + n);
    }

    void use(Names names) {
        names.notify("x", 1); // ok: a method of the project
        boolean notify = true;
        System.out.println(notify);
    }
}

/** The same question asked in two methods, and a private lock that nobody waits on. */
class SameQuestion {
    private final Object lock = new Object();
    private final Object unused = new Object();
    private int size;

    void first() throws InterruptedException {
        synchronized (lock) {
            while (size == 0) lock.wait();
            size--;
        }
    }

    void second() throws InterruptedException {
        synchronized (lock) {
            while (!(size != 0)) lock.wait();
            size--;
        }
    }

    void add() {
        synchronized (lock) {
            size++;
            lock.notify(); // ok: both wait for the same
        }
    }

    void silent() {
        synchronized (unused) {
            unused.notify(); // ok: hidden in the class, another rule's matter
        }
    }
}

/** Two helpers ask differently for two things. */
class ByMethods {
    private int size;

    synchronized void put() throws InterruptedException {
        while (full()) wait();
        size++;
        notify(); // miss "wait there for different things" what own methods ask is not compared
    }

    synchronized void take() throws InterruptedException {
        while (empty()) wait();
        size--;
        notify(); // miss "wait there for different things" what own methods ask is not compared
    }

    private boolean full() {
        return size == 10;
    }

    private boolean empty() {
        return size == 0;
    }
}
