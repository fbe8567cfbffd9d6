package dev.snarl.inputs;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells generated sources by what stands before the body of their first type: an annotation {@code @Generated}, or a comment that says so.
 * A word inside the body never counts, so a class with one generated method, or a generator with the mark in a string, stays a source.
 */
public final class GeneratedMarks {
    /** Long import lists stand before the annotation; more than this is not looked at. */
    private static final int HEAD = 16 * 1024;

    /** In any comment of the head. */
    private static final Pattern SAYS_SO = Pattern.compile(
            "generated[^\\n]*\\n?[^\\n]*\\b(?:do\\s+not|don't)\\s+(?:edit|modify|change)\\b"
                    + "|\\b(?:do\\s+not|don't)\\s+(?:edit|modify|change)\\b[^\\n]*\\n?[^\\n]*generated"
                    + "|(?:^|\\n)[\\s*/]*@generated(?!\\s+not)(?![\\w-])"
                    + "|\\bthis (?:file|class|code|source|source file|interface|enum) (?:is|was|has been) (?:auto-?|automatically |machine )?generated\\b");
    /** Only in a comment before the package: there it speaks of the file, later it may speak of what the class does. */
    private static final Pattern HEADER = Pattern.compile(
            "(?:^|\\n)[\\s*/=#-]*(?:code |source )?(?:auto-?|auto |automatically )?generated (?:by|from|with|code|file|source|class)\\b"
                    + "|(?:^|\\n)[\\s*/=#-]*(?:auto-?generated|automatically generated)\\b");

    private GeneratedMarks() {
    }

    /** A scan of the head of the file, never of all of it; safe for several threads. */
    public static boolean looksGenerated(byte[] bytes) {
        int end = Math.min(bytes.length, HEAD);
        int i = 0;
        int round = 0;
        boolean code = false;
        while (i < end) {
            byte b = bytes[i];
            byte next = i + 1 < end ? bytes[i + 1] : 0;
            if (b == '/' && (next == '*' || next == '/')) {
                int stop = next == '*' ? endOfBlock(bytes, i + 2, end) : endOfLines(bytes, i + 2, end);
                if (commentSaysSo(bytes, i, stop, !code)) return true;
                i = stop;
            } else if (b == '"' || b == '\'') {
                i = endOfLiteral(bytes, i, end);
            } else if (b == '@') {
                int stop = endOfName(bytes, i + 1, end);
                if (isGenerated(bytes, i + 1, stop)) return true;
                // Annotations may stand before the package, so they do not end the header.
                i = stop;
            } else if (b == '{' && round == 0) {
                return false;
            } else {
                if (b == '(') round++;
                if (b == ')') round--;
                if (b > ' ') code = true;
                i++;
            }
        }
        return false;
    }

    private static boolean isGenerated(byte[] bytes, int from, int to) {
        String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return name.equals("Generated") || name.endsWith(".Generated");
    }

    private static boolean commentSaysSo(byte[] bytes, int from, int to, boolean beforePackage) {
        if (!mentionsGenerated(bytes, from, to)) return false;
        String comment = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return SAYS_SO.matcher(comment).find() || beforePackage && HEADER.matcher(comment).find();
    }

    /** Every mark holds this word; most comments do not, and are done with here. */
    private static boolean mentionsGenerated(byte[] bytes, int from, int to) {
        for (int i = from; i + 9 <= to; i++) {
            if ((bytes[i] | 0x20) == 'g' && (bytes[i + 1] | 0x20) == 'e' && (bytes[i + 2] | 0x20) == 'n'
                    && (bytes[i + 3] | 0x20) == 'e' && (bytes[i + 4] | 0x20) == 'r' && (bytes[i + 5] | 0x20) == 'a'
                    && (bytes[i + 6] | 0x20) == 't' && (bytes[i + 7] | 0x20) == 'e' && (bytes[i + 8] | 0x20) == 'd') return true;
        }
        return false;
    }

    private static int endOfBlock(byte[] bytes, int i, int end) {
        for (; i + 1 < end; i++) {
            if (bytes[i] == '*' && bytes[i + 1] == '/') return i + 2;
        }
        return end;
    }

    /** Lines of {@code //} that follow each other are one comment, as "generated" and "do not edit" often stand on two. */
    private static int endOfLines(byte[] bytes, int i, int end) {
        while (true) {
            while (i < end && bytes[i] != '\n' && bytes[i] != '\r') i++;
            int next = i;
            while (next < end && bytes[next] <= ' ' && bytes[next] > 0) next++;
            if (next + 1 < end && bytes[next] == '/' && bytes[next + 1] == '/') i = next + 2;
            else return i;
        }
    }

    private static int endOfLiteral(byte[] bytes, int i, int end) {
        byte quote = bytes[i++];
        while (i < end && bytes[i] != quote && bytes[i] != '\n') {
            if (bytes[i] == '\\') i++;
            i++;
        }
        return Math.min(end, i + 1);
    }

    private static int endOfName(byte[] bytes, int i, int end) {
        while (i < end && (bytes[i] == '.' || bytes[i] == '_' || bytes[i] == '$' || Character.isLetterOrDigit(bytes[i] & 0xFF))) i++;
        return i;
    }
}
