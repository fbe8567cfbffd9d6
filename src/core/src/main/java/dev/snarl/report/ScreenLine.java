package dev.snarl.report;

/**
 * One line of source as it stands in a frame: tabs laid out, the unsafe escaped, cut to the room at hand around the marked part.
 *
 * @param text  what is printed
 * @param caret the column, from 0, where the mark begins
 * @param width the columns that the mark takes, at least 1
 */
record ScreenLine(String text, int caret, int width) {
    private static final int TAB = 4;
    private static final String CUT = "...";

    /**
     * @param line the source line
     * @param from where the mark begins, in UTF-16 units from 0; beyond the end counts as the end
     * @param to   the unit after the mark
     * @param room the columns at hand
     */
    static ScreenLine of(String line, int from, int to, int room) {
        int begin = Math.max(0, Math.min(from, line.length()));
        int end = Math.max(begin, Math.min(to, line.length()));
        // A line may have millions of characters: only what can come near the mark is laid out.
        int first = boundary(line, line.length() > 8 * room ? Math.max(0, begin - 2 * room) : 0);
        int last = boundary(line, (int) Math.min(line.length(), (long) Math.max(begin, first) + 6L * room));

        int markAt = column(line, first, begin);
        int markEnd = column(line, first, Math.min(end, last));
        int total = column(line, first, last);
        boolean more = last < line.length();
        int left = 0;
        if (first > 0 || (total > room || more) && Math.min(markEnd, markAt + room / 2) > room - CUT.length()) left = Math.max(0, markAt - room / 3);
        return cut(line, new Window(first, last, more), left, room, begin, Math.min(end, last));
    }

    private record Window(int first, int last, boolean more) {}

    private static ScreenLine cut(String line, Window window, int left, int room, int begin, int end) {
        boolean cutLeft = left > 0 || window.first > 0;
        StringBuilder out = new StringBuilder(cutLeft ? CUT : "");
        int used = out.length();
        int column = 0;
        int caret = -1;
        int caretEnd = -1;
        int fits = used;
        int fitsLength = out.length();
        for (int i = window.first; i < window.last; ) {
            int c = line.codePointAt(i);
            int wide = width(c, column);
            if (column >= left || !cutLeft) {
                if (i >= begin && caret < 0) caret = used;
                if (used + wide > room) {
                    // One column too many: go back to where the sign for the rest fits.
                    out.setLength(fitsLength);
                    return marked(out.append(CUT).toString(), caret, i < end ? room : caretEnd, fits + CUT.length());
                }
                out.append(c == '\t' ? " ".repeat(wide) : Glyph.shown(c));
                used += wide;
                if (used <= room - CUT.length()) {
                    fits = used;
                    fitsLength = out.length();
                }
                if (i < end) caretEnd = used;
            }
            column += wide;
            i += Character.charCount(c);
        }
        if (window.more) {
            out.setLength(fitsLength);
            out.append(CUT);
            used = fits + CUT.length();
        }
        return marked(out.toString(), caret < 0 ? used : caret, caretEnd, used + 1);
    }

    private static ScreenLine marked(String text, int caret, int caretEnd, int limit) {
        int at = Math.max(0, Math.min(caret, limit - 1));
        return new ScreenLine(text.stripTrailing(), at, Math.max(1, Math.min(caretEnd, limit) - at));
    }

    private static int column(String line, int from, int to) {
        int column = 0;
        for (int i = from; i < to; ) {
            int c = line.codePointAt(i);
            column += width(c, column);
            i += Character.charCount(c);
        }
        return column;
    }

    private static int width(int c, int column) {
        return c == '\t' ? TAB - column % TAB : Glyph.width(c);
    }

    /** The index itself, or the one before it where it would split a surrogate pair. */
    private static int boundary(String line, int index) {
        boolean splits = index > 0 && index < line.length() && Character.isLowSurrogate(line.charAt(index)) && Character.isHighSurrogate(line.charAt(index - 1));
        return splits ? index - 1 : index;
    }
}
