package atomiccompare;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/** Atomics and boxes that are compared by identity where the values were meant. */
final class Comparisons {
    enum Phase { NEW, RUNNING, DONE }

    record Pair(AtomicInteger left, AtomicInteger right) {
        boolean level() {
            return left.equals(right); // want "AtomicInteger inherits equals"
        }

        boolean sameNumber() {
            return left.get() == right.get(); // ok: the values
        }
    }

    static final class Meter {
        private final AtomicLong total = new AtomicLong();
        private final LongAdder adder = new LongAdder();

        @Override
        public boolean equals(Object o) {
            return o instanceof Meter m && total.equals(m.total) // want "AtomicLong inherits equals"
                    && Objects.equals(adder, m.adder); // want "Objects.equals asks LongAdder"
        }

        @Override
        public int hashCode() {
            return Long.hashCode(total.get());
        }

        boolean sameValues(Meter m) {
            return Objects.equals(total.get(), m.total.get()); // ok: boxes by equals
        }

        boolean is(Object o) {
            return o.equals(total); // ok: what o is is not known
        }
    }

    /** A class of its own that compares by value. */
    static final class Cell extends AtomicInteger {
        @Override
        public boolean equals(Object o) {
            return o instanceof Cell c && c.get() == get();
        }

        @Override
        public int hashCode() {
            return get();
        }
    }

    boolean cells(Cell a, Cell b) {
        return a.equals(b); // ok: the subclass defines equals
    }

    private final AtomicReference<Integer> version = new AtomicReference<>(0);
    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
    private final AtomicReference<String> name = new AtomicReference<>("");
    private final AtomicReference<Boolean> open = new AtomicReference<>(false);
    private final AtomicReferenceArray<Long> slots = new AtomicReferenceArray<>(4);
    private final AtomicStampedReference<Double> rate = new AtomicStampedReference<>(1.0, 0);
    private final AtomicBoolean done = new AtomicBoolean();

    boolean unboxed(int seen) {
        return version.compareAndSet(seen, seen + 1); // want "boxes by identity"
    }

    void unboxingLoop() {
        int v;
        do {
            v = version.get();
        } while (!version.compareAndSet(v, v + 1)); // want "the Integer made here"
    }

    boolean viaLocal(int seen) {
        Integer expected = seen;
        return version.compareAndSet(expected, 7); // want "boxes by identity"
    }

    boolean viaValueOf(int seen) {
        return version.compareAndSet(Integer.valueOf(seen), 7); // want "boxes by identity"
    }

    boolean slot(int i, long seen) {
        return slots.compareAndSet(i, seen, seen + 1); // want "the Long made here"
    }

    boolean stamped(double seen, int stamp) {
        return rate.compareAndSet(seen, seen * 2, stamp, stamp + 1); // want "the Double made here"
    }

    BooleanSupplier later(int seen) {
        return () -> version.weakCompareAndSetPlain(seen, 0); // want "weakCompareAndSetPlain compares boxes"
    }

    boolean exchange(int seen, int next) {
        return switch (next) {
            case 0 -> version.compareAndExchange(seen, next) == null; // want "compareAndExchange compares boxes"
            default -> false;
        };
    }

    boolean large() {
        return version.compareAndSet(1000, 1001); // want "boxes by identity"
    }

    boolean small() {
        return version.compareAndSet(0, 1); // ok: boxes of small constants are one object
    }

    boolean sameBox() {
        Integer v = version.get();
        return version.compareAndSet(v, v + 1); // ok: the very box that was held
    }

    boolean ofCaller(Integer seen) {
        return version.compareAndSet(seen, 5); // ok: the caller may hold the very box
    }

    boolean first() {
        return version.compareAndSet(null, 5); // ok: null
    }

    boolean state() {
        return phase.compareAndSet(Phase.NEW, Phase.RUNNING); // ok: enum constants are one object each
    }

    boolean flag() {
        return open.compareAndSet(false, true); // ok: two Booleans for all
    }

    boolean text(String part) {
        return name.compareAndSet("a" + part, "b"); // want "made right here"
    }

    boolean fresh() {
        return name.compareAndSet(new String("a"), "b"); // want "made right here"
    }

    boolean literal() {
        return name.compareAndSet("", "b"); // ok: literals are one object
    }

    boolean primitives(boolean seen) {
        return done.compareAndSet(seen, true); // ok: AtomicBoolean compares values
    }

    static <T extends Comparable<T>> boolean generic(AtomicReference<T> ref, T seen, T next) {
        return ref.compareAndSet(seen, next); // ok: what T is is not known
    }

    boolean listed(java.util.List<AtomicInteger> list, AtomicInteger one) {
        return list.contains(one); // ok: asks for this very object
    }

    boolean viaReference(java.util.List<AtomicInteger> list, AtomicInteger one) {
        return list.stream().anyMatch(one::equals); // miss "AtomicInteger inherits equals"
    }
}
