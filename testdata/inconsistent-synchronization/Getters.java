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
