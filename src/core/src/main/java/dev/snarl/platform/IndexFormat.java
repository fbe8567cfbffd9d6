package dev.snarl.platform;

/**
 * The layout of {@code jdk.idx}; docs/platform-index.md tells it in words. All header fields are four bytes, big-endian.
 */
final class IndexFormat {
    static final int MAGIC = 0x534e4a58; // SNJX
    static final int VERSION = 1;

    static final int H_MAGIC = 0;
    static final int H_VERSION = 4;
    static final int H_RELEASE = 8;
    static final int H_TYPES = 12;
    static final int H_PACKAGES = 16;
    static final int H_STRINGS = 20;
    static final int H_REFS = 24;
    static final int H_STRING_OFFSETS = 28;
    static final int H_STRING_BYTES = 32;
    static final int H_REF_OFFSETS = 36;
    static final int H_REF_BYTES = 40;
    static final int H_TYPE_OFFSETS = 44;
    static final int H_TYPE_BYTES = 48;
    static final int H_PACKAGE_OFFSETS = 52;
    static final int H_PACKAGE_BYTES = 56;
    static final int H_SIZE = 60;

    /** In a member's flags: its life span follows; otherwise it is the type's. */
    static final int OWN_LIFE = 1 << 10;
    /** In a method's flags: type parameters follow. */
    static final int GENERIC = 1 << 11;
    /** In a method's flags: thrown types follow. */
    static final int THROWS = 1 << 12;
    static final int STORED_ONLY = OWN_LIFE | GENERIC | THROWS;

    private IndexFormat() {
    }
}
