package dev.snarl.report;

import java.util.ArrayList;
import java.util.List;

/** Names and messages made safe to show, measured and wrapped in columns of the screen. */
final class ShownText {
    private ShownText() {}

    /** The text on one line, with everything that is invisible or steers a terminal escaped. */
    static String line(String text) {
        return escape(text, false);
    }

    /** As {@link #line}, but line feeds stay. */
    static String lines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepLines) {
        if (text.codePoints().noneMatch(Glyph::escaped)) return text;
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' && keepLines) out.append('\n');
            else if (c == '\t') out.append(' ');
            else out.append(Glyph.shown(c));
        });
        return out.toString();
    }

    /** The columns that a text without line breaks takes. */
    static int width(String shown) {
        return shown.codePoints().map(Glyph::width).sum();
    }

    static String padded(String shown, int columns) {
        return shown + " ".repeat(Math.max(0, columns - width(shown)));
    }

    /** Lines of at most {@code columns} columns, broken at blanks, and inside a word only where it is too long for a line; never empty. */
    static List<String> wrap(String shown, int columns) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : shown.split("\n", -1)) wrapParagraph(paragraph, columns, lines);
        return lines;
    }

    private static void wrapParagraph(String text, int columns, List<String> lines) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" +")) {
            int wide = width(word);
            if (used > 0 && used + 1 + wide > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            for (int i = 0; i < word.length(); ) {
                int c = word.codePointAt(i);
                int w = Glyph.width(c);
                if (used + w > columns && used > 0) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.appendCodePoint(c);
                used += w;
                i += Character.charCount(c);
            }
        }
        lines.add(line.toString());
    }

    /** A path in at most {@code columns} columns: leading folders give way first, the file's name last. */
    static String path(String shown, int columns) {
        String rest = shown;
        while (width(rest) > columns) {
            int slash = rest.indexOf('/', rest.startsWith(".../") ? 4 : 0);
            if (slash < 0) break;
            rest = ".../" + rest.substring(slash + 1);
        }
        return rest;
    }
}
