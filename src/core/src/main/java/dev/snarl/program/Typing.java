package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * The types of a body's values and the targets of its calls, from declared types: no inference but that of {@code var}, of lambda parameters, and of
 * generic methods' variables from receiver, arguments and the place of the result. All is found at the first question, in the order of the code, so that answers do
 * not depend on the order of questions. Used by one thread at a time.
 */
public final class Typing {
    private static final Target PENDING = Target.NONE;
    private final Typings typings;
    private final Universe universe;
    private final Method method;
    private final Body body;
    private final EventIndex index;
    private final Names names;
    private final Targets finder;
    private final Inference inference;
    private final Memo<Type> locals;
    private final Memo<Type> results;
    private final Memo<Target> targets;
    private final Memo<Type> lambdaTargets;
    private Uses uses;
    private boolean settled;

    Typing(Typings typings, Method method, Body body) {
        this.typings = typings;
        this.universe = typings.universe();
        this.method = method;
        this.body = body;
        this.index = new EventIndex(body);
        this.names = new Names(this, universe, method);
        this.finder = new Targets(this, universe, method);
        this.inference = new Inference(this);
        Memo.Asked asked = new Memo.Asked();
        this.locals = new Memo<>(body.locals().size(), asked, Type.UNKNOWN, this::findLocalType);
        this.results = new Memo<>(body.events(), asked, Type.UNKNOWN, this::findResultType);
        this.targets = new Memo<>(body.events(), asked, PENDING, i -> finder.of(index.events[i]));
        this.lambdaTargets = new Memo<>(body.lambdas().size(), asked, Type.UNKNOWN, this::findLambdaTarget);
    }

    private void settle() {
        if (settled) return;
        settled = true;
        for (Event e : index.events) {
            if (!(e instanceof Event.Call || e instanceof Event.New)) continue;
            targets.get(e.id());
            results.get(e.id());
        }
        for (int i = 0; i < body.locals().size(); i++) locals.get(i);
    }

    public Body body() {
        return body;
    }

    public Method method() {
        return method;
    }

    Universe universe() {
        return universe;
    }

    Functional functional() {
        return typings.functional();
    }

    EventIndex index() {
        return index;
    }

    Names names() {
        return names;
    }

    public Event event(int id) {
        return index.events[id];
    }

    /** The index of the lambda that an event stands in, or -1. */
    public int lambdaOf(int event) {
        return index.lambdaOf[event];
    }

    /** How many loops stand around an event, within its lambda. */
    public int loopDepth(int event) {
        return index.depth[event];
    }

    /** The type of a value: unknown (never null) where it cannot be told; a type variable stays one. */
    public Type typeOf(Value v) {
        if (v instanceof Value.Local l) return localType(l.index());
        if (v instanceof Value.Result r) return resultType(r.event());
        if (v instanceof Value.Name || v instanceof Value.Field) return names.typeOf(v);
        if (v instanceof Value.This t) return names.self(t.qualifier());
        if (v instanceof Value.Super s) return names.superOf(s.qualifier());
        if (v instanceof Value.Element e) {
            Type a = typeOf(e.array());
            return a.dims() > 0 ? a.withDims(a.dims() - 1) : Type.UNKNOWN;
        }
        if (v instanceof Value.Constant c) {
            return switch (c.kind()) {
                case INT -> Type.INT;
                case LONG -> Type.LONG;
                case FLOAT -> Type.FLOAT;
                case DOUBLE -> Type.DOUBLE;
                case CHAR -> Type.CHAR;
                case BOOLEAN -> Type.BOOLEAN;
                case NULL -> Type.NULL;
                case STRING -> universe.platform("java.lang.String");
            };
        }
        if (v instanceof Value.Cast c) return resolve(c.types().get(0));
        if (v instanceof Value.Captured c) return capturedType(c);
        if (v instanceof Value.ClassLiteral c) {
            Type of = resolve(c.type());
            return universe.platformWith("java.lang.Class", of.isPrimitive() && Overloads.boxed(of.name()) != null ? universe.platform(Overloads.boxed(of.name())) : of);
        }
        if (v instanceof Value.InstanceOf) return Type.BOOLEAN;
        if (v instanceof Value.Unary u) return u.op().equals("!") ? Type.BOOLEAN : promoted(typeOf(u.operand()));
        if (v instanceof Value.Binary b) return binaryType(b);
        if (v instanceof Value.Choice c) {
            Type all = Type.UNKNOWN;
            for (Value x : c.values()) if (!isFunction(x)) all = inference.join(all, typeOf(x));
            return all;
        }
        if (v instanceof Value.Updated u && index.events[u.event()] instanceof Event.Update e) return typeOf(e.target());
        return Type.UNKNOWN;
    }

