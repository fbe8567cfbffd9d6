package dev.snarl.facts;

import java.util.List;

/**
 * Writes a {@link Body}: one tag byte for each node and value, whose upper three bits hold its flags or a small number. Event ids are written
 * against the next expected id, references to events against the last one; the left spine of a Binary is written as a list.
 */
final class BodyWriter extends FactsWriter {
    static final int TAG_BITS = 5, TAG_MASK = (1 << TAG_BITS) - 1, LARGE = 7;
    static final int SEQ = 1, BRANCH = 2, LOOP = 3, SWITCH = 4, TRY = 5, SYNC = 6, LABELED = 7, RETURN = 8, THROW = 9, JUMP = 10, ASSERT = 11,
            READ = 12, WRITE = 13, UPDATE = 14, ASSIGN = 15, CALL = 16, CREATE = 17;
    static final int THIS = 1, SUPER = 2, LOCAL = 3, CAPTURED = 4, NAME = 5, FIELD = 6, ELEMENT = 7, RESULT = 8, LAMBDA = 9, METHOD_REF = 10,
            CONSTANT = 11, CLASS_LITERAL = 12, UNARY = 13, BINARY = 14, CHOICE = 15, CAST = 16, INSTANCE_OF = 17, UPDATED = 18, UNKNOWN = 19;
    /** The flag of an event whose id is not the next one. */
    static final int OUT_OF_ORDER = 1;

    private int nextEvent;

    BodyWriter() {
        super(512);
    }

    void body(Body body) {
        number(body.events());
        node(body.root());
        List<LambdaFacts> lambdas = body.lambdas();
        number(lambdas.size());
        for (int i = 0; i < lambdas.size(); i++) lambda(lambdas.get(i));
        List<LocalFacts> locals = body.locals();
        number(locals.size());
        for (int i = 0; i < locals.size(); i++) local(locals.get(i));
    }

    private void local(LocalFacts local) {
        string(local.name());
        raw(local.kind().ordinal());
        type(local.type());
        number(local.lambda() + 1);
        number(local.assignments());
        value(local.initial());
        span(local.span());
        number(local.scopeDepth());
        number(local.suppressed().size());
        for (String word : local.suppressed()) string(word);
    }

    private void lambda(LambdaFacts lambda) {
        indices(lambda.params());
        node(lambda.body());
        number(lambda.outer() + 1);
        types(lambda.casts());
        span(lambda.span());
        span(lambda.arrow());
    }

    private void tag(int tag, int flags) {
        raw(tag | flags << TAG_BITS);
    }

    /** A tag with a number, in one byte where the number is small. */
    private void tagged(int tag, int number) {
        if (number >= 0 && number < LARGE) {
            tag(tag, number);
        } else {
            tag(tag, LARGE);
            number(number);
        }
    }

    /** Indices from -1. */
    private void indices(List<Integer> values) {
        number(values.size());
        for (int i = 0; i < values.size(); i++) number(values.get(i) + 1);
    }

    // No pattern variables in the three that choose by type: each would widen the frame of a deep recursion.
    private void node(Node node) {
        if (node == null) tag(NULL, 0);
        else if (node instanceof Event) event((Event) node);
        else if (node instanceof Node.Seq) seq((Node.Seq) node);
        else if (node instanceof Node.Return) leave(RETURN, ((Node.Return) node).span(), ((Node.Return) node).value());
        else if (node instanceof Node.Branch) branch((Node.Branch) node);
        else if (node instanceof Node.Loop) loop((Node.Loop) node);
        else if (node instanceof Node.Throw) leave(THROW, ((Node.Throw) node).span(), ((Node.Throw) node).value());
        else if (node instanceof Node.Try) attempt((Node.Try) node);
        else if (node instanceof Node.Jump) jump((Node.Jump) node);
        else if (node instanceof Node.Switch) choose((Node.Switch) node);
        else if (node instanceof Node.Sync) sync((Node.Sync) node);
        else if (node instanceof Node.Labeled) labeled((Node.Labeled) node);
        else expect((Node.Assert) node);
    }

