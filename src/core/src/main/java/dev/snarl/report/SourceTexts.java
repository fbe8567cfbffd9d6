package dev.snarl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scanned sources, read again for what is reported. Whoever gives them checks that the text is still the one that was analysed. */
@FunctionalInterface
public interface SourceTexts {
    /** No text at all: reports then name places without showing them. */
    SourceTexts NONE = path -> Optional.empty();

    /**
     * The lines of one file as {@link #split} gives them, or empty when the text is gone or has changed since.
     *
     * @param displayPath the path as it stands in a {@link dev.snarl.facts.Site}
     */
    Optional<List<String>> lines(String displayPath);

    /**
     * The lines of a text, split at {@code \r\n}, {@code \n} or {@code \r}, without the break. A text that ends in a line break has an empty
     * last line, so the lines tell whether there was one; the fingerprints depend on it.
     */
    static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') continue;
            lines.add(text.substring(start, i));
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') i++;
            start = i + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }
}
