package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.List;

/**
 * A type parameter of a type or method.
 *
 * @param bounds the declared bounds, class first; empty where only {@code Object} bounds it
 */
public record TypeParameter(String name, List<TypeRef> bounds) {
    public TypeParameter {
        bounds = List.copyOf(bounds);
    }
}
