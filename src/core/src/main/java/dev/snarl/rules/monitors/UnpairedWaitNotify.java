package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Fate;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Typing;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A private lock or condition that somebody waits on and nobody signals, or the reverse. */
public final class UnpairedWaitNotify implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Map<Field, List<ConditionCall>> byField = new LinkedHashMap<>();
        for (ConditionCall c : program.conditionCalls().all()) {
            if (c.object().field() instanceof Field f && c.object().base() != null) byField.computeIfAbsent(f, k -> new ArrayList<>()).add(c);
        }
        byField.forEach((f, calls) -> {
            if (!f.owner().unit().reported() || fates.inTest(calls.get(0).method())) return;
            List<ConditionCall> waits = calls.stream().filter(ConditionCall::waits).toList();
            List<ConditionCall> signals = calls.stream().filter(c -> !c.waits()).toList();
            if (!waits.isEmpty() && !signals.isEmpty() || !waits.isEmpty() && waits.stream().allMatch(ConditionCall::timed)) return;
            if (!seenWhole(program, fates, f, signals.isEmpty() ? Waits.SIGNALS : Waits.WAITS)) return;
            ConditionCall at = (waits.isEmpty() ? signals : waits.stream().filter(w -> !w.timed()).toList()).get(0);
            out.add(finding(program, f, at, !waits.isEmpty()));
        });
    }

    /** Every object that the field holds is made for it, and whatever is done with it is seen: none of these calls. */
    private static boolean seenWhole(Program program, Fates fates, Field f, Set<String> calls) {
        boolean any = false;
        for (Method m : writers(program, f)) {
            Typing t = fates.typing(m);
            for (int i = 0; i < t.body().events(); i++) {
                if (!(t.event(i) instanceof Event.Write w) || fates.field(t, w.target()) != f || w.value() instanceof Value.Constant) continue;
                if (!(w.value() instanceof Value.Result made)) return false;
                Fate fate = fates.of(m, made.event(), t.typeOf(made).name());
                if (fate.escapes() || fate.called(calls)) return false;
                any = true;
            }
        }
        return any;
    }

    /** The methods that set a field; for a final one the constructors and initialisers of its class. */
    private static Set<Method> writers(Program program, Field f) {
        Set<Method> out = new LinkedHashSet<>();
        if (f.isFinal()) for (Method m : f.owner().methods()) if (m.facts().isInitializer() && m.hasBody()) out.add(m);
        for (Access a : program.accesses(f)) if (a.writes()) out.add(a.method());
        return out;
    }

    private Finding finding(Program program, Field f, ConditionCall at, boolean waits) {
        String call = Waits.called(program.interpret(at.method()), at.call());
        String what = at.monitor() ? "monitor" : "condition";
        String message = waits ? call + " waits on the " + what + " " + f.label() + ", which nobody ever signals: the thread waits for ever."
                : call + " signals the " + what + " " + f.label() + ", on which nobody ever waits: whoever is to be woken waits somewhere else.";
        List<Step> steps = List.of(new Step(Program.site(at.method(), at.call().span()), at.method().label(),
                waits ? "gives the lock back and waits for a signal that never comes" : "wakes nobody", 0));
        return new Finding(id(), null, Confidence.HIGH, Program.site(at.method(), at.call().span()), at.method().label(), message,
                List.of(f.label() + " does not leave the code that is scanned"), List.of(new Related(Program.site(f.owner(), f.facts().nameSpan()), "the " + what)),
                List.of(new ThreadTrace(waits ? "the waiting thread" : "the signalling thread", steps)),
                waits ? "Signal " + f.name() + " wherever the awaited state changes, or wait on the object that is signalled." : "Signal the object that the other threads wait on, or remove the signal.",
                f.key(), "");
    }
}
