package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.CallEdge;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Kind;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Question;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A signal without a change of state that could be the reason for it. */
public final class NakedNotify implements Rule {
    private static final int DEPTH = 3;
    /** Methods that are there to be called by those who change something. */
    private static final List<String> BELLS = List.of("wake", "awake", "kick", "poke", "nudge", "unpark", "interrupt", "ring");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Changes changes = new Changes(program);
        Set<Method> told = new HashSet<>();
        for (ConditionCall c : program.conditionCalls().all()) {
            Method m = c.method();
            if (c.waits() || !m.owner().unit().reported() || fates.inTest(m) || told.contains(m)) continue;
            List<ConditionCall> waits = program.conditionCalls().waits(c.key());
            // A pause that can be cut short needs no state.
            if (!waits.isEmpty() && waits.stream().allMatch(ConditionCall::timed)) continue;
            Interpretation in = program.interpret(m);
            Set<Field> early = new LinkedHashSet<>();
            boolean changed = changed(changes, in, c, early);
            if (changed || decided(in, c)) continue;
            ConditionCall blind = early.isEmpty() ? null : blind(program, waits, early);
            if (!early.isEmpty() && blind == null) continue;
            if (early.isEmpty() && changedByCallers(program, changes, m, DEPTH)) continue;
            told.add(m);
            out.add(finding(program, in, c, early, blind, waits));
        }
    }

    /** Whether anything may change before the signal, or after it while the lock is still held; plain fields set before the lock is taken go to {@code early}. */
    private static boolean changed(Changes changes, Interpretation in, ConditionCall c, Set<Field> early) {
        for (Event e : in.events()) {
            if (e.id() == c.call().id() || !changes.is(in, e)) continue;
            if (e.id() > c.call().id() && !holds(in, e, c.lock().key())) continue;
            Field plain = e.id() < c.call().id() && in.typing().lambdaOf(e.id()) == in.typing().lambdaOf(c.call().id()) ? Changes.plainWithout(in, e, c.lock().key()) : null;
            if (plain == null || in.method().isSynchronized()) return true;
            early.add(plain);
        }
        return false;
    }

    private static boolean holds(Interpretation in, Event e, String key) {
        if (in.method().isSynchronized()) return true;
        for (Held.Entry h : in.heldAt(e.id()).entries()) if (h.lock().key().equals(key)) return true;
        return false;
    }

    /** A test of state stands before the signal: somebody else has changed it. */
    private static boolean decided(Interpretation in, ConditionCall c) {
        int l = in.typing().lambdaOf(c.call().id());
        FlowGraph graph = FlowGraph.of(l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body());
        for (Point p : graph.pointsOf(c.call().id())) {
            for (Point t : graph.points()) {
                if (t.kind() != Kind.TEST || t.next().size() < 2 || !graph.reaches(t, p, null)) continue;
                if (t.next().stream().allMatch(n -> graph.reaches(n, p, t))) continue;
                if (t.value() == null || Question.of(in, t.value()).ofState()) return true;
            }
        }
        return false;
    }

    /** A wait that tests one of the fields without the lock: between its test and its wait, both the change and the signal can happen. */
    private static ConditionCall blind(Program program, List<ConditionCall> waits, Set<Field> early) {
        for (ConditionCall w : waits) {
            if (w.timed()) continue;
            WaitTests tests = new WaitTests(program, w);
            if (!tests.untested() || tests.outside().isEmpty()) continue;
            for (Field f : tests.fields(tests.outside())) if (early.contains(f)) return w;
        }
        return null;
    }

    /** Whether callers may change something before they call, or cannot be seen. */
    private static boolean changedByCallers(Program program, Changes changes, Method m, int depth) {
        List<CallEdge> callers = program.calls().edgesTo(m);
        if (callers.isEmpty()) return m.facts().isInitializer() || m.isPrivate() || program.overrides(m) || m.owner().outerMethod() != null || bell(m);
        if (depth == 0) return true;
        for (CallEdge e : callers) {
            if (e.reference() || e.lambda() >= 0) return true;
            Interpretation in = program.interpret(e.caller());
            for (Event x : in.events()) if (x.id() != e.event() && changes.is(in, x)) return true;
            if (changedByCallers(program, changes, e.caller(), depth - 1)) return true;
        }
        return false;
    }

    private static boolean bell(Method m) {
        String n = m.name().toLowerCase(Locale.ROOT);
        for (String b : BELLS) if (n.startsWith(b)) return true;
        return false;
    }

    private Finding finding(Program program, Interpretation in, ConditionCall c, Set<Field> early, ConditionCall blind, List<ConditionCall> waits) {
        Method m = c.method();
        String call = Waits.called(in, c.call());
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        List<Related> related = new ArrayList<>();
        String message;
        if (blind != null) {
            String f = early.iterator().next().label();
            message = call + " comes after a change of " + f + " that was made without " + c.lock().label() + ", and the waiter tests it without the lock, too: the signal can fall between its test and its wait.";
            related.add(new Related(Program.site(blind.method(), blind.call().span()), "waits here, after a test without the lock"));
            a.add(new Step(Program.site(blind.method(), blind.call().span()), blind.method().label(), "has tested " + f + ", is about to wait", 1));
            b.add(new Step(Program.site(m, c.call().span()), m.label(), "sets " + f + " and signals: nobody waits", 2));
            a.add(new Step(Program.site(blind.method(), blind.call().span()), blind.method().label(), "waits for a signal that has been sent", 3));
        } else {
            message = call + " is sent though " + m.label() + " changes no state: a thread that is not waiting yet never learns of it, and one that tests its condition again waits on.";
            if (!waits.isEmpty()) related.add(new Related(Program.site(waits.get(0).method(), waits.get(0).call().span()), "waits here"));
            b.add(new Step(Program.site(m, c.call().span()), m.label(), "signals: nobody waits yet", 1));
            if (!waits.isEmpty()) a.add(new Step(Program.site(waits.get(0).method(), waits.get(0).call().span()), waits.get(0).method().label(), "waits: nothing tells it that the signal has been sent", 2));
        }
        List<ThreadTrace> threads = new ArrayList<>();
        if (!a.isEmpty()) threads.add(new ThreadTrace("thread A: the waiting thread", a));
        threads.add(new ThreadTrace(a.isEmpty() ? "the signalling thread" : "thread B: the one that signals", b));
        return new Finding(id(), null, blind != null || !waits.isEmpty() ? Confidence.MEDIUM : Confidence.LOW, Program.site(m, c.call().span()), m.label(), message, List.of(), related, threads,
                "Set the state that the waiters test under the lock, in the block that signals.", m.key() + "|" + call, "");
    }
}
