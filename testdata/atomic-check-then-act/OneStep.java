package atomicsteps;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Uses of atomics that are one step, or that nobody disturbs. */
class OneStep {
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean dirty = new AtomicBoolean();
    private final AtomicReference<String> last = new AtomicReference<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final AtomicInteger locked = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    OneStep(int first) {
        if (count.get() == 0) count.set(first); // ok: the object is being made
    }

    void retry() {
        int old;
        do {
            old = count.get();
        } while (!count.compareAndSet(old, old * 2)); // ok: a retry loop
    }

    void update() {
        count.updateAndGet(n -> n * 2); // ok: one step
    }

    void once() {
        if (started.compareAndSet(false, true)) {
            started.set(true); // ok: the swap has decided
        }
    }

    void checkedSwap() {
        if (!started.get() && started.compareAndSet(false, true)) {
            count.incrementAndGet(); // ok: the swap decides, the get only saves it
        }
    }

    synchronized void underLock() {
        locked.set(locked.get() + 1); // ok: under a lock
    }

    void underOtherLock() {
        lock.lock();
        try {
            helper();
        } finally {
            lock.unlock();
        }
    }

    private void helper() {
        if (locked.get() > 3) locked.set(locked.get() - 3); // ok: every caller holds the lock
    }

    void reset() {
        if (count.get() > 100) count.set(0); // ok: a reset to the first value
        if (dirty.get()) {
            dirty.set(false); // ok: a reset to the first value
            count.incrementAndGet();
        }
    }

    void flag() {
        if (!dirty.get()) dirty.set(true); // ok: any thread would set the same, and nothing hangs on it
    }

    void publish(String s) {
        if (count.get() > 0) last.set(s); // ok: another atomic decides
        other.set(count.get()); // ok: a copy of another
    }

    void lazy() {
        count.lazySet(count.get() + 1); // ok: lazySet is for the only writer
    }

    void advance() {
        worker.execute(() -> progress.set(progress.get() + 1)); // ok: one thread writes
    }

    int seen() {
        return progress.get();
    }

    private static final int NONE = -1;
    private final AtomicInteger offset = new AtomicInteger(NONE);
    private final AtomicReference<Object> cached = new AtomicReference<>();
    private final AtomicInteger limit = new AtomicInteger();

    void named() {
        if (offset.get() != NONE) {
            offset.set(NONE); // ok: the value it started with
            count.incrementAndGet();
        }
    }

    Object cache(java.util.function.Supplier<Object> s) {
        Object v = cached.get();
        if (v == null) {
            v = s.get();
            cached.set(v); // ok: a cache, the value is the same for both
        }
        return v;
    }

    void loop() {
        while (!started.get()) {
            work();
            started.set(true); // ok: ends the loop
        }
    }

    void guarded() {
        if (dirty.compareAndSet(false, true)) {
            if (!started.get()) {
                work();
                started.set(true); // ok: one thread comes here
            }
        }
    }

    private void work() {
    }

    void configure(int n) {
        limit.set(told(limit.get(), n)); // ok: the old value is only told
    }

    private static int told(int before, int now) {
        System.out.println(before + " -> " + now);
        return now;
    }

    static int local(java.util.List<String> names) {
        AtomicInteger n = new AtomicInteger();
        names.forEach(s -> n.set(n.get() + s.length())); // ok: a local, captured
        return n.get();
    }

    void set(int n) {
        count.set(n); // ok: no read
        if (n > 0) count.set(n + 1); // ok: no read
    }

    public static void main(String[] args) {
        OneStep s = new OneStep(1);
        s.count.set(s.count.get() + 1); // ok: the main thread
    }
}

/** Both threads would set the same. */
class SameForAll {
    private final java.util.concurrent.atomic.AtomicBoolean supported = new java.util.concurrent.atomic.AtomicBoolean(true);
    private final java.util.concurrent.atomic.AtomicLong size = new java.util.concurrent.atomic.AtomicLong(-1);
    private final java.util.List<String> rows = java.util.List.of("a");

    void link() {
        if (supported.get()) {
            try {
                System.loadLibrary("links");
            } catch (UnsatisfiedLinkError e) {
                System.out.println("no links");
                supported.set(false); // ok: what was tried has failed, for every thread
            }
        }
    }

    long size() {
        if (size.get() < 0) {
            long n = rows.size();
            size.set(n); // ok: no value yet, and every thread works out the same
        }
        return size.get();
    }
}