    private void seq(Node.Seq seq) {
        List<Node> nodes = seq.nodes();
        tagged(SEQ, nodes.size());
        for (int i = 0; i < nodes.size(); i++) node(nodes.get(i));
    }

    private void leave(int tag, Span span, Value value) {
        tag(tag, 0);
        span(span);
        value(value);
    }

    private void branch(Node.Branch branch) {
        tag(BRANCH, branch.statement() ? 1 : 0);
        span(branch.span());
        value(branch.condition());
        node(branch.then());
        node(branch.otherwise());
    }

    private void loop(Node.Loop loop) {
        tag(LOOP, loop.kind().ordinal());
        span(loop.span());
        node(loop.test());
        value(loop.condition());
        node(loop.body());
        node(loop.update());
        number(loop.local() + 1);
        value(loop.iterable());
    }

    private void attempt(Node.Try attempt) {
        tag(TRY, 0);
        span(attempt.span());
        node(attempt.resources());
        indices(attempt.locals());
        values(attempt.existing());
        node(attempt.body());
        List<Node.Catch> catches = attempt.catches();
        number(catches.size());
        for (int i = 0; i < catches.size(); i++) {
            Node.Catch c = catches.get(i);
            span(c.span());
            types(c.types());
            number(c.local() + 1);
            node(c.body());
        }
        node(attempt.finallyBody());
    }

    private void jump(Node.Jump jump) {
        tag(JUMP, jump.kind().ordinal());
        span(jump.span());
        string(jump.label());
        value(jump.value());
    }

    private void choose(Node.Switch choice) {
        tag(SWITCH, choice.expression() ? 1 : 0);
        span(choice.span());
        value(choice.selector());
        List<Node.Case> cases = choice.cases();
        number(cases.size());
        for (int i = 0; i < cases.size(); i++) {
            Node.Case c = cases.get(i);
            raw((c.isDefault() ? 1 : 0) | (c.falls() ? 2 : 0));
            values(c.labels());
            value(c.guard());
            node(c.body());
        }
    }

    private void sync(Node.Sync sync) {
        tag(SYNC, 0);
        span(sync.span());
        span(sync.lockSpan());
        value(sync.lock());
        node(sync.body());
    }

    private void labeled(Node.Labeled labeled) {
        tag(LABELED, 0);
        string(labeled.label());
        node(labeled.body());
    }

    private void expect(Node.Assert expect) {
        tag(ASSERT, 0);
        span(expect.span());
        node(expect.test());
        value(expect.condition());
    }

    private void head(int tag, int flags, Event event) {
        int id = event.id();
        boolean next = id == nextEvent;
        tag(tag, flags | (next ? 0 : OUT_OF_ORDER));
        if (!next) signed(id - nextEvent);
        nextEvent = id + 1;
        span(event.span());
    }

    private void event(Event event) {
        if (event instanceof Event.Call) call((Event.Call) event);
        else if (event instanceof Event.Assign) assign((Event.Assign) event);
        else if (event instanceof Event.Read) read((Event.Read) event);
        else if (event instanceof Event.Write) write((Event.Write) event);
        else if (event instanceof Event.New) create((Event.New) event);
        else update((Event.Update) event);
    }

    private void call(Event.Call e) {
        head(CALL, e.resultUsed() ? 2 : 0, e);
        span(e.nameSpan());
        value(e.receiver());
        string(e.name());
        values(e.args());
        types(e.typeArgs());
    }

    private void assign(Event.Assign e) {
        head(ASSIGN, 0, e);
        number(e.local());
        value(e.value());
    }

    private void read(Event.Read e) {
        head(READ, 0, e);
        value(e.target());
    }

    private void write(Event.Write e) {
        head(WRITE, (e.readsTarget() ? 2 : 0) | (e.initializer() ? 4 : 0), e);
        value(e.target());
        value(e.value());
    }

    private void create(Event.New e) {
        head(CREATE, e.resultUsed() ? 2 : 0, e);
        type(e.type());
        values(e.args());
        value(e.outer());
        number(e.anonymous() + 1);
    }

    private void update(Event.Update e) {
        head(UPDATE, 0, e);
        value(e.target());
        string(e.op());
        value(e.operand());
    }

