package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a body's values and the targets of its calls, found on demand from declared types: no inference but that of {@code var}, of lambda
 * parameters, and of a generic method's variables from its arguments. Used by one thread at a time.
 */
public final class Typing {
    private static final Target PENDING = new Target(null, Type.UNKNOWN, null, false, false, List.of());
    private final Typings typings;
    private final Universe universe;
    private final Method method;
    private final Body body;
    private final EventIndex index;
    private final Type[] localTypes;
    private final Type[] eventTypes;
    private final Target[] targets;
    private final Type[] lambdaTargets;
    private final boolean[] lambdaAsked;
    private final Overloads overloads = new Overloads(this);
    private Map<String, Denotation> names;

    Typing(Typings typings, Method method, Body body) {
        this.typings = typings;
        this.universe = typings.universe();
        this.method = method;
        this.body = body;
        this.index = new EventIndex(body);
        this.localTypes = new Type[body.locals().size()];
        this.eventTypes = new Type[body.events()];
        this.targets = new Target[body.events()];
        this.lambdaTargets = new Type[body.lambdas().size()];
        this.lambdaAsked = new boolean[body.lambdas().size()];
    }

    public Body body() {
        return body;
    }

    public Method method() {
        return method;
    }

    Functional functional() {
        return typings.functional();
    }

