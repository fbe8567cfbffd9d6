package blockingcallunderlock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class NoHarm {
    private final Lock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final List<String> names = new ArrayList<>();
    private final Object only = new Object();
    private Thread worker;

    synchronized int size() {
        return names.size();
    }

    int locked() {
        lock.lock();
        try {
            return names.size();
        } finally {
            lock.unlock();
        }
    }

    void condition() throws InterruptedException {
        lock.lock();
        try {
            while (names.isEmpty()) filled.await(); // ok: gives the lock back
        } finally {
            lock.unlock();
        }
    }

    synchronized void monitor() throws InterruptedException {
        while (names.isEmpty()) wait(); // ok: gives the monitor back
    }

    synchronized void shortTime(Future<String> f) throws Exception {
        f.get(2, TimeUnit.SECONDS); // ok: short
    }

    synchronized void someTime(BlockingQueue<String> q, long millis) throws Exception {
        q.poll(millis, TimeUnit.MILLISECONDS); // ok: a time that is not known
    }

    synchronized void done(CompletableFuture<String> f) {
        if (f.isDone()) names.add(f.join()); // ok: it is done
    }

    synchronized void stop() throws InterruptedException {
        worker.interrupt();
        worker.join(); // ok: what stops a thing waits for its end
    }

    void oneAtATime(Future<String> f) throws Exception {
        synchronized (only) {
            f.get(); // ok: the lock has no other use
        }
    }

    synchronized void file(Writer out, BufferedReader in) throws IOException {
        out.write(in.readLine()); // ok: streams
    }

    synchronized void later(ExecutorService pool, Future<String> f) {
        pool.execute(() -> Helper.result(f)); // ok: another thread waits
    }

    void outside(Future<String> f) throws Exception {
        String s = f.get(); // ok: the lock is taken afterwards
        synchronized (this) {
            names.add(s);
        }
    }
}

/** The monitor puts the talk over one connection in line. */
class Connection {
    private Socket socket;
    private java.nio.channels.ServerSocketChannel channel;

    synchronized void next() throws IOException {
        channel.accept(); // ok: the lock is that of the object that keeps the channel
    }

    synchronized boolean connected() {
        return socket != null;
    }
}
