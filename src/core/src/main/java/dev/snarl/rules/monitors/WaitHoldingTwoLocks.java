package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Fates;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A wait gives back one lock and keeps another: whoever needs the other one to send the signal is locked out. */
public final class WaitHoldingTwoLocks implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (ConditionCall c : program.conditionCalls().all()) {
            if (!c.waits() || !c.method().owner().unit().reported() || fates.inTest(c.method())) continue;
            // A wait whose own lock is not seen to be held is not understood.
            if (c.key() == null || !c.lock().shared() || !c.holds(c.lock().key())) continue;
            Held.Entry kept = kept(c);
            if (kept == null) continue;
            List<ConditionCall> signals = program.conditionCalls().signals(c.key());
            boolean lockout = !signals.isEmpty() && signals.stream().allMatch(s -> s.holds(kept.lock().key()));
            if (!lockout && (c.timed() || !signals.isEmpty())) continue;
            out.add(finding(program, c, kept, signals, lockout));
        }
    }

    /** Another lock that is held: certainly another object, known by name. */
    private static Held.Entry kept(ConditionCall c) {
        for (Held.Entry e : c.held()) {
            if (!e.lock().shared() || e.lock().key().equals(c.lock().key()) || e.lock().trial()) continue;
            if (e.lock().path().known() && e.lock().path().equals(c.lock().path())) continue;
            return e;
        }
        return null;
    }

    /** A lock that the callers hold has no name here but by its class. */
    private static String label(Held.Entry kept, ConditionCall c) {
        String key = kept.lock().key();
        boolean foreign = kept.lock().label().equals(c.lock().label()) || !kept.lock().path().known();
        return foreign && key.contains("@") ? "the monitor of " + key.substring(key.lastIndexOf('.', key.indexOf('@')) + 1, key.indexOf('@')) : kept.lock().label();
    }

    private Finding finding(Program program, ConditionCall c, Held.Entry kept, List<ConditionCall> signals, boolean lockout) {
        Interpretation in = program.interpret(c.method());
        String call = Waits.called(in, c.call());
        String outer = label(kept, c);
        List<Related> related = new ArrayList<>();
        if (kept.at().known()) related.add(new Related(Program.site(c.method(), kept.at()), outer + " is taken here"));
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        a.add(new Step(Program.site(c.method(), c.call().span()), c.method().label(), "holds " + outer + " and " + c.lock().label() + "; gives back " + c.lock().label() + " alone and waits", 1));
        if (lockout) {
            ConditionCall s = signals.get(0);
            related.add(new Related(Program.site(s.method(), s.call().span()), "the signal needs " + outer + " too"));
            b.add(new Step(Program.site(s.method(), s.call().span()), s.method().label(), "needs " + outer + " before it can signal: waits for the waiting thread, for ever", 2));
        }
        List<ThreadTrace> threads = new ArrayList<>();
        threads.add(new ThreadTrace("thread A: the waiting thread", a));
        if (lockout) threads.add(new ThreadTrace("thread B: the one that would wake it", b));
        String message = call + " gives back " + c.lock().label() + " but keeps " + outer + " locked while it waits"
                + (lockout ? ", and every thread that could wake it needs " + outer + " first." : ": every thread that needs " + outer + " is stuck until the wait ends.");
        return new Finding(id(), null, lockout && !c.timed() ? Confidence.HIGH : Confidence.MEDIUM, Program.site(c.method(), c.call().span()), c.method().label(), message,
                List.of(), related, threads, "Wait before taking " + outer + ", or guard both with one lock and wait on that.", c.method().key() + "|" + c.key() + "|" + kept.lock().key(), "");
    }
}
