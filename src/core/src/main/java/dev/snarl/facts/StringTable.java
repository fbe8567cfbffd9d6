package dev.snarl.facts;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The strings that stand in front of what {@link FactsWriter} wrote, looked at where they lie. Trusts that the checksum fits: whoever decodes the rest
 * compares it. Used once, by one thread.
 */
final class StringTable {
    private final byte[] bytes;
    private int at;

    StringTable(byte[] bytes) {
        this.bytes = bytes;
    }

    private int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = bytes[at++];
            value |= (b & 0x7F) << shift;
            if (b >= 0) return value;
        }
    }

    /** Whether a word is there: letters, digits, {@code _} and {@code $} between other characters or ends. */
    boolean holds(String word) {
        int length = word.length();
        byte[] latin = word.getBytes(StandardCharsets.ISO_8859_1);
        boolean narrowWord = new String(latin, StandardCharsets.ISO_8859_1).equals(word);
        for (int left = number(); left > 0; left--) {
            int head = number();
            int n = head >>> 1;
            if ((head & 1) == 0) {
                if (narrowWord && n >= length && within(latin, at, at + n)) return true;
                at += n;
            } else {
                boolean[] found = {false};
                split(wide(n), w -> found[0] |= w.equals(word));
                if (found[0]) return true;
            }
        }
        return false;
    }

    private boolean within(byte[] word, int from, int end) {
        outer:
        for (int i = from; i <= end - word.length; i++) {
            for (int j = 0; j < word.length; j++) if (bytes[i + j] != word[j]) continue outer;
            int after = i + word.length;
            if ((i == from || !part(bytes[i - 1] & 0xFF)) && (after == end || !part(bytes[after] & 0xFF))) return true;
        }
        return false;
    }

    void words(Consumer<String> out) {
        for (int left = number(); left > 0; left--) {
            int head = number();
            int n = head >>> 1;
            if ((head & 1) == 0) {
                int from = at;
                at += n;
                narrow(from, at, out);
            } else {
                split(wide(n), out);
            }
        }
    }

    private void narrow(int from, int end, Consumer<String> out) {
        int start = from;
        for (int i = from; i <= end; i++) {
            if (i < end && part(bytes[i] & 0xFF)) continue;
            if (i > start) out.accept(new String(bytes, start, i - start, StandardCharsets.ISO_8859_1));
            start = i + 1;
        }
    }

    private String wide(int n) {
        char[] chars = new char[n];
        for (int i = 0; i < n; i++, at += 2) chars[i] = (char) (bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8);
        return new String(chars);
    }

    private static void split(String s, Consumer<String> out) {
        int start = 0;
        for (int i = 0; i <= s.length(); i++) {
            if (i < s.length() && part(s.charAt(i))) continue;
            if (i > start) out.accept(s.substring(start, i));
            start = i + 1;
        }
    }

    private static boolean part(int c) {
        return c < 0x80 ? c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' : Character.isJavaIdentifierPart(c)
                || Character.isSurrogate((char) c);
    }
}
