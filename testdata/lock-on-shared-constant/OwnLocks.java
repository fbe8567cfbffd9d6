package lockonsharedconstant;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Locks of one's own. */
class OwnLocks {
    private final Object lock = new Object();
    private final String text = new String("LOCK");
    private final Integer number = new Integer(3);
    private final int[] counts = {1, 2};
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private final String given;
    private final byte[] zero = new byte[0];

    OwnLocks(String given) {
        this.given = given;
    }

    void object() {
        synchronized (lock) { // ok: a new Object
            System.out.println();
        }
    }

    void text() {
        synchronized (text) { // ok: a String made with new is shared with nobody
            System.out.println();
        }
    }

    void number() {
        synchronized (number) { // ok: a box made with new is another matter
            System.out.println();
        }
    }

    void array() {
        synchronized (counts) { // ok: an array
            counts[0]++;
        }
    }

    void bytes() {
        synchronized (zero) { // ok: an array of its own
            System.out.println();
        }
    }

    void striped(String key) {
        synchronized (locks.computeIfAbsent(key, k -> new Object())) { // ok: a lock for each key
            System.out.println();
        }
    }

    void given() {
        synchronized (given) { // ok: where the string comes from is not known
            System.out.println();
        }
    }

    void unknown(Missing m) {
        synchronized (m.lock()) { // ok: the type is not known
            System.out.println();
        }
    }

    void notIntern(Interner interner, String id) {
        synchronized (interner.intern(id)) { // ok: a pool of one's own
            System.out.println();
        }
    }

    interface Interner {
        String intern(String s);
    }

    static String stub() {
        String stub = "";
        if (System.getProperty("x") == null) {
            stub = System.getProperty("y") + System.nanoTime();
        }
        return stub;
    }

    private static final String STUB = stub();

    void overwritten() {
        synchronized (STUB) { // ok: the constant is what the local starts with, not what it is used with for certain
            System.out.println();
        }
    }

    void waits() throws InterruptedException {
        synchronized (lock) { // ok: a new Object
            lock.wait(10);
        }
    }

    static final class Monitor {
        void notify(Integer a) {
        }
    }

    void otherNotify(Monitor m) {
        m.notify(3); // ok: not the method of every object
    }

    private final Map<String, Integer> map = new HashMap<>();

    void map() {
        synchronized (map) { // ok: a map that is made here
            map.put("a", 1);
        }
    }
}
