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
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Of the getter and the setter of one field, one takes a lock and the other does not. */
public final class AsymmetricAccessorSync implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockObjects objects = new LockObjects(program);
        for (Field f : program.accessedFields()) {
            if (f.isFinal() || f.isVolatile() || !f.owner().unit().reported() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            check(program, objects, f, out);
        }
    }

    private static void check(Program program, LockObjects objects, Field f, Findings out) {
        for (Access set : program.accesses(f)) {
            String property = property(program.calls().whole(set.method()), Set.of("set"), 1);
            if (property == null || set.kind() != AccessKind.WRITE || set.element() || set.valueParam() != 0 || !counts(program, f, set)) continue;
            for (Access get : program.accesses(f)) {
                if (get.kind() != AccessKind.READ || get.element() || !counts(program, f, get) || !property.equals(property(program.calls().whole(get.method()), Set.of("get", "is", "has"), 0))) continue;
                if (set.method().isStatic() != get.method().isStatic()) continue;
                boolean setLocked = locked(program, set);
                boolean getLocked = locked(program, get);
                if (setLocked == getLocked) continue;
                Access open = setLocked ? get : set;
                if (!unlocked(program, objects, open) || toldElsewhere(program, f, open)) continue;
                report(program, f, setLocked ? set : get, open, out);
                return;
            }
        }
    }

    /** What the accessor is named after: {@code Name} for setName, getName, isName; null for any other method. */
    private static String property(Method m, Set<String> prefixes, int params) {
        if (m.facts().params().size() != params || m.isPrivate()) return null;
        for (String p : prefixes) {
            String n = m.name();
            if (n.startsWith(p) && n.length() > p.length() && Character.isUpperCase(n.charAt(p.length()))) return n.substring(p.length());
        }
        return null;
    }

    private static boolean counts(Program program, Field f, Access a) {
        return a.inCallersThread() && Counted.access(program, a) && (f.isStatic() || a.base().root() == Path.Root.THIS);
    }

    /** By the accessor itself: what its callers hold is for something else, as a rule. */
    private static boolean locked(Program program, Access a) {
        return !held(program, a).isEmpty();
    }

    private static List<Held.Entry> held(Program program, Access a) {
        boolean part = program.calls().whole(a.method()) != a.method();
        List<Held.Entry> out = new ArrayList<>();
        for (Held.Entry h : part ? program.heldAt(a) : a.held().must()) if (h.must() && h.lock().shared() && own(h)) out.add(h);
        return out;
    }

    /** A lock of the object or its class, not one of the value that is set. */
    private static boolean own(Held.Entry h) {
        Path.Root start = h.lock().path().start().root();
        return start == Path.Root.THIS || start == Path.Root.OUTER || start == Path.Root.CLASS;
    }

    private static boolean unlocked(Program program, LockObjects objects, Access a) {
        return a.held().isEmpty() && program.heldAt(a).isEmpty() && objects.callersHold(a.method()).isEmpty() && !a.method().isSynchronized();
    }

    /** The lock guards the field in most places: that the setter, or a getter that does more, goes round it is an inconsistency of its own. */
    private static boolean toldElsewhere(Program program, Field f, Access open) {
        return Intent.guarded(program, f) && program.guard(f).locked().size() > 1 && (open.writes() || open.event() != 0);
    }

    private static void report(Program program, Field f, Access locked, Access open, Findings out) {
        List<Held.Entry> held = held(program, locked);
        String lock = held.get(held.size() - 1).lock().label();
        boolean read = !open.writes();
        List<Step> a = List.of(new Step(RaceStory.site(locked), locked.method().label(), "holds " + lock + " and " + (read ? "writes " : "reads ") + f.label(), read ? 1 : 2));
        List<Step> b = List.of(new Step(RaceStory.site(open), open.method().label(), read ? "reads " + f.label() + " without the lock: it may see the old value, for ever"
                : "writes " + f.label() + " without the lock: the reader may never see it", read ? 2 : 1));
        out.add(new Finding("asymmetric-accessor-sync", null, Confidence.MEDIUM, Program.site(open.method(), open.method().facts().nameSpan()), open.method().label(),
                open.method().label() + (read ? " reads " : " writes ") + f.label() + " with no lock, but " + locked.method().label() + " holds " + lock + ": "
                        + (read ? "its callers may see an old value." : "its value may never be seen."),
                List.of(locked.method().label() + " takes a lock, so threads are expected"), List.of(new Related(RaceStory.site(locked), (read ? "written" : "read") + " under " + lock)),
                List.of(new ThreadTrace("thread A: a caller of " + locked.method().label(), a), new ThreadTrace("thread B: a caller of " + open.method().label(), b)),
                "Take the same lock in " + open.method().name() + ", or make " + f.name() + " volatile.", f.key(), ""));
    }
}
