package dev.snarl.mutants;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of guards that are taken out, and the rules of which one should notice. */
enum GuardKind {
    SYNCHRONIZED_METHOD("`synchronized` of a method", Accepted.RACES),
    SYNCHRONIZED_BLOCK("`synchronized` block", Accepted.RACES),
    LOCK_PAIR("`lock()` and `unlock()`", Accepted.RACES),
    UNLOCK("`unlock()` in `finally`", List.of("lock-not-released")),
    VOLATILE("`volatile` of a field", Accepted.FIELDS),
    ATOMIC("atomic field made plain", Accepted.FIELDS),
    JOIN("`join()` of a thread", Accepted.JOINS),
    SHUTDOWN("shutdown of an executor", List.of("executor-not-shutdown")),
    WAIT_LOOP("`while` around a wait made `if`", List.of("wait-not-in-loop", "unconditional-wait")),
    INTERRUPT("restored interrupt", List.of("interrupt-swallowed")),
    DRAIN("drained stream of a process", List.of("process-io-not-drained"));

    final String title;
    final List<String> rules;

    GuardKind(String title, List<String> rules) {
        this.title = title;
        this.rules = rules;
    }

    private static final class Accepted {
        static final List<String> FIELDS = List.of("inconsistent-synchronization", "non-atomic-compound-update", "non-atomic-volatile-update",
                "unsynchronized-shared-field", "double-checked-locking", "thread-unsafe-format-shared", "stale-visibility-flag", "non-atomic-64bit-access",
                "unsafe-lazy-init-instance", "unsafe-lazy-init-static", "double-init-race-holder", "unsafe-publication", "unsynchronized-shared-collection", "threadsafe-contract",
                "guardedby-violation", "static-write-from-instance");
        static final List<String> RACES = and(FIELDS, "asymmetric-accessor-sync", "different-locks-same-field", "unsync-override", "monitor-method-without-lock", "await-without-lock",
                "atomic-check-then-act", "split-critical-section", "sync-object-check-then-act");
        static final List<String> JOINS = List.of("thread-unjoined", "unsynchronized-shared-field", "non-atomic-compound-update", "inconsistent-synchronization");

        static List<String> and(List<String> some, String... more) {
            return Stream.concat(some.stream(), Stream.of(more)).toList();
        }
    }
}
