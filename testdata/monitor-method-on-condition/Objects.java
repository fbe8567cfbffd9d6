package monitormethodoncondition;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** The monitor's methods on objects with methods of their own. */
class Objects {
    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition ready = lock.newCondition();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Semaphore permits = new Semaphore(1);
    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private final Phaser phaser = new Phaser(1);
    private final Condition mine = new Condition();
    private final Object plain = new Object();

    void waits() throws InterruptedException {
        lock.lock();
        try {
            ready.wait(); // want "where await() is meant"
        } finally {
            lock.unlock();
        }
    }

    void timed() throws InterruptedException {
        lock.lock();
        try {
            ready.wait(100); // want "await() is meant"
        } finally {
            lock.unlock();
        }
    }

    void notifies() {
        lock.lock();
        try {
            ready.notify(); // want "signal"
            ready.notifyAll(); // want "signal"
        } finally {
            lock.unlock();
        }
    }

    void held() {
        synchronized (ready) {
            ready.notifyAll(); // want "which has nothing to do with the Condition"
        }
    }

    void latch() throws InterruptedException {
        synchronized (latch) {
            latch.wait(); // want "CountDownLatch 'latch'"
        }
    }

    void others() throws InterruptedException {
        permits.wait(); // want "Semaphore"
        barrier.wait(); // want "CyclicBarrier"
        phaser.notifyAll(); // want "Phaser"
    }

    void alias(java.util.concurrent.locks.Condition given) {
        java.util.concurrent.locks.Condition c = given;
        c.notify(); // want "'c'"
    }

    void lambda() {
        Runnable r = () -> ready.notifyAll(); // want "ready"
        r.run();
    }

    void asObject() {
        Object o = ready;
        synchronized (o) {
            o.notifyAll(); // miss "Condition" known as Object
        }
    }

    void right() throws InterruptedException {
        lock.lock();
        try {
            ready.await(); // ok: the condition's own method
            ready.signal(); // ok: the condition's own method
        } finally {
            lock.unlock();
        }
        synchronized (plain) {
            plain.wait(); // ok: a plain object
        }
        synchronized (mine) {
            mine.notifyAll(); // ok: a class of that name
        }
    }

    void unknown(foo.bar.Condition c) {
        c.notifyAll(); // ok: of unknown type
    }
}

/** Only a name. */
class Condition {
    private boolean met;

    synchronized void meet() {
        met = true;
        notifyAll(); // ok: its own monitor
    }

    void notify(String who) {
    }
}

/** Waits on its own monitor inside. */
class SlowLatch extends CountDownLatch {
    SlowLatch() {
        super(1);
    }

    synchronized void pause() throws InterruptedException {
        this.wait(10); // ok: means its own monitor
    }
}
