package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import dev.snarl.program.SerialBreak.Kind;
import dev.snarl.program.SerialBreak.Link;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks what a value holds, by captured variables and fields, to the first part that cannot be serialized for certain: an object made in view, or
 * one whose declared class is not {@code Serializable} and has no subclass that is. Enclosing instances are not followed. Used by one thread.
 */
public final class SerialGraph {
    private static final int DEPTH = 10;
    private final Typings typings;
    private final SerialTypes types;
    private final Captures captures;
    /** The classes whose fields the current question has looked through: a graph of objects is walked once. */
    private final Set<SourceType> seen = new HashSet<>();

    /** What is known of a value: carried for certain, open, or broken. */
    private record Verdict(boolean carried, SerialBreak broken) {
        static final Verdict CARRIED = new Verdict(true, null), OPEN = new Verdict(false, null);

        static Verdict of(SerialBreak b) {
            return new Verdict(false, b);
        }

        Verdict after(Link l) {
            return broken == null ? this : of(broken.after(l));
        }
    }

    public SerialGraph(Program program) {
        this.typings = new Typings(program.universe(), program.functional());
        this.types = new SerialTypes(program.universe());
        this.captures = new Captures(typings);
    }

    /** The types of a body. */
    public Typing typing(Method m) {
        return typings.of(m);
    }

    /** Why an argument of a call or creation cannot be written; null when it can, or when that is not known. */
    public SerialBreak ofArgument(Typing t, int event, int arg, Carrier carrier) {
        Event e = t.event(event);
        List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
        if (arg >= args.size()) return null;
        seen.clear();
        Type expected = Typing.isFunction(args.get(arg)) ? t.expectedArgument(event, arg) : Type.UNKNOWN;
        return value(t, args.get(arg), expected, carrier, 0).broken();
    }

    private Verdict value(Typing t, Value v, Type expected, Carrier c, int depth) {
        if (depth > DEPTH) return Verdict.OPEN;
        if (v instanceof Value.Lambda l) return lambda(t, l.index(), c, depth);
        if (v instanceof Value.MethodRef r) return reference(t, r, expected, c, depth);
        if (v instanceof Value.Local l) return local(t, l.index(), c, depth);
        if (v instanceof Value.Captured x) {
            Typing around = t.enclosing(x.typesOut());
            return around == null || x.local() >= around.body().locals().size() ? Verdict.OPEN : local(around, x.local(), c, depth + 1);
        }
        if (v instanceof Value.Cast x) {
            Verdict inner = value(t, x.operand(), expected, c, depth + 1);
            return inner != Verdict.OPEN ? inner : casts(t, x, c, depth);
        }
        if (v instanceof Value.Choice x) {
            for (Value one : x.values()) {
                Verdict r = value(t, one, expected, c, depth + 1);
                if (r.broken() != null) return r;
            }
            return Verdict.OPEN;
        }
        if (v instanceof Value.Result r) return result(t, r.event(), c, depth);
        if (v instanceof Value.Name || v instanceof Value.Field) return named(t, v, c, depth);
        if (v instanceof Value.This || v instanceof Value.Element) return declared(t.typeOf(v), null, c, depth);
        return v instanceof Value.Unknown || v instanceof Value.Super ? Verdict.OPEN : Verdict.CARRIED;
    }

    private Verdict casts(Typing t, Value.Cast x, Carrier c, int depth) {
        for (TypeRef r : x.types()) if (!serial(t, r).no()) return Verdict.OPEN;
        return declared(t.typeOf(x), null, c, depth + 1);
    }

    private Tri serial(Typing t, TypeRef r) {
        return types.of(t.universe().resolve(r, t.method().owner(), t.method()).decl(), false);
    }

    // Functions

    private Verdict lambda(Typing t, int lambda, Carrier c, int depth) {
        LambdaFacts l = t.body().lambdas().get(lambda);
        Type target = t.lambdaTarget(lambda);
        Site at = Program.site(t.method(), l.arrow());
        if (function(t, l.casts(), target).no()) return refused(Kind.LAMBDA, "lambda", target, at, t.method());
        if (c == Carrier.LAMBDAS) return Verdict.OPEN;
        for (int i : captures.ofLambda(t, lambda)) {
            Verdict r = captured(t, i, at, depth);
            if (r.broken() != null) return r;
        }
        return Verdict.OPEN;
    }

