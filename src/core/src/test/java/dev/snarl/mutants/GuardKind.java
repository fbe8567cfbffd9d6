package dev.snarl.mutants;

import java.util.List;

/** The kinds of guards that are taken out, and the rules of which one should notice. */
enum GuardKind {
    SYNCHRONIZED_METHOD("`synchronized` of a method", Accepted.RACES),
    SYNCHRONIZED_BLOCK("`synchronized` block", Accepted.RACES),
    LOCK_PAIR("`lock()` and `unlock()`", Accepted.RACES),
    UNLOCK("`unlock()` in `finally`", List.of("lock-not-released")),
    VOLATILE("`volatile` of a field", Accepted.RACES),
    ATOMIC("atomic field made plain", Accepted.RACES),
    JOIN("`join()` of a thread", Accepted.JOINS),
    SHUTDOWN("shutdown of an executor", List.of("executor-not-shutdown")),
    WAIT_LOOP("`while` around a wait made `if`", List.of("wait-not-in-loop")),
    INTERRUPT("restored interrupt", List.of("interrupt-swallowed")),
    DRAIN("drained stream of a process", List.of("process-io-not-drained"));

    final String title;
    final List<String> rules;

    GuardKind(String title, List<String> rules) {
        this.title = title;
        this.rules = rules;
    }

    private static final class Accepted {
        static final List<String> RACES = List.of("inconsistent-synchronization", "non-atomic-compound-update", "non-atomic-volatile-update",
                "unsynchronized-shared-field", "double-checked-locking", "thread-unsafe-format-shared");
        static final List<String> JOINS = List.of("thread-unjoined", "unsynchronized-shared-field", "non-atomic-compound-update", "inconsistent-synchronization");
    }
}
