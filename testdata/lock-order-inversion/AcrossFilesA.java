package lockorder;

import java.util.ArrayList;
import java.util.List;

/** Holds its own monitor and calls the store, which is in AcrossFilesB.java. */
class AcrossFilesA {
    private final AcrossFilesB store;
    private final List<String> waiting = new ArrayList<>();

    AcrossFilesA(AcrossFilesB store) {
        this.store = store;
    }

    synchronized void flush() {
        for (String each : waiting) {
            store.put(each); // ok: the finding is where put takes its lock
        }
        waiting.clear();
    }

    synchronized void add(String name) { // ok: the inner lock of the second path
        waiting.add(name);
    }
}

/** The super class has the lock; the sub class, the opposite order. */
abstract class Base {
    protected final Object baseLock = new Object();
    private final Object detailLock = new Object();
    private int n;

    void change() {
        synchronized (baseLock) {
            detail();
        }
    }

    protected void detail() {
        synchronized (detailLock) { // want "detailLock"
            n++;
        }
    }

    protected Object detailLock() {
        return detailLock;
    }
}

final class Derived extends Base {
    private int m;

    void inverse() {
        synchronized (detailLock()) {
            synchronized (baseLock) { // ok: the other half
                m++;
            }
        }
    }
}

/** Generic, and locks in a record. */
record Pair<T>(Object first, Object second, List<T> items) {
    void forth(T item) {
        synchronized (first) {
            synchronized (second) { // want "second"
                items.add(item);
            }
        }
    }

    void back(T item) {
        synchronized (second) {
            synchronized (first) { // ok: the other half
                items.remove(item);
            }
        }
    }
}
