package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A field is accessed under a lock everywhere, but two of the accesses have no lock in common. */
public final class DifferentLocksSameField implements Rule {
    /** An access with what is held there; {@code keys} also names what all callers in sight hold. */
    private record Locked(Access access, List<Held.Entry> held, Set<String> keys) {
        boolean holds(String key) {
            return keys.contains(key);
        }

        boolean conflicts(Locked o) {
            return (access.writes() || o.access.writes()) && access.element() == o.access.element() && Collections.disjoint(keys, o.keys);
        }
    }

    @Override
    public void check(Program program, Findings out) {
        LockObjects objects = new LockObjects(program);
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            List<Locked> locked = locked(program, objects, f);
            if (locked.size() < 2) continue;
            String guard = guard(locked);
            Locked at = null;
            Locked other = null;
            for (Locked l : locked) {
                if (l.holds(guard) || at != null && (at.access.writes() || !l.access.writes())) continue;
                Locked o = conflicting(l, locked, guard);
                if (o == null) continue;
                at = l;
                other = o;
            }
            if (at != null) report(f, at, other, locked, out);
        }
    }

    /** The accesses whose locks are certain; none at all if something unlocked writes: then it is not the choice of the lock that is wrong. */
    private static List<Locked> locked(Program program, LockObjects objects, Field f) {
        List<Locked> out = new ArrayList<>();
        for (Access a : program.accesses(f)) {
            if (!Counted.access(program, a) || !(f.isStatic() || own(a))) continue;
            List<Held.Entry> held = objects.certain(a);
            if (held == null) continue;
            if (held.isEmpty()) {
                if (a.writes() && objects.callersHold(a.method()).isEmpty()) return List.of();
                continue;
            }
            // A lock of one object cannot guard what all objects share: that is another hazard.
            if (f.isStatic() && held.stream().anyMatch(h -> objects.scope(h.lock()) != LockObjects.Scope.GLOBAL)) continue;
            if (a.kind() == AccessKind.WRITE && Plausible.starts(a.method())) continue;
            out.add(new Locked(a, held, objects.keys(a, held)));
        }
        return out;
    }

    /** A field of the very object whose locks are held. */
    private static boolean own(Access a) {
        return a.base().root() == Path.Root.THIS || a.base().root() == Path.Root.OUTER;
    }

    private static String guard(List<Locked> locked) {
        Map<String, Integer> count = new TreeMap<>();
        for (Locked l : locked) for (String k : l.keys) count.merge(k, l.access.writes() ? 3 : 2, Integer::sum);
        String best = null;
        for (Map.Entry<String, Integer> e : count.entrySet()) if (best == null || e.getValue() > count.get(best)) best = e.getKey();
        return best;
    }

    private static Locked conflicting(Locked l, List<Locked> all, String guard) {
        Locked best = null;
        for (Locked o : all) {
            if (!o.holds(guard) || !l.conflicts(o)) continue;
            if (best == null || o.access.writes() && !best.access.writes()) best = o;
        }
        return best;
    }

    private static void report(Field f, Locked at, Locked other, List<Locked> all, Findings out) {
        String mine = label(at);
        String theirs = label(other);
        int same = 0;
        for (Locked l : all) if (!Collections.disjoint(l.keys, other.keys)) same++;
        String name = f.label();
        boolean writes = at.access.writes();
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        a.add(step(at.access, "holds " + mine + " and " + (writes ? "writes " : "reads ") + name, 1));
        b.add(step(other.access, "need not wait: holds " + theirs + " and " + (other.access.writes() ? "writes " : "reads ") + name + " meanwhile", 2));
        out.add(new Finding("different-locks-same-field", null, Confidence.HIGH, RaceStory.site(at.access), at.access.method().label(),
                name + " is " + (writes ? "written" : "read") + " under " + mine + " here and " + (other.access.writes() ? "written" : "read") + " under " + theirs
                        + " elsewhere: two different locks keep nobody out.",
                List.of(same + " of " + all.size() + " locked places hold " + theirs + ", this one does not"),
                List.of(new Related(RaceStory.site(other.access), (other.access.writes() ? "written" : "read") + " under " + theirs), new Related(at.held.get(0).at().known()
                        ? Program.site(at.access.method(), at.held.get(0).at()) : RaceStory.site(at.access), mine + " is taken here")),
                List.of(new ThreadTrace("thread A: in " + at.access.method().label(), a), new ThreadTrace("thread B: in " + other.access.method().label(), b)),
                "Choose one lock for " + f.name() + " and hold it at every access; " + theirs + " is the one that most places hold.", f.key(), ""));
    }

    private static Step step(Access a, String text, int order) {
        return new Step(RaceStory.site(a), a.method().label(), text, order);
    }

    private static String label(Locked l) {
        return l.held.get(l.held.size() - 1).lock().label();
    }
}
