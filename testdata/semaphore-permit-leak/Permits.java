package semaphorepermitleak;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Permits that are lost, or given back twice. */
class Permits {
    private final Semaphore slots = new Semaphore(3);
    private final Semaphore quota = new Semaphore(9);
    private final Semaphore news = new Semaphore(0);
    private final Semaphore held = new Semaphore(2);
    private final Semaphore handed = new Semaphore(2);
    private int used;

    void exception(byte[] data) throws InterruptedException, IOException {
        slots.acquire(); // want "leave by an exception"
        write(data);
        slots.release();
    }

    private void write(byte[] data) throws IOException {
        if (data.length == 0) {
            throw new IOException("empty");
        }
        used++;
    }

    boolean early(int n) throws InterruptedException {
        quota.acquire(); // want "leave by a return"
        if (n > used) {
            return false;
        }
        used -= n;
        quota.release();
        return true;
    }

    void tried(byte[] data) throws IOException {
        if (slots.tryAcquire()) { // want "leave by an exception"
            write(data);
            slots.release();
        }
    }

    void local(int size, byte[] data) throws InterruptedException, IOException {
        Semaphore own = new Semaphore(size);
        own.acquire(); // want "'own'"
        write(data);
        own.release();
    }

    Runnable lambda(byte[] data) {
        return () -> {
            slots.acquireUninterruptibly(); // want "leave by a throw"
            if (data.length == 0) {
                throw new IllegalArgumentException("empty");
            }
            used++;
            slots.release();
        };
    }

    void surplus(byte[] data) throws IOException {
        try {
            slots.acquire();
            write(data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slots.release(); // want "without a permit"
        }
    }

    void surplusTimed(byte[] data) throws IOException, InterruptedException {
        boolean got = slots.tryAcquire(1, TimeUnit.SECONDS);
        try {
            if (got) {
                write(data);
            }
        } finally {
            slots.release(); // want "may have got none"
        }
    }

    void right(byte[] data) throws InterruptedException, IOException {
        slots.acquire(); // ok: released in a finally
        try {
            write(data);
        } finally {
            slots.release();
        }
    }

    boolean rightTried(byte[] data) throws IOException {
        if (!slots.tryAcquire()) {
            return false;
        }
        try {
            write(data);
            return true;
        } finally {
            slots.release(); // ok: the no has left
        }
    }

    void rightFlag(byte[] data) throws IOException {
        boolean got = false;
        try {
            slots.acquire();
            got = true;
            write(data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (got) {
                slots.release(); // ok: the flag remembers
            }
        }
    }

    void toTask(Executor pool, byte[] data) throws InterruptedException {
        handed.acquire(); // ok: the task gives it back
        pool.execute(() -> {
            try {
                used += data.length;
            } finally {
                handed.release();
            }
        });
    }

    void toTaskUnlessRefused(Executor pool, Runnable work) throws InterruptedException {
        handed.acquire(); // ok: given back here only when the task does not start
        try {
            pool.execute(() -> {
                work.run();
                handed.release();
            });
        } catch (RuntimeException e) {
            handed.release();
            throw e;
        }
    }

    void waitForNews() throws InterruptedException {
        news.acquire(); // ok: a signal
        if (used > 0) {
            return;
        }
        news.release();
    }

    void tell() {
        news.release(); // ok: a signal
    }

    void begin() throws InterruptedException {
        held.acquire(); // ok: end() gives it back
    }

    boolean beginIf(int n) throws InterruptedException {
        held.acquire(); // ok: on a yes the caller has it, and calls end()
        if (n > used) {
            held.release();
            return false;
        }
        return true;
    }

    void end() {
        held.release(); // ok: begin() has taken it
    }

    void refusedTask(Executor pool, Runnable work) throws InterruptedException {
        handed.acquire(); // miss "permit" the pool may refuse the task, and nobody gives back
        pool.execute(() -> {
            try {
                work.run();
            } finally {
                handed.release();
            }
        });
    }
}

/** A semaphore of its own. */
class Limiter {
    private final Semaphore inner = new Semaphore(1);

    void acquire() throws InterruptedException {
        inner.acquire(); // ok: a semaphore itself
        if (inner.availablePermits() < 0) {
            inner.release();
        }
    }

    void release() {
        inner.release();
    }
}

/** Permits as a budget, and a permit that goes on to a worker. */
class Budget {
    private final Semaphore budget = new Semaphore(4);
    private final Semaphore start = new Semaphore(1);
    private Worker worker;

    void resize(int delta) {
        if (delta > 0) {
            budget.release(delta); // ok: more permits, nothing given back
        } else {
            for (int i = 0; i > delta; i--) {
                budget.acquireUninterruptibly(); // ok: fewer permits
            }
        }
    }

    void ensureStarted(Executor pool) throws InterruptedException {
        start.acquire(); // ok: the worker gives it back
        if (worker == null) {
            worker = new Worker();
            pool.execute(worker);
        } else {
            start.release();
        }
    }

    class Worker implements Runnable {
        @Override
        public void run() {
            start.release(); // ok: the starter has taken it
        }
    }
}
