package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Decl;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A volatile array or collection whose elements are changed in place: volatile covers the reference alone. */
public final class VolatileMutableReference implements Rule {
    private static final List<String> CHANGES = List.of("add", "put", "remove", "clear", "set", "push", "pop", "poll", "offer", "retain", "replace", "append", "insert", "delete", "merge", "compute", "sort", "flip", "take");

    /** A use of what the field refers to, by a thread that may be any. */
    private record Use(Method method, int event, Span span, boolean changes, Set<String> locks, String how) {}

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (Field f : program.accessedFields()) {
            if (!f.isVolatile() || !f.owner().unit().reported() || program.confined(f) || program.declaredUnsafe(f.owner()) || lock(f)) continue;
            List<Use> uses = f.type().isArray() ? elements(program, fates, f) : unsafe(program, fates, f) ? calls(program, fates, f) : List.of();
            Use change = null;
            boolean others = false;
            Set<String> common = null;
            for (Use u : uses) {
                if (u.changes() && change == null && !republished(program, f, u)) change = u;
                if (common == null) common = new HashSet<>(u.locks());
                common.retainAll(u.locks());
            }
            if (change == null || !common.isEmpty()) continue;
            for (Use u : uses) others |= u.method() != change.method();
            if (others || !f.isPrivate()) out.add(finding(program, f, change, uses));
        }
    }

    /** The object is a lock itself, such as a segment of a table: its methods may be called with it held. */
    private static boolean lock(Field f) {
        return f.owner().isA("java.util.concurrent.locks.StampedLock").yes() || f.owner().isA("java.util.concurrent.locks.Lock").yes();
    }

    private static List<Use> elements(Program program, Fates fates, Field f) {
        List<Use> out = new ArrayList<>();
        for (Access a : program.accesses(f)) {
            // Reads of elements are reads of the field.
            if (!a.element() && a.writes() || a.owned() || before(program, fates, a.method()) && a.lambda() < 0) continue;
            out.add(new Use(a.method(), a.event(), a.span(), a.writes(), keys(program.heldAt(a)), a.writes() ? "an element is written" : "the array is read"));
        }
        return out;
    }

    private static List<Use> calls(Program program, Fates fates, Field f) {
        List<Use> out = new ArrayList<>();
        for (Method m : program.methodsMentioning(List.of(f.name()))) {
            if (before(program, fates, m)) continue;
            boolean swapped = program.accessesIn(m).stream().anyMatch(a -> a.field() == f && a.writes() && !a.element());
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || c.receiver() == null || in.locks().path(c.receiver()).field() != f || c.receiver() instanceof Value.Local l && (swapped || reassigned(in, l))) continue;
                if (in.typing().target(c.id()).method() instanceof Method) continue;
                List<Held.Entry> held = new ArrayList<>(in.heldAt(c.id()).must());
                if (in.inCallersThread(c.id())) held.addAll(program.entryLocks(m).must());
                out.add(new Use(m, c.id(), c.span(), CHANGES.stream().anyMatch(c.name()::startsWith), keys(held), c.name() + "() is called"));
            }
        }
        return out;
    }

    /** A local that stands for the field now may stand for a copy elsewhere. */
    private static boolean reassigned(Interpretation in, Value.Local l) {
        return !in.typing().body().locals().get(l.index()).effectivelyFinal();
    }

    private static Set<String> keys(List<Held.Entry> held) {
        Set<String> out = new HashSet<>();
        for (Held.Entry h : held) if (h.lock().shared()) out.add(h.lock().key());
        return out;
    }

    private static boolean before(Program program, Fates fates, Method m) {
        return m.facts().isInitializer() || program.initial(m) || fates.inTest(m);
    }

    /** The field, or another volatile one beside it, is assigned after the change, in the same method: that makes it visible. */
    private static boolean republished(Program program, Field f, Use u) {
        for (Access a : program.accessesIn(u.method())) {
            if (a.field().isVolatile() && a.field().owner() == f.owner() && a.writes() && !a.element() && a.event() > u.event()) return true;
        }
        return false;
    }

    /** Whatever the field is set to is a collection that needs a lock. */
    private static boolean unsafe(Program program, Fates fates, Field f) {
        if (f.type().decl() == null || f.type().isPrimitive()) return false;
        if (program.knowledge().type(Role.THREAD_UNSAFE_COLLECTION, f.type().name()).isPresent() && !f.type().name().contains("Abstract")) return true;
        boolean any = false;
        for (Access a : program.accesses(f)) {
            if (!a.writes() || a.element()) continue;
            Interpretation in = program.interpret(a.method());
            if (!(in.typing().event(a.event()) instanceof Event.Write w)) return false;
            if (w.value() instanceof Value.Constant) continue;
            Path p = in.locks().path(w.value());
            if (!p.isFresh() || !collection(program, p.type())) return false;
            any = true;
        }
        return any;
    }

    private static boolean collection(Program program, Type t) {
        Decl d = t.decl();
        return d != null && program.knowledge().type(Role.THREAD_UNSAFE_COLLECTION, d.name()).isPresent();
    }

    private Finding finding(Program program, Field f, Use change, List<Use> uses) {
        boolean array = f.type().isArray();
        Use other = uses.stream().filter(u -> u.method() != change.method()).findFirst().orElse(change);
        List<Related> related = new ArrayList<>();
        if (other != change) related.add(new Related(Program.site(other.method(), other.span()), other.how()));
        related.add(new Related(Program.site(f.owner(), f.facts().nameSpan()), "volatile: the reference alone"));
        String message = array ? "An element of the volatile array " + f.label() + " is written in place: volatile covers the reference, and other threads may not see the element."
                : "The collection in the volatile field " + f.label() + " is changed in place: volatile covers the reference, and the collection itself is not safe to share.";
        List<Step> a = List.of(new Step(Program.site(change.method(), change.span()), change.method().label(), array ? "writes an element" : "changes the collection", 1));
        List<Step> b = List.of(new Step(Program.site(other.method(), other.span()), other.method().label(), array ? "may see the old element" : "may see it half changed", 2));
        return new Finding(id(), null, Confidence.HIGH, Program.site(change.method(), change.span()), change.method().label(), message, List.of(), related,
                List.of(new ThreadTrace("thread A", a), new ThreadTrace("thread B", b)),
                array ? "Use an AtomicReferenceArray (AtomicIntegerArray, AtomicLongArray), or copy the array, change the copy and assign it." : "Use a concurrent collection in a final field, or copy, change the copy and assign it.",
                f.key(), "");
    }
}
