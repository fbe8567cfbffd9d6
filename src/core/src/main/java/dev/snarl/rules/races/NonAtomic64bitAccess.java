package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.Held;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A plain long or double that threads share is written without a lock: a reader may see one half of the new value and one half of the old. */
public final class NonAtomic64bitAccess implements Rule {
    private static final int DEPTH = 3;
    /** Less than this under one lock is no sign that the lock is for the field. */
    private static final double SHARE = 0.3;

    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            String type = f.type().name();
            if (!type.equals("long") && !type.equals("double") || f.isVolatile() || f.isFinal() && !f.type().isArray()) continue;
            if (!f.owner().unit().reported() || f.owner().unit().test() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            if (!raced(program, f, type, out) && !guarded(program, f, type, out) && !halfGuarded(program, f, type, out) && !task(program, f, type, out)) declared(program, f, type, out);
        }
    }

    private static boolean raced(Program program, Field f, String type, Findings out) {
        for (Race r : program.races(f)) {
            Side w = r.first().writes() ? r.first() : r.second();
            Side o = w == r.first() ? r.second() : r.first();
            RaceStory story = RaceStory.of(r);
            report(f, type, w.access(), o.access(), w.role() == o.role() ? "another run of the same task" : RaceStory.who(o), story.evidence(), story.related(), Confidence.HIGH, out);
            return true;
        }
        return false;
    }

    /** Written under a lock and read without it, or the other way round. */
    private static boolean guarded(Program program, Field f, String type, Findings out) {
        Guard g = program.guard(f);
        if (g == null || g.unlocked().isEmpty() || g.share() < SHARE) return false;
        Access write = null;
        Access other = null;
        for (Access u : g.unlocked()) {
            for (Access l : g.locked()) {
                if (write != null || !u.writes() && !l.writes() || !own(f, u) || !own(f, l)) continue;
                write = u.writes() ? u : l;
                other = write == u ? l : u;
            }
        }
        if (write == null) return false;
        report(f, type, write, other, "a caller of " + other.method().label(), List.of(f.label() + " is used under " + g.lock().label() + " in " + g.locked().size() + " of "
                + (g.locked().size() + g.unlocked().size()) + " places"), List.of(new Related(RaceStory.site(other), other.writes() ? "written here" : "read here")), Confidence.MEDIUM, out);
        return true;
    }

    /** It is touched in a private method that is called with a lock and without. */
    private static boolean halfGuarded(Program program, Field f, String type, Findings out) {
        for (Access a : program.accesses(f)) {
            String lock = sometimesHeld(program, a);
            if (lock == null || !own(f, a) || !Counted.access(program, a)) continue;
            for (Access o : program.accesses(f)) {
                if (o == a && !a.writes() || !a.writes() && !o.writes() || !own(f, o) || !Counted.access(program, o) || !o.held().isEmpty() || !program.heldAt(o).isEmpty()) continue;
                Access w = a.writes() ? a : o;
                Access other = w == a ? o : a;
                report(f, type, w, other, "a caller of " + other.method().label(), List.of(a.method().label() + " is called with " + lock + " held in one place and without it in another"),
                        List.of(new Related(RaceStory.site(a), "comes here with and without " + lock)), Confidence.LOW, out);
                return true;
            }
        }
        return false;
    }

    /** A lock that one caller in sight holds and another does not, or null. */
    private static String sometimesHeld(Program program, Access a) {
        if (!a.method().isPrivate() || !a.inCallersThread() || !program.heldAt(a).isEmpty() || !a.held().isEmpty()) return null;
        String lock = null;
        boolean without = false;
        for (CallEdge e : program.calls().edgesTo(a.method())) {
            List<Held.Entry> held = e.held().must();
            if (held.isEmpty()) without |= !program.initial(e.caller()) && program.entryLocks(e.caller()).isEmpty();
            else if (lock == null && held.get(0).lock().shared()) lock = held.get(0).lock().label();
        }
        return without ? lock : null;
    }

    private static boolean own(Field f, Access a) {
        return f.isStatic() || a.base().root() == Path.Root.THIS || a.base().root() == Path.Root.OUTER;
    }

    /** The class is a task: its run method is meant for a thread of its own, and other methods are called from outside. */
    private static boolean task(Program program, Field f, String type, Findings out) {
        if (!f.owner().isA("java.lang.Runnable").yes()) return false;
        Set<Method> inside = new LinkedHashSet<>();
        for (Method m : f.owner().ownMethods("run")) if (m.facts().params().isEmpty()) follow(program, m, inside, DEPTH);
        for (Access a : program.accesses(f)) {
            if (!inside.contains(a.method()) || !Counted.access(program, a)) continue;
            for (Access o : program.accesses(f)) {
                if (inside.contains(o.method()) && program.calls().edgesTo(o.method()).stream().allMatch(e -> inside.contains(e.caller()))) continue;
                if (o.method().isPrivate() || !a.writes() && !o.writes() || !Counted.access(program, o) || !o.held().isEmpty() || !program.heldAt(o).isEmpty()) continue;
                Access w = a.writes() ? a : o;
                Access other = w == a ? o : a;
                report(f, type, w, other, w == a ? "a caller of " + o.method().label() : "the thread that runs the object",
                        List.of(f.owner().label() + " is a Runnable: its run method comes to " + f.name() + " in a thread of its own"), List.of(), Confidence.LOW, out);
                return true;
            }
        }
        return false;
    }

    private static void follow(Program program, Method m, Set<Method> seen, int depth) {
        if (!seen.add(m) || depth == 0) return;
        for (CallEdge e : program.calls().edgesFrom(m)) if (e.inCallersThread()) for (Method c : e.callees()) follow(program, c, seen, depth - 1);
    }

    private static void declared(Program program, Field f, String type, Findings out) {
        String why = program.sharedByDeclaration(f.owner());
        if (why == null) return;
        List<Access> open = new ArrayList<>();
        for (Access a : program.accesses(f)) {
            if (Counted.access(program, a) && a.held().isEmpty() && program.heldAt(a).isEmpty() && (f.isStatic() || a.base().root() == Path.Root.THIS)) open.add(a);
        }
        for (Access w : open) {
            if (!w.writes()) continue;
            for (Access o : open) {
                if (o == w && !w.dependent()) continue;
                report(f, type, w, o, "another caller of " + o.method().label(), List.of(why), List.of(), Confidence.MEDIUM, out);
                return;
            }
        }
    }

    private static void report(Field f, String type, Access w, Access o, String other, List<String> evidence, List<Related> related, Confidence confidence, Findings out) {
        List<Step> a = List.of(new Step(RaceStory.site(w), w.method().label(), "writes one half of " + f.label(), 1),
                new Step(RaceStory.site(w), w.method().label(), "writes the other half", 3));
        List<Step> b = List.of(new Step(RaceStory.site(o), o.method().label(), (o.writes() ? "writes " : "reads ") + f.label() + " between the two: a value that nobody wrote", 2));
        out.add(new Finding("non-atomic-64bit-access", null, confidence, RaceStory.site(w), w.method().label(),
                "The plain " + type + " " + f.label() + " is written while " + other + " may " + (o.writes() ? "write" : "read") + " it: on a 32-bit JVM its halves can be mixed up.",
                evidence, related, List.of(new ThreadTrace("thread A: in " + w.method().label(), a), new ThreadTrace("thread B: " + other, b)),
                "Make " + f.name() + " volatile, or guard every access with one lock.", f.key(), ""));
    }
}
