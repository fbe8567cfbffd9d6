package lostupdate;

import java.util.concurrent.ThreadFactory;

/** Threads that a factory makes run their task from their start on, like new ones. */
class FactoryThreads {
    private final ThreadFactory factory;
    private int idle;
    private int prepared;

    FactoryThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    void add() {
        prepared++; // ok: only callers come here
        Worker worker = new Worker();
        Thread thread = factory.newThread(worker);
        thread.start();
    }

    void waits() {
        idle++; // want "idle"
    }

    int idle() {
        return idle;
    }

    private class Worker implements Runnable {
        @Override
        public void run() {
            idle--;
        }
    }
}

/** The thread is made and never started: nothing runs beside the callers. */
class Unstarted {
    private int n;

    Thread make(ThreadFactory factory) {
        return factory.newThread(this::local);
    }

    private void local() {
        int own = 0;
        own++; // ok: a local
    }

    void add() {
        n++; // ok: no other thread comes here
    }
}
