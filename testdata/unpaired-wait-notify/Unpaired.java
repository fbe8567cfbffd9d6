package unpairedwaitnotify;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** A private condition or monitor with one side missing. */
class Unpaired {
    private final Lock lock = new ReentrantLock();
    private final Condition notEmpty = lock.newCondition();
    private final Condition notFull = lock.newCondition();
    private int count;

    void put() throws InterruptedException {
        lock.lock();
        try {
            while (count == 10) notFull.await(); // want "nobody ever signals"
            count++;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    void take() throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) notEmpty.await(); // ok: put signals it
            count--;
        } finally {
            lock.unlock();
        }
    }
}

class Monitors {
    private final Object ready = new Object();
    private final Object done = new Object();
    private boolean isReady;
    private boolean isDone;

    void awaitReady() throws InterruptedException {
        synchronized (ready) {
            while (!isReady) ready.wait(); // want "nobody ever signals"
        }
    }

    void setDone() {
        synchronized (done) {
            isDone = true;
            done.notifyAll(); // want "nobody ever waits"
        }
    }

    void makeReady() {
        synchronized (done) {
            isReady = true;
            done.notifyAll();
        }
    }
}

class Stat {
    private static final Object GATE = new Object();
    private static boolean open;

    static void pass() throws InterruptedException {
        synchronized (GATE) {
            while (!open) GATE.wait(); // want "nobody ever signals"
        }
    }
}

class SignalOnly {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed;
    private int value;

    SignalOnly() {
        changed = lock.newCondition();
    }

    void set(int v) {
        lock.lock();
        try {
            value = v;
            changed.signalAll(); // want "nobody ever waits"
        } finally {
            lock.unlock();
        }
    }
}

class Fine {
    private final Object sleeper = new Object();
    private final Object handed = new Object();
    private final Object inner = new Object();
    private final Object viaLambda = new Object();
    final Object visible = new Object();
    private final Object returned = new Object();
    private final Object given;
    private boolean flag;

    Fine(Object given) {
        this.given = given;
        register(handed);
    }

    static void register(Object o) {
        Registry.add(o);
    }

    void pause() throws InterruptedException {
        synchronized (sleeper) {
            sleeper.wait(1000); // ok: a pause, nobody need signal it
        }
    }

    void out() throws InterruptedException {
        synchronized (handed) {
            while (!flag) handed.wait(); // ok: handed to code that is not seen
        }
    }

    void fromOutside() throws InterruptedException {
        synchronized (given) {
            while (!flag) given.wait(); // ok: comes from outside
        }
    }

    void shown() throws InterruptedException {
        synchronized (returned) {
            while (!flag) returned.wait(); // ok: given out by a getter
        }
    }

    Object lock() {
        return returned;
    }

    void open() throws InterruptedException {
        synchronized (visible) {
            while (!flag) visible.wait(); // ok: signalled in another class
        }
    }

    synchronized void own() throws InterruptedException {
        while (!flag) wait(); // ok: anybody who has this object can notify it
    }

    void fromInner() throws InterruptedException {
        synchronized (inner) {
            while (!flag) inner.wait(); // ok: the inner class signals it
        }
    }

    class Inner {
        void go() {
            synchronized (inner) {
                flag = true;
                inner.notifyAll();
            }
        }
    }

    void withLambda() throws InterruptedException {
        Runnable wake = () -> {
            synchronized (viaLambda) {
                flag = true;
                viaLambda.notifyAll();
            }
        };
        new Thread(wake).start();
        synchronized (viaLambda) {
            while (!flag) viaLambda.wait(); // ok: the lambda signals it
        }
    }

    void alias() {
        Object l = visible;
        synchronized (l) {
            flag = true;
            l.notifyAll();
        }
    }
}

class LocalOnly {
    void run() throws InterruptedException {
        Object local = new Object();
        synchronized (local) {
            local.wait(); // miss "nobody ever signals" locals are not followed
        }
    }
}

interface Registry {
    static void add(Object o) {
        Others.take(o);
    }
}
