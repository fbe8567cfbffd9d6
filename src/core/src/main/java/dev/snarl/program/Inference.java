package dev.snarl.program;

import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the type variables of a called generic method stand for, from its receiver, its arguments, and, where these tell nothing, from the place
 * that its result goes to. A variable of the called method is written with a prime ({@code R'}), so that it is not taken for one of the caller's. Used by one thread.
 */
final class Inference {
    /** What unrelated types have in common without being alike. */
    private static final Set<String> MARKERS = Set.of("java.lang.Object", "java.io.Serializable", "java.lang.Comparable", "java.lang.Cloneable",
            "java.lang.constant.Constable", "java.lang.constant.ConstantDesc", "java.lang.AutoCloseable", "java.lang.Record", "java.lang.Enum");
    private final Typing typing;

    Inference(Typing typing) {
        this.typing = typing;
    }

    static boolean open(Type t) {
        return t.kind() == Type.Kind.VARIABLE && t.name().endsWith("'");
    }

    /** The type that a call's target gives its i-th argument's parameter. */
    Type param(Target t, List<Value> args, int i, int event) {
        MethodDecl m = t.method();
        if (m == null || m.paramTypes().isEmpty()) return Type.UNKNOWN;
        Call call = new Call(t);
        bindArguments(call, args, i);
        if (call.unbound()) bindExpected(call, event);
        return call.param(args, i, true);
    }

    /** The type of a call's result. */
    Type result(Target t, List<Value> args, Type declared, int event, List<Type> explicit) {
        Call call = new Call(t);
        if (!explicit.isEmpty() && explicit.size() == t.method().typeParams().size()) {
            for (int i = 0; i < explicit.size(); i++) call.found.put(t.method().typeParams().get(i) + "'", explicit.get(i));
        } else {
            bindArguments(call, args, -1);
            if (call.unbound()) bindExpected(call, event);
        }
        Type r = call.known(declared);
        return open(r) ? erasure(t.method(), r) : r;
    }

    /** A new object's type: the type arguments of a diamond from the constructor's arguments. */
    Type created(Target t, List<Value> args, Type diamond) {
        Call call = new Call(t);
        bindArguments(call, args, -1);
        List<Type> out = new ArrayList<>();
        for (String p : diamond.decl().typeParams()) out.add(call.found.getOrDefault(p + "'", Type.UNKNOWN));
        return diamond.withArgs(out);
    }

    private static Type erasure(MethodDecl m, Type variable) {
        String name = variable.name().substring(0, variable.name().length() - 1);
        Type bound = m.typeParams().contains(name) ? m.erasure(name) : m.owner().erasure(name);
        // A bound that is only Object says that nothing is known.
        return bound.is("java.lang.Object") ? Type.UNKNOWN : bound.withDims(bound.dims() + variable.dims());
    }

    private final class Call {
        private final MethodDecl method;
        private final List<Type> params;
        private final Subst declared;
        private final int open;
        private final Map<String, Type> found = new HashMap<>();

        Call(Target t) {
            method = t.method();
            Type receiver = t.receiver();
            boolean creates = method.name().equals(MethodFacts.CONSTRUCTOR);
            boolean diamond = creates && (receiver.args().isEmpty() || receiver.args().contains(Type.UNKNOWN));
            Map<String, Type> primes = new HashMap<>();
            if (diamond) for (String v : method.owner().typeParams()) primes.put(v, Type.variable(v + "'"));
            for (String v : method.typeParams()) primes.put(v, Type.variable(v + "'"));
            open = primes.size();
            declared = (diamond ? Subst.NONE : ofOwner(method, receiver)).plus(primes);
            params = method.paramTypes();
        }

        boolean unbound() {
            return found.size() < open;
        }

        Type param(List<Value> args, int i, boolean bound) {
            Type p = params.get(Math.min(i, params.size() - 1));
            if (method.varargs() && i >= params.size() - 1 && p.dims() > 0 && !(args.size() == params.size() && isArray(args.get(i)))) p = p.withDims(p.dims() - 1);
            p = declared.apply(p);
            return bound ? Subst.NONE.plus(found).apply(p) : p;
        }

        Type known(Type t) {
            return Subst.NONE.plus(found).apply(declared.apply(t));
        }
    }

    private boolean isArray(Value v) {
        return !(v instanceof Value.Lambda || v instanceof Value.MethodRef) && typing.typeOf(v).dims() > 0;
    }

    private void bindArguments(Call call, List<Value> args, int except) {
        if (call.open == 0 || call.params.isEmpty()) return;
        for (int i = 0; i < args.size(); i++) {
            Value a = args.get(i);
            if (i == except || a instanceof Value.Lambda || a instanceof Value.MethodRef) continue;
            Type p = call.param(args, i, false);
            if (mentionsOpen(p)) unify(p, typing.typeOf(a), call.found);
        }
        // What functions return is asked last, when their parameters are known as far as can be; those that come after the asked one tell nothing of it.
        for (int i = 0; i < args.size(); i++) {
            Value a = args.get(i);
            if (i == except || except >= 0 && i > except) continue;
            if (a instanceof Value.Lambda l) bindReturn(call, call.param(args, i, true), l);
            else if (a instanceof Value.MethodRef r) bindReturn(call, call.param(args, i, true), r);
        }
    }

    private void bindExpected(Call call, int event) {
        Type returns = call.method.name().equals(MethodFacts.CONSTRUCTOR) ? Type.UNKNOWN : call.declared.apply(call.method.returnType());
        if (!mentionsOpen(returns)) return;
        Type expected = typing.expected(event);
        if (!expected.known()) return;
        Map<String, Type> more = new HashMap<>();
        if (expected.name().equals(returns.name())) {
            unify(returns, expected, more);
        } else if (returns.decl() != null && expected.decl() != null) {
            Type up = returns.decl().ancestry().as(expected.name());
            if (up != null) unify(Subst.of(returns.decl(), returns).apply(up), expected, more);
        }
        more.forEach(call.found::putIfAbsent);
    }

    private void bindReturn(Call call, Type param, Value.Lambda l) {
        Type wanted = functionReturn(param);
        if (!mentionsOpen(wanted)) return;
        for (Value v : typing.index().returns.get(l.index())) unify(wanted, typing.typeOf(v), call.found);
    }

    private void bindReturn(Call call, Type param, Value.MethodRef r) {
        Type wanted = functionReturn(param);
        Decl d = param.decl();
        if (!mentionsOpen(wanted) && !mentionsOpen(param)) return;
        Type scope = typing.methodRefScope(r);
        MethodDecl f = typing.functional().method(d);
        if (r.method().equals("new")) {
            unify(wanted, scope.diamond(), call.found);
            return;
        }
        if (f == null || scope.decl() == null) return;
        List<MethodDecl> named = Members.methods(scope.decl(), r.method());
        List<MethodDecl> fit = new ArrayList<>();
        int n = f.paramTypes().size();
        boolean viaType = r.type() != null || typing.denote(r.scope()).isType();
        for (MethodDecl m : named) if (m.acceptsArity(n) && (m.isStatic() || !viaType) || viaType && !m.isStatic() && m.acceptsArity(n - 1)) fit.add(m);
        if (fit.isEmpty()) return;
        if (fit.size() == 1 && viaType && !fit.get(0).isStatic()) {
            // Type::method on its first parameter: what the parameter is, is told by the reference where nothing else tells.
            List<Type> fp = Functional.paramTypes(f, param);
            if (!fp.isEmpty() && open(fp.get(0)) && !call.found.containsKey(fp.get(0).name())) call.found.put(fp.get(0).name(), scope);
        }
        Type agreed = null;
        for (MethodDecl m : fit) {
            Type t = ofOwner(m, scope).apply(m.returnType());
            if (!m.typeParams().isEmpty() && (t.kind() == Type.Kind.VARIABLE || !t.args().isEmpty())) t = Type.UNKNOWN;
            if (agreed != null && (!agreed.name().equals(t.name()) || agreed.dims() != t.dims())) return;
            agreed = t;
        }
        unify(wanted, agreed, call.found);
    }

    private Type functionReturn(Type param) {
        Decl d = param.decl();
        MethodDecl f = d == null ? null : typing.functional().method(d);
        return f == null ? Type.UNKNOWN : Functional.returnType(f, param);
    }

    /** The type of a lambda's parameter, by the interface that the lambda becomes. */
    Type lambdaParam(LambdaFacts lambda, Type target, int local) {
        MethodDecl f = target.decl() == null ? null : typing.functional().method(target.decl());
        int at = lambda.params().indexOf(local);
        if (f == null || at < 0 || at >= f.paramTypes().size()) return Type.UNKNOWN;
        Type t = Functional.paramTypes(f, target).get(at);
        return open(t) ? Type.UNKNOWN : t;
    }

    private static boolean mentionsOpen(Type t) {
        if (open(t)) return true;
        for (Type a : t.args()) if (mentionsOpen(a)) return true;
        return false;
    }

    private void unify(Type param, Type arg, Map<String, Type> found) {
        if (open(param)) {
            if (arg.kind() == Type.Kind.UNKNOWN || arg == Type.NULL || open(arg) || arg.dims() < param.dims()) return;
            if (arg.name().equals("void") && arg.dims() == 0) return;
            Type t = boxed(arg.withDims(arg.dims() - param.dims()));
            Type before = found.get(param.name());
            found.put(param.name(), before == null ? t : join(before, t));
            return;
        }
        if (param.args().isEmpty() || arg.decl() == null || param.dims() != arg.dims()) return;
        Type up = param.name().equals(arg.name()) ? arg : arg.decl().ancestry().as(param.name());
        if (up == null) return;
        if (up != arg) up = Subst.of(arg.decl(), arg).apply(up);
        if (up.args().size() != param.args().size()) return;
        for (int i = 0; i < up.args().size(); i++) unify(param.args().get(i), up.args().get(i), found);
    }

    private Type boxed(Type t) {
        if (!t.isPrimitive()) return t;
        String box = Overloads.boxed(t.name());
        return box == null ? t : typing.universe().platform(box);
    }

    /** A type that both are: the wider of two related ones, else the nearest ancestor that both have. */
    Type join(Type a, Type b) {
        if (a == b || a.name().equals(b.name()) && a.dims() == b.dims()) return a.args().isEmpty() || a.args().contains(Type.UNKNOWN) ? b : a;
        if (!a.known() || a == Type.NULL) return b;
        if (!b.known() || b == Type.NULL) return a;
        if (a.isPrimitive() && b.isPrimitive()) return Overloads.assignable(a, b) > 0 ? b : a;
        if (a.isPrimitive() != b.isPrimitive()) return a.isPrimitive() ? a : b;
        Type object = typing.universe().platform("java.lang.Object");
        if (a.decl() == null || b.decl() == null) return object;
        if (a.isA(b.name()).yes()) return b;
        for (Decl d : a.decl().ancestry().decls()) {
            if (MARKERS.contains(d.name()) || !b.isA(d.name()).yes()) continue;
            return Subst.of(a.decl(), a).apply(a.decl().ancestry().as(d.name()));
        }
        return object;
    }

    /** The parameters of a member's owner as the receiver binds them. */
    static Subst ofOwner(MethodDecl m, Type receiver) {
        Decl d = receiver.decl();
        if (d == null) return Subst.NONE;
        if (m.owner() == d) return Subst.of(d, receiver);
        Type up = d.ancestry().as(m.owner().name());
        return up == null ? Subst.NONE : Subst.of(m.owner(), Subst.of(d, receiver).apply(up));
    }
}
