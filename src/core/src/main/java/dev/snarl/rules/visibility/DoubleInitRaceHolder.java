package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** A lazily made value whose making leaves something behind: the thread that loses the race leaves it behind twice. */
public final class DoubleInitRaceHolder implements Rule {
    private static final Set<String> SWAPS = Set.of("compareAndSet", "compareAndExchange");

    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.owner().unit().test()) continue;
            for (LazyInit l : LazyInit.of(program, f)) {
                if (!f.isStatic() && l.setup(program)) continue;
                SharedObject.Evidence shared = f.isStatic() ? new SharedObject.Evidence(f.name() + " is static: every thread that calls " + l.method().label() + " shares it", Confidence.HIGH)
                        : f.isVolatile() ? new SharedObject.Evidence(f.label() + " is volatile: its author expects several threads", Confidence.MEDIUM) : SharedObject.evidence(program, l);
                LastingEffects.Effect effect = shared == null ? null : effect(program, l);
                if (effect == null) continue;
                report(l, shared, effect, out);
                break;
            }
        }
        swaps(program, out);
    }

    /** What happens under the test of the field, before or after the assignment. */
    private static LastingEffects.Effect effect(Program program, LazyInit l) {
        Interpretation in = program.interpret(l.method());
        UnsetTests tests = UnsetTests.of(program, in);
        LastingEffects effects = new LastingEffects(program);
        for (Event e : in.events()) {
            boolean inside = e.id() == l.made().event();
            for (UnsetTests.Test t : tests.at(e.id())) inside |= t.field() == l.field() && e.id() > l.test().event();
            LastingEffects.Effect f = inside ? effects.of(in, e.id()) : null;
            if (f != null) return f;
        }
        return null;
    }

    private static void report(LazyInit l, SharedObject.Evidence shared, LastingEffects.Effect effect, Findings out) {
        String name = l.field().label();
        Method m = l.method();
        List<Step> a = List.of(LazyStory.step(m, l.test(), "tests " + name + ": not set", 1), step(effect, effect.what(), 3));
        List<Step> b = List.of(LazyStory.step(m, l.test(), "tests " + name + ": still not set", 2), step(effect, effect.what() + " a second time", 4));
        out.add(new Finding("double-init-race-holder", null, shared.confidence(), Program.site(m, l.write().span()), m.label(),
                "Lazy initialisation of " + name + " " + effect.what() + ", and nothing keeps two threads from doing so: one of the two is never used and never ended.",
                List.of(shared.reason()), List.of(new Related(Program.site(effect.method(), effect.event().span()), effect.what())),
                List.of(new ThreadTrace("thread A: the first to come", a), new ThreadTrace("thread B: comes a moment later", b)),
                "Test and set " + l.field().name() + " under one lock, or create it where it is declared or in a holder class.", l.field().key(), ""));
    }

    private static Step step(LastingEffects.Effect e, String text, int order) {
        return new Step(Program.site(e.method(), e.event().span()), e.method().label(), text, order);
    }

    /** {@code ref.compareAndSet(null, open())}: who loses has opened all the same, and nobody asks who lost. */
    private static void swaps(Program program, Findings out) {
        for (Method m : program.methodsMentioning(SWAPS)) {
            if (m.owner().unit().test() || !m.owner().unit().reported() || program.initial(m) || program.lifecycle(m)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !SWAPS.contains(c.name()) || c.resultUsed() || c.receiver() == null || c.args().size() != 2 || !in.reached(c.id())) continue;
                if (!(c.args().get(0) instanceof Value.Constant k) || k.kind() != Value.ConstantKind.NULL) continue;
                Type t = in.typing().typeOf(c.receiver());
                Path p = in.locks().path(c.receiver());
                if (!t.isA("java.util.concurrent.atomic.AtomicReference").yes() || !(p.field() instanceof Field f) || !in.heldAt(c.id()).isEmpty() || !program.entryLocks(m).isEmpty()) continue;
                Value made = c.args().get(1);
                if (made instanceof Value.Local l && in.typing().body().locals().get(l.index()).effectivelyFinal()) made = in.typing().body().locals().get(l.index()).initial();
                LastingEffects.Effect effect = made instanceof Value.Result r ? new LastingEffects(program).of(in, r.event()) : null;
                if (effect == null) continue;
                List<Step> a = List.of(step(effect, effect.what(), 1), new Step(Program.site(m, c.span()), m.label(), "sets " + f.label() + ": done", 3));
                List<Step> b = List.of(step(effect, effect.what() + " a second time", 2), new Step(Program.site(m, c.span()), m.label(), "is too late, and forgets what it made", 4));
                out.add(new Finding("double-init-race-holder", null, Confidence.HIGH, Program.site(m, c.span()), m.label(),
                        "The value for " + f.label() + " " + effect.what() + " before it is known whether it is the first: the thread that loses the swap never ends its own.",
                        List.of(f.label() + " is atomic: its author expects several threads"), List.of(new Related(Program.site(effect.method(), effect.event().span()), effect.what())),
                        List.of(new ThreadTrace("thread A: wins", a), new ThreadTrace("thread B: loses", b)),
                        "Ask what compareAndSet gives and close the value of the loser, or create it under a lock.", f.key(), ""));
            }
        }
    }
}
