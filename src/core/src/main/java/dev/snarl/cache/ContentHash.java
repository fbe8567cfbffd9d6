package dev.snarl.cache;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of some bytes, as four big-endian words. Equal bytes have equal hashes; that others have the same is not to be expected. */
public record ContentHash(long a, long b, long c, long d) {
    static final int BYTES = 32;

    /** The hash of {@code bytes}, which may be empty. */
    public static ContentHash of(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The hash whose 32 bytes come next in {@code buffer}. */
    static ContentHash read(ByteBuffer buffer) {
        return new ContentHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    /** Bit by bit: with a hash of something else it gives keys of a kind of their own. */
    ContentHash xor(ContentHash o) {
        return new ContentHash(a ^ o.a, b ^ o.b, c ^ o.c, d ^ o.d);
    }

    /** 64 lower-case hexadecimal digits: fit for a file's name. */
    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }

    @Override
    public int hashCode() {
        return (int) a;
    }

    @Override
    public String toString() {
        return hex();
    }
}
