package threadunjoined;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Joined, interrupted, stopped or awaited, here or elsewhere. */
class Tracked {
    private Thread worker;
    private final Thread reader = new Thread(this::work);
    private final List<Thread> all = new ArrayList<>();
    private final Map<String, Thread> byName = new ConcurrentHashMap<>();
    private final Thread[] lanes = new Thread[2];
    private Stoppable stoppable;

    void work() {
        System.out.println("work");
    }

    void joinedHere() throws InterruptedException {
        Thread helper = new Thread(this::work);
        helper.start(); // ok: joined below
        work();
        helper.join();
    }

    void joinedWithTimeout() throws InterruptedException {
        Thread helper = new Thread(this::work);
        helper.start(); // ok: joined for a while
        helper.join(1000);
    }

    void joinedInFinally() throws InterruptedException {
        Thread helper = new Thread(this::work);
        helper.start(); // ok: joined in the finally
        try {
            work();
        } finally {
            helper.interrupt();
            helper.join();
        }
    }

    void joinedAlias() throws InterruptedException {
        Thread helper = new Thread(this::work);
        helper.start(); // ok: joined under another name
        Thread same = helper;
        same.join();
    }

    void joinedByMethod() {
        Thread helper = new Thread(this::work);
        helper.start(); // ok: the method joins
        Threads.await(helper);
    }

    void localList() throws InterruptedException {
        List<Thread> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread helper = new Pump();
            made.add(helper);
            helper.start(); // ok: the list is joined
        }
        for (Thread helper : made) {
            helper.join();
        }
    }

    void start(String name) {
        worker = new Thread(this::work);
        worker.start(); // ok: joined in stop()
        reader.start(); // ok: interrupted in stop()
        Thread listed = new Thread(this::work);
        all.add(listed);
        listed.start(); // ok: the list is joined in stop()
        Thread named = new Thread(this::work);
        byName.put(name, named);
        named.start(); // ok: the map's threads are interrupted in stop()
        lanes[0] = new Pump();
        lanes[0].start(); // ok: the array is joined in stop()
        stoppable = new Stoppable();
        stoppable.start(); // ok: stop() calls its finish(), which interrupts
    }

    void stop() throws InterruptedException {
        worker.join();
        reader.interrupt();
        for (Thread thread : all) {
            thread.join();
        }
        byName.values().forEach(Thread::interrupt);
        for (Thread lane : lanes) {
            lane.join();
        }
        stoppable.finish();
    }

    void latch() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        new Thread(() -> { // the thread counts down
            try {
                work();
            } finally {
                done.countDown();
            }
        }).start(); // ok: the latch is awaited, which is as good as a join
        done.await();
    }

    int futureTask() throws InterruptedException, ExecutionException {
        FutureTask<Integer> task = new FutureTask<>(() -> 42);
        new Thread(task).start(); // ok: get() waits for it
        return task.get();
    }

    CompletableFuture<Integer> future() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        new Thread(() -> answer.complete(42)).start(); // ok: the caller waits on the future
        return answer;
    }
}

final class Threads {
    private Threads() {
    }

    static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

/** The thread is dropped, but close() sets the flag that it tests. */
class StoppedByFlag implements AutoCloseable {
    private volatile boolean running = true;

    void start() {
        new Thread(() -> { // the loop tests the flag
            while (running) {
                System.out.println("tick");
            }
        }).start(); // ok: close() stops it
        new Thread(this::loop).start(); // ok: close() stops it
    }

    private void loop() {
        while (running) {
            System.out.println("tock");
        }
    }

    @Override
    public void close() {
        running = false;
    }
}

/** The task puts its own thread where stop() finds it. */
class Registers implements Runnable {
    private volatile Thread self;

    void start() {
        new Thread(this).start(); // ok: stop() interrupts it
    }

    @Override
    public void run() {
        self = Thread.currentThread();
        System.out.println("run");
    }

    void stop() {
        Thread thread = self;
        if (thread != null) {
            thread.interrupt();
        }
    }
}

abstract class Base {
    protected final Thread worker = new Thread(this::work);

    abstract void work();

    void start() {
        worker.start(); // ok: the subclass joins it
    }
}

class Derived extends Base {
    @Override
    void work() {
    }

    void stop() throws InterruptedException {
        worker.join();
    }
}

class Owned {
    final Thread worker = new Thread(() -> { });

    void start() {
        worker.start(); // ok: Owner joins it
    }
}

class Owner {
    private final Owned owned = new Owned();

    void stop() throws InterruptedException {
        owned.worker.join();
    }
}

/** The task is a field, and its loop looks whether the thread is still wanted. */
class TaskInField {
    private Thread updater;
    private final Runnable task = new Runnable() {
        @Override
        public void run() {
            while (updater != null) {
                System.out.println("update");
            }
        }
    };

    void start() {
        updater = new Thread(task);
        updater.start(); // ok: stop() takes the mark away
    }

    void stop() {
        updater = null;
    }
}

/** The owner keeps the task, and closes it. */
class TaskInHand {
    private Connection connection;

    void open() {
        connection = new Connection();
        new Thread(connection).start(); // ok: shut() closes it
    }

    void shut() {
        connection.close();
    }

    void openAndForget() {
        new Thread(new Connection()).start(); // want "Thread"
    }

    static class Connection implements Runnable {
        @Override
        public void run() {
            System.out.println("connected");
        }

        void close() {
            System.out.println("closed");
        }
    }
}

/** Parts of one calculation, which is awaited. */
class Parts {
    double all(int count) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(count);
        Part[] parts = new Part[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new Part(done);
            new Thread(parts[i]).start(); // ok: the latch is awaited
        }
        done.await();
        return parts[0].value;
    }

    static class Part implements Runnable {
        private final CountDownLatch done;
        private double value;

        Part(CountDownLatch done) {
            this.done = done;
        }

        @Override
        public void run() {
            value = Math.random();
            done.countDown();
        }
    }
}

/** The thread is the one that ends the others. */
class Ender {
    private final Stoppable server = new Stoppable();

    void endSoon() {
        new Thread(server::finish, "ender").start(); // want "Thread" what finish() does is no shutdown by its name
        new Thread(() -> shutdownAll()).start(); // ok: a shutdown must not wait for itself
    }

    private void shutdownAll() {
        server.finish();
    }
}
