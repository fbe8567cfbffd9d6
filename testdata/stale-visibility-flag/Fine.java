package stalevisibilityflag;

import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

class VolatileFlag implements Runnable {
    private volatile boolean running = true;
    private final AtomicBoolean open = new AtomicBoolean(true);

    @Override
    public void run() {
        while (running && open.get()) System.out.println("x");
    }

    void stop() {
        running = false; // ok: volatile
        open.set(false); // ok: atomic
    }
}

class Locked implements Runnable {
    private boolean running = true;
    private boolean closed;

    @Override
    public void run() {
        while (isRunning()) System.out.println("x");
        while (true) {
            synchronized (this) {
                if (closed) return;
            }
            System.out.println("y");
        }
    }

    private synchronized boolean isRunning() {
        return running;
    }

    synchronized void stop() {
        running = false; // ok: read under the same lock
        closed = true; // ok: read under the same lock
    }
}

class OwnFlag implements Runnable {
    private boolean more = true;
    private int count;

    @Override
    public void run() {
        while (more) {
            next();
        }
    }

    private void next() {
        if (++count > 10) more = false; // ok: only the task's own thread sets it
    }
}

class SetBefore {
    private boolean loop;
    private int limit;

    void setLimit(int n) {
        limit = n; // ok: a number that is given before
    }

    void start() {
        loop = true; // ok: set before the thread is started
        new Thread(() -> {
            while (loop) {
                if (limit == 3) return;
                System.out.println("x");
            }
        }).start();
    }
}

class Built implements Runnable {
    private boolean active;

    Built(boolean a) {
        active = a; // ok: the constructor
    }

    @Override
    public void run() {
        while (active) System.out.println("x");
    }

    static Built make() {
        Built b = new Built(false);
        b.active = true; // ok: nobody else has the object yet
        return b;
    }
}

class ByMonitor implements Runnable {
    private final Object gate = new Object();
    private boolean running = true;

    @Override
    public void run() {
        while (running) {
            synchronized (gate) {
                System.out.println("x");
            }
        }
    }

    void stop() {
        running = false; // ok: the next round takes the lock that is given back below
        synchronized (gate) {
            gate.notifyAll();
        }
    }
}

class ByQueue implements Runnable {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private boolean running = true;

    @Override
    public void run() {
        try {
            while (running) System.out.println(queue.take());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        running = false; // ok: the queue hands it over
        queue.add("end");
    }
}

class ByInterrupt implements Runnable {
    private Thread thread;
    private boolean running = true;

    @Override
    public void run() {
        while (running) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                System.out.println("woken");
            }
        }
    }

    void stop() {
        running = false; // ok: the interrupt is seen, and what came before it
        thread.interrupt();
    }
}

class NoLoopFlag implements Runnable {
    private boolean verbose;

    @Override
    public void run() {
        if (verbose) System.out.println("once");
        for (int i = 0; i < 10; i++) {
            if (verbose) System.out.println(i);
        }
    }

    void setVerbose(boolean v) {
        verbose = v; // ok: no loop depends on it
    }
}

class PlainIterator implements Iterator<String> {
    private boolean more = true;

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public String next() {
        more = false; // ok: no loop of a task, and the loop itself calls it
        return "x";
    }

    static void all(PlainIterator it) {
        while (it.more) System.out.println(it.next());
    }
}

class Reader {
    private boolean eof;

    void readAll() {
        while (!eof) readLine();
    }

    void readLine() {
        eof = true; // ok: the loop itself sets it
    }
}

class Chained implements Runnable {
    Chained next;
    boolean last;

    @Override
    public void run() {
        Chained c = this;
        while (!c.last) c = c.next;
    }

    void last() {
        last = true; // ok: each round asks another object
    }
}
