package dev.snarl.rules;

import dev.snarl.rules.processes.ProcessIoNotDrained;
import java.util.List;

/** The list of all rules, in the order of the catalogue. */
public final class Rules {
    private Rules() {}

    public static List<Rule> all() {
        return List.of(new ProcessIoNotDrained());
    }
}
