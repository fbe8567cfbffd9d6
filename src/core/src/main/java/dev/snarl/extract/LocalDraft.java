package dev.snarl.extract;

import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.List;

/** A local while its body is lowered. */
final class LocalDraft {
    final String name;
    private final LocalFacts.Kind kind;
    private final TypeRef type;
    private final int lambda, scopeDepth;
    private final Span span;
    private List<String> suppressed = List.of();
    private int assignments;
    private Value initial;
    private boolean declaredWithValue;

    LocalDraft(String name, LocalFacts.Kind kind, TypeRef type, int lambda, Span span, int scopeDepth) {
        this.name = name;
        this.kind = kind;
        this.type = type;
        this.lambda = lambda;
        this.span = span;
        this.scopeDepth = scopeDepth;
    }

    /** What a {@code @SuppressWarnings} at the declaration says. */
    void suppressed(List<String> words) {
        suppressed = words;
    }

    /** The declaration gives the value and counts as an assignment. */
    void initialised(Value value) {
        assignments++;
        initial = value;
        declaredWithValue = true;
    }

    /** What a pattern binds: the value is known, but nothing was assigned. */
    void bound(Value value) {
        initial = value;
    }

    void assigned(Value value) {
        assignments++;
        if (declaredWithValue) return;
        initial = kind == LocalFacts.Kind.VARIABLE && assignments == 1 ? value : null;
    }

    LocalFacts finish() {
        return new LocalFacts(name, kind, type, lambda, assignments, initial, span, scopeDepth, suppressed);
    }
}
