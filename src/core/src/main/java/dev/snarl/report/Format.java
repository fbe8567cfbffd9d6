package dev.snarl.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report. */
public enum Format {
    TEXT, SARIF;

    /** The word for the format on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words, in the order of the formats. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    static Optional<Format> named(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
