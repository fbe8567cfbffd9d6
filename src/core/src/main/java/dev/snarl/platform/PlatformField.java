package dev.snarl.platform;

import dev.snarl.facts.TypeRef;

/** A public or protected field, or an enum constant. */
public record PlatformField(String name, TypeRef type, int flags, int since, int removedIn) implements PlatformElement {
    /** Whether the class file holds a compile-time constant for it. */
    public boolean isConstant() {
        return (flags & CONSTANT) != 0;
    }

    public boolean isVolatile() {
        return (flags & VOLATILE) != 0;
    }
}
