package lockheldacrossjoin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

class NoDeadlock {
    private final Object other = new Object();
    private final Lock lock = new ReentrantLock();
    private final ReadWriteLock files = new ReentrantReadWriteLock();
    private final List<String> list = new ArrayList<>();
    private boolean done;

    synchronized void otherLock() throws InterruptedException {
        Thread t = new Thread(() -> {
            synchronized (other) {
                list.add("x");
            }
        });
        t.start();
        t.join(); // ok: the task needs another lock
    }

    synchronized void noLock() throws InterruptedException {
        Thread t = new Thread(() -> System.out.println("x"));
        t.start();
        t.join(); // ok: the task needs none
    }

    void outside() throws InterruptedException {
        Thread t = new Thread(this::add);
        synchronized (this) {
            t.start();
        }
        t.join(); // ok: the lock is given back
    }

    private synchronized void add() {
        list.add("x");
    }

    void tried(ExecutorService pool) throws Exception {
        lock.lock();
        try {
            Future<?> f = pool.submit(() -> {
                if (lock.tryLock()) {
                    lock.unlock();
                }
            });
            f.get(); // ok: the task does not wait for the lock
        } finally {
            lock.unlock();
        }
    }

    void readers(ExecutorService pool) throws Exception {
        files.readLock().lock();
        try {
            Future<?> f = pool.submit(() -> {
                files.readLock().lock();
                files.readLock().unlock();
            });
            f.get(); // ok: two readers
        } finally {
            files.readLock().unlock();
        }
    }

    synchronized void told() throws InterruptedException {
        Thread t = new Thread(() -> {
            synchronized (this) {
                done = true;
                notifyAll();
            }
        });
        t.start();
        while (!done) wait();
        t.join(); // ok: the task is through with the lock
    }

    synchronized void anotherObject(NoDeadlock o) throws InterruptedException {
        Thread t = new Thread(o::add);
        t.start();
        t.join(); // ok: the lock of another object
    }

    synchronized void unknown(Thread t) throws InterruptedException {
        t.join(); // ok: the task is not known
    }

    synchronized void anotherTask(ExecutorService pool) throws Exception {
        pool.execute(this::add);
        Future<?> f = pool.submit(() -> System.out.println("y"));
        f.get(); // ok: waits for the one that needs no lock
    }
}
