package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.CallEdge;
import dev.snarl.program.EffectBreach;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A method does not keep to what its annotation says it does to locks. */
public final class LockEffectContract implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (EffectBreach b : program.effectBreaches()) report(b, out);
    }

    private static void report(EffectBreach b, Findings out) {
        Method m = b.method();
        List<Related> related = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        int order = 0;
        for (CallEdge e : b.way()) steps.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), ++order));
        if (!b.way().isEmpty()) {
            Method last = b.way().get(b.way().size() - 1).callees().get(0);
            steps.add(new Step(Program.site(last, b.at()), last.label(), "takes " + b.lock(), ++order));
            related.add(new Related(Program.site(last, b.at()), b.lock() + " is taken here"));
        }
        if (b.declaring() != m) related.add(new Related(Program.site(b.declaring(), b.declaring().facts().nameSpan()), "the contract is declared here"));
        out.add(new Finding("lock-effect-contract", null, b.way().size() > 2 ? Confidence.MEDIUM : Confidence.HIGH, Program.site(m, b.span()), m.label(), message(b), List.of(), related,
                steps.isEmpty() ? List.of() : List.of(new ThreadTrace("a caller of " + m.label(), steps)), remedy(b), m.key() + " " + b.annotation().simpleName(), ""));
    }

    private static String message(EffectBreach b) {
        String who = b.method().label();
        String contract = "@" + b.annotation().simpleName() + (b.declaring() == b.method() ? "" : " (of " + b.declaring().label() + ", which it overrides)");
        return switch (b.kind()) {
            case TAKES -> who + " takes " + b.lock() + (b.way().isEmpty() ? "" : " through " + b.way().get(0).callees().get(0).label()) + ", though " + contract
                    + " promises that it takes no lock: callers may wait, or deadlock, where they count on neither.";
            case GIVES_BACK -> who + " gives back " + b.lock() + ", which it has not taken, though " + contract + " promises that its caller still holds what it held.";
            case NOT_HELD -> who + " can return without holding " + b.lock() + ", though " + contract + " promises that it is held: the caller goes on unprotected.";
            case NOT_GIVEN_BACK -> who + " can return without having given back " + b.lock() + ", though " + contract + " promises it: every other thread waits for ever.";
        };
    }

    private static String remedy(EffectBreach b) {
        return switch (b.kind()) {
            case TAKES -> "Do without the lock, or take the promise away and look at who relies on it.";
            case GIVES_BACK -> "Leave the release to the caller, or take the promise away.";
            case NOT_HELD -> "Take " + b.lock() + " on every way that returns normally.";
            case NOT_GIVEN_BACK -> "Give back " + b.lock() + " on every way that returns normally.";
        };
    }
}
