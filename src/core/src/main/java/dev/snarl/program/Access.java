package dev.snarl.program;

import dev.snarl.facts.Span;
import dev.snarl.knowledge.MethodFact;

/**
 * A field (or an element of the array in it) is read, written or updated.
 *
 * @param element    an array element, not the field itself
 * @param base       the object whose field it is; a class for a static field
 * @param lambda     the lambda of the method that it happens in and that does not, or may not, run in the caller's thread; -1 for the caller's thread
 * @param runs       how that lambda runs; IMMEDIATE for -1
 * @param held       the locks that the body holds there; add {@link Program#entryLocks} when {@code lambda} is -1
 * @param owned      the object was made in this body and nobody else can know it yet
 * @param dependent  a write whose value depends on a read of the same field before it
 * @param loops      how many loops stand around it
 * @param valueParam for a write: the parameter that is stored, or -1
 * @param pool       for a write: the knowledge of the executor that is created and stored, or null
 * @param constant   for a write: the value is a literal
 * @param ownSlot    an element whose index is a variable that the task has captured: each run may have an element of its own
 */
public record Access(Field field, AccessKind kind, boolean element, Path base, Method method, int event, int lambda, Runs runs, Held held, Span span,
                     boolean owned, boolean dependent, int loops, int valueParam, MethodFact pool, boolean constant, boolean ownSlot) {
    /** In the thread that calls the method. */
    public boolean inCallersThread() {
        return lambda < 0;
    }

    public boolean writes() {
        return kind.writes();
    }

    /** Constructors and initialisers on their own object or class: before it is published. */
    public boolean initial() {
        return method.facts().isInitializer() && lambda < 0 && (base.isThis() || field.isStatic() && method.owner() == field.owner());
    }
}
