package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.FieldDecl;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.MethodDecl;
import dev.snarl.program.Overriding;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A method overrides a synchronized one, is not synchronized itself, and works on the object's state without a lock. */
public final class UnsyncOverride implements Rule {
    /** How deep a method's own helpers are followed. */
    private static final int DEPTH = 2;

    /** Where an override comes to the state of its object with no lock held. */
    private record Touch(Method method, Event event, String what, String kind) {
        Site site() {
            return Program.site(method, event.span());
        }
    }

    @Override
    public void check(Program program, Findings out) {
        for (SourceType t : program.universe().types()) {
            if (!t.unit().reported() || t.unit().test() || program.declaredUnsafe(t)) continue;
            for (Method m : t.methods()) {
                if (!m.hasBody() || m.isSynchronized()) continue;
                MethodDecl over = Overriding.overridden(m);
                if (over == null || !over.is(Mods.SYNCHRONIZED) || program.specialAccess(m) || m.owner().isA("java.io.InputStream").yes()) continue;
                Touch touch = touch(program, m, DEPTH, new HashSet<>());
                if (touch != null) report(program, m, over, touch, out);
            }
        }
    }

    /** The first thing that the method does to the state of its object without a lock, or null. */
    private static Touch touch(Program program, Method m, int depth, Set<Method> seen) {
        if (!seen.add(m) || m.isSynchronized() || !program.entryLocks(m).isEmpty()) return null;
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!in.reached(e.id()) || !in.heldAt(e.id()).isEmpty() || !in.inCallersThread(e.id())) continue;
            Touch t = touch(program, in, e, depth, seen);
            if (t != null) return t;
        }
        return null;
    }

    private static Touch touch(Program program, Interpretation in, Event e, int depth, Set<Method> seen) {
        Method m = in.method();
        if (e instanceof Event.Write w) return field(program, in, e, w.target(), "writes");
        if (e instanceof Event.Update u) return field(program, in, e, u.target(), "updates");
        if (e instanceof Event.Read r) return field(program, in, e, r.target(), "reads");
        if (!(e instanceof Event.Call c) || c.receiver() instanceof Value.Super) return null;
        if (c.receiver() != null && !(c.receiver() instanceof Value.This)) return null;
        Target t = in.typing().target(c.id());
        if (depth == 0 || t.source() == null || t.ambiguous() || !t.source().hasBody() || t.source().isStatic() || t.implicit() != null && t.implicit() != m.owner()) return null;
        Touch inner = touch(program, t.source(), depth - 1, seen);
        return inner == null ? null : new Touch(m, e, inner.what, inner.kind);
    }

    private static Touch field(Program program, Interpretation in, Event e, Value target, String kind) {
        Value v = target;
        while (v instanceof Value.Element x) v = x.array();
        Path p = in.locks().path(v);
        if (p.root() != Path.Root.FIELD || p.base().root() != Path.Root.THIS) return null;
        FieldDecl d = p.field();
        if (Mods.has(d.mods(), Mods.VOLATILE | Mods.STATIC)) return null;
        if (kind.equals("reads") ? !(d instanceof Field f) || !counted(program, f) : d instanceof Field f && program.confined(f)) return null;
        return new Touch(in.method(), e, d.name(), kind);
    }

    /** What is read is kept up to date under the lock: a count, a position. A reference that is set now and then is read without harm, as a rule. */
    private static boolean counted(Program program, Field f) {
        if (f.isFinal() || program.confined(f)) return false;
        for (Access a : program.accesses(f)) {
            if ((a.kind() == AccessKind.UPDATE || a.dependent()) && !program.initial(a.method()) && !a.owned() && !program.heldAt(a).isEmpty()) return true;
        }
        return false;
    }

    private static void report(Program program, Method m, MethodDecl over, Touch touch, Findings out) {
        String base = over.owner() instanceof SourceType s ? s.label() : over.owner().simpleName();
        String name = base + "." + m.name();
        List<Related> related = new ArrayList<>();
        related.add(new Related(touch.site(), touch.kind + " " + touch.what + " with no lock"));
        if (over instanceof Method o) related.add(new Related(Program.site(o, o.facts().nameSpan()), "the synchronized method that it overrides"));
        List<Step> a = List.of(new Step(touch.site(), touch.method.label(), touch.kind + " " + touch.what + ", holding nothing", 2));
        List<Step> b = List.of(new Step(over instanceof Method o ? Program.site(o, o.facts().nameSpan()) : Program.site(m, m.facts().nameSpan()), name,
                "holds the object's lock in one of its synchronized methods", 1));
        out.add(new Finding("unsync-override", null, over instanceof Method ? touch.kind.equals("reads") ? Confidence.MEDIUM : Confidence.HIGH : Confidence.LOW, Program.site(m, m.facts().nameSpan()), m.label(),
                m.label() + " overrides the synchronized " + name + " without synchronized and " + touch.kind + " " + touch.what + ": callers who rely on the lock get none.",
                List.of(name + " is synchronized: its class is meant for several threads"), related,
                List.of(new ThreadTrace("thread A: a caller of another synchronized method", b), new ThreadTrace("thread B: a caller of " + m.label(), a)),
                "Declare " + m.name() + " synchronized too, or guard " + touch.what + " inside it with synchronized (this).", m.key(), ""));
    }
}
