package dev.snarl.facts;

/** The compact form of a {@link Body}. */
public final class BodyCodec {
    private BodyCodec() {}

    public static byte[] encode(Body body) {
        throw new UnsupportedOperationException();
    }

    public static Body decode(byte[] bytes) {
        throw new UnsupportedOperationException();
    }
}
