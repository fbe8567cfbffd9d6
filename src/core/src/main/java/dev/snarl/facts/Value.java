package dev.snarl.facts;

import java.util.List;

/**
 * What an expression denotes: an open claim, settled by the linker. Values have no side effects; what evaluation does stands as events
 * before their use. Spellings are normalised: {@code null == x} is {@code x == null}, a parenthesis is its content, {@code !(a == b)} is {@code a != b},
 * an assignment's value is the assigned value.
 */
public sealed interface Value {
    /** {@code this}; {@code qualifier} is "Outer" in {@code Outer.this}, else empty. */
    record This(String qualifier) implements Value {}

    /** {@code super} as a receiver. */
    record Super(String qualifier) implements Value {}

    /** A local or parameter of this body: an index of {@link Body#locals()}. */
    record Local(int index) implements Value {}

    /** A local or parameter of the method that encloses this local or anonymous type. {@code typesOut}: how many types outward; {@code name} names it there.
     * Where a supertype of a type between declares a field of this name, that field is meant: who knows the supertypes decides. */
    record Captured(int typesOut, int local, String name) implements Value {}

    /** A simple name that is no local: a field (own, inherited, outer, statically imported), a type or a package. */
    record Name(String id) implements Value {}

    /** {@code base.name}: a field, or a longer type or package name when {@code base} is one. */
    record Field(Value base, String name) implements Value {}

    record Element(Value array, Value index) implements Value {}

    /** What the call or creation with this event id gives. */
    record Result(int event) implements Value {}

    /** A lambda: an index of {@link Body#lambdas()}. */
    record Lambda(int index) implements Value {}

    /** A method reference. {@code scope} is a value (or a {@link Name}/{@link Field} that may be a type); {@code type} is set instead where only a type can stand there. {@code method} is "new" for constructors. */
    record MethodRef(Value scope, TypeRef type, String method, List<TypeRef> casts, Span span) implements Value {}

    /** A literal. {@code text} is the source text, for strings and characters the content. */
    record Constant(ConstantKind kind, String text) implements Value {}

    record ClassLiteral(TypeRef type) implements Value {}

    /** {@code !}, {@code -}, {@code +}, {@code ~} (increments are events). */
    record Unary(String op, Value operand) implements Value {}

    /** Also {@code &&} and {@code ||}. A null or other constant operand stands right where the operator allows it. */
    record Binary(String op, Value left, Value right) implements Value {}

    /** A conditional expression, or a switch expression (then {@code condition} is null): one of the values. */
    record Choice(Value condition, List<Value> values) implements Value {}

    record Cast(List<TypeRef> types, Value operand) implements Value {}

    /** {@code local} is the first pattern variable it binds, or -1. */
    record InstanceOf(Value operand, TypeRef type, int local) implements Value {}

    /** The old value of a {@code x++}, or the new one of {@code ++x}, {@code x += 1}: what the update event leaves. */
    record Updated(int event) implements Value {}

    /** Nothing is known. */
    record Unknown() implements Value {}

    Value UNKNOWN = new Unknown();

    enum ConstantKind { INT, LONG, FLOAT, DOUBLE, CHAR, STRING, BOOLEAN, NULL }
}
