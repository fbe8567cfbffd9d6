package guarded;

import androidx.annotation.GuardedBy;
import java.util.concurrent.locks.ReentrantLock;

/** A lock of one's own that wraps another one. */
final class Gate {
    private final ReentrantLock inner = new ReentrantLock();

    void enter() {
        inner.lock();
    }

    void leave() {
        inner.unlock();
    }
}

class Wrapped {
    private final Gate gate = new Gate();
    @GuardedBy("gate") private int count;

    void up() {
        gate.enter();
        try {
            count++; // ok: the lock inside the gate is held
            helper();
        } finally {
            gate.leave();
        }
        count++; // want "Wrapped.count is updated without gate"
    }

    void upWhen(org.elsewhere.Turnstile t) {
        t.enterWhenFree(gate);
        try {
            count++; // ok: given back below, so something has taken it
        } finally {
            gate.leave();
        }
    }

    void tooEarly() {
        count++; // want "Wrapped.count is updated without gate"
        gate.enter();
        count++; // ok: held
        gate.leave();
    }

    private void helper() {
        count++; // ok: the caller holds it
    }

    final Runnable task = new Lent(gate) {
        @Override
        public void run() {
            count++; // ok: who was given the lock may hold it when it calls
        }
    };

    abstract static class Lent extends org.elsewhere.Guarded implements Runnable {
        Lent(Gate g) {
            super(g);
        }
    }
}
