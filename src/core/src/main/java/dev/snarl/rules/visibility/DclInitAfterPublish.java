package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A lazily set field gets its object first and the object its contents after: who tests the field without the lock comes between. */
public final class DclInitAfterPublish implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.isFinal() || f.owner().unit().test() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            if (!f.type().isPrimitive()) object(program, f, out);
            else if (f.type().name().equals("boolean")) flag(program, f, out);
        }
    }

    private static void object(Program program, Field f, Findings out) {
        Set<Method> told = new HashSet<>();
        for (Access w : program.accesses(f)) {
            if (w.kind() != AccessKind.WRITE || w.element() || w.owned() || told.contains(w.method()) || !LazyInit.manyThreads(program, w)) continue;
            Access test = tested(program, f, w);
            if (test == null) continue;
            Interpretation in = program.interpret(w.method());
            if (!(in.typing().event(w.event()) instanceof Event.Write e)) continue;
            if (MadeValue.creation(in, e.value(), w.event()) == null) continue;
            Filling filling = new Filling(program, in, f, e);
            Filling.Step s = filling.after(UnsetTests.of(program, in));
            if (s == null) continue;
            report(program, f, w, test, s.span(), s.what(), out);
            told.add(w.method());
        }
    }

    /** The flag says "done" before the rest is written. */
    private static void flag(Program program, Field f, Findings out) {
        for (Access w : program.accesses(f)) {
            if (w.kind() != AccessKind.WRITE || w.element() || w.owned() || !w.constant() || program.heldAt(w).isEmpty() || !LazyInit.manyThreads(program, w)) continue;
            Interpretation in = program.interpret(w.method());
            if (!(in.typing().event(w.event()) instanceof Event.Write e) || !(e.value() instanceof Value.Constant c) || !c.text().equals("true")) continue;
            Access test = tested(program, f, w);
            if (test == null) continue;
            UnsetTests tests = UnsetTests.of(program, in);
            for (Access a : program.accessesIn(w.method())) {
                if (!a.writes() || a.field() == f || a.event() <= w.event() || a.owned() || a.lambda() != w.lambda() || program.heldAt(a).isEmpty()) continue;
                if (a.field().isStatic() != f.isStatic() || a.field().owner() != f.owner() || !a.base().equals(w.base()) && !f.isStatic()) continue;
                if (!Filling.under(tests, a.event(), f)) continue;
                report(program, f, w, test, a.span(), "writes " + a.field().name(), out);
                return;
            }
        }
    }

    /** The test that comes without the lock, under which the write happens; null where there is none, or where threads do not meet. */
    private static Access tested(Program program, Field f, Access w) {
        Interpretation in = program.interpret(w.method());
        boolean locked = !LazyInit.unlocked(program, w);
        boolean again = false;
        Access outer = null;
        for (UnsetTests.Test t : UnsetTests.of(program, in).at(w.event())) {
            Access r = t.field() == f ? DoubleCheckedLocking.read(program, w.method(), t.read()) : null;
            if (r == null || !f.isStatic() && !r.base().equals(w.base())) continue;
            if (LazyInit.unlocked(program, r)) outer = outer == null ? r : outer;
            else again = true;
        }
        if (outer == null || locked && !again) return null;
        // Without any lock, only a static field is shared for certain: a helper out of sight may hold the lock around the whole.
        return locked || f.isStatic() ? outer : null;
    }

    private static void report(Program program, Field f, Access w, Access test, Span at, String what, Findings out) {
        Method m = w.method();
        String name = f.label();
        boolean flag = f.type().isPrimitive();
        List<Step> a = List.of(LazyStory.step(m, test, "tests " + name + ": not set", 1), LazyStory.step(m, w, "sets " + name + (flag ? "" : ", not yet filled"), 2),
                new Step(Program.site(m, at), m.label(), what + ": too late", 4));
        List<Step> b = List.of(LazyStory.step(m, test, "tests " + name + " without the lock: set, and goes on with " + (flag ? "what is not there yet" : "an unfinished object"), 3));
        out.add(new Finding("dcl-init-after-publish", null, Confidence.HIGH, Program.site(m, at), m.label(),
                (flag ? name + " says that all is ready before " + m.label() + " " + what : "The object in " + name + " is still being filled after it was stored: " + m.label() + " " + what)
                        + ", and a thread that tests " + f.name() + " without the lock does not wait for that.",
                List.of(name + " is tested without a lock"), List.of(new Related(Program.site(m, w.span()), flag ? "set here" : "stored here"), new Related(Program.site(m, test.span()), "tested without the lock")),
                List.of(new ThreadTrace("thread A: initialises", a), new ThreadTrace("thread B: comes in between", b)),
                flag ? "Set " + f.name() + " last." : "Fill the object in a local and assign it to " + f.name() + " last.", f.key(), ""));
    }
}
