package interruptswallowed;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

/** A run() that ends with the interrupt has obeyed it. */
class EndsOnInterrupt implements Runnable {
    private final BlockingQueue<String> queue;

    EndsOnInterrupt(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        try {
            while (true) {
                System.out.println(queue.take());
            }
        } catch (InterruptedException e) { // ok: the last act of run()
            System.out.println("done");
        }
    }
}

class ReturnsOnInterrupt extends Thread {
    @Override
    public void run() {
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // ok: run() returns
                return;
            }
            System.out.println("tick");
        }
    }
}

class BreaksOnInterrupt implements Runnable {
    @Override
    public void run() {
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // ok: the loop ends, and with it run()
                break;
            }
        }
    }
}

class RestoresInThread extends Thread {
    @Override
    public void run() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) { // ok: interrupt() of this very thread
            interrupt();
        }
        System.out.println(isInterrupted());
    }
}

/** The interrupt only wakes the sleeper: a flag says whether to go on. */
class WokenByStop {
    private volatile boolean running = true;
    private final Thread worker = new Thread(this::loop, "worker");
    private final Thread second = new Thread(new Runnable() {
        @Override
        public void run() {
            while (running) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) { // ok: the flag is tested next, stop() sets it first
                }
            }
        }
    });

    void start() {
        worker.start();
        second.start();
    }

    private void loop() {
        while (running) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // ok: the flag is tested next, stop() sets it first
                System.out.println("woken");
            }
        }
    }

    void stop() {
        running = false;
        worker.interrupt();
        second.interrupt();
    }
}

class PrivateBody implements Runnable {
    private final BlockingQueue<String> queue;

    PrivateBody(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        pump();
    }

    private void pump() {
        try {
            System.out.println(queue.take());
        } catch (InterruptedException e) { // ok: only run() calls it, as its last act
            System.out.println("done");
        }
    }
}

class Tasks {
    void submit(ExecutorService pool, BlockingQueue<String> queue) {
        pool.execute(() -> {
            try {
                System.out.println(queue.take());
            } catch (InterruptedException e) { // ok: the last act of the task, the pool sees to its own thread
                System.out.println("cancelled");
            }
        });
        new Thread(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) { // ok: the last act of the thread
            }
        }).start();
    }

    void submitWithMore(ExecutorService pool, BlockingQueue<String> queue) {
        pool.execute(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) { // want "sleep" the task goes on as if nothing had happened
            }
            while (!queue.isEmpty()) {
                System.out.println(queue.poll());
            }
        });
    }

    void hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) { // ok: the last act of the hook
                System.out.println("no time");
            }
        }));
    }
}

/** These run() methods never end. */
class GoesOnForEver implements Runnable {
    @Override
    public void run() {
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // want "sleep" nothing can stop this thread
                System.out.println("who woke me?");
            }
        }
    }
}

class TestsTheLostFlag implements Runnable {
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // want "sleep" the exception has cleared the flag which the loop tests
                System.out.println("stopping");
            }
        }
    }
}

class WorksOn extends Thread {
    private final BlockingQueue<String> queue;

    WorksOn(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) { // want "sleep"
            System.out.println("short sleep");
        }
        for (String line : queue) {
            System.out.println(line);
        }
    }
}

class CatchesBroadForEver implements Runnable {
    private final BlockingQueue<String> queue;

    CatchesBroadForEver(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        while (true) {
            try {
                System.out.println(queue.take());
            } catch (Exception e) { // want "take"
                e.printStackTrace();
            }
        }
    }
}

/** What a finally part does is no more work. */
class CleansUp implements Runnable {
    private final ExecutorService pool;
    private boolean over;

    CleansUp(ExecutorService pool) {
        this.pool = pool;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) { // ok: the thread ends, the finally only tells it
            pool.shutdownNow();
        } finally {
            over = true;
            pool.execute(() -> System.out.println(over));
        }
    }
}

/** The flag is one of two operands. */
class EmptiesFirst implements Runnable {
    private final BlockingQueue<String> queue;
    private volatile boolean stopped;

    EmptiesFirst(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        while (!stopped || !queue.isEmpty()) {
            try {
                System.out.println(queue.take());
            } catch (InterruptedException e) { // ok: stopped is tested next
                System.out.println("woken");
            }
        }
    }

    void stop() {
        stopped = true;
    }
}

/** The pause after a failure stands in a handler of the loop. */
class PausesAfterFailure implements Runnable {
    private final BlockingQueue<Runnable> queue;
    private volatile boolean running = true;

    PausesAfterFailure(BlockingQueue<Runnable> queue) {
        this.queue = queue;
    }

    @Override
    public void run() {
        while (running) {
            try {
                queue.remove().run();
            } catch (RuntimeException e) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException interrupt) { // ok: running is tested next
                    System.out.println("woken");
                }
            }
        }
    }

    void stop() {
        running = false;
    }
}

/** The body is kept as a function: who runs it is not known. */
class KeptFunction {
    private final BlockingQueue<String> queue;
    private final Runnable body = this::step;

    KeptFunction(BlockingQueue<String> queue) {
        this.queue = queue;
    }

    private void step() {
        try {
            System.out.println(queue.take());
        } catch (InterruptedException e) { // ok: the last act of a function that a thread may run
            System.out.println("woken");
        }
    }

    Runnable body() {
        return body;
    }
}

class LocalFlag implements Runnable {
    @Override
    public void run() {
        boolean done = false;
        while (!done) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) { // ok: the flag ends the loop, and with it the thread
                done = true;
            }
        }
    }
}

class Program {
    public static void main(String[] args) {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) { // ok: nobody interrupts main but its own author
            System.out.println("bye");
        }
    }
}

class ProgramTest {
    @Test
    void sleeps() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) { // ok: a test
            throw new AssertionError(e);
        }
    }
}
