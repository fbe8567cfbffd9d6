package dev.snarl.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Makes bodies and files of every kind of record, the same for the same seed. They are no code that would compile. */
public final class RandomFacts {
    private static final String[] NAMES = {"x", "lock", "count", "get", "java.util.Map", "", "größe", "名前", "a b\n\"", "\uD83D\uDE00", "\uD800", "\u0000", "longer.name.of.some.type"};
    private static final String[] OPERATORS = {"+", "-", "&&", "||", "==", "!=", "<<", ">>>", "instanceof"};

    private final Random random;
    private int events;
    private int line;

    public RandomFacts(long seed) {
        random = new Random(seed);
    }

    public Body body() {
        events = 0;
        line = 1 + random.nextInt(3000);
        Node root = block(5);
        List<LambdaFacts> lambdas = list(3, () -> new LambdaFacts(list(3, this::index), block(3), random.nextInt(3) - 1, types(), span(), span()));
        List<LocalFacts> locals = list(12, () -> new LocalFacts(name(), pick(LocalFacts.Kind.values()), type(2), random.nextInt(3) - 1, random.nextInt(3), maybe(() -> value(2)), span(), random.nextInt(3), list(2, this::name)));
        return new Body(locals, lambdas, root, events);
    }

    public FileFacts file() {
        List<byte[]> bodies = list(4, () -> BodyCodec.encode(body()));
        return new FileFacts(name(), list(6, () -> new ImportFacts(name(), random.nextBoolean(), random.nextBoolean())), list(3, this::typeFacts),
                list(2, () -> new CommentMark(span(), name(), random.nextBoolean())), random.nextInt(100_000), pick("25", "8"),
                list(2, () -> new Notice(name(), "", random.nextInt(50), random.nextInt(50), name(), name(), random.nextBoolean())), bodies);
    }

    private TypeFacts typeFacts() {
        return new TypeFacts(name(), name(), pick(TypeKind.values()), random.nextInt(1 << 23), index(), index(), random.nextBoolean(), typeParams(), maybe(() -> type(2)),
                types(), types(), annotations(), list(3, this::param), list(5, () -> new FieldFacts(name(), type(2), random.nextInt(1 << 23), annotations(), random.nextBoolean(), span())),
                list(5, () -> new MethodFacts(name(), typeParams(), list(3, this::param), maybe(() -> type(1)), random.nextInt(1 << 23), types(), annotations(), span(), span(), index())),
                span(), span());
    }

    private ParamFacts param() {
        return new ParamFacts(name(), type(2), random.nextInt(64), annotations());
    }

    private List<TypeParam> typeParams() {
        return list(2, () -> new TypeParam(name(), types(), annotations()));
    }

