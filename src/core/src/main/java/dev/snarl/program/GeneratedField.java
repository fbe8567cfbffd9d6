package dev.snarl.program;

import dev.snarl.facts.Mods;

/** A private final field that generated code will add to a type. */
record GeneratedField(String name, SourceType owner) implements FieldDecl {
    @Override
    public Type type() {
        return Type.UNKNOWN;
    }

    @Override
    public int mods() {
        return Mods.PRIVATE | Mods.FINAL;
    }
}