    private void values(List<Value> values) {
        number(values.size());
        for (int i = 0; i < values.size(); i++) value(values.get(i));
    }

    private void value(Value value) {
        if (value == null) tag(NULL, 0);
        else if (value instanceof Value.Local) tagged(LOCAL, ((Value.Local) value).index());
        else if (value instanceof Value.Name) named(NAME, ((Value.Name) value).id());
        else if (value instanceof Value.Result) tagged(RESULT, nextEvent - 1 - ((Value.Result) value).event());
        else if (value instanceof Value.Constant) constant((Value.Constant) value);
        else if (value instanceof Value.Field) field((Value.Field) value);
        else if (value instanceof Value.Binary) binary((Value.Binary) value);
        else if (value instanceof Value.This) named(THIS, ((Value.This) value).qualifier());
        else if (value instanceof Value.Lambda) tagged(LAMBDA, ((Value.Lambda) value).index());
        else if (value instanceof Value.Unary) unary((Value.Unary) value);
        else if (value instanceof Value.Cast) cast((Value.Cast) value);
        else if (value instanceof Value.MethodRef) methodRef((Value.MethodRef) value);
        else if (value instanceof Value.Choice) choice((Value.Choice) value);
        else if (value instanceof Value.Updated) tagged(UPDATED, nextEvent - 1 - ((Value.Updated) value).event());
        else if (value instanceof Value.InstanceOf) instanceOf((Value.InstanceOf) value);
        else if (value instanceof Value.Element) element((Value.Element) value);
        else if (value instanceof Value.ClassLiteral) classLiteral((Value.ClassLiteral) value);
        else if (value instanceof Value.Captured) captured((Value.Captured) value);
        else if (value instanceof Value.Super) named(SUPER, ((Value.Super) value).qualifier());
        else tag(UNKNOWN, 0);
    }

    private void named(int tag, String name) {
        tag(tag, 0);
        string(name);
    }

    private void constant(Value.Constant v) {
        tag(CONSTANT, v.kind().ordinal());
        string(v.text());
    }

    private void field(Value.Field v) {
        tag(FIELD, 0);
        value(v.base());
        string(v.name());
    }

    /** A sum of thousands of operands leans to the left: its spine is walked, not recursed into. */
    private void binary(Value.Binary v) {
        int length = 1;
        Value.Binary first = v;
        while (first.left() instanceof Value.Binary left) {
            first = left;
            length++;
        }
        tagged(BINARY, length);
        value(first.left());
        if (length == 1) {
            operation(v);
            return;
        }
        Value.Binary[] spine = new Value.Binary[length];
        Value.Binary at = v;
        for (int i = length - 1; i > 0; i--) {
            spine[i] = at;
            at = (Value.Binary) at.left();
        }
        spine[0] = at;
        for (Value.Binary each : spine) operation(each);
    }

    private void operation(Value.Binary v) {
        string(v.op());
        value(v.right());
    }

    private void unary(Value.Unary v) {
        tag(UNARY, 0);
        string(v.op());
        value(v.operand());
    }

    private void cast(Value.Cast v) {
        tag(CAST, 0);
        types(v.types());
        value(v.operand());
    }

    private void methodRef(Value.MethodRef v) {
        tag(METHOD_REF, 0);
        value(v.scope());
        type(v.type());
        string(v.method());
        types(v.casts());
        span(v.span());
    }

    private void choice(Value.Choice v) {
        tag(CHOICE, 0);
        value(v.condition());
        values(v.values());
    }

    private void instanceOf(Value.InstanceOf v) {
        tag(INSTANCE_OF, 0);
        value(v.operand());
        type(v.type());
        number(v.local() + 1);
    }

    private void element(Value.Element v) {
        tag(ELEMENT, 0);
        value(v.array());
        value(v.index());
    }

    private void classLiteral(Value.ClassLiteral v) {
        tag(CLASS_LITERAL, 0);
        type(v.type());
    }

    private void captured(Value.Captured v) {
        tag(CAPTURED, 0);
        number(v.typesOut());
        number(v.local() + 1);
        string(v.name());
    }
}
