package dev.snarl.facts;

/** How bad a hazard is. {@link #OFF} marks an opt-in rule: it runs, and is reported only where it is selected. */
public enum Level {
    ERROR, WARNING, NOTE, OFF;

    /** The word used in pages, configuration and reports: {@code error}, {@code warning}, {@code note}, {@code off}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
