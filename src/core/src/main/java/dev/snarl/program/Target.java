package dev.snarl.program;

import java.util.List;

/**
 * What a call or creation calls. {@code method} is null where nothing is known. {@code ambiguous}: several overloads remain, {@code method} is one of them.
 *
 * @param receiver     the static type of the receiver (the enclosing type for an unqualified call, the type for a static one); unknown when it is not known
 * @param implicit     for an unqualified call the lexically enclosing type whose member it is, else null
 * @param viaType      the call is qualified by a type name
 * @param candidates   the overloads that remain (one when resolved)
 */
public record Target(MethodDecl method, Type receiver, SourceType implicit, boolean viaType, boolean ambiguous, List<MethodDecl> candidates) {
    static final Target NONE = new Target(null, Type.UNKNOWN, null, false, false, List.of());

    static Target unknown(Type receiver) {
        return new Target(null, receiver, null, false, false, List.of());
    }

    public boolean resolved() {
        return method != null && !ambiguous;
    }

    /** The scanned method it resolves to, or null. */
    public Method source() {
        return method instanceof Method m ? m : null;
    }
}
