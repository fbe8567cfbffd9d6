package dev.snarl.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The headings of a rule page, in the order in which every page has them. */
public enum Heading {
    WHAT_IT_REPORTS("What it reports"),
    WHY_IT_HURTS("Why it hurts"),
    BAD("Bad"),
    GOOD("Good"),
    WHEN_IT_IS_FINE("When it is fine"),
    WHAT_IT_MISSES("What it misses");

    private final String title;

    Heading(String title) {
        this.title = title;
    }

    /** The heading's text as it stands in the page, without {@code ##}. */
    public String title() {
        return title;
    }

    static Optional<Heading> titled(String text) {
        return Arrays.stream(values()).filter(h -> h.title.equals(text)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(h -> "'## " + h.title + "'").collect(Collectors.joining(", "));
    }
}
