package aliencallunderlock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

interface ChangeListener {
    void changed(int value);

    default boolean wants(int value) {
        return true;
    }
}

class Fires {
    private final List<ChangeListener> listeners = new ArrayList<>();
    private final Map<String, ChangeListener> byName = new HashMap<>();
    private final List<Runnable> hooks = new ArrayList<>();
    private final Lock lock = new ReentrantLock();
    private final Object guard = new Object();
    private Consumer<String> textHandler;
    private Runnable job;
    private CompletableFuture<String> done = new CompletableFuture<>();
    private int value;

    synchronized void add(ChangeListener l) {
        listeners.add(l);
    }

    void put(String name, ChangeListener l) {
        byName.put(name, l);
    }

    void hook(Runnable r) {
        hooks.add(r);
    }

    void sink(Consumer<String> s) {
        this.textHandler = s;
    }

    synchronized void inLoop() {
        for (ChangeListener l : listeners) {
            l.changed(value); // want "l.changed(...) runs the ChangeListener that others registered while it holds the monitor of this Fires"
        }
    }

    synchronized void indexed() {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).changed(i); // want "the ChangeListener that others registered"
        }
    }

    void eachOne() {
        synchronized (guard) {
            listeners.forEach(l -> l.changed(value)); // want "while it holds Fires.guard"
        }
    }

    void ofMap() {
        lock.lock();
        try {
            for (ChangeListener l : byName.values()) l.changed(1); // want "while it holds Fires.lock"
        } finally {
            lock.unlock();
        }
    }

    synchronized void single() {
        if (textHandler != null) textHandler.accept("x"); // want "the Consumer that others registered"
    }

    void job(Runnable r) {
        this.job = r;
    }

    synchronized void wakes() {
        for (ChangeListener l : listeners) {
            synchronized (l) {
                l.notifyAll(); // ok: no code of the listener
                l.changed(3); // ok: under its own lock
            }
        }
    }

    synchronized void works() {
        job.run(); // ok: the work of the object, not a listener
    }

    synchronized void runs() {
        for (Runnable r : hooks) r.run(); // want "the Runnable that others registered"
    }

    synchronized void throughHelper() {
        value++;
        fire(); // want "fire() runs, in Fires.fire, the ChangeListener"
    }

    private void fire() {
        for (ChangeListener l : listeners) {
            l.changed(value); // ok: told at the caller that holds the lock
        }
    }

    synchronized void completes() {
        done.complete("x"); // miss "what hangs on the future" whether any of it takes a lock is not known
    }

    synchronized void references() {
        hooks.forEach(Runnable::run); // miss "Runnable"
    }

    synchronized CompletableFuture<String> fresh() {
        CompletableFuture<String> f = new CompletableFuture<>();
        f.complete("x"); // ok: nobody else knows it yet
        return f;
    }

    void copied() {
        List<ChangeListener> copy;
        synchronized (this) {
            copy = new ArrayList<>(listeners);
        }
        for (ChangeListener l : copy) l.changed(value); // ok: the lock is given back
    }

    synchronized void elsewhere(ExecutorService pool) {
        for (ChangeListener l : listeners) pool.execute(() -> l.changed(value)); // ok: another thread, without the lock
    }

    synchronized boolean asked() {
        for (ChangeListener l : listeners) if (l.wants(value)) return true; // ok: a question whose answer is used
        return false;
    }
}

class Quiet {
    private interface OwnListener {
        void told();
    }

    private final List<OwnListener> own = new ArrayList<>();
    private final List<ChangeListener> closed = new ArrayList<>();
    private final List<ChangeListener> copying = new CopyOnWriteArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Comparator<String> order;
    private final Supplier<String> maker;

    Quiet(Comparator<String> order, Supplier<String> maker) {
        this.order = order;
        this.maker = maker;
        closed.add(v -> System.out.println(v));
        own.add(() -> System.out.println("told"));
    }

    void add(ChangeListener l) {
        copying.add(l);
    }

    synchronized void tellOwn() {
        for (OwnListener l : own) l.told(); // ok: a private type
    }

    synchronized void tellClosed() {
        for (ChangeListener l : closed) l.changed(1); // ok: nobody outside can add one
    }

    synchronized void sort() {
        names.sort(order); // ok: a comparator
        names.add(maker.get()); // ok: the answer is used
    }

    private final List<ChangeListener> written = new CopyOnWriteArrayList<>();

    synchronized void tellCopying() {
        for (String n : names) n.length(); // ok: no listener
    }
}
