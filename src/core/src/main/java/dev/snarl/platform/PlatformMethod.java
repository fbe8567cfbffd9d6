package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.List;

/**
 * A public or protected method or constructor.
 *
 * @param name       {@code <init>} for a constructor
 * @param parameters generic types of the declared parameters; the last one of a varargs method is an array. The
 *                   enclosing instance of an inner class's constructor is none of them
 * @param returns    the generic return type; {@code void} for a constructor
 * @param thrown     the declared exceptions, in their order
 */
public record PlatformMethod(String name, List<TypeParameter> typeParameters, List<TypeRef> parameters, TypeRef returns,
                             List<TypeRef> thrown, int flags, int since, int removedIn) implements PlatformElement {
    public static final String CONSTRUCTOR = "<init>";

    public PlatformMethod {
        typeParameters = List.copyOf(typeParameters);
        parameters = List.copyOf(parameters);
        thrown = List.copyOf(thrown);
    }

    public boolean isConstructor() {
        return name.equals(CONSTRUCTOR);
    }

    public boolean isSynchronized() {
        return (flags & SYNCHRONIZED) != 0;
    }

    /** Whether an interface gives the method a body that implementers inherit. */
    public boolean isDefault() {
        return (flags & DEFAULT) != 0;
    }

    public boolean isVarargs() {
        return (flags & VARARGS) != 0;
    }
}
