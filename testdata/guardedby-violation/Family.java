package guarded;

import net.jcip.annotations.GuardedBy;

/** Guards across classes: inherited ones, those of parameters, and both of two. */
class Base<T> {
    protected final Object mutex = new Object();
    @GuardedBy("mutex") protected T value;
    @GuardedBy({"this", "mutex"}) protected int both;

    @GuardedBy("mutex")
    void set(T v) {
        value = v; // ok: the contract
    }

    synchronized int readBoth() {
        return both; // ok: who reads holds one of the two
    }

    synchronized void writeBoth() {
        both++; // want "Base.both is updated without"
    }

    void writeBothRight() {
        synchronized (this) {
            synchronized (mutex) {
                both++; // ok: both are held
            }
        }
    }
}

class Derived extends Base<String> {
    @Override
    void set(String v) {
        value = v; // ok: what it overrides has the contract
    }

    void put(String v) {
        value = v; // want "Base.value is written without mutex"
    }

    void putRight(String v) {
        synchronized (mutex) {
            value = v; // ok: the inherited lock
            set(v); // ok: held
        }
    }

    synchronized void putWrong(String v) {
        super.set(v); // want "Base.set is called without"
    }

    Runnable task() {
        return () -> value = null; // want "Base.value is written without"
    }
}

class Work {
    final Object lock = new Object();

    Object getLock() {
        return lock;
    }

    @GuardedBy("getLock()")
    void started() {
    }
}

class Worker {
    @GuardedBy("work.getLock()")
    void run(Work work) {
        work.started(); // ok: the parameter's lock
    }

    @GuardedBy("a.getLock()")
    void two(Work a, Work b) {
        a.started(); // ok: held by contract
        b.started(); // want "Work.started is called"
    }

    void caller(Work w) {
        run(w); // want "Worker.run is called without"
        synchronized (w.getLock()) {
            run(w); // ok: held
        }
        synchronized (w.lock) {
            run(w); // ok: the same lock
        }
    }
}

record Pair(Work left, Work right) {
    void use() {
        synchronized (left.lock) {
            left.started(); // ok: held
            right.started(); // want "the lock of another object"
        }
    }
}
