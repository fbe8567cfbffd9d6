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
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A static field is written while only a lock of one object is held: the other objects have locks of their own. */
public final class StaticFieldInstanceLock implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockObjects objects = new LockObjects(program);
        OneInstance single = new OneInstance(program);
        for (Field f : program.accessedFields()) {
            if (!f.isStatic() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            List<Access> wrong = new ArrayList<>();
            for (Access a : program.accesses(f)) if (a.writes() && wrong(program, objects, single, f, a)) wrong.add(a);
            if (wrong.isEmpty() && CollectionUses.collection(program, f)) changes(program, objects, single, f, wrong);
            if (!wrong.isEmpty()) report(program, f, wrong, out);
        }
    }

    /** Calls that change the plain collection in the field. */
    private static void changes(Program program, LockObjects objects, OneInstance single, Field f, List<Access> wrong) {
        boolean locked = false;
        for (Access a : program.accesses(f)) locked |= !a.held().isEmpty() || !program.heldAt(a).isEmpty();
        if (!locked || CollectionUses.plain(program, f) == null) return;
        for (CollectionUses.Use u : new CollectionUses(program, f).all()) {
            if (u.changes() && !program.initial(u.access().method()) && wrong(program, objects, single, f, u.access())) wrong.add(u.access());
        }
    }

    private static boolean wrong(Program program, LockObjects objects, OneInstance single, Field f, Access a) {
        if (a.method().owner().unit().test() || program.specialAccess(a.method()) || program.lifecycle(a.method())) return false;
        // One write of a volatile needs no lock at all; the lock is for something else.
        if (f.isVolatile() && a.kind() == AccessKind.WRITE && !a.dependent()) return false;
        List<Held.Entry> held = objects.certain(a);
        if (held == null || held.isEmpty()) return false;
        for (Held.Entry h : held) {
            if (objects.scope(h.lock()) != LockObjects.Scope.OBJECT || single.of(OneInstance.holder(h.lock()))) return false;
        }
        return !a.inCallersThread() || objects.callersHold(a.method()).isEmpty() || held.size() > own(a);
    }

    /** How many of the locks the body takes itself. */
    private static int own(Access a) {
        return a.held().entries().size();
    }

    private static void report(Program program, Field f, List<Access> wrong, Findings out) {
        Access at = wrong.get(0);
        List<Held.Entry> held = program.heldAt(at);
        Held.Entry taken = held.get(held.size() - 1);
        String lock = taken.lock().label();
        List<Related> related = new ArrayList<>();
        related.add(new Related(Program.site(f.owner(), f.facts().nameSpan()), "one field for all instances"));
        for (Access a : wrong.subList(1, Math.min(wrong.size(), 4))) related.add(new Related(RaceStory.site(a), "under a lock of one object too"));
        boolean update = at.kind() == AccessKind.UPDATE || at.dependent();
        String does = at.writes() ? "writes " : "changes ";
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        a.add(new Step(RaceStory.site(at), at.method().label(), "holds the lock of its own object and " + (update ? "reads " + f.label() + ": v" : does + f.label()), 1));
        b.add(new Step(RaceStory.site(at), at.method().label(), "holds the lock of another object, so it need not wait, and " + (update ? "writes what it made of the same v" : does + "it too"), 2));
        if (update) a.add(new Step(RaceStory.site(at), at.method().label(), "writes what it made of v: the other update is lost", 3));
        out.add(new Finding("static-field-instance-lock", null, update ? Confidence.HIGH : Confidence.MEDIUM, RaceStory.site(at), at.method().label(),
                "Static field " + f.label() + " is " + (at.writes() ? "written" : "changed") + " under " + lock + ", a lock of one object: threads with other objects are not kept out.",
                List.of(f.label() + " is static, and each " + at.method().owner().label() + " has a lock of its own"), related,
                List.of(new ThreadTrace("thread A: a caller of " + at.method().label() + " on one object", a),
                        new ThreadTrace("thread B: a caller of " + at.method().label() + " on another object", b)),
                "Guard " + f.name() + " with a static lock, or with " + f.owner().label() + ".class, at every access.", f.key(), ""));
    }
}
