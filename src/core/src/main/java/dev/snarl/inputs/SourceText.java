package dev.snarl.inputs;

import dev.snarl.facts.Notice;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a source, and what was wrong with its bytes.
 * A byte order mark is not part of the text. Lines end with {@code \n}, {@code \r\n} or {@code \r}; columns count UTF-16 units from 1.
 *
 * @param text    what can be analysed; empty when {@link Problem#analysed} is false
 * @param problem null when the bytes were fine
 */
public record SourceText(String text, Problem problem) {
    /**
     * @param kind     {@code not-utf8} or {@code nul-bytes}
     * @param line     of the first bad byte, from 1
     * @param column   of the first bad byte, from 1
     * @param analysed false when the file is no text at all
     */
    public record Problem(String kind, int line, int column, String message, String remedy, boolean analysed) {
    }

    private static final char REPLACEMENT = '\uFFFD';

    /** Never fails: bytes that are no UTF-8 are read as ISO-8859-1, which leaves everything but some letters in comments and literals right. */
    public static SourceText decode(byte[] bytes) {
        if (startsWith(bytes, 0xFE, 0xFF)) return utf16(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE));
        if (startsWith(bytes, 0xFF, 0xFE)) return utf16(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE));
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        if (looksBinary(bytes)) {
            int at = Math.max(0, indexOfNul(bytes));
            int[] place = place(new String(bytes, 0, at, StandardCharsets.ISO_8859_1), at);
            return new SourceText("", new Problem("nul-bytes", place[0], place[1], "not a text file, so it was not analysed",
                    "save it as UTF-8, or exclude it", false));
        }
        String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        Problem problem = null;
        // A replacement character is either in the file itself or stands for a malformed byte: only then look closely.
        if (text.indexOf(REPLACEMENT) >= 0) {
            int good = wellFormedPrefix(bytes, start);
            if (start + good < bytes.length) {
                String before = new String(bytes, start, good, StandardCharsets.UTF_8);
                int[] place = place(before, before.length());
                problem = new Problem("not-utf8", place[0], place[1],
                        String.format("not UTF-8: byte 0x%02X; read as ISO-8859-1", bytes[start + good] & 0xFF), "save it as UTF-8", true);
                text = new String(bytes, start, bytes.length - start, StandardCharsets.ISO_8859_1);
            }
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            if (problem == null) {
                int[] place = place(text, nul);
                problem = new Problem("nul-bytes", place[0], place[1], "NUL byte; read as a space", "remove the NUL bytes", true);
            }
            text = text.replace('\0', ' ');
        }
        return new SourceText(text, problem);
    }

    /** The problem as a notice at this display path. */
    public Optional<Notice> notice(String displayPath) {
        if (problem == null) return Optional.empty();
        return Optional.of(new Notice(problem.kind, displayPath, problem.line, problem.column, problem.message, problem.remedy, !problem.analysed));
    }

    /** The lines without their ends; a text that ends with a line end has no empty line after it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') continue;
            lines.add(text.substring(from, i));
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') i++;
            from = i + 1;
        }
        if (from < text.length()) lines.add(text.substring(from));
        return lines;
    }

    private static SourceText utf16(String text) {
        return new SourceText(text, new Problem("not-utf8", 1, 1, "UTF-16, not UTF-8; read as UTF-16", "save it as UTF-8", true));
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) return false;
        }
        return true;
    }

    /** Class files, archives and programs by their first bytes, anything else by more than one NUL in ten bytes. */
    private static boolean looksBinary(byte[] bytes) {
        if (startsWith(bytes, 0xCA, 0xFE, 0xBA, 0xBE) || startsWith(bytes, 'P', 'K', 3, 4) || startsWith(bytes, 0x7F, 'E', 'L', 'F')) return true;
        int first = indexOfNul(bytes);
        if (first < 0) return false;
        int nuls = 0;
        for (int i = first; i < bytes.length; i++) {
            if (bytes[i] == 0) nuls++;
        }
        return nuls > bytes.length / 10;
    }

    private static int indexOfNul(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) return i;
        }
        return -1;
    }

    /** How many bytes from the start are well-formed UTF-8. */
    private static int wellFormedPrefix(byte[] bytes, int start) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(8192);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isOverflow()) return in.position() - start;
            out.clear();
        }
    }

    private static int[] place(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
                lineStart = i + 1;
            }
        }
        return new int[] {line, index - lineStart + 1};
    }
}
