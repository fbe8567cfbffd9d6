package monitoronthreadobject;

import java.util.ArrayList;
import java.util.List;

/** The monitor of a thread as a lock, and what waits on it. */
class Threads {
    private final Thread worker = new Thread(this::work);
    private boolean ready;
    private int jobs;

    void waits() throws InterruptedException {
        synchronized (worker) {
            while (!ready) {
                worker.wait(); // want "worker.wait()"
            }
        }
    }

    void timed(Thread t) throws InterruptedException {
        synchronized (t) {
            while (!ready) t.wait(100); // want "t.wait(..)"
        }
    }

    void signals() {
        synchronized (worker) {
            ready = true;
            worker.notifyAll(); // want "worker.notifyAll()"
        }
    }

    void current() {
        Thread self = Thread.currentThread();
        synchronized (self) {
            ready = true;
            self.notify(); // want "self.notify()"
        }
    }

    void locks() {
        synchronized (worker) { // want "serves as a lock"
            jobs++;
        }
    }

    void locksCurrent() {
        synchronized (Thread.currentThread()) { // want "serves as a lock"
            jobs++;
        }
    }

    Runnable inLambda() {
        return () -> {
            synchronized (worker) { // want "serves as a lock"
                jobs--;
            }
        };
    }

    void alias(List<Thread> all) {
        for (Thread t : all) {
            synchronized (t) { // want "serves as a lock"
                jobs++;
            }
        }
    }

    void subclass(Plain plain) throws InterruptedException {
        synchronized (plain) {
            while (!ready) plain.wait(); // want "plain.wait()"
        }
    }

    void deliberate(Own own) throws InterruptedException {
        synchronized (own) { // ok: its class uses its own monitor on purpose
            while (!ready) own.wait();
        }
    }

    void handMadeJoin(Thread t) throws InterruptedException {
        synchronized (t) {
            while (t.isAlive()) {
                t.wait(); // ok: waits for the end, as join does
            }
        }
    }

    void others(Runnable task, Object lock) throws InterruptedException {
        synchronized (task) { // ok: a Runnable is no thread
            jobs++;
        }
        synchronized (lock) { // ok: an Object
            jobs++;
        }
        List<Thread> all = new ArrayList<>();
        synchronized (all) { // ok: a list of threads
            all.add(worker);
        }
    }

    void hidden(Object maybe) {
        Object thread = new Thread(this::work);
        synchronized (thread) { // want "serves as a lock"
            jobs++;
        }
        synchronized (maybe) { // ok: nobody knows what it is
            jobs++;
        }
    }

    private void work() {
        System.out.println("work");
    }

    static class Plain extends Thread {
        @Override
        public void run() {
            System.out.println("plain");
        }
    }

    /** Uses its own monitor. */
    static class Own extends Thread {
        private boolean stopped;

        synchronized void end() {
            stopped = true;
            notifyAll(); // ok: this, in a class of its own
        }

        @Override
        public void run() {
            synchronized (this) {
                while (!stopped) {
                    try {
                        wait(); // ok: this, in a class of its own
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
        }
    }

    /** No Thread. */
    static class Thready {
        void use(Thready thread) {
            synchronized (thread) { // ok: not java.lang.Thread
                System.out.println();
            }
        }
    }
}
