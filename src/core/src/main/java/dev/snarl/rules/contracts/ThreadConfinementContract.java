package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.ThreadBreach;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A method that an annotation binds to one thread is called in another. */
public final class ThreadConfinementContract implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (ThreadBreach b : program.threadBreaches()) report(b, out);
    }

    private static void report(ThreadBreach b, Findings out) {
        Method target = b.target();
        Method caller = b.caller();
        List<Related> related = new ArrayList<>();
        if (b.declared() != null) related.add(new Related(Program.site(b.declared(), b.declared().facts().nameSpan()), b.declared().label() + " is declared @" + b.contract()));
        else related.add(new Related(Program.site(target.owner(), target.owner().facts().nameSpan()), target.owner().label() + " is declared @" + b.contract()));
        if (b.handover() != null) related.add(new Related(Program.site(b.handover().host(), b.handover().span()), b.handover().label() + " handed over here"));
        List<Step> steps = new ArrayList<>();
        int order = 0;
        for (CallEdge e : b.way()) steps.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), ++order));
        steps.add(new Step(Program.site(caller, b.span()), caller.label(), "calls " + target.label() + ", which is for " + b.need() + " alone", ++order));
        out.add(new Finding("thread-confinement-contract", null, b.way().size() > 2 ? Confidence.MEDIUM : Confidence.HIGH, Program.site(caller, b.span()), caller.label(),
                target.label() + " is for " + b.need() + " (@" + b.contract() + ") and is called in " + b.have() + ": " + harm(b), List.of(b.why()), related,
                List.of(new ThreadTrace(b.have(), steps)), remedy(b), target.key() + " in " + caller.key(), ""));
    }

    private static String harm(ThreadBreach b) {
        return b.need().equals("a background thread") ? "it may block, and the user interface with it." : "it works on what that thread uses without a lock.";
    }

    private static String remedy(ThreadBreach b) {
        return b.need().equals("a background thread") ? "Hand the call to an executor." : "Post the call to that thread (runOnUiThread, Handler.post, SwingUtilities.invokeLater).";
    }
}
