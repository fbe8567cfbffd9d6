package dev.snarl.facts;

import java.util.List;

/** A leaf of a body: something that happens, in evaluation order. */
public sealed interface Event extends Node {
    int id();

    Span span();

    /** A field or array element (or, still open, a type name) is read. Locals are not events when read. */
    record Read(int id, Span span, Value target) implements Event {}

    /**
     * A field or array element is assigned. {@code readsTarget}: the assigned value depends on a read of the same path ({@code x = f(x)}), yet is no plain update.
     * {@code initializer}: it is the field's own initialiser.
     */
    record Write(int id, Span span, Value target, Value value, boolean readsTarget, boolean initializer) implements Event {}

    /**
     * A read-modify-write of a field or array element in any spelling: {@code x++}, {@code --x}, {@code x += v}, {@code x = x + v}, {@code x = v + x}.
     * {@code op} is the operator without "=" ("+", "-", "<<" ...); {@code operand} is the other value (1 for {@code ++}).
     * {@code x = !x} is an update with {@code op} "!" and an unknown operand; the operand is unknown too where other operators stand between ({@code x = x * 31 + c}).
     */
    record Update(int id, Span span, Value target, String op, Value operand) implements Event {}

    /** A local gets a value (declaration with initialiser, assignment, or an update as a {@link Value.Binary}). */
    record Assign(int id, Span span, int local, Value value) implements Event {}

    /**
     * A method is called. {@code receiver} is null for an unqualified call ({@code name} is then looked up in the enclosing types and static imports);
     * {@code name} is {@code <this>} or {@code <super>} for an explicit constructor call.
     *
     * @param nameSpan   the method's name
     * @param resultUsed false for a call that is a statement of its own
     */
    record Call(int id, Span span, Span nameSpan, Value receiver, String name, List<Value> args, List<TypeRef> typeArgs, boolean resultUsed) implements Event {
        public Call {
            args = List.copyOf(args);
            typeArgs = List.copyOf(typeArgs);
        }
    }

    /**
     * An object or array is created. {@code anonymous} is the index of the anonymous type in the file, or -1. For an array {@code type.dims() > 0} and {@code args}
     * are the dimensions or the initial elements.
     */
    record New(int id, Span span, TypeRef type, List<Value> args, Value outer, int anonymous, boolean resultUsed) implements Event {
        public New {
            args = List.copyOf(args);
        }
    }
}
