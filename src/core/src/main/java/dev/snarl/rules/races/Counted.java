package dev.snarl.rules.races;

import dev.snarl.program.Access;
import dev.snarl.program.Path;
import dev.snarl.program.Program;

/** Which accesses count: those of an object that threads may share, in code that is meant to run with others. */
final class Counted {
    private Counted() {}

    static boolean access(Program program, Access a) {
        return !a.owned() && !program.specialAccess(a.method()) && !program.initial(a.method()) && !program.lifecycle(a.method()) && !a.method().owner().unit().test()
                && a.base().root() != Path.Root.FRESH;
    }
}
