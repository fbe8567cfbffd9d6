package dev.snarl.facts;

/** Modifiers of a declaration as one bit set. Implicit modifiers (interface members, enum constants, record fields) are set too. */
public final class Mods {
    public static final int PUBLIC = 1, PRIVATE = 2, PROTECTED = 4, STATIC = 8, FINAL = 16, SYNCHRONIZED = 32, VOLATILE = 64,
            TRANSIENT = 128, NATIVE = 256, ABSTRACT = 1024, STRICTFP = 2048, DEFAULT = 1 << 16, SEALED = 1 << 17, NON_SEALED = 1 << 18,
            VARARGS = 1 << 19, ENUM_CONSTANT = 1 << 20, COMPACT = 1 << 21, RECORD_COMPONENT = 1 << 22;

    private Mods() {}

    public static boolean has(int mods, int bit) {
        return (mods & bit) != 0;
    }
}
