package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the object comes from whose monitor an expression names: followed through locals, captured locals, the writes of fields, conditional
 * expressions and short scanned methods. What cannot be followed is {@link Kind#UNKNOWN}, never left out. Used by one thread.
 */
public final class LockOrigins {
    public enum Kind {
        /** Made anew each time: a creation, a sum of strings, a copy. */
        FRESH,
        /** A constant, or an object from a pool or cache: any other code may be given the same. */
        SHARED,
        /** A library gives an object without identity. */
        VALUE_BASED,
        /** A class literal. */
        CLASS,
        /** {@code getClass()}. */
        RUNTIME_CLASS,
        SELF,
        PARAMETER,
        NULL,
        UNKNOWN
    }

    /**
     * @param type   of the object as far as it is known; never null
     * @param method whose code holds the value
     * @param at     where that is, {@link Span#NONE} where no event says so
     * @param value  the value itself
     * @param field  the field that keeps it, where one does; else null
     */
    public record Origin(Kind kind, Type type, Method method, Span at, Value value, Field field) {
        Origin(Kind kind, Type type, Method method, Span at, Value value) {
            this(kind, type, method, at, value, null);
        }

        private Origin in(Field f) {
            return new Origin(kind, type, method, at, value, f);
        }
    }

    private static final int DEPTH = 8;
    /** More callers than this are not looked at. */
    private static final int CALLERS = 40;
    private final Program program;
    private final Fates fates;

    LockOrigins(Program program) {
        this.program = program;
        this.fates = program.fates();
    }

    /** All that the value may be, in the order of the code; at least one. */
    public List<Origin> of(Interpretation in, Value v) {
        List<Origin> out = new ArrayList<>(2);
        follow(in.typing(), v, Type.UNKNOWN, Span.NONE, 0, new HashSet<>(), out);
        return out;
    }

    /** The field that the lock expression reads, through locals that are never assigned again; null when it reads none. */
    public Field field(Interpretation in, Value v) {
        Value w = v;
        for (int i = 0; i < DEPTH; i++) {
            if (w instanceof Value.Cast c) {
                w = c.operand();
            } else if (w instanceof Value.Local l) {
                LocalFacts f = in.typing().body().locals().get(l.index());
                if (f.kind() != LocalFacts.Kind.VARIABLE || !f.effectivelyFinal() || f.initial() == null) return null;
                w = f.initial();
            } else {
                break;
            }
        }
        return w instanceof Value.Name || w instanceof Value.Field ? fates.field(in.typing(), w) : null;
    }

    private void follow(Typing t, Value v, Type place, Span at, int depth, Set<Object> seen, List<Origin> out) {
        if (depth > DEPTH || out.size() > 32) {
            add(Kind.UNKNOWN, t, v, at, out);
        } else if (v instanceof Value.Local l) {
            local(t, l, at, depth, seen, out);
        } else if (v instanceof Value.Captured c) {
            Typing outer = t.enclosing(c.typesOut());
            if (outer == null || c.local() >= outer.body().locals().size()) add(Kind.UNKNOWN, t, v, at, out);
            else follow(outer, new Value.Local(c.local()), place, at, depth + 1, seen, out);
        } else if (v instanceof Value.Name || v instanceof Value.Field) {
            field(t, v, at, depth, seen, out);
        } else if (v instanceof Value.Cast c) {
            follow(t, c.operand(), t.typeOf(c), at, depth + 1, seen, out);
        } else if (v instanceof Value.Choice c) {
            for (Value x : c.values()) follow(t, x, place, at, depth + 1, seen, out);
        } else if (v instanceof Value.Result r) {
            result(t, r, at, depth, seen, out);
        } else if (v instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL) {
            add(Kind.NULL, t, v, at, out);
        } else if (v instanceof Value.This || v instanceof Value.Super) {
            add(Kind.SELF, t, v, at, out);
        } else if (v instanceof Value.ClassLiteral) {
            add(Kind.CLASS, t, v, at, out);
        } else if (constant(t, v, 0)) {
            // A constant is boxed by the place that takes it.
            out.add(new Origin(Kind.SHARED, place.known() && !place.is("java.lang.Object") ? place : t.typeOf(v), t.method(), at, v));
        } else if (v instanceof Value.Binary && t.typeOf(v).is("java.lang.String")) {
            add(Kind.FRESH, t, v, at, out);
        } else {
            add(Kind.UNKNOWN, t, v, at, out);
        }
    }

    private static void add(Kind kind, Typing t, Value v, Span at, List<Origin> out) {
        out.add(new Origin(kind, t.typeOf(v), t.method(), at, v));
    }

    private void local(Typing t, Value.Local l, Span at, int depth, Set<Object> seen, List<Origin> out) {
        LocalFacts f = t.body().locals().get(l.index());
        if (!seen.add(List.of(t.method(), l.index()))) return;
        if (f.kind() == LocalFacts.Kind.PARAM) parameter(t, l, at, depth, seen, out);
        else if (f.kind() == LocalFacts.Kind.PATTERN && f.initial() != null) follow(t, f.initial(), t.localType(l.index()), at, depth + 1, seen, out);
        else if (f.kind() != LocalFacts.Kind.VARIABLE && f.kind() != LocalFacts.Kind.RESOURCE) add(Kind.UNKNOWN, t, l, at, out);
        int assigned = 0, before = out.size();
        for (int i = 0; i < t.body().events(); i++) {
            if (!(t.event(i) instanceof Event.Assign a) || a.local() != l.index()) continue;
            assigned++;
            follow(t, a.value(), t.localType(l.index()), a.span(), depth + 1, seen, out);
        }
        if (assigned > 1) overwritten(out.subList(before, out.size()));
        if (assigned == 0 && f.kind() == LocalFacts.Kind.VARIABLE) add(Kind.UNKNOWN, t, l, at, out);
    }

    /** What the callers give, where the method is a private one or a constructor; of others some callers may be unseen. */
    private void parameter(Typing t, Value.Local l, Span at, int depth, Set<Object> seen, List<Origin> out) {
        Method m = t.method();
        boolean allSeen = m.isPrivate();
        List<CallEdge> callers = allSeen || m.facts().isConstructor() ? program.calls().edgesTo(m) : List.of();
        if (!allSeen || callers.isEmpty() || callers.size() > CALLERS) add(Kind.PARAMETER, t, l, at, out);
        if (callers.size() > CALLERS) return;
        for (CallEdge e : callers) {
            Typing there = fates.typing(e.caller());
            Event call = e.reference() ? null : there.event(e.event());
            List<Value> args = call instanceof Event.Call c ? c.args() : call instanceof Event.New n ? n.args() : List.of();
            if (l.index() >= args.size() || m.varargs()) add(Kind.PARAMETER, t, l, at, out);
            else follow(there, args.get(l.index()), t.localType(l.index()), e.span(), depth + 1, seen, out);
        }
    }

    /** A local that starts with a constant may never be used with it. */
    private static void overwritten(List<Origin> of) {
        boolean other = false;
        for (Origin o : of) other |= o.kind() != Kind.SHARED && o.kind() != Kind.NULL;
        for (int i = 0; i < of.size() && other; i++) {
            Origin o = of.get(i);
            if (o.kind() == Kind.SHARED) of.set(i, new Origin(Kind.UNKNOWN, Type.UNKNOWN, o.method(), o.at(), o.value(), o.field()));
        }
    }

    private void field(Typing t, Value v, Span at, int depth, Set<Object> seen, List<Origin> out) {
        Denotation d = t.denote(v);
        if (!(d.field() instanceof Field f)) {
            add(Kind.UNKNOWN, t, v, at, out);
            return;
        }
        if (!seen.add(f)) return;
        int before = out.size();
        for (Method m : writers(f)) {
            Typing there = fates.typing(m);
            for (int i = 0; i < there.body().events(); i++) {
                Event e = there.event(i);
                if (e instanceof Event.Write w && there.denote(w.target()).field() == f) follow(there, w.value(), f.type(), w.span(), depth + 1, seen, out);
                else if (e instanceof Event.Update u && there.denote(u.target()).field() == f) add(Kind.UNKNOWN, there, u.target(), u.span(), out);
            }
        }
        if (out.size() == before) add(Kind.UNKNOWN, t, v, at, out);
        for (int i = before; i < out.size(); i++) out.set(i, out.get(i).in(f));
    }

    /** The methods that assign a field, in order. */
    private Set<Method> writers(Field f) {
        Set<Method> out = new LinkedHashSet<>();
        if (f.isFinal()) {
            for (Method m : f.owner().methods()) if (m.facts().isInitializer() && m.mentions(f.name())) out.add(m);
        } else {
            for (Access a : program.accesses(f)) if (a.writes() && !a.element()) out.add(a.method());
        }
        return out;
    }

    private void result(Typing t, Value.Result r, Span at, int depth, Set<Object> seen, List<Origin> out) {
        Event e = t.event(r.event());
        if (e instanceof Event.New n) {
            out.add(new Origin(Kind.FRESH, t.typeOf(r), t.method(), n.span(), r));
            return;
        }
        if (!(e instanceof Event.Call c)) {
            add(Kind.UNKNOWN, t, r, at, out);
            return;
        }
        Target target = t.target(c.id());
        if (c.name().equals("getClass") && c.args().isEmpty()) {
            out.add(new Origin(Kind.RUNTIME_CLASS, t.typeOf(r), t.method(), c.span(), r));
        } else if (program.roles().first(Role.SHARED_INSTANCE, c.name(), c.args().size(), target) != null && !keyed(t, c.receiver(), 0)) {
            out.add(new Origin(Kind.SHARED, t.typeOf(r), t.method(), c.span(), r));
        } else if (program.roles().first(Role.VALUE_BASED, c.name(), c.args().size(), target) != null) {
            out.add(new Origin(Kind.VALUE_BASED, t.typeOf(r), t.method(), c.span(), r));
        } else if (target.source() != null && !target.ambiguous() && target.source().hasBody() && Fates.withOverriders(target.source()).size() == 1) {
            returned(t, r, target.source(), depth, seen, out);
        } else {
            out.add(new Origin(Kind.UNKNOWN, t.typeOf(r), t.method(), c.span(), r));
        }
    }

    /** A sum with a name of its own, as of {@code ("order-" + id).intern()}: one lock for each key, on purpose. */
    private boolean keyed(Typing t, Value v, int depth) {
        if (depth > DEPTH || v == null) return false;
        if (v instanceof Value.Cast c) return keyed(t, c.operand(), depth + 1);
        if (v instanceof Value.Local l) return t.body().locals().get(l.index()).effectivelyFinal() && keyed(t, t.body().locals().get(l.index()).initial(), depth + 1);
        return v instanceof Value.Binary b && (constant(t, b.left(), 1) != constant(t, b.right(), 1) || keyed(t, b.left(), depth + 1));
    }

    /** What a scanned method gives; a parameter of it is unknown to who calls it. */
    private void returned(Typing t, Value.Result r, Method callee, int depth, Set<Object> seen, List<Origin> out) {
        if (!seen.add(callee)) return;
        Typing there = fates.typing(callee);
        List<Node.Return> returns = new ArrayList<>(2);
        Nodes.walk(there.body().root(), n -> {
            if (n instanceof Node.Return x && x.value() != null) returns.add(x);
        });
        List<Origin> found = new ArrayList<>(2);
        for (Node.Return x : returns) follow(there, x.value(), callee.returnType(), x.span(), depth + 2, seen, found);
        for (Origin o : found) {
            // this and the parameters of the callee mean something else here.
            if (o.kind() == Kind.SELF || o.kind() == Kind.PARAMETER) add(Kind.UNKNOWN, t, r, t.event(r.event()).span(), out);
            else out.add(o);
        }
        if (found.isEmpty()) add(Kind.UNKNOWN, t, r, t.event(r.event()).span(), out);
    }

    /** A literal, or a sum of constants that the compiler computes. */
    private boolean constant(Typing t, Value v, int depth) {
        if (v instanceof Value.Constant c) return c.kind() != Value.ConstantKind.NULL;
        if (depth > 20) return false;
        if (v instanceof Value.Unary u) return constant(t, u.operand(), depth + 1);
        if (v instanceof Value.Binary b) return constant(t, b.left(), depth + 1) && constant(t, b.right(), depth + 1);
        return depth > 0 && t.denote(v).field() instanceof Field f && f.isFinal() && f.isStatic() && constantField(f, depth);
    }

    private boolean constantField(Field f, int depth) {
        if (!f.type().isPrimitive() && !f.type().is("java.lang.String")) return false;
        for (Method m : writers(f)) {
            Typing there = fates.typing(m);
            for (int i = 0; i < there.body().events(); i++) {
                if (there.event(i) instanceof Event.Write w && there.denote(w.target()).field() == f) return w.initializer() && constant(there, w.value(), depth + 1);
            }
        }
        return false;
    }
}