    private Type resolve(TypeRef t) {
        return universe.resolve(t, method.owner(), method);
    }

    static boolean isFunction(Value v) {
        return v instanceof Value.Lambda || v instanceof Value.MethodRef;
    }

    /** What a value of that type can be asked: a type variable's bound, other types themselves. */
    Type bounded(Type t) {
        if (t.kind() != Type.Kind.VARIABLE || t.dims() > 0) return t;
        return Inference.open(t) ? Type.UNKNOWN : universe.bound(t.name(), method.owner(), method);
    }

    private Type binaryType(Value.Binary b) {
        switch (b.op()) {
            case "==", "!=", "<", ">", "<=", ">=", "&&", "||":
                return Type.BOOLEAN;
            case "<<", ">>", ">>>":
                return promoted(typeOf(b.left()));
            default:
        }
        // A long sum of strings is left-deep: walk it, do not recurse.
        Value l = b.left();
        Type right = typeOf(b.right());
        if (right.is("java.lang.String")) return right;
        boolean known = right.known();
        while (l instanceof Value.Binary lb && lb.op().equals(b.op())) {
            Type t = typeOf(lb.right());
            if (t.is("java.lang.String")) return t;
            known &= t.known();
            right = wider(right, t);
            l = lb.left();
        }
        Type left = typeOf(l);
        if (left.is("java.lang.String")) return left;
        if (!known || !left.known()) return Type.UNKNOWN;
        return wider(left, right);
    }

    private static Type wider(Type left, Type right) {
        if (left.is("java.lang.Boolean") || left == Type.BOOLEAN || right == Type.BOOLEAN) return Type.BOOLEAN;
        Type a = unbox(left), c = unbox(right);
        for (String wide : List.of("double", "float", "long")) {
            if (a.name().equals(wide) || c.name().equals(wide)) return Type.primitive(wide);
        }
        return a.isPrimitive() && c.isPrimitive() ? Type.INT : Type.UNKNOWN;
    }

    private static Type promoted(Type t) {
        Type u = unbox(t);
        return u.isPrimitive() && ("byte short char".contains(u.name())) ? Type.INT : u;
    }

    private static Type unbox(Type t) {
        String u = t.isArray() ? null : Overloads.unboxed(t.name());
        return u == null ? t : Type.primitive(u);
    }

    private Type capturedType(Value.Captured c) {
        Typing t = enclosing(c.typesOut());
        return t == null || c.local() >= t.body.locals().size() ? Type.UNKNOWN : t.localType(c.local());
    }

    /** The typing of the method whose body holds the local or anonymous type that is {@code typesOut - 1} types out from here; null when there is none. */
    Typing enclosing(int typesOut) {
        SourceType t = method.owner();
        for (int i = 1; i < typesOut && t != null; i++) t = t.outer();
        Method m = t == null ? null : t.outerMethod();
        return m == null || !m.hasBody() ? null : typings.of(m);
    }

    public Type localType(int i) {
        settle();
        return locals.get(i);
    }

    private Type findLocalType(int i) {
        LocalFacts l = body.locals().get(i);
        if (!l.type().isVar()) return resolve(l.type());
        switch (l.kind()) {
            case FOREACH:
                return index.iterables[i] == null ? Type.UNKNOWN : elementOf(typeOf(index.iterables[i]));
            case LAMBDA_PARAM:
                return l.lambda() < 0 ? Type.UNKNOWN : inference.lambdaParam(body.lambdas().get(l.lambda()), lambdaTarget(l.lambda()), i);
            default:
                return l.initial() == null ? Type.UNKNOWN : typeOf(l.initial());
        }
    }

