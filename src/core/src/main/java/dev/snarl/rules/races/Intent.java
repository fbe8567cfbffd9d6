package dev.snarl.rules.races;

import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.Program;

/** What the uses of a field say of its author's intention. */
final class Intent {
    private Intent() {}

    private static final double SHARE = 0.6;
    private static final double SHARE_WITH_THREAD = 0.3;

    /** How much of a field's uses a lock must guard for the others to be an inconsistency: less where two threads are seen to meet. */
    static double share(Program program, Field f) {
        return program.races(f).isEmpty() ? SHARE : SHARE_WITH_THREAD;
    }

    /** A lock guards the field at a good part of its uses, and it is written under it: leaving the lock out elsewhere is an inconsistency, not ignorance. */
    static boolean guarded(Program program, Field f) {
        Guard g = program.guard(f);
        return g != null && g.writtenUnder() && !g.unlocked().isEmpty() && g.share() >= share(program, f);
    }
}
