package volatileupdate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** No thread in sight is needed: a volatile field says itself that threads share it. */
public class VolatileSpellings {
    private volatile int plus;
    private volatile int minus;
    private volatile long prefix;
    private volatile long added;
    private volatile int longhand;
    private volatile int reversed;
    protected volatile int self;
    private volatile int bits;
    private volatile int scaled;
    private volatile int highest;
    private volatile int split;
    private volatile int inLoop;
    private volatile int asArgument;
    private volatile int nested;
    private volatile int target;
    private volatile Integer boxed = 0;
    private volatile String text = "";
    private volatile boolean toggle;
    private volatile double ratio = 1;
    private volatile List<Runnable> listeners = new ArrayList<>();
    private volatile Node head;
    private static volatile int instances;

    public void change(int by) {
        plus++;                                       // want "plus"
        minus--;                                      // want "minus"
        ++prefix;                                     // want "prefix"
        added += by;                                  // want "added"
        longhand = longhand + 1;                      // want "longhand"
        reversed = 1 + reversed;                      // want "reversed"
        this.self = this.self - by;                   // want "self"
        bits |= by;                                   // want "bits"
        scaled = (scaled * 31) + by;                  // want "scaled"
        highest = Math.max(highest, by);              // want "highest"
        boxed++;                                      // want "boxed"
        text += by;                                   // want "text"
        toggle = !toggle;                             // want "toggle"
        ratio /= 2;                                   // want "ratio"
        int before = split;
        split = before + by;                          // want "split"
        for (int i = 0; i < by; i++, inLoop++) {      // want "inLoop"
            accept(asArgument++);                     // want "asArgument"
        }
        target = nested++;                            // want "nested"
        VolatileSpellings.instances++;                // want "instances"
    }

    /** Copy on write without a lock loses what another thread has put in between. */
    public void listen(Runnable listener) {
        List<Runnable> copy = new ArrayList<>(listeners);
        copy.add(listener);
        listeners = copy; // want "listeners"
    }

    public void pop() {
        head = head.next; // want "head"
    }

    private static void accept(int n) {
        if (n < 0) {
            throw new IllegalArgumentException();
        }
    }

    private static final class Node {
        private Node next;
    }
}

/** In a lambda, an anonymous class, a static nested class, a field of another object, an array of holders. */
class VolatilePlaces {
    volatile int hits;
    volatile int misses;
    volatile int size;

    void tasks() {
        ExecutorService pool = Executors.newCachedThreadPool();
        pool.execute(() -> hits++); // want "hits"
        pool.execute(new Runnable() {
            @Override
            public void run() {
                VolatilePlaces.this.misses += 2; // want "misses"
            }
        });
        pool.shutdown();
    }

    static void grow(VolatilePlaces[] places) {
        for (VolatilePlaces place : places) {
            place.size++; // miss "size" a local object may be the thread's own
        }
    }

    static class Base<T> {
        protected volatile int version;
        private T value;

        void put(T next) {
            value = next;
        }

        T value() {
            return value;
        }
    }

    static class Derived extends Base<String> {
        @Override
        void put(String next) {
            super.put(next);
            version++; // want "version"
        }
    }

    int kind(String operation) {
        return switch (operation) {
            case "hit" -> operation.length() + ExternalState.shared.generation--; // want "generation"
            default -> 0;
        };
    }
}

/** The field lives in another type. */
class ExternalState {
    static final ExternalState shared = new ExternalState();
    volatile int generation;
    volatile int leases;

    /** Holding a lock that only some hold does not help, but this rule stays out of it. */
    synchronized void renew() {
        leases++; // ok: under a lock
    }
}