    private Type elementOf(Type t) {
        return t.dims() > 0 ? t.withDims(t.dims() - 1) : argument(bounded(t), "java.lang.Iterable", 0);
    }

    /** The type argument that a type gives to one of its ancestors, or unknown. */
    static Type argument(Type t, String ancestor, int i) {
        Decl d = t.decl();
        if (d == null) return Type.UNKNOWN;
        Type up = d.ancestry().as(ancestor);
        if (up == null || up.decl() == null || up.decl().typeParams().size() <= i) return Type.UNKNOWN;
        if (up.args().size() <= i) return up.decl().erasure(up.decl().typeParams().get(i));
        return Subst.of(d, t).apply(up.args().get(i));
    }

    /** The functional interface that a lambda becomes; unknown when it cannot be told. */
    public Type lambdaTarget(int lambda) {
        settle();
        return lambdaTargets.get(lambda);
    }

    private Type findLambdaTarget(int lambda) {
        LambdaFacts l = body.lambdas().get(lambda);
        return l.casts().isEmpty() ? expected(uses().ofLambda(lambda)) : resolve(l.casts().get(0));
    }

    private Uses uses() {
        if (uses == null) uses = new Uses(index, body.lambdas().size());
        return uses;
    }

    /** The type that the place asks for to which an event's result goes; unknown where it asks for none. */
    Type expected(int event) {
        return expected(uses().ofResult(event));
    }

    private Type expected(Uses.Use use) {
        if (use == null) return Type.UNKNOWN;
        if (use.arg() == Uses.RETURNED) {
            if (use.event() == body.lambdas().size()) return method.returnType();
            Type outer = lambdaTarget(use.event());
            MethodDecl f = outer.decl() == null ? null : functional().method(outer.decl());
            return f == null ? Type.UNKNOWN : Functional.returnType(f, outer);
        }
        Event e = index.events[use.event()];
        if (e instanceof Event.Call c) return paramType(target(c.id()), c.args(), use.arg(), c.id());
        if (e instanceof Event.New n) return n.type().dims() > 0 ? elementOf(resultType(n.id())) : paramType(target(n.id()), n.args(), use.arg(), n.id());
        if (e instanceof Event.Assign a) return body.locals().get(a.local()).type().isVar() ? Type.UNKNOWN : localType(a.local());
        return e instanceof Event.Write w ? typeOf(w.target()) : Type.UNKNOWN;
    }

    /** The type that a call's target gives its i-th argument's parameter, with the receiver's type arguments and what other arguments tell. */
    private Type paramType(Target t, List<Value> args, int i, int event) {
        if (!t.ambiguous()) return inference.param(t, args, i, event);
        // Overloads that remain are believed where they agree.
        Type agreed = null;
        for (MethodDecl m : t.candidates()) {
            Type p = inference.param(new Target(m, t.receiver(), t.implicit(), t.viaType(), false, List.of(m)), args, i, event);
            if (agreed != null && !agreed.name().equals(p.name())) return Type.UNKNOWN;
            if (agreed == null) agreed = p;
        }
        return agreed;
    }

    /** The type that a call or creation asks of an argument; unknown where it cannot be told. */
    public Type expectedArgument(int event, int arg) {
        settle();
        return expected(new Uses.Use(event, arg));
    }

    /** The type in which a method reference's method is looked up. */
    public Type methodRefScope(Value.MethodRef r) {
        if (r.type() != null) return resolve(r.type());
        Denotation d = denote(r.scope());
        return d.isType() ? Type.of(d.type()) : bounded(typeOf(r.scope()));
    }

    private Type resultType(int event) {
        settle();
        return results.get(event);
    }

    private Type findResultType(int event) {
        Event e = index.events[event];
        if (e instanceof Event.Call c) return callType(c);
        if (!(e instanceof Event.New n)) return Type.UNKNOWN;
        Type t = created(n);
        Target target = t.args().contains(Type.UNKNOWN) ? target(event) : Target.NONE;
        return target.method() != null && target.method().owner() == t.decl() ? inference.created(target, n.args(), t) : t;
    }

