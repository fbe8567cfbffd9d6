package mixedguard;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The lock and the field are the super class's; who breaks the rule is in OtherFile.java. */
abstract class Inherited<T> {
    protected final Lock lock = new ReentrantLock();
    protected T current;
    protected int changes;

    void change(T next) {
        lock.lock();
        try {
            current = next;
            changes++;
        } finally {
            lock.unlock();
        }
    }

    T current() {
        lock.lock();
        try {
            return current;
        } finally {
            lock.unlock();
        }
    }
}

/** State with its guard in another object. */
final class Cell {
    final Object guard = new Object();
    int value;

    void increment() {
        synchronized (guard) {
            value++;
        }
    }

    int take() {
        synchronized (guard) {
            int old = value;
            value = 0;
            return old;
        }
    }
}