    private Verdict captured(Typing t, int local, Site at, int depth) {
        Verdict r = local(t, local, Carrier.JAVA, depth + 1);
        if (r.broken() == null) return r;
        String name = t.body().locals().get(local).name();
        return r.after(new Link(Kind.CAPTURE, name, shown(t.localType(local)), "", at, t.method().label()));
    }

    private Verdict reference(Typing t, Value.MethodRef r, Type expected, Carrier c, int depth) {
        Type target = r.casts().isEmpty() ? expected : t.universe().resolve(r.casts().get(0), t.method().owner(), t.method());
        Site at = Program.site(t.method(), r.span());
        if (function(t, r.casts(), target).no()) return refused(Kind.REFERENCE, "method reference", target, at, t.method());
        if (c == Carrier.LAMBDAS || r.scope() == null || t.denote(r.scope()).isType()) return Verdict.OPEN;
        if (r.scope() instanceof Value.This || r.scope() instanceof Value.Super) return Verdict.OPEN;
        Verdict scope = value(t, r.scope(), Type.UNKNOWN, Carrier.JAVA, depth + 1);
        if (scope.broken() == null) return Verdict.OPEN;
        Type type = t.typeOf(r.scope());
        return scope.after(new Link(Kind.CAPTURE, name(t, r.scope(), type), shown(type), "", at, t.method().label()));
    }

