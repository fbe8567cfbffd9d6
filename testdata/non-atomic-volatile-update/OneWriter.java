package onewriter;

import java.util.concurrent.atomic.AtomicBoolean;

/** Volatile fields that only one thread at a time updates, as far as can be seen. */
class OneWriter {
    private volatile long position;
    private volatile int rounds;
    private volatile int visits;
    private final AtomicBoolean busy = new AtomicBoolean();

    class Reader implements Runnable {
        private volatile long offset;

        void offset(long to) {
            offset = to;
        }

        public void step() {
            offset += 8; // ok: only run comes here
        }

        @Override
        public void run() {
            while (!Thread.currentThread().isInterrupted()) {
                step();
                advance();
            }
        }
    }

    public void advance() {
        position++; // ok: only the Reader's run comes here
    }

    void turn() {
        if (busy.compareAndSet(false, true)) {
            rounds++; // ok: whoever won the flag
            busy.set(false);
        }
    }

    void turnOnce() {
        if (!busy.compareAndSet(false, true)) return;
        rounds += 2; // ok: whoever won the flag
        busy.set(false);
    }

    void visit() {
        boolean free = busy.get();
        if (free) visits += 1; // want "visits"
    }

    @SuppressWarnings({"unused", "NonAtomicOperationOnVolatileField"})
    void known() {
        visits++; // ok: its author excused it, as another tool calls it
    }
}
