package dev.snarl.facts;

import java.util.List;

/**
 * A local variable or parameter of a body (the body's lambdas included): a definition, not a name.
 *
 * @param kind        where it comes from
 * @param type        as written; {@link TypeRef#VAR} where it is inferred (also for untyped lambda parameters)
 * @param lambda      the index of the lambda whose body declares it, or -1 for the method's own
 * @param assignments how often it is assigned, its declaration's initialiser counted; a parameter that is never assigned has 0
 * @param initial     the value of its declaration or of its only assignment, or null: with {@code assignments <= 1} it is the local's value for good;
 *                    for a type pattern what is matched (then {@code assignments} is 0)
 * @param span        its name at its declaration
 * @param suppressed  the words of a {@code @SuppressWarnings} at its declaration
 * @param scopeDepth  the number of loops of the body (from the outside of the method, lambdas' own loops counted from the lambda) that its declaration stands in
 */
public record LocalFacts(String name, Kind kind, TypeRef type, int lambda, int assignments, Value initial, Span span, int scopeDepth, List<String> suppressed) {
    public LocalFacts {
        suppressed = List.copyOf(suppressed);
    }

    public enum Kind { PARAM, VARIABLE, LAMBDA_PARAM, FOREACH, RESOURCE, CATCH, PATTERN }

    /** True when the local never changes after its first value. */
    public boolean effectivelyFinal() {
        return kind == Kind.VARIABLE ? assignments <= 1 : kind == Kind.RESOURCE ? assignments <= 1 : assignments == 0;
    }
}
