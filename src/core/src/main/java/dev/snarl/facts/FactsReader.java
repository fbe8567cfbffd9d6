package dev.snarl.facts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A cursor over what {@link FactsWriter} wrote. Trusts nothing: the checksum is compared first, and even where it fits, every count is held
 * against the bytes that are left, every table number against the table. Equal strings, and equal types, of one reader are one object.
 * All that is wrong is told as {@link CorruptFactsException}.
 */
class FactsReader {
    private final byte[] bytes;
    private final int end;
    private int at;
    private final String[] strings;
    private TypeRef[] types = new TypeRef[16];
    private int typeCount;
    private Span last;
    private int lastLine;

    /** @throws CorruptFactsException when the checksum at the end of {@code bytes} does not fit */
    FactsReader(byte[] bytes) {
        int length = bytes.length - FactsWriter.CHECKSUM_BYTES;
        if (length < 0) throw corrupt("too short");
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        int stored = 0;
        for (int i = 0; i < FactsWriter.CHECKSUM_BYTES; i++) stored |= (bytes[length + i] & 0xFF) << 8 * i;
        if (stored != (int) sum.getValue()) throw corrupt("wrong checksum");
        this.bytes = bytes;
        this.end = length;
        int n = count();
        String[] table = new String[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == table.length) table = Arrays.copyOf(table, next(i, n));
            table[i] = characters();
        }
        this.strings = n < table.length ? Arrays.copyOf(table, n) : table;
    }

    static CorruptFactsException corrupt(String what) {
        return new CorruptFactsException("stored facts: " + what);
    }

    /** @throws CorruptFactsException when something is left */
    final void finish() {
        if (at != end) throw corrupt("bytes left over");
    }

    final int raw() {
        if (at >= end) throw corrupt("ends too early");
        return bytes[at++] & 0xFF;
    }

    final int number() {
        if (at < end && bytes[at] >= 0) return bytes[at++];
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = raw();
            value |= (b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw corrupt("number too long");
    }

    final int signed() {
        int v = number();
        return v >>> 1 ^ -(v & 1);
    }

    private long wide() {
        if (at < end && bytes[at] >= 0) return bytes[at++];
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = raw();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) return value;
        }
        throw corrupt("number too long");
    }

    final boolean flag() {
        int b = raw();
        if (b > 1) throw corrupt("no flag");
        return b == 1;
    }

    /** The size of a list whose elements take a byte at least. */
    final int count() {
        int n = number();
        if (n < 0 || n > end - at) throw corrupt("absurd count");
        return n;
    }

    final byte[] block() {
        int n = count();
        at += n;
        return Arrays.copyOfRange(bytes, at - n, at);
    }

    /** Null where null was written. */
    final String string() {
        int n = number();
        if (n == FactsWriter.NULL) return null;
        if (n < 0 || n > strings.length) throw corrupt("no such string");
        return strings[n - 1];
    }

    private String characters() {
        long head = wide();
        long n = head >>> 1;
        boolean narrow = (head & 1) == 0;
        if (n > (end - at) / (narrow ? 1 : 2)) throw corrupt("absurd length");
        if (narrow) {
            String value = new String(bytes, at, (int) n, StandardCharsets.ISO_8859_1);
            at += (int) n;
            return value;
        }
        char[] chars = new char[(int) n];
        for (int i = 0; i < chars.length; i++, at += 2) chars[i] = (char) (bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8);
        return new String(chars);
    }

    /** Null where null was written. */
    final TypeRef type() {
        int n = number();
        if (n >= FactsWriter.FIRST_KNOWN) {
            n -= FactsWriter.FIRST_KNOWN;
            if (n >= typeCount) throw corrupt("no such type");
            return types[n];
        }
        if (n < 0) throw corrupt("no such type");
        if (n == FactsWriter.NULL) return null;
        String name = string();
        List<TypeRef> args = types();
        int dims = number();
        int wildcard = number();
        if (wildcard < 0 || wildcard > Character.MAX_VALUE) throw corrupt("no wildcard");
        TypeRef value = new TypeRef(name, args, dims, (char) wildcard);
        if (typeCount == types.length) types = Arrays.copyOf(types, typeCount * 2);
        return types[typeCount++] = value;
    }

    final List<TypeRef> types() {
        int n = count();
        if (n == 0) return List.of();
        TypeRef[] values = new TypeRef[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == values.length) values = Arrays.copyOf(values, next(i, n));
            values[i] = present(type());
        }
        return List.of(values);
    }

    static <T> T present(T value) {
        if (value == null) throw corrupt("missing element");
        return value;
    }

    /** The first room for a list: no more than a few, so that a false count costs nothing before its elements are there. */
    static int first(int count) {
        return Math.min(count, 32);
    }

    /** The next room, after {@code full}, for a list of {@code count}. */
    static int next(int full, int count) {
        return (int) Math.min(count, full * 2L);
    }

    /** Null where null was written. */
    final Span span() {
        long head = wide();
        switch ((int) head & 7) {
            case FactsWriter.SPAN_NULL:
                return null;
            case FactsWriter.SPAN_NONE:
                return Span.NONE;
            case FactsWriter.SPAN_SAME:
                if (last == null) throw corrupt("no span before");
                return last;
            case FactsWriter.SPAN_ONE_LINE: {
                int line = line(head);
                int column = number();
                return last = new Span(line, column, line, column + number());
            }
            case FactsWriter.SPAN_LINES: {
                int line = line(head);
                int column = number();
                int endLine = line + number();
                return last = new Span(line, column, endLine, number());
            }
            default:
                throw corrupt("no span");
        }
    }

    private int line(long head) {
        int down = (int) (head >>> 3);
        return lastLine += down >>> 1 ^ -(down & 1);
    }
}
