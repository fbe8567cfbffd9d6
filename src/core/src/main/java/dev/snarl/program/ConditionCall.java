package dev.snarl.program;

import dev.snarl.facts.Event;
import java.util.List;

/**
 * A call that waits for a condition, or wakes those that wait: of {@code Object} or of a {@code Condition}.
 *
 * @param timed   a wait that ends by itself
 * @param all     a signal that wakes every waiter
 * @param monitor of a monitor, not of a Condition object
 * @param object  what is waited on, as the body names it; may be unknown
 * @param key     tells the queue of waiters across threads, as lock keys do: equal keys are alike; null where nothing is known of it
 * @param lock    the lock that is given back while waiting
 * @param held    what is held there for certain, callers' locks included
 * @param lambda  the innermost lambda around it that does not run in the caller's thread (or may not), or -1
 */
public record ConditionCall(Method method, Event.Call call, boolean waits, boolean timed, boolean all, boolean monitor, Path object, String key, Lock lock,
                            List<Held.Entry> held, int lambda) {
    public ConditionCall {
        held = List.copyOf(held);
    }

    /** Whether a lock of that key is held there. */
    public boolean holds(String lockKey) {
        for (Held.Entry e : held) if (e.lock().key().equals(lockKey)) return true;
        return false;
    }
}
