package dev.snarl.cache;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of some bytes, as four big-endian words. Equal bytes have equal hashes; that others have the same is not to be expected. */
public record ContentHash(long a, long b, long c, long d) {
    static final int BYTES = 32;

    public static ContentHash of(byte[] bytes) {
        return read(ByteBuffer.wrap(digest().digest(bytes)));
    }

    /** The hash whose 32 bytes come next in {@code buffer}. */
    static ContentHash read(ByteBuffer buffer) {
        return new ContentHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    void write(ByteBuffer buffer) {
        buffer.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The hash made so far. */
    static ContentHash of(MessageDigest digest) {
        return read(ByteBuffer.wrap(digest.digest()));
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
