package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the uses of guarded members without their lock. What may be held counts as held. One use, one thread. */
final class GuardedUses {
    private static final List<String> SUPPRESSING = List.of("GuardedBy", "FieldAccessNotGuarded");
    /** Words in the name of a method that does without the lock on purpose. */
    private static final java.util.regex.Pattern UNLOCKED = java.util.regex.Pattern.compile("unsafe|unsynchronized|unlocked|unguarded|nolock|withoutlock|racy|tostring");
    private final Program program;
    private final DeclaredGuards guards;
    private final Map<String, GuardBreach> found = new LinkedHashMap<>();

    GuardedUses(Program program, DeclaredGuards guards) {
        this.program = program;
        this.guards = guards;
    }

    List<GuardBreach> find() {
        Set<String> names = new LinkedHashSet<>();
        for (Field f : guards.fields().keySet()) names.add(f.name());
        for (Method m : guards.methods().keySet()) names.add(m.name());
        if (names.isEmpty()) return List.of();
        for (Method m : program.methodsMentioning(names)) {
            if (m.owner().unit().test() || program.lifecycle(m) || program.specialAccess(m) && !guarded(m) || named(m) || named(program.calls().whole(m)) || program.lifecycle(program.calls().whole(m))) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) if (in.reached(e.id())) event(in, e);
        }
        return List.copyOf(found.values());
    }

    /** By its name the method is for callers that hold the lock, or does without it on purpose. */
    private static boolean named(Method m) {
        String n = m.name();
        if (UNLOCKED.matcher(n.toLowerCase(java.util.Locale.ROOT)).find()) return true;
        return n.startsWith("locked") || n.endsWith("Locked") || n.endsWith("UnderLock") || n.endsWith("WithLock") || n.endsWith("LockHeld");
    }

    private boolean guarded(Method m) {
        return !guards.contract(m).isEmpty();
    }

    private void event(Interpretation in, Event e) {
        if (e instanceof Event.Read r) {
            field(in, e, r.target(), AccessKind.READ);
        } else if (e instanceof Event.Write w) {
            field(in, e, w.target(), AccessKind.WRITE);
            references(in, e, List.of(w.value()), false);
        } else if (e instanceof Event.Update u) {
            field(in, e, u.target(), AccessKind.UPDATE);
        } else if (e instanceof Event.Call c) {
            call(in, c);
            if (c.receiver() != null) referent(in, e, c.receiver(), c.span());
            references(in, e, c.args(), true);
        } else if (e instanceof Event.New n) {
            references(in, e, n.args(), true);
        }
    }

    // ---- fields

    private void field(Interpretation in, Event e, Value target, AccessKind kind) {
        Value v = target;
        while (v instanceof Value.Element x) {
            referent(in, e, x.array(), e.span());
            v = x.array();
        }
        boolean element = v != target;
        if (v instanceof Value.Field x) referent(in, e, x.base(), e.span());
        if (!(v instanceof Value.Name) && !(v instanceof Value.Field) || !(in.typing().denote(v).field() instanceof Field f)) return;
        List<DeclaredGuard> gs = guards.fields().get(f);
        if (gs == null || kind == AccessKind.READ && f.isVolatile() || initial(in, e.id(), f, v)) return;
        AccessKind real = element && kind != AccessKind.READ && f.isFinal() ? AccessKind.READ : kind;
        Path base = in.locks().path(v).base();
        check(in, e.id(), e.span(), f, null, gs, base == null ? Path.UNKNOWN : base, List.of(), real, false);
    }

    /** The object that a guarded reference refers to is used. */
    private void referent(Interpretation in, Event e, Value v, Span span) {
        Path p = in.locks().path(v);
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f)) return;
        List<DeclaredGuard> gs = guards.fields().get(f);
        if (gs == null || f.type().isPrimitive() || initial(in, e.id(), f, v)) return;
        check(in, e.id(), span, f, null, gs, p.base(), List.of(), AccessKind.READ, true);
    }

    /** Before the object, or for a static field the class, can be known to others. */
    private boolean initial(Interpretation in, int event, Field f, Value v) {
        Method m = in.method();
        if (!in.inCallersThread(event)) return false;
        Path p = in.locks().path(v);
        Path base = p.base() == null ? Path.UNKNOWN : p.base();
        if (f.isStatic()) return m.facts().name().equals(MethodFacts.STATIC_INIT) && m.owner() == f.owner() || m.isStatic() && program.initial(m);
        if (program.initial(m) && base.isThis()) return true;
        return base.root() == Path.Root.FRESH && !escaped(in, base.index(), event);
    }

    /** Whether others may have got to know an object of this body before an event: it was stored, or handed to something that keeps it. */
    private static boolean escaped(Interpretation in, int creation, int event) {
        for (int i = creation + 1; i < event; i++) {
            Event e = in.events()[i];
            if (e instanceof Event.Write w && in.locks().path(w.value()).root() == Path.Root.FRESH && in.locks().path(w.value()).index() == creation) return true;
            if (e instanceof Event.Call c) {
                for (Value a : c.args()) if (in.locks().path(a).root() == Path.Root.FRESH && in.locks().path(a).index() == creation) return true;
            }
        }
        return false;
    }

    // ---- methods

    private void call(Interpretation in, Event.Call c) {
        Target t = in.typing().target(c.id());
        Method m = t.source();
        if (m == null || t.ambiguous() || c.name().startsWith("<")) return;
        List<DeclaredGuard> gs = guards.methods().get(m);
        if (gs == null || c.receiver() instanceof Value.Super && guards.contract(in.method()).equals(gs)) return;
        Path base = in.locks().receiverPath(c, t);
        if (!m.isStatic() && base.isThis() && in.inCallersThread(c.id()) && program.initial(in.method())) return;
        if (base.root() == Path.Root.FRESH && in.inCallersThread(c.id()) && !escaped(in, base.index(), c.id())) return;
        List<Path> args = new ArrayList<>();
        for (Value a : c.args()) args.add(in.locks().path(a));
        check(in, c.id(), c.span(), null, m, gs, m.isStatic() ? Path.UNKNOWN : base, args, null, false);
    }

    /** Method references: a guarded method is called, or the object in a guarded field used, when the reference runs. */
    private void references(Interpretation in, Event e, List<Value> values, boolean argument) {
        for (int i = 0; i < values.size(); i++) {
            for (Value x : in.locks().functions(values.get(i))) if (x instanceof Value.MethodRef r) reference(in, e, r, argument ? i : -1);
        }
    }

    private void reference(Interpretation in, Event e, Value.MethodRef r, int arg) {
        Method m = referenced(in, r);
        Field f = m == null && r.scope() != null && in.typing().denote(r.scope()).field() instanceof Field x ? x : null;
        List<DeclaredGuard> gs = m != null ? guards.methods().get(m) : f != null ? guards.fields().get(f) : null;
        if (gs == null || f != null && initial(in, e.id(), f, r.scope())) return;
        Runs runs = arg < 0 ? Runs.DEFERRED : program.argumentRuns(in, e.id(), arg);
        if (runs == Runs.UNKNOWN && !stored(in, e, arg)) return;
        Path base = r.scope() == null || m != null && m.isStatic() ? Path.UNKNOWN : in.locks().path(r.scope());
        if (f != null) base = base.base();
        boolean now = runs == Runs.IMMEDIATE;
        if (now && f != null && !gs.get(0).referent()) return;
        if (base == null || m != null && base.root() == Path.Root.CLASS) base = Path.UNKNOWN;
        for (DeclaredGuard g : gs) {
            GuardMatch match = new GuardMatch(program, guards, in, e.id());
            if (now) match.around(e.id(), arg);
            else match.later();
            add(match.of(g, base, List.of(), false), in, e.id(), r.span(), f, m, g, f == null ? null : AccessKind.READ, match, !now);
        }
    }

    private static Method referenced(Interpretation in, Value.MethodRef r) {
        Type scope = in.typing().methodRefScope(r);
        if (scope.decl() == null || r.method().equals("new")) return null;
        List<MethodDecl> all = Members.methods(scope.decl(), r.method());
        return all.size() == 1 && all.get(0) instanceof Method m ? m : null;
    }

    /** Handed to a parameter that is no function: a collection's element, say. It is kept, not run. */
    private static boolean stored(Interpretation in, Event e, int arg) {
        Target t = in.typing().target(e.id());
        MethodDecl m = t.method();
        if (m == null || m instanceof Method || t.ambiguous() || arg >= m.paramTypes().size()) return false;
        return m.paramTypes().get(arg).kind() == Type.Kind.VARIABLE && t.receiver().isA("java.util.Collection").yes();
    }

    // ---- the lock

    private void check(Interpretation in, int event, Span span, Field f, Method m, List<DeclaredGuard> gs, Path base, List<Path> args, AccessKind kind, boolean deref) {
        boolean writes = kind != null && kind.writes();
        GuardMatch match = new GuardMatch(program, guards, in, event);
        if (match.blind()) return;
        boolean any = false;
        GuardMatch.Verdict missing = null;
        DeclaredGuard missed = null;
        for (DeclaredGuard g : gs) {
            if (g.referent() != deref) {
                any = true;
                continue;
            }
            GuardMatch.Verdict v = match.of(g, base, args, writes);
            if (v.cause() == null) {
                any = true;
            } else if (missing == null) {
                missing = v;
                missed = g;
            }
        }
        // With several guards, who writes holds all of them; who reads holds one.
        if (missing == null || any && (!writes || gs.size() == 1)) return;
        add(missing, in, event, span, f, m, missed, kind, match, match.lambda());
    }

    private void add(GuardMatch.Verdict v, Interpretation in, int event, Span span, Field f, Method m, DeclaredGuard g, AccessKind kind, GuardMatch match, boolean lambda) {
        if (v.cause() == null || match.heldByAllCallers(v.keys())) return;
        if (lambda && v.cause() == GuardBreach.Cause.UNHELD && runUnder(in, event, v.keys())) return;
        GuardBreach b = new GuardBreach(f, m, g, in.method(), kind, v.cause(), v.instead(), v.wanted(), event, span, lambda);
        for (String word : SUPPRESSING) {
            if (Annotations.suppressed(program.calls().whole(in.method()).facts().annotations(), in.method().owner(), word) || Annotations.suppressed(in.typing().body(), in.events(), span, word)
                    || Annotations.suppressed(f != null ? f.facts().annotations() : m.facts().annotations(), f != null ? f.owner() : m.owner(), word)) return;
        }
        found.putIfAbsent(in.method().id() + " " + span.line() + " " + b.memberKey(), b);
    }

    /** The function goes to a method that takes the lock, itself or by what it calls near by: it may run the function with it. */
    private boolean runUnder(Interpretation in, int event, Set<String> keys) {
        Set<Integer> around = new LinkedHashSet<>();
        for (int l = in.typing().lambdaOf(event); l >= 0; l = in.typing().body().lambdas().get(l).outer()) around.add(l);
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c)) continue;
            for (Value a : c.args()) {
                boolean given = a instanceof Value.MethodRef && c.id() == event || a instanceof Value.Lambda l && around.contains(l.index());
                // withReadLock, runLocked: that is what it is for, and which side is enough is for its author to say.
                if (given && c.receiver() == null && c.name().toLowerCase(java.util.Locale.ROOT).contains("lock")) return true;
                Method m = given ? in.typing().target(c.id()).source() : null;
                if (m != null && takes(m, keys, 0)) return true;
            }
        }
        return false;
    }

    private boolean takes(Method m, Set<String> keys, int depth) {
        if (program.takesAny(m, keys)) return true;
        if (depth == 2) return false;
        for (CallEdge e : program.calls().edgesFrom(m)) {
            for (Method callee : e.callees()) if (callee.owner().outermost() == m.owner().outermost() && takes(callee, keys, depth + 1)) return true;
        }
        return false;
    }

    static boolean firm(Interpretation in, Path p) {
        return switch (p.root()) {
            case THIS, OUTER, CLASS, PARAM -> true;
            case LOCAL -> {
                LocalFacts l = in.typing().body().locals().get(p.index());
                yield l.effectivelyFinal() && l.kind() != LocalFacts.Kind.PATTERN;
            }
            case FIELD -> (dev.snarl.facts.Mods.has(p.field().mods(), dev.snarl.facts.Mods.FINAL)) && firm(in, p.base());
            default -> false;
        };
    }
}
