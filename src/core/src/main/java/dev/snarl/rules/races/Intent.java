package dev.snarl.rules.races;

import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.Program;

/** What the uses of a field say of its author's intention. */
final class Intent {
    private Intent() {}

    /** A lock guards the field somewhere, and it is written under it: leaving the lock out elsewhere is an inconsistency, not ignorance. */
    static boolean guarded(Program program, Field f) {
        Guard g = program.guard(f);
        return g != null && g.writtenUnder() && !g.unlocked().isEmpty();
    }
}