    private static String name(Typing t, Value v, Type type) {
        if (v instanceof Value.Local l) return t.body().locals().get(l.index()).name();
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) return f.name();
        return v instanceof Value.Captured c ? c.name() : shown(type);
    }

    /** Whether a function is serializable: by any of its casts, else by the interface that it becomes. */
    private Tri function(Typing t, List<TypeRef> casts, Type target) {
        if (casts.isEmpty()) return interfaceOf(target.decl());
        Tri any = Tri.NO;
        for (TypeRef r : casts) any = any.or(interfaceOf(t.universe().resolve(r, t.method().owner(), t.method()).decl()));
        return any;
    }

    private Tri interfaceOf(Decl d) {
        if (d == null || !d.isInterface()) return Tri.UNKNOWN;
        return types.of(d, true);
    }

    // Variables, results, fields

    private Verdict local(Typing t, int i, Carrier c, int depth) {
        LocalFacts f = t.body().locals().get(i);
        boolean variable = f.kind() == LocalFacts.Kind.VARIABLE || f.kind() == LocalFacts.Kind.RESOURCE;
        if (variable && f.effectivelyFinal() && f.initial() != null) {
            Verdict r = value(t, f.initial(), t.localType(i), c, depth + 1);
            if (r != Verdict.OPEN) return r;
        }
        return declared(t.localType(i), Program.site(t.method(), f.span()), c, depth);
    }

    private Verdict result(Typing t, int event, Carrier c, int depth) {
        Event e = t.event(event);
        Value v = new Value.Result(event);
        Site at = Program.site(t.method(), e.span());
        if (e instanceof Event.New) {
            Type made = t.typeOf(v);
            return made.isArray() ? declared(made, at, c, depth) : object(made, true, at, t.method(), c, depth);
        }
        Target target = t.target(event);
        Method m = target.source();
        if (m != null && target.resolved() && m.hasBody() && !overridden(m)) {
            Typing in = typings.of(m);
            for (Value r : in.index().returns.get(in.body().lambdas().size())) {
                Verdict got = value(in, r, m.returnType(), c, depth + 1);
                if (got.broken() != null) return got;
            }
        }
        return declared(t.typeOf(v), at, c, depth);
    }

    private static boolean overridden(Method m) {
        if (m.isPrivate() || m.isStatic() || m.owner().isFinal()) return false;
        return Fates.withOverriders(m).size() > 1;
    }

    private Verdict named(Typing t, Value v, Carrier c, int depth) {
        Denotation d = t.denote(v);
        if (d.field() instanceof Field f && f.isFinal()) {
            Verdict r = initial(f, c, depth + 1);
            if (r != Verdict.OPEN) return r;
        }
        if (d.field() instanceof Field f && f.facts().is(Mods.ENUM_CONSTANT)) return Verdict.CARRIED;
        return d.isType() ? Verdict.OPEN : declared(t.typeOf(v), null, c, depth);
    }

    /** What the only assignment of a field, by its initialiser or constructor, tells. */
    private Verdict initial(Field f, Carrier c, int depth) {
        Typing where = null;
        Event.Write only = null;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody() || !m.mentions(f.name())) continue;
            Typing t = typings.of(m);
            for (Event e : t.index().events) {
                if (!(e instanceof Event.Write w) || t.denote(w.target()).field() != f) continue;
                if (only != null) return Verdict.OPEN;
                only = w;
                where = t;
            }
        }
        return only == null ? Verdict.OPEN : value(where, only.value(), f.type(), c, depth + 1);
    }

    /** Whether the field holds something as soon as its object is made. */
    private boolean setFirst(Field f) {
        if (f.isFinal() || f.owner().kind() == TypeKind.RECORD) return true;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody() || !m.mentions(f.name())) continue;
            Typing t = typings.of(m);
            for (Event e : t.index().events) {
                if (e instanceof Event.Write w && t.denote(w.target()).field() == f && t.typeOf(w.value()) != Type.NULL) return true;
            }
        }
        return false;
    }

    // Objects

    private Verdict declared(Type type, Site at, Carrier c, int depth) {
        if (type.kind() == Type.Kind.PRIMITIVE) return Verdict.CARRIED;
        if (type.isArray()) return declared(type.withDims(0), at, c, depth + 1);
        return object(type, false, at, null, c, depth);
    }

    private Verdict object(Type type, boolean exact, Site at, Method where, Carrier c, int depth) {
        Decl d = type.decl();
        if (d == null || c == Carrier.LAMBDAS || depth > DEPTH) return Verdict.OPEN;
        if (d.kind() == TypeKind.ENUM) return Verdict.CARRIED;
        Tri serial = types.of(d, exact);
        if (serial == Tri.UNKNOWN || SerialTypes.writesItself(d)) return Verdict.OPEN;
        SourceType s = d instanceof SourceType x ? x : null;
        boolean byFields = serial.no() && c == Carrier.COMPACT && s != null;
        if (serial.no() && !byFields) {
            Link l = new Link(Kind.OBJECT, className(d), className(d), "", at, where == null ? "" : where.label());
            return Verdict.of(new SerialBreak(List.of(l), exact));
        }
        if (s == null) return exact ? Verdict.CARRIED : Verdict.OPEN;
        if (!exact && SerialTypes.replacedBelow(s)) return Verdict.OPEN;
        Verdict inside = fields(s, byFields ? Carrier.COMPACT : Carrier.JAVA, depth + 1);
        if (inside.broken() != null) return inside;
        return exact ? Verdict.CARRIED : Verdict.OPEN;
    }

    private Verdict fields(SourceType start, Carrier c, int depth) {
        if (!seen.add(start) || depth > DEPTH) return Verdict.OPEN;
        if (start.outerMethod() != null) {
            Typing around = typings.of(start.outerMethod());
            Site at = Program.site(start, start.facts().nameSpan());
            for (int i : captures.ofType(start)) {
                Verdict r = captured(around, i, at, depth);
                if (r.broken() != null) return r;
            }
        }
        List<Field> written = written(start, c);
        for (Field f : written) {
            Verdict r = field(f, c, depth);
            if (r.broken() != null) return r;
        }
        return Verdict.OPEN;
    }

    private static List<Field> written(SourceType start, Carrier c) {
        List<Field> out = new ArrayList<>();
        Decl d = start;
        while (d instanceof SourceType s && (c == Carrier.COMPACT || s.isA(SerialTypes.SERIALIZABLE).yes())) {
            if (!SerialTypes.writesOwnFields(s)) {
                for (Field f : s.fields()) if (!f.isStatic() && !f.facts().is(Mods.TRANSIENT)) out.add(f);
            }
            d = s.superclass() == null ? null : s.superclass().decl();
        }
        return out;
    }

    private Verdict field(Field f, Carrier c, int depth) {
        Verdict r = f.isFinal() ? initial(f, c, depth + 1) : Verdict.OPEN;
        if (r == Verdict.OPEN && types.of(f.type().elementDecl(), false) != Tri.UNKNOWN && setFirst(f)) r = declared(f.type(), null, c, depth + 1);
        if (r.broken() == null) return r;
        Site at = Program.site(f.owner(), f.facts().nameSpan());
        return r.after(new Link(Kind.FIELD, f.name(), shown(f.type()), className(f.owner()), at, f.owner().label()));
    }

    private static Verdict refused(Kind kind, String name, Type type, Site at, Method where) {
        return Verdict.of(new SerialBreak(List.of(new Link(kind, name, shown(type), "", at, where.label())), true));
    }

    private static String shown(Type t) {
        return t.isArray() || !(t.decl() instanceof SourceType s) ? t.simpleName() : className(s);
    }

    private static String className(Decl d) {
        return d instanceof SourceType s ? s.label() : d.simpleName();
    }
}
