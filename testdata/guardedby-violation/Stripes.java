package stripes;

import java.util.concurrent.locks.ReentrantLock;
import javax.annotation.concurrent.GuardedBy;

/** The guard is a table of locks: which of them must be held, the annotation does not say. */
class Stripes {
    static class Table {
        private final ReentrantLock[] locks = {new ReentrantLock(), new ReentrantLock()};

        ReentrantLock of(int key) {
            return locks[key & 1];
        }
    }

    private final Table locks = new Table();
    @GuardedBy("locks")
    private long pending;
    @GuardedBy("locks#of")
    private long done;
    @GuardedBy("this")
    private long plain;

    void add(int key) {
        ReentrantLock lock = locks.of(key);
        lock.lock();
        try {
            pending++; // ok: one of the table's locks is held
            done++; // ok: no expression, and none is guessed
        } finally {
            lock.unlock();
        }
        plain++; // want "plain"
    }
}
