package dev.snarl.facts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A growing array with the parts that every stored fact is made of. Numbers are varints of the 32 bits taken as unsigned (so every int is
 * allowed, small ones are short); strings stand in a table in front, so that they can be told without reading the rest; types stand in full at their
 * first use and are a number afterwards; a span is written against the line of the one before. The mirror is {@link FactsReader}.
 */
class FactsWriter {
    static final int CHECKSUM_BYTES = 4;
    static final int NULL = 0, NEW = 1, FIRST_KNOWN = 2;
    static final int SPAN_NULL = 0, SPAN_ONE_LINE = 1, SPAN_LINES = 2, SPAN_NONE = 3, SPAN_SAME = 4;

    private byte[] bytes;
    private int size;
    private byte[] table = new byte[256];
    private int tableSize;
    private int tableCount;
    private final Ordinals strings = new Ordinals(64);
    private final Ordinals types = new Ordinals(16);
    private Span last;
    private int lastLine;

    FactsWriter(int expected) {
        bytes = new byte[expected];
    }

    /** What was written, with its strings and checksum. */
    final byte[] finish() {
        byte[] content = bytes;
        int length = size;
        bytes = new byte[Math.addExact(Math.addExact(length, tableSize), 5 + CHECKSUM_BYTES)];
        size = 0;
        number(tableCount);
        System.arraycopy(table, 0, bytes, size, tableSize);
        size += tableSize;
        System.arraycopy(content, 0, bytes, size, length);
        size += length;
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, size);
        int value = (int) sum.getValue();
        for (int i = 0; i < CHECKSUM_BYTES; i++) bytes[size++] = (byte) (value >>> 8 * i);
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
    }

    final void raw(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    final void number(int value) {
        room(5);
        int v = value;
        while ((v & ~0x7F) != 0) {
            bytes[size++] = (byte) (v | 0x80);
            v >>>= 7;
        }
        bytes[size++] = (byte) v;
    }

    /** A number that may be a little below zero. */
    final void signed(int value) {
        number(value << 1 ^ value >> 31);
    }

    private void wide(long value) {
        room(10);
        long v = value;
        while ((v & ~0x7FL) != 0) {
            bytes[size++] = (byte) (v | 0x80);
            v >>>= 7;
        }
        bytes[size++] = (byte) v;
    }

    final void flag(boolean value) {
        raw(value ? 1 : 0);
    }

    final void block(byte[] value) {
        number(value.length);
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    final void string(String value) {
        if (value == null) {
            number(NULL);
            return;
        }
        int known = strings.get(value);
        if (known == Ordinals.ABSENT) {
            strings.add(value);
            known = tableCount++;
            swap();
            characters(value);
            swap();
        }
        number(known + 1);
    }

    /** What is written next goes to the table of strings, or to the content again. */
    private void swap() {
        byte[] other = bytes;
        int otherSize = size;
        bytes = table;
        size = tableSize;
        table = other;
        tableSize = otherSize;
    }

    /** One byte for each character where that is enough, else two; a lone surrogate is a character as any other. */
    private void characters(String value) {
        int n = value.length();
        boolean narrow = true;
        for (int i = 0; i < n && narrow; i++) narrow = value.charAt(i) < 0x100;
        wide((long) n << 1 | (narrow ? 0 : 1));
        if (narrow) {
            byte[] latin = value.getBytes(StandardCharsets.ISO_8859_1);
            room(n);
            System.arraycopy(latin, 0, bytes, size, n);
            size += n;
        } else {
            room(Math.multiplyExact(n, 2));
            for (int i = 0; i < n; i++) {
                char c = value.charAt(i);
                bytes[size++] = (byte) c;
                bytes[size++] = (byte) (c >>> 8);
            }
        }
    }

    final void type(TypeRef value) {
        if (value == null) {
            number(NULL);
            return;
        }
        int known = types.get(value);
        if (known != Ordinals.ABSENT) {
            number(known + FIRST_KNOWN);
            return;
        }
        number(NEW);
        string(value.name());
        types(value.args());
        number(value.dims());
        number(value.wildcard());
        types.add(value);
    }

    final void types(List<TypeRef> values) {
        number(values.size());
        for (int i = 0; i < values.size(); i++) type(values.get(i));
    }

    final void span(Span value) {
        if (value == null) {
            raw(SPAN_NULL);
        } else if (last != null && same(value, last)) {
            raw(SPAN_SAME);
        } else if (same(value, Span.NONE)) {
            raw(SPAN_NONE);
        } else {
            int down = value.line() - lastLine;
            boolean oneLine = value.endLine() == value.line();
            wide(Integer.toUnsignedLong(down << 1 ^ down >> 31) << 3 | (oneLine ? SPAN_ONE_LINE : SPAN_LINES));
            number(value.column());
            if (oneLine) {
                number(value.endColumn() - value.column());
            } else {
                number(value.endLine() - value.line());
                number(value.endColumn());
            }
            last = value;
            lastLine = value.line();
        }
    }

    private static boolean same(Span a, Span b) {
        return a == b || a.line() == b.line() && a.column() == b.column() && a.endLine() == b.endLine() && a.endColumn() == b.endColumn();
    }
}
