package halves;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Values of 64 bits that threads share. */
class Halves {
    private Halves() {
    }

    static class Ticker {
        private long time;

        void begin() {
            new Thread(() -> {
                while (true) {
                    time = System.nanoTime(); // ok: unsynchronized-shared-field tells more
                }
            }).start();
        }

        long time() {
            return time;
        }
    }

    static class Gauge implements Runnable {
        private double level;

        void set(double v) {
            level = v; // want "plain double"
        }

        @Override
        public void run() {
            show();
        }

        private void show() {
            System.out.println(level);
        }
    }

    /** Half guarded. */
    static class Total {
        private long total;

        synchronized void add(long n) {
            total = total + n; // want "Halves.Total.total"
        }

        synchronized void reset() {
            total = 0;
        }

        long total() {
            return total;
        }
    }

    /** A helper that is called with the lock and without. */
    static class Helper {
        private double rate;

        private void store(double r) {
            rate = r; // want "Halves.Helper.rate"
        }

        synchronized void set(double r) {
            store(r);
        }

        void force(double r) {
            store(r);
        }

        double rate() {
            return rate;
        }
    }

    /** An array of them, in tasks of a pool. */
    static class Sums {
        private final double[] sums = new double[4];

        void go() {
            ExecutorService pool = Executors.newFixedThreadPool(4);
            for (int i = 0; i < 8; i++) {
                pool.submit(() -> {
                    sums[0] += 1.5; // ok: non-atomic-compound-update tells more
                });
            }
        }
    }

    static class Volatile {
        private volatile long time;

        void begin() {
            new Thread(() -> time = System.nanoTime()).start(); // ok: volatile
        }

        long time() {
            return time;
        }
    }

    static class Guarded {
        private long time;

        void begin() {
            new Thread(() -> {
                synchronized (this) {
                    time++; // ok: one lock everywhere
                }
            }).start();
        }

        synchronized long time() {
            return time;
        }
    }

    static class Small {
        private int n;

        void begin() {
            new Thread(() -> n++).start(); // ok: 32 bits are written at once
        }

        int n() {
            return n;
        }
    }

    static class Unshared {
        private long n;

        void add(long v) {
            n += v; // ok: no sign of a second thread
        }

        long n() {
            return n;
        }
    }

    static class Atomic {
        private final AtomicLong n = new AtomicLong();

        void begin() {
            new Thread(n::incrementAndGet).start(); // ok: atomic
        }
    }

    static class Set implements Runnable {
        private long start;

        Set() {
            start = System.nanoTime(); // ok: before anyone shares the object
        }

        @Override
        public void run() {
            System.out.println(start);
        }
    }
}

@interface ThreadSafe {
}

/** It says that threads share it. */
@ThreadSafe
class Stamp {
    private long stamp;

    void touch() {
        stamp = System.nanoTime(); // want "plain long Stamp.stamp"
    }

    long stamp() {
        return stamp;
    }
}

/** Its thread is not in sight. */
class Far {
    private long stamp;

    void touch() {
        stamp = System.nanoTime(); // miss "stamp"
    }

    long stamp() {
        return stamp;
    }
}

/** What is only shown to people may be a little off. */
class Shown {
    private long hits;

    synchronized void hit() {
        hits++; // ok: read for a message alone
    }

    protected void toStringAppend(StringBuilder text) {
        text.append("hits=").append(hits);
    }
}