    EventIndex index() {
        return index;
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

    public Type typeOf(Value v) {
        if (v instanceof Value.Local l) return localType(l.index());
        if (v instanceof Value.Result r) return resultType(r.event());
        if (v instanceof Value.Name || v instanceof Value.Field) return denotedType(v);
        if (v instanceof Value.This t) return t.qualifier().isEmpty() ? self(method.owner()) : universe.resolveName(t.qualifier(), method.owner(), method);
        if (v instanceof Value.Super) {
            Type s = method.owner().superclass();
            return s == null ? Type.UNKNOWN : s;
        }
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
        if (v instanceof Value.Cast c) return universe.resolve(c.types().get(0), method.owner(), method);
        if (v instanceof Value.Captured c) return capturedType(c);
        if (v instanceof Value.ClassLiteral) return universe.platform("java.lang.Class");
        if (v instanceof Value.InstanceOf) return Type.BOOLEAN;
        if (v instanceof Value.Unary u) return u.op().equals("!") ? Type.BOOLEAN : typeOf(u.operand());
        if (v instanceof Value.Binary b) return binaryType(b);
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) {
                Type t = typeOf(x);
                if (t.known() && t != Type.NULL) return t;
            }
            return Type.UNKNOWN;
        }
        if (v instanceof Value.Updated u && index.events[u.event()] instanceof Event.Update e) return typeOf(e.target());
        return Type.UNKNOWN;
    }

    private Type self(SourceType t) {
        if (t.typeParams().isEmpty()) return Type.of(t);
        List<Type> args = new ArrayList<>();
        for (String p : t.typeParams()) args.add(Type.variable(p));
        return Type.of(t, args);
    }

    private Type binaryType(Value.Binary b) {
        switch (b.op()) {
            case "==", "!=", "<", ">", "<=", ">=", "&&", "||":
                return Type.BOOLEAN;
            case "<<", ">>", ">>>":
                return typeOf(b.left());
            default:
        }
        // A long sum of strings is left-deep: walk it, do not recurse.
        Value l = b.left();
        Type right = typeOf(b.right());
        if (right.is("java.lang.String")) return right;
        while (l instanceof Value.Binary lb && lb.op().equals(b.op())) {
            Type t = typeOf(lb.right());
            if (t.is("java.lang.String")) return t;
            l = lb.left();
        }
        Type left = typeOf(l);
        if (left.is("java.lang.String")) return left;
        if (left.is("java.lang.Boolean") || left == Type.BOOLEAN) return Type.BOOLEAN;
        Type a = unbox(left), c = unbox(right);
        for (String wide : List.of("double", "float", "long")) {
            if (a.name().equals(wide) || c.name().equals(wide)) return Type.primitive(wide);
        }
        return a.isPrimitive() && c.isPrimitive() ? Type.INT : Type.UNKNOWN;
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
        Type t = localTypes[i];
        if (t != null) return t;
        localTypes[i] = Type.UNKNOWN;
        LocalFacts l = body.locals().get(i);
        t = l.type().isVar() ? inferred(l, i) : universe.resolve(l.type(), method.owner(), method);
        return localTypes[i] = t;
    }

    private Type inferred(LocalFacts l, int i) {
        switch (l.kind()) {
            case FOREACH:
                return index.iterables[i] == null ? Type.UNKNOWN : elementOf(typeOf(index.iterables[i]));
            case LAMBDA_PARAM:
                return lambdaParam(l.lambda(), i);
            default:
                return l.initial() == null ? Type.UNKNOWN : typeOf(l.initial());
        }
    }

    private Type elementOf(Type t) {
        if (t.dims() > 0) return t.withDims(t.dims() - 1);
        if (t.kind() == Type.Kind.VARIABLE) t = universe.bound(t.name(), method.owner(), method);
        return argument(t, "java.lang.Iterable", 0);
    }

    /** The type argument that a type gives to one of its ancestors, or unknown. */
    static Type argument(Type t, String ancestor, int i) {
        Decl d = t.decl();
        if (d == null) return Type.UNKNOWN;
        Type up = d.ancestry().as(ancestor);
        if (up == null || up.args().size() <= i) return Type.UNKNOWN;
        return Subst.of(d, t).apply(up.args().get(i));
    }

    private Type lambdaParam(int lambda, int local) {
        Type target = lambdaTarget(lambda);
        MethodDecl f = target.decl() == null ? null : functional().method(target.decl());
        if (f == null) return Type.UNKNOWN;
        int at = body.lambdas().get(lambda).params().indexOf(local);
        List<Type> params = Functional.paramTypes(f, target);
        Type t = at < 0 || at >= params.size() ? Type.UNKNOWN : params.get(at);
        return t.kind() == Type.Kind.VARIABLE && !inScope(t.name()) ? Type.UNKNOWN : t;
    }

    private boolean inScope(String variable) {
        if (method.typeParams().contains(variable)) return true;
        for (SourceType t = method.owner(); t != null; t = t.outer()) if (t.typeParams().contains(variable)) return true;
        return false;
    }

    /** The functional interface that a lambda becomes; unknown when it cannot be told. */
    public Type lambdaTarget(int lambda) {
        if (!lambdaAsked[lambda]) {
            lambdaAsked[lambda] = true;
            lambdaTargets[lambda] = Type.UNKNOWN;
            lambdaTargets[lambda] = findLambdaTarget(lambda);
        }
        return lambdaTargets[lambda];
    }

    private Type findLambdaTarget(int lambda) {
        LambdaFacts l = body.lambdas().get(lambda);
        if (!l.casts().isEmpty()) return universe.resolve(l.casts().get(0), method.owner(), method);
        for (Event e : index.events) {
            if (e instanceof Event.Call c) {
                int i = argIndex(c.args(), lambda);
                if (i >= 0) return paramType(target(c.id()), c.args(), i);
            } else if (e instanceof Event.New n) {
                int i = argIndex(n.args(), lambda);
                if (i >= 0) return n.type().dims() > 0 ? resultType(n.id()).withDims(0) : paramType(target(n.id()), n.args(), i);
            } else if (e instanceof Event.Assign a && is(a.value(), lambda)) {
                return localType(a.local());
            } else if (e instanceof Event.Write w && is(w.value(), lambda)) {
                return typeOf(w.target());
            }
        }
        List<List<Value>> returns = index.returns;
        for (int i = 0; i < returns.size(); i++) {
            for (Value v : returns.get(i)) {
                if (!is(v, lambda)) continue;
                if (i == returns.size() - 1) return method.returnType();
                Type outer = lambdaTarget(i);
                MethodDecl f = outer.decl() == null ? null : functional().method(outer.decl());
                return f == null ? Type.UNKNOWN : Functional.returnType(f, outer);
            }
        }
        return Type.UNKNOWN;
    }

    private static boolean is(Value v, int lambda) {
        if (v instanceof Value.Lambda l) return l.index() == lambda;
        if (v instanceof Value.Choice c) for (Value x : c.values()) if (is(x, lambda)) return true;
        return false;
    }

    private static int argIndex(List<Value> args, int lambda) {
        for (int i = 0; i < args.size(); i++) if (is(args.get(i), lambda)) return i;
        return -1;
    }

    /** The type that a call's target gives its i-th argument's parameter, with the receiver's type arguments and what other arguments tell. */
    public Type paramType(Target t, List<Value> args, int i) {
        MethodDecl m = t.method();
        if (m == null) return Type.UNKNOWN;
        List<Type> params = m.paramTypes();
        if (params.isEmpty()) return Type.UNKNOWN;
        Type p = i < params.size() ? params.get(i) : params.get(params.size() - 1);
        if (m.varargs() && i >= params.size() - 1 && p.dims() > 0 && !(args.size() == params.size() && typeIsArray(args.get(i)))) p = p.withDims(p.dims() - 1);
        return substitution(t, args, i).apply(p);
    }

    private boolean typeIsArray(Value v) {
        return !(v instanceof Value.Lambda || v instanceof Value.MethodRef) && typeOf(v).dims() > 0;
    }

    private Subst substitution(Target t, List<Value> args, int except) {
        MethodDecl m = t.method();
        Subst s = ownerSubst(m, t.receiver());
        List<String> vars = new ArrayList<>(m.typeParams());
        if (m.name().equals(MethodFacts.CONSTRUCTOR)) vars.addAll(m.owner().typeParams());
        if (vars.isEmpty()) return s;
        Map<String, Type> found = new HashMap<>();
        List<Type> params = m.paramTypes();
        for (int i = 0; i < args.size() && !params.isEmpty(); i++) {
            if (i == except) continue;
            Value a = args.get(i);
            Type p = s.apply(params.get(Math.min(i, params.size() - 1)));
            if (m.varargs() && i >= params.size() - 1 && p.dims() > 0 && !typeIsArray(a)) p = p.withDims(p.dims() - 1);
            if (a instanceof Value.Lambda l) {
                if (except < 0) unifyReturn(p, l, vars, found);
            } else if (a instanceof Value.MethodRef r) {
                if (except < 0) unifyReturn(p, r, vars, found);
            } else {
                unify(p, typeOf(a), vars, found);
            }
        }
        return s.plus(found);
    }

    private void unifyReturn(Type param, Value.Lambda l, List<String> vars, Map<String, Type> found) {
        Decl d = param.decl();
        MethodDecl f = d == null ? null : functional().method(d);
        if (f == null || index.returns.get(l.index()).isEmpty()) return;
        Type r = Functional.returnType(f, param);
        if (mentions(r, vars)) unify(r, typeOf(index.returns.get(l.index()).get(0)), vars, found);
    }

    private void unifyReturn(Type param, Value.MethodRef r, List<String> vars, Map<String, Type> found) {
        Decl d = param.decl();
        MethodDecl f = d == null ? null : functional().method(d);
        if (f == null) return;
        Type wanted = Functional.returnType(f, param);
        if (!mentions(wanted, vars)) return;
        Type scope = methodRefScope(r);
        if (r.method().equals("new")) {
            unify(wanted, scope, vars, found);
            return;
        }
        if (scope.decl() == null) return;
        List<MethodDecl> ms = Members.methods(scope.decl(), r.method());
        if (ms.size() == 1) unify(wanted, ownerSubst(ms.get(0), scope).apply(ms.get(0).returnType()), vars, found);
    }

    /** The type in which a method reference's method is looked up. */
    public Type methodRefScope(Value.MethodRef r) {
        if (r.type() != null) return universe.resolve(r.type(), method.owner(), method);
        Denotation d = denote(r.scope());
        return d.isType() ? Type.of(d.type()) : typeOf(r.scope());
    }

    private static boolean mentions(Type t, List<String> vars) {
        if (t.kind() == Type.Kind.VARIABLE) return vars.contains(t.name());
        for (Type a : t.args()) if (mentions(a, vars)) return true;
        return false;
    }

    private static void unify(Type param, Type arg, List<String> vars, Map<String, Type> found) {
        if (param.kind() == Type.Kind.VARIABLE) {
            if (!vars.contains(param.name()) || !arg.known() || arg == Type.NULL || arg == Type.VOID || arg.dims() < param.dims()) return;
            found.putIfAbsent(param.name(), arg.withDims(arg.dims() - param.dims()));
            return;
        }
        if (param.args().isEmpty() || arg.decl() == null) return;
        Type up = param.name().equals(arg.name()) ? arg : asAncestor(arg, param.name());
        if (up == null || up.args().size() != param.args().size()) return;
        for (int i = 0; i < up.args().size(); i++) unify(param.args().get(i), up.args().get(i), vars, found);
    }

    private static Type asAncestor(Type t, String name) {
        Type up = t.decl().ancestry().as(name);
        return up == null ? null : Subst.of(t.decl(), t).apply(up);
    }

    private static Subst ownerSubst(MethodDecl m, Type receiver) {
        Decl d = receiver.decl();
        if (d == null) return Subst.NONE;
        if (m.owner() == d) return Subst.of(d, receiver);
        Type up = d.ancestry().as(m.owner().name());
        return up == null ? Subst.NONE : Subst.of(m.owner(), Subst.of(d, receiver).apply(up));
    }

    private Type resultType(int event) {
        Type t = eventTypes[event];
        if (t != null) return t;
        eventTypes[event] = Type.UNKNOWN;
        Event e = index.events[event];
        if (e instanceof Event.New n) {
            t = newType(n);
        } else if (e instanceof Event.Call c) {
            t = callType(c);
        } else {
            t = Type.UNKNOWN;
        }
        return eventTypes[event] = t;
    }

    private Type newType(Event.New n) {
        if (n.anonymous() >= 0) {
            for (SourceType s : method.owner().inner()) if (s.index() == n.anonymous()) return Type.of(s);
            SourceType s = typings.typeAt(method.owner().unit(), n.anonymous());
            if (s != null) return Type.of(s);
        }
        if (n.outer() != null) {
            Type o = typeOf(n.outer());
            Decl in = o.decl() == null ? null : o.decl().nested(n.type().name());
            if (in != null) return Type.of(in);
        }
        return universe.resolve(n.type(), method.owner(), method);
    }

    /** The component that a call of a record's undeclared accessor reads, or null. */
    FieldDecl component(Event.Call c) {
        Target t = target(c.id());
        Decl d = t.receiver().decl();
        if (t.method() != null || d == null || d.kind() != dev.snarl.facts.TypeKind.RECORD || !c.args().isEmpty()) return null;
        FieldDecl f = d.ownField(c.name());
        return f == null || dev.snarl.facts.Mods.has(f.mods(), dev.snarl.facts.Mods.STATIC) ? null : f;
    }

    private Type callType(Event.Call c) {
        Target t = target(c.id());
        MethodDecl m = t.method();
        if (m == null) {
            FieldDecl component = component(c);
            return component == null ? Type.UNKNOWN : memberType(component, t.receiver());
        }
        if (t.ambiguous()) {
            Type r = m.returnType();
            for (MethodDecl o : t.candidates()) if (!o.returnType().name().equals(r.name()) || o.returnType().dims() != r.dims()) return Type.UNKNOWN;
        }
        Type r = m.returnType();
        if (c.name().equals("getClass") && c.args().isEmpty()) return r;
        if (c.name().equals("clone") && t.receiver().isArray()) return t.receiver();
        boolean generic = r.kind() == Type.Kind.VARIABLE || !r.args().isEmpty();
        if (!generic) return r;
        Type s = substitution(t, c.args(), -1).apply(r);
        if (s.kind() == Type.Kind.VARIABLE && !inScope(s.name())) {
            // A variable that nothing binds: its declared bound is still true of it.
            Type bound = m instanceof Method sm ? universe.bound(s.name(), sm.owner(), sm) : Type.UNKNOWN;
            return bound.is("java.lang.Object") ? Type.UNKNOWN : bound;
        }
        return s;
    }

    /** The target of a call or creation event. */
    public Target target(int event) {
        Target t = targets[event];
        if (t != null) return t;
        targets[event] = PENDING;
        Event e = index.events[event];
        if (e instanceof Event.Call c) {
            t = resolve(c);
        } else if (e instanceof Event.New n) {
            Type type = resultType(event);
            Decl d = type.decl();
            if (n.anonymous() >= 0 && d != null && d.superclass() != null && !d.superclass().is("java.lang.Object")) {
                type = d.superclass();
                d = type.decl();
            }
            t = d == null ? Target.unknown(type) : choose(Members.methods(d, "<init>"), n.args(), type, null, true);
        } else {
            t = Target.NONE;
        }
        return targets[event] = t;
    }

    private Target resolve(Event.Call c) {
        if (c.name().equals("<this>") || c.name().equals("<super>")) {
            Type owner = c.name().equals("<this>") ? Type.of(method.owner()) : method.owner().superclass();
            if (owner == null || owner.decl() == null) return Target.NONE;
            return choose(Members.methods(owner.decl(), "<init>"), c.args(), owner, null, false);
        }
        if (c.receiver() == null) return unqualified(c);
        Denotation d = denote(c.receiver());
        Type type;
        boolean viaType = d.isType();
        if (viaType) {
            type = Type.of(d.type());
        } else if (c.receiver() instanceof Value.Super s && !s.qualifier().isEmpty()) {
            type = universe.resolveName(s.qualifier(), method.owner(), method);
        } else {
            type = typeOf(c.receiver());
        }
        if (type.kind() == Type.Kind.VARIABLE && type.dims() == 0) type = universe.bound(type.name(), method.owner(), method);
        if (type.isArray()) {
            Type object = universe.platform("java.lang.Object");
            Target t = object.decl() == null ? Target.NONE : choose(Members.methods(object.decl(), c.name()), c.args(), object, null, false);
            return new Target(t.method(), type, null, false, t.ambiguous(), t.candidates());
        }
        if (type.decl() == null) return Target.unknown(type);
        return choose(Members.methods(type.decl(), c.name()), c.args(), type, null, viaType);
    }

    private Target unqualified(Event.Call c) {
        boolean blind = false;
        for (SourceType t = method.owner(); t != null; t = t.outer()) {
            List<MethodDecl> ms = Members.methods(t, c.name());
            if (!ms.isEmpty()) {
                Target found = choose(ms, c.args(), self(t), t, false);
                if (found.method() != null || t.outer() == null) return found;
            }
            blind |= !t.ancestry().complete();
        }
        for (ImportFacts i : method.owner().unit().facts().imports()) {
            if (!i.isStatic()) continue;
            String owner = i.name();
            if (!i.star()) {
                int dot = owner.lastIndexOf('.');
                if (!owner.substring(dot + 1).equals(c.name())) continue;
                owner = owner.substring(0, dot);
            }
            Decl d = universe.decl(owner, method.owner().unit());
            if (d == null) continue;
            List<MethodDecl> ms = Members.methods(d, c.name());
            if (!ms.isEmpty()) return choose(ms, c.args(), Type.of(d), null, true);
        }
        return Target.unknown(blind ? Type.UNKNOWN : self(method.owner()));
    }

    private Target choose(List<MethodDecl> methods, List<Value> args, Type receiver, SourceType implicit, boolean viaType) {
        if (methods.isEmpty()) return new Target(null, receiver, implicit, viaType, false, List.of());
        List<MethodDecl> fit = overloads.applicable(methods, args, receiver);
        if (fit.isEmpty()) return new Target(null, receiver, implicit, viaType, false, List.of());
        return new Target(fit.get(0), receiver, implicit, viaType, fit.size() > 1, fit);
    }

    private Type denotedType(Value v) {
        if (v instanceof Value.Field f) {
            Denotation base = denote(f.base());
            if (!base.isType()) {
                Type t = base.field() != null ? fieldType(base, f.base()) : typeOf(f.base());
                if (t.isArray()) return f.name().equals("length") ? Type.INT : Type.UNKNOWN;
                if (t.kind() == Type.Kind.VARIABLE) t = universe.bound(t.name(), method.owner(), method);
                if (t.decl() == null) return Type.UNKNOWN;
                FieldDecl fd = Members.field(t.decl(), f.name());
                return fd == null ? Type.UNKNOWN : memberType(fd, t);
            }
        }
        Denotation d = denote(v);
        return d.field() == null ? Type.UNKNOWN : fieldType(d, v);
    }

    private Type fieldType(Denotation d, Value v) {
        if (v instanceof Value.Name && d.through() != null && d.field().owner() != d.through()) return memberType(d.field(), self(d.through()));
        if (v instanceof Value.Field f && !denote(f.base()).isType()) return denotedType(v);
        return d.field().type();
    }

    private static Type memberType(FieldDecl f, Type through) {
        Type t = f.type();
        if (t.kind() != Type.Kind.VARIABLE && t.args().isEmpty()) return t;
        Decl d = through.decl();
        if (f.owner() == d) return Subst.of(d, through).apply(t);
        Type up = d.ancestry().as(f.owner().name());
        return up == null ? t : Subst.of(f.owner(), Subst.of(d, through).apply(up)).apply(t);
    }

    /** What a name or dotted name stands for; nothing for other values. */
    Denotation denote(Value v) {
        if (v instanceof Value.Name n) {
            if (names == null) names = new HashMap<>();
            Denotation d = names.get(n.id());
            if (d == null) {
                d = lookup(n.id());
                names.put(n.id(), d);
            }
            return d;
        }
        if (v instanceof Value.Field f) {
            if (f.base() instanceof Value.This t && t.qualifier().isEmpty()) {
                FieldDecl fd = Members.field(method.owner(), f.name());
                return fd == null ? Denotation.NONE : Denotation.of(fd, method.owner());
            }
            if (f.base() instanceof Value.Name || f.base() instanceof Value.Field) {
                Denotation base = denote(f.base());
                if (base.isType()) {
                    FieldDecl fd = Members.field(base.type(), f.name());
                    if (fd != null) return Denotation.of(fd, null);
                    Type nested = universe.resolveName(base.type().name() + "." + f.name(), method.owner(), method);
                    return nested.decl() == null ? Denotation.NONE : Denotation.of(nested.decl());
                }
                if (base.field() == null) {
                    String dotted = dotted(v);
                    Decl d = dotted == null ? null : universe.decl(dotted, method.owner().unit());
                    return d == null ? Denotation.NONE : Denotation.of(d);
                }
            }
            Type t = typeOf(f.base());
            if (t.kind() == Type.Kind.VARIABLE && t.dims() == 0) t = universe.bound(t.name(), method.owner(), method);
            if (t.decl() == null) return Denotation.NONE;
            FieldDecl fd = Members.field(t.decl(), f.name());
            return fd == null ? Denotation.NONE : Denotation.of(fd, null);
        }
        return Denotation.NONE;
    }

    private static String dotted(Value v) {
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) {
            String b = dotted(f.base());
            return b == null ? null : b + "." + f.name();
        }
        return null;
    }

    private Denotation lookup(String name) {
        for (SourceType t = method.owner(); t != null; t = t.outer()) {
            FieldDecl f = Members.field(t, name);
            if (f != null) return Denotation.of(f, t);
        }
        for (ImportFacts i : method.owner().unit().facts().imports()) {
            if (!i.isStatic()) continue;
            String owner = i.name();
            if (!i.star()) {
                int dot = owner.lastIndexOf('.');
                if (!owner.substring(dot + 1).equals(name)) continue;
                owner = owner.substring(0, dot);
            }
            Decl d = universe.decl(owner, method.owner().unit());
            FieldDecl f = d == null ? null : Members.field(d, name);
            if (f != null) return Denotation.of(f, null);
        }
        Type t = universe.resolveName(name, method.owner(), method);
        return t.decl() == null ? Denotation.NONE : Denotation.of(t.decl());
    }

    /** Whether a lambda's body gives a value: true, false, or null when it could do as either (a call as its expression). */
    Boolean givesValue(LambdaFacts l) {
        int at = body.lambdas().indexOf(l);
        List<Value> returned = index.returns.get(at);
        if (returned.isEmpty()) return endsInThrow(l) ? null : Boolean.FALSE;
        boolean expression = l.body() instanceof dev.snarl.facts.Node.Return || l.body() instanceof dev.snarl.facts.Node.Seq s
                && !s.nodes().isEmpty() && s.nodes().get(s.nodes().size() - 1) instanceof dev.snarl.facts.Node.Return r && r.span().equals(bodySpan(r));
        Value v = returned.get(0);
        boolean statementLike = v instanceof Value.Result || v instanceof Value.Updated;
        if (!expression || !statementLike) return Boolean.TRUE;
        Type t = v instanceof Value.Result r && index.events[r.event()] instanceof Event.Call ? typeOf(v) : Type.UNKNOWN;
        return t == Type.VOID || t.isPrimitive() && t.name().equals("void") ? Boolean.FALSE : null;
    }

    private static dev.snarl.facts.Span bodySpan(dev.snarl.facts.Node.Return r) {
        return r.span();
    }

    private static boolean endsInThrow(LambdaFacts l) {
        return l.body() instanceof dev.snarl.facts.Node.Seq s && !s.nodes().isEmpty() && s.nodes().get(s.nodes().size() - 1) instanceof dev.snarl.facts.Node.Throw
                || l.body() instanceof dev.snarl.facts.Node.Throw;
    }
}
