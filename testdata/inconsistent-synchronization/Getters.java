package inconsistentsynchronization;

import java.util.concurrent.ExecutorService;

/** All code but one getter holds the lock, and a task is seen to come to the field. */
class Calls {
    private String active;
    private int number;

    Calls(ExecutorService pool) {
        pool.execute(this::next);
    }

    public synchronized void enqueue(String call) {
        if (active == null) active = call;
    }

    public synchronized String next() {
        String result = active;
        active = null;
        number++;
        return result;
    }

    public synchronized void replace(String call) {
        if (active != null) active = call;
    }

    public boolean outstanding() {
        return active != null; // want "read without this"
    }

    public int number() {
        return number; // ok: a getter of a number, guarded at few places
    }
}

/** The same without a thread in sight. */
class Slots {
    private String active;

    public synchronized void enqueue(String call) {
        if (active == null) active = call;
    }

    public synchronized String next() {
        String result = active;
        active = null;
        return result;
    }

    public synchronized void replace(String call) {
        if (active != null) active = call;
    }

    public String active() {
        return active; // ok: no thread is seen, a plain getter is let be
    }
}

/** Who starts a task only if none is there expects to be called again, while others stop it. */
class Resender {
    private java.util.concurrent.Future<?> task;

    public void startTask(ExecutorService pool) {
        if (task == null || task.isDone()) {
            task = pool.submit(() -> System.out.println("again")); // want "written without this"
        }
    }

    public synchronized void stopTask() {
        if (task != null) task.cancel(false);
        task = null;
    }

    public synchronized boolean running() {
        return task != null && !task.isDone();
    }
}

/** It starts its thread once, before all others. */
class Once {
    private Thread thread;

    public void start(Runnable body) {
        thread = new Thread(body); // ok: set up before anybody stops it
        thread.start();
    }

    public synchronized void stop() {
        if (thread != null) thread.interrupt();
        thread = null;
    }

    public synchronized boolean running() {
        return thread != null && thread.isAlive();
    }
}