    private List<AnnotationFacts> annotations() {
        return list(2, () -> {
            Map<String, List<String>> members = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) members.put(name(), list(3, this::name));
            return new AnnotationFacts(name(), members);
        });
    }

    private Node block(int depth) {
        return new Node.Seq(list(depth <= 0 ? 2 : 6, () -> node(depth - 1)));
    }

    private Node node(int depth) {
        if (depth <= 0 || random.nextInt(3) == 0) return event();
        switch (random.nextInt(12)) {
            case 0: return block(depth);
            case 1: return new Node.Branch(span(), value(3), block(depth), block(depth), random.nextBoolean());
            case 2: return new Node.Loop(span(), pick(Node.LoopKind.values()), block(1), maybe(() -> value(2)), block(depth), block(0), index(), maybe(() -> value(1)));
            case 3: return new Node.Switch(span(), value(2), list(4, () -> new Node.Case(values(2), random.nextBoolean(), maybe(() -> value(2)), block(depth - 1), random.nextBoolean())), random.nextBoolean());
            case 4: return new Node.Try(span(), block(1), list(3, this::index), values(1), block(depth), list(3, () -> new Node.Catch(span(), types(), index(), block(depth - 1))), maybe(() -> block(1)));
            case 5: return new Node.Sync(span(), span(), value(2), block(depth));
            case 6: return new Node.Labeled(name(), node(depth - 1));
            case 7: return new Node.Return(span(), maybe(() -> value(3)));
            case 8: return new Node.Throw(span(), value(2));
            case 9: return new Node.Jump(span(), pick(Node.JumpKind.values()), maybe(this::name), maybe(() -> value(1)));
            case 10: return new Node.Assert(span(), block(1), value(2));
            default: return event();
        }
    }

    private Event event() {
        int id = random.nextInt(20) == 0 ? random.nextInt(1000) : events++;
        switch (random.nextInt(6)) {
            case 0: return new Event.Read(id, span(), value(3));
            case 1: return new Event.Write(id, span(), value(2), value(3), random.nextBoolean(), random.nextBoolean());
            case 2: return new Event.Update(id, span(), value(2), pick(OPERATORS), value(1));
            case 3: return new Event.Assign(id, span(), random.nextInt(12), value(3));
            case 4: return new Event.Call(id, span(), span(), maybe(() -> value(2)), name(), values(2), types(), random.nextBoolean());
            default: return new Event.New(id, span(), type(2), values(2), maybe(() -> value(1)), index(), random.nextBoolean());
        }
    }

    private List<Value> values(int depth) {
        return list(4, () -> value(depth));
    }

    private Value value(int depth) {
        if (depth <= 0) return random.nextBoolean() ? new Value.Local(random.nextInt(12)) : new Value.Name(name());
        switch (random.nextInt(19)) {
            case 0: return new Value.This(name());
            case 1: return new Value.Super(name());
            case 2: return new Value.Local(random.nextInt(300));
            case 3: return new Value.Captured(random.nextInt(3), index(), name());
            case 4: return new Value.Name(name());
            case 5: return new Value.Field(value(depth - 1), name());
            case 6: return new Value.Element(value(depth - 1), value(depth - 1));
            case 7: return new Value.Result(random.nextInt(events + 2));
            case 8: return new Value.Lambda(random.nextInt(10));
            case 9: return new Value.MethodRef(maybe(() -> value(depth - 1)), maybe(() -> type(2)), name(), types(), span());
            case 10: return new Value.Constant(pick(Value.ConstantKind.values()), name());
            case 11: return new Value.ClassLiteral(type(2));
            case 12: return new Value.Unary(pick("!", "-", "~"), value(depth - 1));
            case 13: return new Value.Binary(pick(OPERATORS), value(depth - 1), value(depth - 1));
            case 14: return new Value.Choice(maybe(() -> value(depth - 1)), values(depth - 1));
            case 15: return new Value.Cast(types(), value(depth - 1));
            case 16: return new Value.InstanceOf(value(depth - 1), type(2), index());
            case 17: return new Value.Updated(random.nextInt(events + 2));
            default: return Value.UNKNOWN;
        }
    }

    private List<TypeRef> types() {
        return list(2, () -> type(2));
    }

    private TypeRef type(int depth) {
        return new TypeRef(name(), depth == 0 ? List.of() : list(2, () -> type(depth - 1)), random.nextInt(8) == 0 ? random.nextInt(4) : 0,
                random.nextInt(4) == 0 ? pick('+', '-', '*') : (char) 0);
    }

    private Span span() {
        int kind = random.nextInt(20);
        if (kind == 0) return Span.NONE;
        if (kind == 1) return new Span(random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt());
        if (kind > 14) line += random.nextInt(3);
        if (kind == 14) line = Math.max(1, line - random.nextInt(9));
        int column = 1 + random.nextInt(120);
        int endLine = kind == 13 ? line + random.nextInt(200) : line;
        return new Span(line, column, endLine, column + random.nextInt(30));
    }

    private String name() {
        return random.nextInt(4) == 0 ? "n" + random.nextInt(500) : pick(NAMES);
    }

    private int index() {
        return random.nextInt(12) - 1;
    }

    @SafeVarargs
    private <T> T pick(T... from) {
        return from[random.nextInt(from.length)];
    }

    private <T> T maybe(Supplier<T> made) {
        return random.nextInt(3) == 0 ? null : made.get();
    }

    private <T> List<T> list(int below, Supplier<T> each) {
        int n = random.nextInt(below);
        List<T> made = new ArrayList<>(n);
        for (int i = 0; i < n; i++) made.add(each.get());
        return made;
    }
}
