package atomicsteps;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/** Reads and sets of one atomic, in two steps. */
class Steps {
    enum State { NEW, RUNNING, DONE }

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong max = new AtomicLong(Long.MIN_VALUE);
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean(false);
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final AtomicReference<StringBuilder> buffer = new AtomicReference<>();
    private final AtomicReference<List<String>> names = new AtomicReference<>(List.of());
    private final AtomicIntegerArray slots = new AtomicIntegerArray(8);
    private static final AtomicInteger IDS = new AtomicInteger();
    private final ConcurrentMap<String, AtomicInteger> hits = new ConcurrentHashMap<>();
    private Thread thread;
    private int opened;

    void direct() {
        count.set(count.get() + 1); // want "a value made of what get() gave"
    }

    int viaLocal() {
        int next = count.get() + 1;
        count.set(next); // want "Steps.count is set to a value made"
        return next;
    }

    static int id() {
        int id = IDS.get();
        IDS.set(id + 1); // want "Steps.IDS"
        return id;
    }

    void append(String name) {
        List<String> old = names.get();
        java.util.ArrayList<String> copy = new java.util.ArrayList<>(old);
        copy.add(name);
        names.set(List.copyOf(copy)); // want "Steps.names"
    }

    void slot(int i) {
        slots.set(i, slots.get(i) * 2); // want "Steps.slots"
    }

    void highest(long v) {
        if (v > max.get()) {
            max.set(v); // want "after a test of what get() gave"
        }
    }

    void highestByChoice(long v) {
        max.set(Math.max(max.get(), v)); // want "a value made of what get() gave"
    }

    void start() {
        if (!started.get()) {
            started.set(true); // want "two threads can both pass the test"
            thread = new Thread(() -> { });
            thread.start();
        }
    }

    void close() throws Exception {
        if (closed.get()) {
            return;
        }
        closed.set(true); // want "Steps.closed"
        thread.interrupt();
    }

    void open() {
        boolean done = started.get();
        if (!done) {
            opened++;
            started.set(true); // want "Steps.started"
        }
    }

    StringBuilder buffer() {
        if (buffer.get() == null) {
            buffer.set(new StringBuilder()); // want "Steps.buffer"
        }
        return buffer.get();
    }

    void next() {
        switch (state.get()) {
            case NEW -> {
                state.set(State.RUNNING); // want "Steps.state"
                thread.start();
            }
            default -> { }
        }
    }

    IntSupplier later() {
        return () -> {
            count.set(count.get() - 1); // want "Steps.count"
            return 0;
        };
    }

    void entry(String key) {
        AtomicInteger n = hits.computeIfAbsent(key, k -> new AtomicInteger());
        n.set(n.get() + 1); // want "is set to a value made"
    }

    void tried(String text) {
        try {
            count.set(count.get() + Integer.parseInt(text)); // want "Steps.count"
        } catch (NumberFormatException e) {
            count.set(0);
        }
    }

    static class Sub extends Steps {
        final AtomicInteger own = new AtomicInteger();

        class Inner {
            void twice() {
                own.set(own.get() * 2); // want "own"
            }
        }
    }

    void viaHelper() {
        store(count.get() + 1);
    }

    private void store(int n) {
        count.set(n); // miss "count"
    }

    private int plain() {
        return count.get();
    }

    void viaGetter() {
        count.set(plain() + 1); // miss "count"
    }
}
