package nakednotify;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Signals that nothing has changed for. */
class Naked {
    private final Object gate = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private int count;
    private int waiters;

    void onlySignal() {
        synchronized (gate) {
            gate.notifyAll(); // want "changes no state"
        }
    }

    synchronized void ownMonitor() {
        notify(); // want "changes no state"
    }

    void condition() {
        lock.lock();
        try {
            arrived.signalAll(); // want "changes no state"
        } finally {
            lock.unlock();
        }
    }

    synchronized void readsOnly() {
        int now = count;
        System.out.println("count " + now);
        notifyAll(); // want "changes no state"
    }

    void calledByOneThatChangesNothing() {
        helper();
    }

    private void helper() {
        synchronized (gate) {
            gate.notifyAll(); // want "changes no state"
        }
    }

    void await() throws InterruptedException {
        synchronized (gate) {
            while (count == 0) gate.wait();
        }
        synchronized (this) {
            while (count == 0) wait();
        }
        lock.lock();
        try {
            while (count == 0) arrived.await();
        } finally {
            lock.unlock();
        }
    }

    synchronized void changes() {
        count++;
        notifyAll(); // ok: a change under the lock
    }

    synchronized void signalsFirst() {
        notifyAll(); // ok: the change comes while the lock is still held
        count++;
    }

    synchronized void ifNeeded() {
        if (waiters > 0) {
            notify(); // ok: what it depends on is changed elsewhere
        }
    }

    void wakeUp() {
        synchronized (gate) {
            gate.notifyAll(); // ok: a bell for those who change something
        }
    }
}

/** The change is made elsewhere. */
class ChangedElsewhere {
    private final Object gate = new Object();
    private final AtomicBoolean open = new AtomicBoolean();
    private final Queue<String> queue = new ArrayDeque<>();
    private volatile boolean done;
    private boolean plain;
    private Listener listener;

    void atomic() {
        open.set(true);
        synchronized (gate) {
            gate.notifyAll(); // ok: an atomic change before the block
        }
    }

    void volatileChange() {
        done = true;
        synchronized (gate) {
            gate.notifyAll(); // ok: a volatile change before the block
        }
    }

    void plainChange() {
        plain = true;
        synchronized (gate) {
            gate.notifyAll(); // ok: the waiter tests it under the lock
        }
    }

    void byCall(String s) {
        queue.add(s);
        synchronized (gate) {
            gate.notifyAll(); // ok: a call changed something
        }
    }

    void caller() {
        done = true;
        signal();
    }

    private void signal() {
        synchronized (gate) {
            gate.notifyAll(); // ok: the caller has changed something
        }
    }

    Runnable bell() {
        return this::ring;
    }

    private void ring() {
        synchronized (gate) {
            gate.notify(); // ok: who calls the reference is not seen
        }
    }

    void await() throws InterruptedException {
        synchronized (gate) {
            while (!plain && !done && !open.get() && queue.isEmpty()) gate.wait();
        }
    }
}

/** The waiter tests without the lock, what the signaller sets without it. */
class Crossed {
    private boolean ready;

    void make() {
        ready = true;
        synchronized (this) {
            notify(); // want "without this"
        }
    }

    void await() throws InterruptedException {
        while (!ready) {
            synchronized (this) {
                wait();
            }
        }
    }
}

/** A pause that can be cut short. */
class Pause {
    private final Object pause = new Object();

    void sleep() throws InterruptedException {
        synchronized (pause) {
            pause.wait(5000);
        }
    }

    void cutShort() {
        synchronized (pause) {
            pause.notifyAll(); // ok: the wait is a pause and ends by itself
        }
    }
}

/** Called by what is not scanned. */
class Callback implements Listener {
    private final Object gate = new Object();

    @Override
    public void fired() {
        synchronized (gate) {
            gate.notifyAll(); // ok: something has happened before the callback
        }
    }

    void notify(String who) {
        System.out.println(who);
    }

    void other() {
        notify("me"); // ok: another method
    }
}

interface Listener {
    void fired();
}