    /** The type that a creation names; a diamond's arguments are unknown. */
    Type created(Event.New n) {
        if (n.anonymous() >= 0) {
            SourceType s = typings.typeAt(method.owner().unit(), n.anonymous());
            if (s != null) return Type.of(s);
        }
        if (n.outer() != null) {
            Type o = bounded(typeOf(n.outer()));
            Decl in = o.decl() == null ? null : universe.nested(o.decl(), n.type().name());
            if (in != null) return Type.of(in).diamond();
        }
        return resolve(n.type()).diamond();
    }

    private Type callType(Event.Call c) {
        Target t = target(c.id());
        MethodDecl m = t.method();
        if (m == null) return Type.UNKNOWN;
        if (!t.ambiguous()) return callType(c, t);
        Type agreed = null;
        for (MethodDecl o : t.candidates()) {
            Type r = callType(c, new Target(o, t.receiver(), t.implicit(), t.viaType(), false, List.of(o)));
            if (agreed != null && !(agreed.name().equals(r.name()) && agreed.dims() == r.dims())) return Type.UNKNOWN;
            if (agreed == null) agreed = r;
        }
        return agreed;
    }

    private Type callType(Event.Call c, Target t) {
        Type r = t.method().returnType();
        if (c.args().isEmpty()) {
            if (c.name().equals("getClass") && r.is("java.lang.Class")) return r.withArgs(List.of(Type.of(t.receiver().decl() == null ? r.decl() : t.receiver().decl())));
            if (c.name().equals("clone") && t.receiver().isArray()) return t.receiver();
        }
        if (r.kind() != Type.Kind.VARIABLE && r.args().isEmpty()) return r;
        List<Type> explicit = new ArrayList<>(c.typeArgs().size());
        for (TypeRef a : c.typeArgs()) explicit.add(resolve(a));
        return inference.result(t, c.args(), r, c.id(), explicit);
    }

    /** The target of a call or creation event. */
    public Target target(int event) {
        settle();
        return targets.get(event);
    }

    /** What a name or dotted name stands for; nothing for other values. */
    Denotation denote(Value v) {
        return names.denote(v);
    }

    /** Whether a lambda's body gives a value: true, false, or null when it could do as either (a call as its expression). */
    Boolean givesValue(LambdaFacts l) {
        List<Value> returned = index.returns.get(body.lambdas().indexOf(l));
        if (returned.isEmpty()) return endsInThrow(l) ? null : Boolean.FALSE;
        Value v = returned.get(0);
        if (!expression(l) || !(v instanceof Value.Result || v instanceof Value.Updated)) return Boolean.TRUE;
        // What a lambda with untyped parameters gives is not asked where an overload is chosen for it: as in Java, its shape alone counts.
        for (int p : l.params()) if (body.locals().get(p).type().isVar()) return null;
        Type t = v instanceof Value.Result r && index.events[r.event()] instanceof Event.Call ? typeOf(v) : Type.UNKNOWN;
        return t.isPrimitive() && t.name().equals("void") ? Boolean.FALSE : null;
    }

    /** Whether what an expression lambda calls is known to give a value. */
    boolean certainlyValue(LambdaFacts l) {
        for (int p : l.params()) if (body.locals().get(p).type().isVar()) return false;
        List<Value> returned = index.returns.get(body.lambdas().indexOf(l));
        Type t = returned.isEmpty() ? Type.UNKNOWN : typeOf(returned.get(0));
        return t.kind() == Type.Kind.VARIABLE || t.known() && !(t.isPrimitive() && t.name().equals("void"));
    }

    /** An expression lambda: its body is the return of the value, and the value takes the place of the return. */
    private static boolean expression(LambdaFacts l) {
        Node last = l.body() instanceof Node.Seq s && !s.nodes().isEmpty() ? s.nodes().get(s.nodes().size() - 1) : l.body();
        return last instanceof Node.Return r && l.span().endLine() == r.span().endLine() && l.span().endColumn() == r.span().endColumn();
    }

    private static boolean endsInThrow(LambdaFacts l) {
        return l.body() instanceof Node.Seq s && !s.nodes().isEmpty() && s.nodes().get(s.nodes().size() - 1) instanceof Node.Throw || l.body() instanceof Node.Throw;
    }
}
