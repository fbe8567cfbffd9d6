package updaters;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** Where updaters are kept. */
class Holders {
    volatile int state;
    final AtomicIntegerFieldUpdater<Holders> own = AtomicIntegerFieldUpdater.newUpdater(Holders.class, "state"); // want "is not static:"
    static AtomicIntegerFieldUpdater<Holders> replaceable = AtomicIntegerFieldUpdater.newUpdater(Holders.class, "state"); // want "is not final"
    AtomicIntegerFieldUpdater<Holders> neither = AtomicIntegerFieldUpdater.newUpdater(Holders.class, "state"); // want "is not static final"
    static final AtomicIntegerFieldUpdater<Holders> GOOD;

    static {
        GOOD = AtomicIntegerFieldUpdater.newUpdater(Holders.class, "state"); // ok: static final
    }

    /** The subclass brings its updater along. */
    abstract static class Counting<T extends Counting<T>> {
        private final AtomicIntegerFieldUpdater<T> updater; // ok: given by the subclass

        Counting(AtomicIntegerFieldUpdater<T> updater) {
            this.updater = updater;
        }

        abstract T self();

        int next() {
            return updater.incrementAndGet(self());
        }
    }
}
