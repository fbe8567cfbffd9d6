package dev.snarl.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link BodyWriter} wrote; see there for the form, and {@link FactsReader} for what it trusts. */
final class BodyReader extends FactsReader {
    private static final Node.LoopKind[] LOOP_KINDS = Node.LoopKind.values();
    private static final Node.JumpKind[] JUMP_KINDS = Node.JumpKind.values();
    private static final Value.ConstantKind[] CONSTANT_KINDS = Value.ConstantKind.values();
    private static final LocalFacts.Kind[] LOCAL_KINDS = LocalFacts.Kind.values();

    private int nextEvent;

    BodyReader(byte[] bytes) {
        super(bytes);
    }

    Body body() {
        int events = number();
        Node root = node();
        int n = count();
        LambdaFacts[] lambdas = new LambdaFacts[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == lambdas.length) lambdas = Arrays.copyOf(lambdas, next(i, n));
            lambdas[i] = lambda();
        }
        n = count();
        LocalFacts[] locals = new LocalFacts[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == locals.length) locals = Arrays.copyOf(locals, next(i, n));
            locals[i] = local();
        }
        finish();
        return new Body(List.of(locals), List.of(lambdas), root, events);
    }

    private LocalFacts local() {
        String name = string();
        LocalFacts.Kind kind = of(LOCAL_KINDS, raw());
        TypeRef type = type();
        int lambda = number() - 1;
        int assignments = number();
        Value initial = value();
        Span span = span();
        int depth = number();
        int n = count();
        List<String> suppressed = n == 0 ? List.of() : new ArrayList<>(first(n));
        for (int i = 0; i < n; i++) suppressed.add(present(string()));
        return new LocalFacts(name, kind, type, lambda, assignments, initial, span, depth, suppressed);
    }

    private LambdaFacts lambda() {
        List<Integer> params = indices();
        Node body = node();
        int outer = number() - 1;
        List<TypeRef> casts = types();
        Span span = span();
        return new LambdaFacts(params, body, outer, casts, span, span());
    }

    private static <E> E of(E[] constants, int ordinal) {
        if (ordinal >= constants.length) throw corrupt("no such kind");
        return constants[ordinal];
    }

    /** The number of a tag, see {@link BodyWriter#tagged}. */
    private int small(int flags) {
        return flags == BodyWriter.LARGE ? number() : flags;
    }

    private List<Integer> indices() {
        int n = count();
        if (n == 0) return List.of();
        Integer[] values = new Integer[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == values.length) values = Arrays.copyOf(values, next(i, n));
            values[i] = number() - 1;
        }
        return List.of(values);
    }

    private Node node() {
        int head = raw();
        int flags = head >>> BodyWriter.TAG_BITS;
        switch (head & BodyWriter.TAG_MASK) {
            case FactsWriter.NULL: return null;
            case BodyWriter.SEQ: return seq(small(flags));
            case BodyWriter.CALL: return call(flags);
            case BodyWriter.ASSIGN: return assign(flags);
            case BodyWriter.READ: return read(flags);
            case BodyWriter.WRITE: return write(flags);
            case BodyWriter.UPDATE: return update(flags);
            case BodyWriter.CREATE: return create(flags);
            case BodyWriter.RETURN: return new Node.Return(span(), value());
            case BodyWriter.THROW: return new Node.Throw(span(), value());
            case BodyWriter.BRANCH: return branch(flags);
            case BodyWriter.LOOP: return loop(flags);
            case BodyWriter.TRY: return attempt();
            case BodyWriter.JUMP: return new Node.Jump(span(), of(JUMP_KINDS, flags), string(), value());
            case BodyWriter.SWITCH: return choose(flags);
            case BodyWriter.SYNC: return new Node.Sync(span(), span(), value(), node());
            case BodyWriter.LABELED: return new Node.Labeled(string(), node());
            case BodyWriter.ASSERT: return new Node.Assert(span(), node(), value());
            default: throw corrupt("no such node");
        }
    }

    private Node seq(int count) {
        if (count == 0) return Node.EMPTY;
        if (count < 0) throw corrupt("absurd count");
        Node[] nodes = new Node[first(count)];
        for (int i = 0; i < count; i++) {
            if (i == nodes.length) nodes = Arrays.copyOf(nodes, next(i, count));
            nodes[i] = present(node());
        }
        return new Node.Seq(List.of(nodes));
    }

    private Node branch(int flags) {
        return new Node.Branch(span(), value(), node(), node(), flags != 0);
    }

    private Node loop(int flags) {
        Node.LoopKind kind = of(LOOP_KINDS, flags);
        Span span = span();
        Node test = node();
        Value condition = value();
        Node body = node();
        Node update = node();
        return new Node.Loop(span, kind, test, condition, body, update, number() - 1, value());
    }

    private Node attempt() {
        Span span = span();
        Node resources = node();
        List<Integer> locals = indices();
        List<Value> existing = values();
        Node body = node();
        int n = count();
        Node.Catch[] catches = new Node.Catch[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == catches.length) catches = Arrays.copyOf(catches, next(i, n));
            catches[i] = new Node.Catch(span(), types(), number() - 1, node());
        }
        return new Node.Try(span, resources, locals, existing, body, List.of(catches), node());
    }

    private Node choose(int flags) {
        Span span = span();
        Value selector = value();
        int n = count();
        Node.Case[] cases = new Node.Case[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == cases.length) cases = Arrays.copyOf(cases, next(i, n));
            int bits = raw();
            cases[i] = new Node.Case(values(), (bits & 1) != 0, value(), node(), (bits & 2) != 0);
        }
        return new Node.Switch(span, selector, List.of(cases), flags != 0);
    }

    private int id(int flags) {
        int id = (flags & BodyWriter.OUT_OF_ORDER) != 0 ? nextEvent + signed() : nextEvent;
        nextEvent = id + 1;
        return id;
    }

    private Node call(int flags) {
        int id = id(flags);
        return new Event.Call(id, span(), span(), value(), string(), values(), types(), (flags & 2) != 0);
    }

    private Node assign(int flags) {
        int id = id(flags);
        return new Event.Assign(id, span(), number(), value());
    }

    private Node read(int flags) {
        int id = id(flags);
        return new Event.Read(id, span(), value());
    }

    private Node write(int flags) {
        int id = id(flags);
        return new Event.Write(id, span(), value(), value(), (flags & 2) != 0, (flags & 4) != 0);
    }

    private Node update(int flags) {
        int id = id(flags);
        return new Event.Update(id, span(), value(), string(), value());
    }

    private Node create(int flags) {
        int id = id(flags);
        return new Event.New(id, span(), type(), values(), value(), number() - 1, (flags & 2) != 0);
    }

    private List<Value> values() {
        int n = count();
        if (n == 0) return List.of();
        if (n == 1) return List.of(present(value()));
        Value[] values = new Value[first(n)];
        for (int i = 0; i < n; i++) {
            if (i == values.length) values = Arrays.copyOf(values, next(i, n));
            values[i] = present(value());
        }
        return List.of(values);
    }

    private Value value() {
        int head = raw();
        int flags = head >>> BodyWriter.TAG_BITS;
        switch (head & BodyWriter.TAG_MASK) {
            case FactsWriter.NULL: return null;
            case BodyWriter.LOCAL: return new Value.Local(small(flags));
            case BodyWriter.NAME: return new Value.Name(string());
            case BodyWriter.RESULT: return new Value.Result(nextEvent - 1 - small(flags));
            case BodyWriter.CONSTANT: return new Value.Constant(of(CONSTANT_KINDS, flags), string());
            case BodyWriter.FIELD: return new Value.Field(value(), string());
            case BodyWriter.BINARY: return binary(small(flags));
            case BodyWriter.THIS: return new Value.This(string());
            case BodyWriter.SUPER: return new Value.Super(string());
            case BodyWriter.LAMBDA: return new Value.Lambda(small(flags));
            case BodyWriter.UNARY: return new Value.Unary(string(), value());
            case BodyWriter.CAST: return new Value.Cast(types(), value());
            case BodyWriter.METHOD_REF: return new Value.MethodRef(value(), type(), string(), types(), span());
            case BodyWriter.CHOICE: return new Value.Choice(value(), values());
            case BodyWriter.UPDATED: return new Value.Updated(nextEvent - 1 - small(flags));
            case BodyWriter.INSTANCE_OF: return new Value.InstanceOf(value(), type(), number() - 1);
            case BodyWriter.ELEMENT: return new Value.Element(value(), value());
            case BodyWriter.CLASS_LITERAL: return new Value.ClassLiteral(type());
            case BodyWriter.CAPTURED: return new Value.Captured(number(), number() - 1, string());
            case BodyWriter.UNKNOWN: return Value.UNKNOWN;
            default: throw corrupt("no such value");
        }
    }

    private Value binary(int length) {
        if (length <= 0) throw corrupt("absurd count");
        Value value = value();
        for (int i = 0; i < length; i++) value = new Value.Binary(string(), value, value());
        return value;
    }
}
