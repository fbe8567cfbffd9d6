package dev.snarl.program;

/** An answer of the linker. Unknown never helps a finding. */
public enum Tri {
    NO, UNKNOWN, YES;

    public boolean yes() {
        return this == YES;
    }

    public boolean no() {
        return this == NO;
    }

    public boolean possible() {
        return this != NO;
    }

    public Tri or(Tri o) {
        return compareTo(o) >= 0 ? this : o;
    }

    public static Tri of(boolean b) {
        return b ? YES : NO;
    }
}
