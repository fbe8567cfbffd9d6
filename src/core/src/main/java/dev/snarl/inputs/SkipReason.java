package dev.snarl.inputs;

import java.util.Optional;

/** Why a source was left out of the scan. */
public enum SkipReason {
    IGNORED("ignored by .gitignore"),
    BUILD_OUTPUT("build output"),
    GENERATED("generated"),
    EXCLUDED("excluded"),
    HIDDEN("hidden folder"),
    KOTLIN("kotlin"),
    GROOVY("groovy"),
    SCALA("scala"),
    NOT_JAVA("not a Java source");

    private final String label;

    SkipReason(String label) {
        this.label = label;
    }

    /** The word of {@link Collected#skipped}. */
    public String label() {
        return label;
    }

    /** The JVM language of a file that Snarl does not read, by its name. */
    static Optional<SkipReason> otherLanguage(String name) {
        if (name.endsWith(".kt")) return Optional.of(KOTLIN);
        if (name.endsWith(".groovy")) return Optional.of(GROOVY);
        if (name.endsWith(".scala")) return Optional.of(SCALA);
        return Optional.empty();
    }
}
