package dev.snarl.report;

/**
 * How one code point is shown: what would move the cursor, reorder the line or stay invisible is written as a Java escape instead,
 * so that no source text or name can forge a report.
 */
final class Glyph {
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, {0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x26CE, 0x26CE},
        {0x2705, 0x2705}, {0x2728, 0x2728}, {0x274C, 0x274C}, {0x2753, 0x2755}, {0x2795, 0x2797}, {0x2E80, 0x303E}, {0x3041, 0x33FF},
        {0x3400, 0x4DBF}, {0x4E00, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

    private Glyph() {}

    /** Whether the code point is written as an escape. A tab and a line feed are, unless the caller lays them out. */
    static boolean escaped(int c) {
        if (c >= 0x20 && c < 0x7F) return false;
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.PRIVATE_USE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return true;
            default:
                // The fillers are letters by type, and blank on the screen; tags and joiners are of type FORMAT.
                return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c >= 0xE0000 && c <= 0xE0FFF;
        }
    }

    /** The code point as it is shown, escaped where it must be. */
    static String shown(int c) {
        if (!escaped(c)) return Character.toString(c);
        StringBuilder out = new StringBuilder();
        for (char unit : Character.toChars(c)) out.append(String.format("\\u%04X", (int) unit));
        return out.toString();
    }

    /** The columns that the shown code point takes. */
    static int width(int c) {
        if (c >= 0x20 && c < 0x7F) return 1;
        if (escaped(c)) return Character.charCount(c) * 6;
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) return 0;
        for (int[] range : WIDE) {
            if (c < range[0]) return 1;
            if (c <= range[1]) return 2;
        }
        return 1;
    }
}
