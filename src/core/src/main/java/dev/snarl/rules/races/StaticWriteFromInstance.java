package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.TypeKind;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A static field is written, with no lock, by code that belongs to one object of many. */
public final class StaticWriteFromInstance implements Rule {
    private static final int MOST = 4;

    @Override
    public void check(Program program, Findings out) {
        OneInstance single = new OneInstance(program);
        LockObjects objects = new LockObjects(program);
        for (Field f : program.accessedFields()) {
            if (!f.isStatic() || f.isFinal() || !f.owner().unit().reported() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            List<Access> writes = new ArrayList<>();
            for (Access a : program.accesses(f)) if (a.writes() && !a.element() && counts(program, single, objects, f, a)) writes.add(a);
            if (!writes.isEmpty()) report(f, writes, out);
        }
    }

    private static boolean counts(Program program, OneInstance single, LockObjects objects, Field f, Access a) {
        Method m = a.method();
        if (m.isStatic() || m.facts().name().equals("<clinit>") || m.owner().unit().test() || program.specialAccess(m) || program.lifecycle(m)) return false;
        // The first object made may announce itself, or set up what all share: told is what each one changes by its own arguments, or counts.
        if (m.facts().isInitializer() && a.kind() != AccessKind.UPDATE && !a.dependent() && a.valueParam() < 0) return false;
        if (m.owner().kind() == TypeKind.ENUM || single.of(m.owner())) return false;
        if (f.isVolatile() && a.kind() == AccessKind.WRITE && !a.dependent()) return false;
        return a.held().isEmpty() && program.heldAt(a).isEmpty() && objects.callersHold(m).isEmpty() && !program.mainOnly(m) && !program.userInterface(m);
    }

    private static void report(Field f, List<Access> writes, Findings out) {
        Access at = writes.get(0);
        List<Related> related = new ArrayList<>();
        for (Access a : writes.subList(1, Math.min(writes.size(), MOST))) related.add(new Related(RaceStory.site(a), "written by an object here too"));
        String who = at.method().facts().isInitializer() ? "each new " + at.method().owner().label() : at.method().label();
        out.add(new Finding("static-write-from-instance", null, Confidence.LOW, RaceStory.site(at), at.method().label(),
                "Static field " + f.label() + " is written with no lock by " + who + ": every object writes the same field, and the last one wins.",
                List.of(), related, List.of(), "Make " + f.name() + " a field of the object, or guard it with a static lock or an atomic.", f.key(), ""));
    }
}
