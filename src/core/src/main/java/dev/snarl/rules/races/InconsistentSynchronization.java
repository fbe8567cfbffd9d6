package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Exit;
import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A field is accessed under a lock in most places and without it in others. */
public final class InconsistentSynchronization implements Rule {
    private static final Set<String> TOLERATED = Set.of("hashCode", "equals", "finalize", "clone", "writeObject", "readObject", "writeExternal", "readExternal", "readResolve");
    /** A read alone, with no thread in sight, must stand out more than a write. */
    private static final double SHARE_FOR_READ = 0.66;
    /** Where a lock guards less than this, a setter without it is taken for configuration. */
    private static final double SHARE_FOR_SETTER = 0.6;
    private static final Pattern SETS_UP = Pattern.compile("init|load|recover|restore|setUp|configure|start|open|activate");
    private static final List<String> RUNNING = List.of("java.lang.Thread", "java.util.concurrent.Future");
    private static final int LOCKED_FOR_READ = 2;
    private static final int LOCKED_FOR_GETTER = 5;
    private static final int METHODS_FOR_GETTER = 3;

    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || f.isFinal() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            if (!Intent.guarded(program, f)) continue;
            Guard g = program.guard(f);
            List<Race> races = program.races(f);
            if (g.locked().size() < (races.isEmpty() ? 2 : 1)) continue;
            Access at = outlier(program, g, !races.isEmpty());
            if (at == null || races.isEmpty() && !ownGuard(program, g) || !at.writes() && (writtenAtSetUpOnly(g) || handedOverUnder(program, g, at))) continue;
            if (!at.writes() && races.isEmpty() && (g.share() < SHARE_FOR_READ || g.locked().size() < LOCKED_FOR_READ)) continue;
            report(program, f, g, at, races, out);
        }
    }

    /**
     * Whether the lock is the field's own for all that is seen: held where the class of the field uses it, and named from the same object (or from a class). A
     * lock of a subclass, or of whoever holds the object, says nothing of those who use it alone.
     */
    private static boolean ownGuard(Program program, Guard g) {
        boolean inside = false, related = false;
        for (Access a : g.locked()) {
            inside |= a.method().owner().outermost() == g.field().owner().outermost() && program.heldAt(a).stream().anyMatch(h -> h.lock().key().equals(g.lock().key()));
            related |= g.lock().path().root() != Path.Root.RESULT && sameObject(a.base(), a.held(), g.lock().key());
        }
        return inside && related;
    }

    /** Under the lock it is written only by what sets the object up: the lock makes that happen once, and readers come later. */
    private static boolean writtenAtSetUpOnly(Guard g) {
        for (Access a : g.locked()) if (a.writes() && !SETS_UP.matcher(a.method().name()).lookingAt()) return false;
        return true;
    }

    /** The reader is a task that was handed over under the lock: it sees what was written before. */
    private static boolean handedOverUnder(Program program, Guard g, Access at) {
        for (Task t : program.tasks()) {
            boolean its = t.lambda() >= 0 ? t.host() == at.method() && t.lambda() == at.lambda() : t.method() == at.method();
            if (!its) continue;
            for (CallEdge e : program.calls().edgesTo(t.host())) for (Held.Entry h : e.held().must()) if (h.lock().key().equals(g.lock().key())) return true;
            for (Held.Entry h : program.entryLocks(t.host()).entries()) if (h.lock().key().equals(g.lock().key())) return true;
        }
        return false;
    }

    private static boolean sameObject(Path base, Held held, String key) {
        boolean named = false;
        for (Held.Entry h : held.entries()) {
            if (!h.lock().key().equals(key)) continue;
            named = true;
            Path lock = h.lock().path();
            Path.Root root = lock.start().root();
            if (!lock.known() || root == Path.Root.CLASS || root == Path.Root.OUTER || lock.start().equals(base.start()) || base.start().root() == Path.Root.CLASS) return true;
            // A part of what the lock's object owns, such as a node of its list.
            if (root == Path.Root.THIS && base.start().root() != Path.Root.PARAM) return true;
        }
        return !named;
    }

    /**
     * The unlocked access to tell: a write before a read, then the first.
     *
     * @param met two threads are seen to meet at the field
     */
    private static Access outlier(Program program, Guard g, boolean met) {
        Access best = null;
        for (Access a : g.unlocked()) {
            if (TOLERATED.contains(a.method().name()) ) continue;
            if (!a.writes() && (simpleGetter(program, a) && !(met && lone(g)) || onlyLogged(program, a) || readsItsOwnWrite(program, a))) continue;
            if (a.writes() && a.kind() == AccessKind.WRITE && (Plausible.starts(a.method()) && !restarts(program, a) || g.share() < SHARE_FOR_SETTER && Plausible.setter(a))) continue;
            // Under another lock it is another hazard: or a protocol of two locks.
            if (program.heldAt(a).stream().anyMatch(h -> h.lock().shared() && h.must())) continue;
            if (best == null || a.writes() && !best.writes()) best = a;
        }
        return best;
    }

    /** The method asks first whether the thread or task is there: it expects to be called again, while others stop what it has started. */
    private static boolean restarts(Program program, Access w) {
        if (RUNNING.stream().noneMatch(t -> w.field().type().isA(t).yes())) return false;
        for (Access r : program.accessesIn(w.method())) if (r.field() == w.field() && !r.writes() && r.event() < w.event() && r.lambda() == w.lambda()) return true;
        return false;
    }

    /** The one getter of a field that all other code guards. */
    private static boolean lone(Guard g) {
        return g.unlocked().size() == 1 && g.locked().size() >= LOCKED_FOR_GETTER && g.locked().stream().map(Access::method).distinct().count() >= METHODS_FOR_GETTER;
    }

    /** The value goes into a message, of a log or of an exception, and nowhere else. */
    private static boolean onlyLogged(Program program, Access a) {
        Interpretation in = program.interpret(a.method());
        for (int i = a.event() + 1; i < in.events().length && i < a.event() + 12; i++) {
            if (in.events()[i] instanceof Event.Call c && c.args().stream().anyMatch(v -> mentions(in, v, a.field().name(), 0))) return LogCalls.is(c, in.typing().target(c.id())) || in.typing().typeOf(new Value.Result(c.id())).isA("java.lang.Throwable").yes();
        }
        return false;
    }

    private static boolean mentions(Interpretation in, Value v, String name, int depth) {
        if (depth > 40) return false;
        if (v instanceof Value.Result r && in.events()[r.event()] instanceof Event.Call c) {
            return c.receiver() != null && mentions(in, c.receiver(), name, depth + 1) || c.args().stream().anyMatch(x -> mentions(in, x, name, depth + 1));
        }
        if (v instanceof Value.Name n) return n.id().equals(name);
        if (v instanceof Value.Field f) return f.name().equals(name);
        return v instanceof Value.Binary b && (mentions(in, b.right(), name, depth + 1) || mentions(in, b.left(), name, depth + 1));
    }

    /** A method that sets the object up reads back what it has just written. */
    private static boolean readsItsOwnWrite(Program program, Access a) {
        for (Access w : program.accessesIn(a.method())) if (w.field() == a.field() && w.writes() && w.event() < a.event() && Plausible.starts(a.method())) return true;
        return false;
    }

    /** A method that only returns the field: the asymmetry of getter and setter is another rule's. */
    private static boolean simpleGetter(Program program, Access a) {
        if (a.event() != 0 || a.method().isStatic() && !a.method().facts().params().isEmpty()) return false;
        Interpretation in = program.interpret(a.method());
        if (in.events().length != 1) return false;
        for (Exit e : in.exits()) if (isField(e.value()) || e.value() instanceof Value.Binary b && (isField(b.left()) && isNull(b.right()) || isField(b.right()) && isNull(b.left()))) return true;
        return false;
    }

    private static boolean isNull(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL;
    }

    private static boolean isField(Value v) {
        return v instanceof Value.Name || v instanceof Value.Field;
    }

    private static void report(Program program, Field f, Guard g, Access at, List<Race> races, Findings out) {
        Access guarded = null;
        for (Access a : g.locked()) if (guarded == null || a.writes() && !guarded.writes()) guarded = a;
        String lock = g.lock().label();
        String verb = at.writes() ? at.kind() == dev.snarl.program.AccessKind.UPDATE ? "updated" : "written" : "read";
        List<String> evidence = new ArrayList<>();
        evidence.add(f.label() + " is accessed under " + lock + " in " + g.locked().size() + " of " + (g.locked().size() + g.unlocked().size()) + " places");
        if (!races.isEmpty()) evidence.addAll(RaceStory.of(races.get(0)).evidence());
        List<Related> related = new ArrayList<>();
        related.add(new Related(RaceStory.site(guarded), (guarded.writes() ? "written" : "read") + " under " + lock));
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        String name = f.label();
        if (at.writes() && guarded.kind() != dev.snarl.program.AccessKind.UPDATE) {
            a.add(step(guarded, "holds " + lock + " and relies on " + name, 1));
            b.add(step(at, "writes " + name + " without " + lock, 2));
            a.add(step(guarded, "goes on with a value that is no longer true", 3));
        } else if (at.writes()) {
            a.add(step(guarded, "holds " + lock + " and reads " + name + ": v", 1));
            b.add(step(at, "writes " + name + " without " + lock, 2));
            a.add(step(guarded, "writes what it made of v: the other thread's write is lost", 3));
        } else {
            a.add(step(guarded, "holds " + lock + " and writes " + name, 1));
            b.add(step(at, "reads " + name + " without " + lock + ": it may see the old value, or half of a change", 2));
        }
        out.add(new Finding("inconsistent-synchronization", null, !races.isEmpty() ? Confidence.HIGH : at.writes() ? Confidence.MEDIUM : Confidence.LOW, RaceStory.site(at), at.method().label(),
                name + " is " + verb + " without " + lock + ", which guards it elsewhere: " + (at.writes() ? "a thread that holds the lock can have the value changed under its hands."
                        : "the value read may be stale or half changed."),
                evidence, related, List.of(new ThreadTrace("thread A: in " + guarded.method().label(), a), new ThreadTrace("thread B: in " + at.method().label(), b)),
                "Hold " + lock + " here too, or say with a comment or annotation why this access needs no lock.", f.key(), ""));
    }

    private static Step step(Access a, String text, int order) {
        return new Step(RaceStory.site(a), a.method().label(), text, order);
    }
}
