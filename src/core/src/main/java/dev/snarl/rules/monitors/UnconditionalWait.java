package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A wait without a time limit that is come to though the awaited condition may hold already: the signal has been sent before, and does not come again. */
public final class UnconditionalWait implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (ConditionCall c : program.conditionCalls().all()) {
            if (!c.waits() || c.timed() || !c.method().owner().unit().reported() || fates.inTest(c.method())) continue;
            // A wait whose own lock is not seen to be held is not understood.
            if (!c.holds(c.lock().key())) continue;
            WaitTests tests = new WaitTests(program, c);
            if (!tests.untested() || WaitTests.testedByCallers(program, c)) continue;
            if (!tests.outside().isEmpty()) {
                out.add(finding(program, c, tests, tests.outside(), null));
            } else if (!tests.after().isEmpty()) {
                Access set = setBefore(program, c, tests.fields(tests.after()));
                if (set != null) out.add(finding(program, c, tests, tests.after(), set));
            } else if (tests.none()) {
                out.add(finding(program, c, tests, List.of(), null));
            }
        }
    }

    /** Where another method sets what the wait is for, and signals: that may have happened before. */
    private static Access setBefore(Program program, ConditionCall wait, Set<Field> fields) {
        for (Field f : fields) {
            for (Access a : program.accesses(f)) {
                if (!a.writes() || a.method() == wait.method() || a.method().facts().isInitializer() || !a.constant()) continue;
                for (ConditionCall s : program.conditionCalls().signals(wait.key())) if (s.method() == a.method()) return a;
            }
        }
        return null;
    }

    private Finding finding(Program program, ConditionCall c, WaitTests tests, List<Point> asked, Access set) {
        Method m = c.method();
        String call = Waits.called(program.interpret(m), c.call());
        String lock = c.lock().label();
        String what = tests.asked(asked);
        if (what.isEmpty()) what = "the condition";
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        List<Related> related = new ArrayList<>();
        String message;
        String remedy = "Test the awaited state in the loop around the wait, under the same lock: while (!condition) " + call + ";";
        if (set != null) {
            message = call + " waits before " + what + " is tested for the first time: if it was set before, the signal has been sent and the thread waits for ever.";
            related.add(new Related(Program.site(set.method(), set.span()), "set and signalled here"));
            b.add(new Step(Program.site(set.method(), set.span()), set.method().label(), "sets " + what + " and signals: nobody waits yet", 1));
            a.add(new Step(Program.site(m, c.call().span()), m.label(), "waits without a look at " + what, 2));
        } else if (!asked.isEmpty()) {
            Span at = WaitTests.head(asked.get(0));
            message = call + " waits because of a test of " + what + " that was made without " + lock + ": the signal may come between the test and the wait, and is lost.";
            if (at.known()) a.add(new Step(Program.site(m, at), m.label(), "tests " + what + " without " + lock + ": has to wait", 1));
            List<ConditionCall> signals = program.conditionCalls().signals(c.key());
            if (!signals.isEmpty()) b.add(new Step(Program.site(signals.get(0).method(), signals.get(0).call().span()), signals.get(0).method().label(), "signals: nobody waits yet", 2));
            a.add(new Step(Program.site(m, c.call().span()), m.label(), "waits for a signal that has been sent", 3));
        } else {
            message = call + " waits without a test of any condition: a signal that was sent before is lost, and a spurious wake-up is taken for one.";
            a.add(new Step(Program.site(m, c.call().span()), m.label(), "waits, whether what it waits for has happened or not", 1));
        }
        List<ThreadTrace> threads = new ArrayList<>();
        threads.add(new ThreadTrace("thread A: the waiting thread", a));
        if (!b.isEmpty()) threads.add(new ThreadTrace("thread B: the one that signals", b));
        Confidence confidence = asked.isEmpty() || c.key() == null ? Confidence.MEDIUM : Confidence.HIGH;
        return new Finding(id(), null, confidence, Program.site(m, c.call().span()), m.label(), message, List.of(), related, threads, remedy, m.key() + "|" + call, "");
    }
}
