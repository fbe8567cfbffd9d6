package latchcountdownnotinfinally;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Phaser;
import java.util.logging.Logger;

/** Counts that an exception skips. */
class Latches {
    private static final Logger LOG = Logger.getLogger("latches");
    private final CountDownLatch ready = new CountDownLatch(1);
    private int value;

    void lambda(ExecutorService pool, List<String> files) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(files.size());
        for (String f : files) {
            pool.execute(() -> {
                load(f);
                done.countDown(); // want "only if nothing before it throws"
            });
        }
        done.await();
    }

    private void load(String f) {
        if (f.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        value++;
    }

    void thread(String f) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        new Thread(() -> {
            load(f);
            done.countDown(); // want "load(...)"
        }).start();
        done.await();
    }

    void anonymous(ExecutorService pool, String f) throws InterruptedException {
        final CountDownLatch done = new CountDownLatch(1);
        pool.submit(new Runnable() {
            @Override
            public void run() {
                load(f);
                done.countDown(); // want "done.countDown()"
            }
        });
        done.await();
    }

    void tooNarrow(ExecutorService pool, Callable<String> c) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                Thread.sleep(10);
                load("x");
                done.countDown(); // want "load(...)"
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        done.await();
    }

    void inTry(ExecutorService pool, Callable<String> c) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                c.call();
                done.countDown(); // miss "call" the catch of all goes on without the count
            } catch (Exception e) {
                LOG.warning("failed");
            }
        });
        done.await();
    }

    void phaser(ExecutorService pool, String f) {
        Phaser phase = new Phaser(1);
        int at = phase.register();
        pool.execute(() -> {
            load(f);
            phase.arriveAndDeregister(); // want "phase.arriveAndDeregister()"
        });
        phase.arriveAndAwaitAdvance();
    }

    void start(String f) throws InterruptedException {
        new Thread(this::serve).start();
        ready.await();
    }

    private void serve() {
        load("config");
        ready.countDown(); // want "ready.countDown()"
    }

    void right(ExecutorService pool, String f) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                load(f);
            } finally {
                done.countDown(); // ok: in a finally
            }
        });
        done.await();
    }

    void caught(ExecutorService pool, String f) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                load(f);
            } catch (RuntimeException e) {
                LOG.warning("failed");
            }
            done.countDown(); // ok: come to after the catch as well
        });
        done.await();
    }

    void quiet(ExecutorService pool) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(() -> {
            LOG.info("done");
            value = 3;
            done.countDown(); // ok: nothing throws before it
        });
        done.await();
    }

    void startGate(ExecutorService pool, String f) {
        CountDownLatch gate = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                return;
            }
            load(f);
        });
        load(f);
        gate.countDown(); // ok: a start gate
    }

    void callback(CompletableFuture<String> future) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        future.whenComplete((v, e) -> {
            load(v);
            done.countDown(); // ok: a callback, told of failures too
        });
        done.await();
    }

    void nobodyWaits(ExecutorService pool, String f, CountDownLatch given) {
        pool.execute(() -> {
            load(f);
            given.countDown(); // ok: nobody is seen to wait
        });
    }

    void event(ExecutorService pool, List<String> files) throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        pool.execute(() -> {
            for (String f : files) {
                load(f);
                if (f.startsWith("a")) {
                    first.countDown(); // ok: tells of an event, not of the end
                }
            }
        });
        first.await();
    }
}

/** The latch is handed in. */
class Worker implements Runnable {
    private final CountDownLatch done;
    private final String file;

    Worker(CountDownLatch done, String file) {
        this.done = done;
        this.file = file;
    }

    @Override
    public void run() {
        process(file);
        done.countDown(); // want "then waits for the count for ever"
    }

    private void process(String name) {
        if (name.isEmpty()) {
            throw new IllegalStateException("no name");
        }
    }
}

class Boss {
    void all(ExecutorService pool, List<String> files) throws InterruptedException {
        CountDownLatch all = new CountDownLatch(files.size());
        for (String f : files) {
            pool.execute(new Worker(all, f));
        }
        all.await();
    }
}
