package dev.snarl.program;

/**
 * A lock that an annotation names, as its member's class sees it.
 *
 * @param text     as written
 * @param kind     what is known of it
 * @param path     the lock, seen from the annotated member: rooted in this, an enclosing object, a class or a parameter; unknown unless {@code kind} is LOCK
 * @param mode     a read hold suffices, or it takes an exclusive one
 * @param referent what the field refers to is guarded, not the field
 * @param problem  for INVALID: why it names no lock that can guard the member; else empty
 */
public record DeclaredGuard(String text, Kind kind, Path path, LockMode mode, boolean referent, String problem) {
    public enum Kind {
        /** It names a lock. */
        LOCK,
        /** The object that the field refers to guards itself. */
        ITSELF,
        /** Not to be told from what is scanned. */
        UNKNOWN,
        /** It certainly names no lock that could guard the member. */
        INVALID
    }

    static DeclaredGuard unknown(String text) {
        return new DeclaredGuard(text, Kind.UNKNOWN, Path.UNKNOWN, LockMode.EXCLUSIVE, false, "");
    }

    static DeclaredGuard invalid(String text, String problem) {
        return new DeclaredGuard(text, Kind.INVALID, Path.UNKNOWN, LockMode.EXCLUSIVE, false, problem);
    }
}
