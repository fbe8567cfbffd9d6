package dev.snarl.cli;

import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import java.util.Locale;

/** From which level on findings make the exit code 1. */
enum FailOn {
    ERROR(Level.ERROR), WARNING(Level.WARNING), NOTE(Level.OFF), NEVER(null);

    private final Level mildest;

    FailOn(Level mildest) {
        this.mildest = mildest;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An opt-in rule's finding counts as a note. */
    boolean reached(Finding finding) {
        return mildest != null && finding.level().compareTo(mildest) <= 0;
    }
}
