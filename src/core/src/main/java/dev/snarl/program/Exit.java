package dev.snarl.program;

import dev.snarl.facts.Span;
import dev.snarl.facts.Value;

/**
 * A way out of a method or of one of its lambdas; one for each set of locks that may be held there.
 *
 * @param held   the locks held on that way: its entries are certain unless nothing certain is known of them at all
 * @param value  the returned value, or null
 * @param truth  whether the returned value is true (not null, not zero) on that way, as far as it is known
 * @param span   the statement, or for an exception what may throw it; the whole method for {@link Kind#END}
 * @param lambda the lambda that is left, or -1 for the method
 * @param owed   the locks that were given back though the body had not taken them
 */
public record Exit(Kind kind, Held held, Value value, Tri truth, Span span, int lambda, java.util.List<Lock> owed) {
    public enum Kind { RETURN, END, THROW, EXCEPTION }

    public boolean normal() {
        return kind == Kind.RETURN || kind == Kind.END;
    }
}
