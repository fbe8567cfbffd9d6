package dev.snarl.facts;

import java.util.List;

/**
 * A type as it is written in a signature.
 *
 * @param name     the qualified name with dots, also for nesting; a primitive, {@code void}, or a type variable's name
 * @param args     type arguments, empty for a raw or plain type
 * @param dims     array dimensions
 * @param wildcard 0 for none, '+' for {@code ? extends name}, '-' for {@code ? super name}, '*' for {@code ?} (name "?")
 */
public record TypeRef(String name, List<TypeRef> args, int dims, char wildcard) {
    public TypeRef {
        args = List.copyOf(args);
    }
}
