package dev.snarl.program;

import dev.snarl.facts.Span;
import dev.snarl.facts.Value;

/**
 * A way out of a method (lambdas' ways out are not listed).
 *
 * @param value the returned value, or null
 */
public record Exit(Kind kind, Held held, Value value, Span span) {
    public enum Kind { RETURN, END, THROW, EXCEPTION }

    public boolean normal() {
        return kind == Kind.RETURN || kind == Kind.END;
    }
}
