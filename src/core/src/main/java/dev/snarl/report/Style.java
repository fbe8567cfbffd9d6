package dev.snarl.report;

/**
 * How a text report looks. Whether the terminal wants colour, and how wide it is, the caller knows.
 *
 * @param width  the columns at hand; fewer than 40 count as 40
 * @param colour whether to send colour codes
 */
public record Style(int width, boolean colour) {
    /** Text is hard to read in longer lines; only code frames use the whole width. */
    private static final int LONGEST_PROSE = 120;

    /** For files and pipes: 100 columns without colour. */
    public static final Style PLAIN = new Style(100, false);

    public Style {
        width = Math.max(40, width);
    }

    int prose() {
        return Math.min(width, LONGEST_PROSE);
    }

    String paint(Ink ink, String text) {
        return colour && !text.isEmpty() ? "\u001B[" + ink.code + "m" + text + "\u001B[0m" : text;
    }
}
