package monitormethodwithoutlock;

import java.util.concurrent.ExecutorService;

/** wait and notify with no monitor, or another one. */
class Monitors {
    private final Object gate = new Object();
    private final Object other = new Object();
    private static final Object ALL = new Object();
    private boolean open;

    public void open() {
        open = true;
        gate.notifyAll(); // want "without holding the monitor of 'gate'"
    }

    public void openSelf() {
        notifyAll(); // want "without holding the monitor of its object"
    }

    public synchronized void openMismatched() {
        gate.notifyAll(); // want "it holds that of 'this'"
    }

    public void openOther() {
        synchronized (other) {
            gate.notify(); // want "it holds that of 'other'"
        }
    }

    public void waitWithout() throws InterruptedException {
        while (!open) {
            gate.wait(100); // want "and nobody waits"
        }
    }

    public static void all() {
        ALL.notifyAll(); // want "ALL"
    }

    public void afterBlock() {
        synchronized (gate) {
            open = true;
        }
        gate.notifyAll(); // want "gate"
    }

    public void inTask(ExecutorService pool) {
        synchronized (gate) {
            pool.execute(() -> gate.notifyAll()); // want "gate"
        }
    }

    public void local() {
        Object mutex = new Object();
        mutex.notify(); // want "mutex"
    }

    private void helperWithout() {
        gate.notifyAll(); // want "gate"
    }

    public void callsHelper() {
        helperWithout();
    }

    static class Job implements Runnable {
        private final Object done = new Object();

        @Override
        public void run() {
            done.notifyAll(); // want "done"
        }
    }

    public void right() throws InterruptedException {
        synchronized (gate) {
            while (!open) {
                gate.wait(); // ok: held
            }
            gate.notifyAll(); // ok: held
        }
    }

    public synchronized void rightSelf() throws InterruptedException {
        while (!open) {
            wait(); // ok: a synchronized method
        }
        this.notifyAll(); // ok: the same object
    }

    public void alias() {
        Object g = gate;
        synchronized (g) {
            gate.notifyAll(); // ok: the same object under another name
        }
    }

    private void helper() {
        gate.notifyAll(); // ok: every caller holds it
    }

    public void callsRight() {
        synchronized (gate) {
            helper();
        }
    }

    public void argument(Object lock) {
        lock.notifyAll(); // ok: the caller may hold it
    }

    public void maybeAlias(Object lock) {
        synchronized (lock) {
            gate.notifyAll(); // ok: lock may be gate
        }
    }

    public void asserted() {
        assert Thread.holdsLock(gate);
        gate.notifyAll(); // ok: the author says that it is held
    }

    protected void forSubclass() {
        notifyAll(); // ok: a subclass may hold it
    }

    public void someCallers() {
        helperOfTwo();
    }

    public void otherCaller() {
        synchronized (gate) {
            helperOfTwo();
        }
    }

    private void helperOfTwo() {
        gate.notifyAll(); // miss "gate" one caller holds it, the other does not
    }

    public void lambda() {
        synchronized (gate) {
            Runnable r = () -> gate.notifyAll(); // ok: it runs here, under the monitor
            r.run();
        }
    }

    void unseen(Helper h) {
        h.lockGate();
        gate.notifyAll(); // ok: the helper may take it
    }

    interface Helper {
        void lockGate();
    }
}

class Base {
    protected boolean done;

    protected void finish() {
        done = true;
        notifyAll(); // ok: the subclass holds the monitor
    }
}

class Sub extends Base {
    synchronized void end() {
        finish();
    }
}

/** A method of that name with another meaning. */
class Listener {
    void notify(String event) {
    }

    void fire() {
        notify("event"); // ok: its own method
        Registry.get().notify("x"); // ok: its own method
    }
}

class Registry {
    static Registry get() {
        return new Registry();
    }

    void notify(String name) {
    }
}
