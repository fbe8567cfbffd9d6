package dev.snarl.program;

import dev.snarl.facts.Span;

/**
 * A guarded member is used without the lock that its annotation names.
 *
 * @param field   the guarded field, or null
 * @param method  the guarded method that is called, or null
 * @param guard   what the annotation names
 * @param user    the method that uses it
 * @param kind    how the field is used; null for a call
 * @param cause   what is wrong with what is held
 * @param instead the lock that is held instead, as the user names it, or null
 * @param wanted  the lock as the user would have to name it, or as it is written
 * @param event   the use
 * @param lambda  the use stands in a lambda that runs later, or in another thread, or in nobody's sight
 */
public record GuardBreach(Field field, Method method, DeclaredGuard guard, Method user, AccessKind kind, Cause cause, String instead, String wanted, int event, Span span,
                          boolean lambda) {
    public enum Cause {
        /** Nothing like it is held. */
        UNHELD,
        /** The lock of another object of the class is held. */
        OTHER_OBJECT,
        /** It is held for reading, and this writes. */
        READ_HOLD
    }

    public boolean writes() {
        return kind != null && kind.writes();
    }

    /** What is guarded: stable when lines move. */
    public String memberKey() {
        return field != null ? field.key() : method.key();
    }
}
