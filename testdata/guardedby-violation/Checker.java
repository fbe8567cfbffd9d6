package guarded.checker;

import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.lock.qual.GuardedBy;
import org.checkerframework.checker.lock.qual.Holding;

/** Here the annotation belongs to the value: the reference may be read, what it refers to may not be used. */
class Checker {
    private final Object lock = new Object();
    @GuardedBy("lock") List<String> names = new ArrayList<>();

    List<String> reference() {
        return names; // ok: only the reference
    }

    int use() {
        return names.size(); // want "Checker.names is used without lock"
    }

    int useHeld() {
        synchronized (lock) {
            return names.size(); // ok: held
        }
    }

    @GuardedBy("lock") List<String> get() {
        return names; // ok: it is the returned value that is guarded
    }

    void callGet() {
        get(); // ok: no contract of the method
    }

    @Holding("lock")
    void add(String n) {
        names.add(n); // ok: the contract
    }

    @Holding("#1")
    void on(Object monitor, String n) {
    }

    void calls(Object m) {
        add("x"); // want "Checker.add is called without lock"
        on(m, "x"); // want "Checker.on is called without m"
        synchronized (m) {
            on(m, "x"); // ok: held
        }
        synchronized (lock) {
            add("x"); // ok: held
        }
    }
}
