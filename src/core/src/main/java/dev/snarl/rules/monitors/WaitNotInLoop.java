package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Fates;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LambdaContext;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Question;
import dev.snarl.program.Target;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A wait on a monitor or condition from which the program goes on without testing the awaited condition again. */
public final class WaitNotInLoop implements Rule {
    private static final String CONDITION = "java.util.concurrent.locks.Condition";
    private static final Set<String> NAMES = Set.of("wait", "await", "awaitNanos", "awaitUntil", "awaitUninterruptibly", "timedWait");
    /** How many callers up a method that only waits is followed. */
    private static final int DEPTH = 3;

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (Method m : program.methodsMentioning(NAMES)) {
            if (!m.owner().unit().reported() || fates.inTest(m) || m.owner().isA(CONDITION).yes()) continue;
            Map<String, Integer> ordinals = new HashMap<>();
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !NAMES.contains(c.name())) continue;
                MethodFact f = program.roles().first(Role.AWAIT, c.name(), c.args().size(), in.typing().target(c.id()));
                if (f != null && !f.attribute("kind", "").equals("guard")) check(program, in, c, f, ordinals, out);
            }
        }
    }

    private void check(Program program, Interpretation in, Event.Call c, MethodFact f, Map<String, Integer> ordinals, Findings out) {
        boolean timed = f.attribute("timed", "").equals("yes");
        FlowGraph graph = graph(in, c.id());
        for (Point p : graph.pointsOf(c.id())) {
            Retest r = new Retest(program.roles(), in, graph, p, timed);
            List<Retest.Lapse> lapses = r.lapses();
            if (lapses.isEmpty() || lapses.stream().allMatch(Retest.Lapse::idle) && testedAround(program, in, c.id(), timed, DEPTH)) continue;
            Retest.Lapse worst = lapses.stream().min(Comparator.<Retest.Lapse>comparingInt(l -> l.event() == null ? 1 : 0).thenComparing(Retest.Lapse::at)).get();
            out.add(finding(in, c, f, timed, r, worst, ordinals));
            return;
        }
    }

    private static FlowGraph graph(Interpretation in, int event) {
        int l = in.typing().lambdaOf(event);
        return FlowGraph.of(l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body());
    }

    /** The code around the wait only waits: whether all who run it do so from a loop that tests, or are not known. */
    private static boolean testedAround(Program program, Interpretation in, int event, boolean timed, int depth) {
        int l = in.typing().lambdaOf(event);
        if (l >= 0) return testedByRunner(program, in, in.lambda(l), timed);
        Method m = in.method();
        if (m.facts().isInitializer()) return false;
        List<CallEdge> callers = program.calls().edgesTo(m);
        if (callers.isEmpty() || depth == 0) return false;
        for (CallEdge e : callers) {
            if (e.reference()) return false;
            Interpretation there = program.interpret(e.caller());
            FlowGraph graph = graph(there, e.event());
            for (Point p : graph.pointsOf(e.event())) {
                List<Retest.Lapse> lapses = new Retest(program.roles(), there, graph, p, timed).lapses();
                if (lapses.isEmpty()) continue;
                if (!lapses.stream().allMatch(Retest.Lapse::idle) || !testedAround(program, there, e.event(), timed, depth - 1)) return false;
            }
        }
        return true;
    }

    private static boolean testedByRunner(Program program, Interpretation in, LambdaContext use, boolean timed) {
        Target t = use.event() < 0 ? null : in.typing().target(use.event());
        if (t == null || t.source() == null || t.ambiguous() || !t.source().hasBody()) return true;
        Interpretation there = program.interpret(t.source());
        int param = Math.min(use.arg(), t.source().facts().params().size() - 1);
        for (Event e : there.events()) {
            if (!(e instanceof Event.Call c) || !(c.receiver() instanceof Value.Local l) || l.index() != param) continue;
            FlowGraph graph = graph(there, c.id());
            for (Point p : graph.pointsOf(c.id())) {
                if (!new Retest(program.roles(), there, graph, p, timed).lapses().isEmpty()) return false;
            }
        }
        return true;
    }

    private Finding finding(Interpretation in, Event.Call c, MethodFact f, boolean timed, Retest r, Retest.Lapse lapse, Map<String, Integer> ordinals) {
        Method m = in.method();
        String call = Waits.called(in, c);
        String asked = asked(in, r.guard());
        boolean guarded = r.guard().ofState();
        StringBuilder message = new StringBuilder();
        message.append("After ").append(call).append(timed ? " wakes up or times out, " : " wakes up, ").append(m.label()).append(' ').append(lapse.what());
        message.append(" without testing ").append(guarded && !asked.isEmpty() ? asked : "the awaited condition").append(" again.");
        message.append(" A spurious wake-up").append(timed ? ", a timeout" : "").append(" or a thread that was faster may have left the condition unmet.");
        List<Step> steps = new ArrayList<>();
        if (guarded && !r.guards().isEmpty()) {
            Point g = r.guards().get(r.guards().size() - 1);
            steps.add(new Step(Program.site(m, head(g)), m.label(), asked.isEmpty() ? "finds that it has to wait" : "tests " + asked + " and has to wait", 0));
        }
        steps.add(new Step(Program.site(m, c.span()), m.label(), "waits and wakes up, though the condition need not hold", 0));
        if (lapse.at().known()) steps.add(new Step(Program.site(m, lapse.at()), m.label(), lapse.what() + " as if it held", 0));
        String kind = call + "|" + c.args().size();
        int ordinal = ordinals.merge(kind, 1, Integer::sum);
        Confidence confidence = !guarded ? Confidence.MEDIUM : timed ? Confidence.MEDIUM : Confidence.HIGH;
        return new Finding(id(), null, confidence, Program.site(m, c.span()), m.label(), message.toString(), List.of(), List.of(),
                List.of(new ThreadTrace("the waiting thread", steps)), "Wait in a loop that tests the condition: while (!condition) " + call + ";",
                m.key() + "|" + kind + "|" + ordinal, "");
    }

    private static Span head(Point p) {
        Span s = p.node() instanceof Node.Branch b ? b.span() : p.node() instanceof Node.Loop l ? l.span() : p.node() instanceof Node.Switch w ? w.span() : Span.NONE;
        return s.known() && s.endLine() > s.line() ? new Span(s.line(), s.column(), s.line(), s.column() + 2) : s;
    }

    private static String asked(Interpretation in, Question q) {
        StringBuilder b = new StringBuilder();
        int n = 0;
        for (Path p : q.subjects()) {
            String label = in.locks().label(p);
            if (label.isEmpty() || label.equals("?") || ++n > 2) continue;
            b.append(b.length() > 0 ? " and " : "").append(label);
        }
        return b.toString();
    }
}
