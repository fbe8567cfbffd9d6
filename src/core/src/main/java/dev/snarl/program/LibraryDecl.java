package dev.snarl.program;

import dev.snarl.facts.TypeKind;
import java.util.List;

/** A library type of which only the name and, by knowledge, the supertypes are known. */
final class LibraryDecl extends Decl {
    private final String name;
    private final List<Type> supertypes;
    private final String functional;

    LibraryDecl(String name, List<Type> supertypes, String functional) {
        this.name = name;
        this.supertypes = supertypes;
        this.functional = functional;
    }

    /** The single abstract method's name where the type is known to be a functional interface, else null. */
    String functional() {
        return functional;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TypeKind kind() {
        return functional != null ? TypeKind.INTERFACE : TypeKind.CLASS;
    }

    @Override
    public int mods() {
        return 0;
    }

    @Override
    public List<String> typeParams() {
        return List.of();
    }

    @Override
    public Type erasure(String typeParam) {
        return Type.UNKNOWN;
    }

    @Override
    public Type superclass() {
        return null;
    }

    @Override
    public List<Type> interfaces() {
        return supertypes;
    }

    @Override
    public FieldDecl ownField(String n) {
        return null;
    }

    @Override
    public List<MethodDecl> ownMethods(String n) {
        return List.of();
    }

    @Override
    public List<MethodDecl> allOwnMethods() {
        return List.of();
    }

    @Override
    public Decl nested(String simpleName) {
        return null;
    }

    @Override
    public boolean membersKnown() {
        return false;
    }
}
