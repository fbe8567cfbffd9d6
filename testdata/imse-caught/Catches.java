package imsecaught;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Catches of IllegalMonitorStateException. */
class Catches {
    private final Lock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();

    void unlock() {
        try {
            lock.unlock();
        } catch (IllegalMonitorStateException e) { // want "around lock.unlock()"
            System.err.println("not held");
        }
    }

    void notifies() {
        try {
            notifyAll();
        } catch (IllegalMonitorStateException ignored) { // want "notifyAll()"
        }
    }

    boolean asTest() {
        try {
            ready.signal();
            return true;
        } catch (IllegalMonitorStateException e) { // want "ready.signal()"
            return false;
        }
    }

    void among() {
        try {
            lock.unlock();
        } catch (IllegalStateException | IllegalMonitorStateException e) { // want "lock.unlock()"
            System.err.println(e);
        }
    }

    Runnable lambda() {
        return () -> {
            try {
                lock.unlock();
            } catch (IllegalMonitorStateException e) { // want "lock.unlock()"
                System.err.println(e);
            }
        };
    }

    void hidden(Runnable r) {
        try {
            r.run();
        } catch (IllegalMonitorStateException e) { // want "goes on"
            System.err.println(e);
        }
    }

    void broad() {
        try {
            lock.unlock();
        } catch (RuntimeException e) { // miss "IllegalMonitorStateException" for anything
            System.err.println(e);
        }
    }

    void rethrown() {
        try {
            lock.unlock();
        } catch (IllegalMonitorStateException e) { // ok: told on
            throw new IllegalStateException("not held", e);
        }
    }

    int generic(String s) {
        try {
            return Integer.parseInt(s);
        } catch (NumberFormatException | IllegalMonitorStateException e) { // ok: one clause for anything, no lock here
            return 0;
        }
    }

    void leased(shared.cluster.LeaseLock lease) {
        try {
            lease.unlock();
        } catch (java.util.NoSuchElementException | IllegalMonitorStateException e) { // ok: a lock that others can take away
            System.err.println("lease is over");
        }
    }
}

class CatchesTest {
    @org.junit.Test
    public void throwsIt() {
        try {
            new ReentrantLock().unlock();
        } catch (IllegalMonitorStateException expected) { // ok: a test that expects it
            System.out.println("thrown");
        }
    }
}
