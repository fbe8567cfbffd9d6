package dev.snarl.program;

/**
 * Two threads that come to one field of one object, at least one of them writing, with nothing that orders them and no common lock.
 *
 * @param first  a task's side (or a caller's, for a class whose instances are shared by declaration)
 * @param second another thread's side; may be the same access, by a second run of the same task
 */
public record Race(Side first, Side second) {
    /** Both write, and at least one of them computes its value from the old one: an update can be lost. */
    public boolean lostUpdate() {
        return first.writes() && second.writes() && (updates(first) || updates(second));
    }

    private static boolean updates(Side s) {
        return s.access().kind() == AccessKind.UPDATE || s.access().dependent();
    }
}
