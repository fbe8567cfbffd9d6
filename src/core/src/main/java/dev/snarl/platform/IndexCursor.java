package dev.snarl.platform;

/** Reads variable-length numbers from the index's bytes; one per decoding, so it needs no locks. */
final class IndexCursor {
    private final byte[] bytes;
    private int at;

    IndexCursor(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    int at() {
        return at;
    }

    /** Seven bits a byte, least significant first; the high bit says that more follow. */
    int number() {
        int b = bytes[at++];
        int value = b & 0x7f;
        for (int shift = 7; b < 0; shift += 7) {
            b = bytes[at++];
            value |= (b & 0x7f) << shift;
        }
        return value;
    }

    static int fixed(byte[] bytes, int at, int width) {
        int value = 0;
        for (int i = 0; i < width; i++) value = value << 8 | bytes[at + i] & 0xff;
        return value;
    }
}
