package sleepwhilelocked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

class Sleeps {
    private final Object guard = new Object();
    private final Lock lock = new ReentrantLock();
    private final ReadWriteLock files = new ReentrantReadWriteLock();
    private final List<String> list = new ArrayList<>();
    private boolean ready;

    synchronized void inMethod() throws InterruptedException {
        Thread.sleep(100); // want "Thread.sleep(...) sleeps while it holds the monitor of this Sleeps"
    }

    void inBlock() throws InterruptedException {
        synchronized (guard) {
            Thread.sleep(1, 500); // want "Sleeps.guard"
        }
    }

    void ofClass() throws InterruptedException {
        synchronized (Sleeps.class) {
            TimeUnit.SECONDS.sleep(1); // want "sleeps while it holds"
        }
    }

    void withLock() throws InterruptedException {
        lock.lock();
        try {
            Thread.sleep(Duration.ofMillis(20)); // want "Sleeps.lock"
        } finally {
            lock.unlock();
        }
    }

    void reading() throws InterruptedException {
        files.readLock().lock();
        try {
            TimeUnit.MILLISECONDS.sleep(10); // want "sleeps while it holds"
        } finally {
            files.readLock().unlock();
        }
    }

    synchronized void polls() throws InterruptedException {
        while (!ready) {
            Thread.sleep(200); // want "sleeps while it holds"
        }
    }

    synchronized void open() {
        ready = true;
    }

    synchronized void throughHelper() {
        pause(50); // want "sleeps in Sleeps.pause while it holds"
    }

    void throughTwo() {
        synchronized (list) {
            list.add("a");
            retry(); // want "sleeps in Sleeps.pause while it holds"
        }
    }

    private void retry() {
        for (int i = 0; i < 3; i++) pause(10); // ok: holds nothing itself
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis); // ok: the callers hold the lock
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void atOnce(Optional<String> name) {
        name.ifPresent(n -> pause(10)); // want "sleeps in Sleeps.pause"
    }

    synchronized void chosen(int how) throws InterruptedException {
        switch (how) {
            case 0 -> list.clear();
            default -> Thread.sleep(how); // want "sleeps while it holds"
        }
    }

    private void onlyUnderLock() throws InterruptedException {
        Thread.sleep(30); // ok: told at the caller
    }

    void caller() throws InterruptedException {
        synchronized (guard) {
            onlyUnderLock(); // want "sleeps in Sleeps.onlyUnderLock"
        }
    }

    void trial() throws InterruptedException {
        if (lock.tryLock()) {
            try {
                Thread.sleep(30); // want "Sleeps.lock"
            } finally {
                lock.unlock();
            }
        }
    }

    interface Pause {
        void make();
    }

    static class Long implements Pause {
        public void make() {
            pause(1000);
        }
    }

    static class None implements Pause {
        public void make() {
        }
    }

    synchronized void either(Pause p) {
        p.make(); // miss "sleeps"
    }
}
