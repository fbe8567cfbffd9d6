package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Claims;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A volatile field is read, changed and written back: volatile orders the read and the write, it does not join them. */
public final class NonAtomicVolatileUpdate implements Rule {
    /** By its name it runs before any thread does. */
    private static final Pattern SETS_UP = Pattern.compile("init|load|recover|restore|setUp|prepare|configure|(start|open)$");

    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (!f.isVolatile() || program.declaredUnsafe(f.owner())) continue;
            List<Access> writers = new ArrayList<>();
            for (Access a : program.accesses(f)) {
                if (a.writes() && !a.element() && !a.owned() && !program.initial(a.method()) && !a.method().owner().unit().test()) writers.add(a);
            }
            if (singleWriter(program, writers)) continue;
            for (Access a : writers) {
                boolean update = (a.kind() == AccessKind.UPDATE || a.dependent()) && reachable(program, a);
                if (!update || !a.held().isEmpty() || !program.heldAt(a).isEmpty() || program.lifecycle(a.method()) || setsUp(a.method())) continue;
                if (a.inCallersThread() && program.calledUnderLock(a.method()) || Claims.of(program, program.interpret(a.method())).get(a.event())) continue;
                report(program, f, a, out);
            }
        }
    }

    /** All writes happen in one task that runs once at a time, or in a method that only such a task calls. */
    private static boolean singleWriter(Program program, List<Access> writers) {
        if (writers.isEmpty()) return true;
        boolean single = true, own = true;
        for (Access a : writers) {
            single &= program.singleThread(a);
            own &= program.ownThreadOnly(a) || Plausible.setter(a) || a.constant() || setsUp(a.method());
        }
        return single || own && writers.stream().anyMatch(program::ownThreadOnly);
    }

    private static boolean setsUp(Method m) {
        return SETS_UP.matcher(m.name()).lookingAt();
    }

    /** The object is named: this, a static, a field. One that a call gives, or a local, may be the thread's own (a record per thread, a total). */
    private static boolean reachable(Program program, Access a) {
        if (a.field().isStatic()) return true;
        switch (a.base().root()) {
            case THIS: {
                boolean any = false;
                for (CallEdge e : program.calls().edgesTo(a.method())) {
                    if (e.caller() == a.method()) continue;
                    any = true;
                    switch (e.receiver().root()) {
                        case THIS, OUTER, FIELD, CLASS:
                            return true;
                        default:
                    }
                }
                return !any;
            }
            case OUTER, FIELD, CAPTURED:
                return true;
            default:
                return false;
        }
    }

    /** It counts, adds up or keeps an extreme; what a function makes of the old value may be the work of the only thread that comes here. */
    private static boolean arithmetic(Program program, Access a) {
        if (a.kind() == AccessKind.UPDATE) return true;
        Interpretation in = program.interpret(a.method());
        Value v = in.events()[a.event()] instanceof Event.Write w ? w.value() : null;
        if (v instanceof Value.Local l) v = in.typing().body().locals().get(l.index()).initial();
        while (v instanceof Value.Cast c) v = c.operand();
        if (v instanceof Value.Result r && in.events()[r.event()] instanceof Event.Call c) return c.receiver() instanceof Value.Name n && n.id().equals("Math");
        return v instanceof Value.Binary || v instanceof Value.Unary;
    }

    private static void report(Program program, Field f, Access a, Findings out) {
        String name = f.label();
        List<Step> first = List.of(step(a, "reads " + name + ": v", 1), step(a, "writes what it made of v", 3));
        List<Step> second = List.of(step(a, "reads " + name + ": v, the same value", 2), step(a, "writes what it made of v: the first thread's update is lost", 4));
        out.add(new Finding("non-atomic-volatile-update", null, arithmetic(program, a) ? Confidence.MEDIUM : Confidence.LOW, RaceStory.site(a), a.method().label(),
                "Update of the volatile field " + name + " is not atomic: another thread can write it between the read and the write, and one update is lost.",
                List.of(name + " is volatile: its author expects several threads"), List.of(),
                List.of(new ThreadTrace("thread A", first), new ThreadTrace("thread B", second)),
                NonAtomicCompoundUpdate.remedy(f, a), a.method().key() + " " + f.key(), ""));
    }

    private static Step step(Access a, String text, int order) {
        return new Step(RaceStory.site(a), a.method().label(), text, order);
    }
}
