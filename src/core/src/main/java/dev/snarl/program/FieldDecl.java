package dev.snarl.program;

/** A field of a source or platform type. */
public interface FieldDecl {
    String name();

    Decl owner();

    Type type();

    int mods();
}
