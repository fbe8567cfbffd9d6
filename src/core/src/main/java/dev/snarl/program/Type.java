package dev.snarl.program;

import java.util.Collections;
import java.util.List;
import java.util.Set;

/** A resolved type. Immutable. An unknown type keeps the name it was written with. */
public final class Type {
    public enum Kind { DECLARED, PRIMITIVE, VARIABLE, UNKNOWN }

    private static final Set<String> PRIMITIVES = Set.of("boolean", "byte", "short", "char", "int", "long", "float", "double", "void", "null");
    public static final Type UNKNOWN = new Type(Kind.UNKNOWN, null, "?", List.of(), 0);
    public static final Type NULL = new Type(Kind.PRIMITIVE, null, "null", List.of(), 0);
    public static final Type INT = new Type(Kind.PRIMITIVE, null, "int", List.of(), 0);
    public static final Type LONG = new Type(Kind.PRIMITIVE, null, "long", List.of(), 0);
    public static final Type DOUBLE = new Type(Kind.PRIMITIVE, null, "double", List.of(), 0);
    public static final Type FLOAT = new Type(Kind.PRIMITIVE, null, "float", List.of(), 0);
    public static final Type CHAR = new Type(Kind.PRIMITIVE, null, "char", List.of(), 0);
    public static final Type BOOLEAN = new Type(Kind.PRIMITIVE, null, "boolean", List.of(), 0);
    public static final Type VOID = new Type(Kind.PRIMITIVE, null, "void", List.of(), 0);

    private final Kind kind;
    private final Decl decl;
    private final String name;
    private final List<Type> args;
    private final int dims;

    private Type(Kind kind, Decl decl, String name, List<Type> args, int dims) {
        this.kind = kind;
        this.decl = decl;
        this.name = name;
        this.args = args;
        this.dims = dims;
    }

    public static boolean isPrimitiveName(String name) {
        return PRIMITIVES.contains(name);
    }

    public static Type primitive(String name) {
        return new Type(Kind.PRIMITIVE, null, name, List.of(), 0);
    }

    public static Type unknown(String name) {
        return new Type(Kind.UNKNOWN, null, name, List.of(), 0);
    }

    public static Type variable(String name) {
        return new Type(Kind.VARIABLE, null, name, List.of(), 0);
    }

    public static Type of(Decl decl) {
        return new Type(Kind.DECLARED, decl, decl.name(), List.of(), 0);
    }

    public static Type of(Decl decl, List<Type> args) {
        return new Type(Kind.DECLARED, decl, decl.name(), List.copyOf(args), 0);
    }

    public Type withDims(int value) {
        return value == dims ? this : new Type(kind, decl, name, args, value);
    }

    public Type withArgs(List<Type> value) {
        return new Type(kind, decl, name, value, dims);
    }

    /** A generic type that stands without arguments because they are inferred: its arguments are unknown, where a raw type's are erased. */
    Type diamond() {
        if (decl == null || !args.isEmpty() || decl.typeParams().isEmpty()) return this;
        return withArgs(Collections.nCopies(decl.typeParams().size(), UNKNOWN));
    }

    public Kind kind() {
        return kind;
    }

    /** The declaration of a declared, non-array type, else null. */
    public Decl decl() {
        return dims == 0 ? decl : null;
    }

    /** The declaration of the element type for an array, of the type itself otherwise; null where there is none. */
    public Decl elementDecl() {
        return decl;
    }

    public String name() {
        return name;
    }

    public List<Type> args() {
        return args;
    }

    public int dims() {
        return dims;
    }

    public boolean isArray() {
        return dims > 0;
    }

    /** Declared, primitive or an array of these: what it is, is known. */
    public boolean known() {
        return kind == Kind.DECLARED || kind == Kind.PRIMITIVE;
    }

    public boolean isPrimitive() {
        return kind == Kind.PRIMITIVE && dims == 0;
    }

    public boolean is(String qualifiedName) {
        return dims == 0 && kind == Kind.DECLARED && name.equals(qualifiedName);
    }

    /** Whether a value of this type is a {@code qualifiedName}: by declaration, ancestors included. */
    public Tri isA(String qualifiedName) {
        if (dims > 0 || kind == Kind.PRIMITIVE) return Tri.of(qualifiedName.equals("java.lang.Object"));
        return decl == null ? Tri.UNKNOWN : decl.isA(qualifiedName);
    }

    public String simpleName() {
        String n = name.substring(name.lastIndexOf('.') + 1);
        return n + "[]".repeat(dims);
    }

    @Override
    public String toString() {
        return name + (args.isEmpty() ? "" : args.toString()) + "[]".repeat(dims);
    }
}
