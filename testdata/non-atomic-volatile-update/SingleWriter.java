package volatileupdate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** One thread writes, the others only read: volatile is enough. */
class SingleWriter {

    /** Every Worker is its own thread, and only that thread writes. */
    static final class Worker extends Thread {
        private volatile long processed;

        @Override
        public void run() {
            while (!isInterrupted()) {
                processed++; // ok: only this thread writes it
            }
        }

        long processed() {
            return processed;
        }
    }

    /** The thread is started once, by the factory, for a new object. */
    static final class Poller {
        private volatile int polls;
        private final Thread thread;

        private Poller() {
            thread = new Thread(this::loop);
        }

        static Poller started() {
            Poller poller = new Poller();
            poller.thread.start();
            return poller;
        }

        private void loop() {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        }

        private void step() {
            polls += 1; // ok: reached from the one thread only
        }

        int polls() {
            return polls;
        }
    }

    /** One lane of tasks. */
    static final class Lane {
        private final ExecutorService lane = Executors.newSingleThreadExecutor();
        private volatile int accepted;

        void accept(Runnable job) {
            lane.execute(() -> {
                job.run();
                accepted++; // ok: the tasks of one thread never overlap
            });
        }

        int accepted() {
            return accepted;
        }
    }

    /** One lane that is not alone. */
    static final class BrokenLane {
        private final ExecutorService lane = Executors.newSingleThreadExecutor();
        private volatile int accepted;

        void accept() {
            lane.execute(() -> accepted++); // want "accepted"
        }

        void reset() {
            accepted = 0;
        }
    }

    /** Not an update at all. */
    static final class Plain {
        private volatile int a;
        private volatile int b;
        private volatile Plain next;
        private volatile int[] cells = new int[4];
        private volatile boolean stopped;

        void go(int n) {
            a = n; // ok: a plain write
            b = a + 1; // ok: reads one field, writes another
            int copy = a;
            copy++; // ok: the copy is a local
            next.next = next; // ok: another object's field
            cells[0]++; // ok: the element is not the volatile field
            stopped = true; // ok: a flag
        }

        Plain shadow(int a) {
            a++; // ok: the parameter
            b = a; // ok: a plain write
            return this;
        }
    }

    /** The atomic ways. */
    static final class Atomics {
        private static final AtomicIntegerFieldUpdater<Atomics> HITS = AtomicIntegerFieldUpdater.newUpdater(Atomics.class, "hits");
        private static final VarHandle MISSES;
        private volatile int hits;
        private volatile int misses;
        private final AtomicInteger size = new AtomicInteger();

        static {
            try {
                MISSES = MethodHandles.lookup().findVarHandle(Atomics.class, "misses", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        int go() {
            HITS.incrementAndGet(this); // ok: atomic
            MISSES.getAndAdd(this, 1); // ok: atomic
            size.updateAndGet(n -> n + 1); // ok: atomic
            int seen;
            do {
                seen = hits;
            } while (!HITS.compareAndSet(this, seen, seen + 1)); // ok: compare and set
            return hits + misses + size.get();
        }
    }

    /** Fresh, not yet seen by anyone. */
    static final class Fresh {
        private volatile int size;

        static Fresh of(int n) {
            Fresh fresh = new Fresh();
            for (int i = 0; i < n; i++) {
                fresh.size++; // ok: nobody else has it yet
            }
            return fresh;
        }
    }
}
