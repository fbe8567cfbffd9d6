package dev.snarl.rules.monitors;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.CallEdge;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Kind;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is tested before a wait, and whether that happens under the lock that the wait gives back. One use, one thread. */
final class WaitTests {
    private static final int DEPTH = 3;

    private final Program program;
    private final Interpretation in;
    private final FlowGraph graph;
    private final String lock;
    private final boolean entered;
    private final List<Point> before = new ArrayList<>();
    private final List<Point> outside = new ArrayList<>();
    private final List<Point> after = new ArrayList<>();
    private final boolean untested;

    WaitTests(Program program, ConditionCall wait) {
        this(program, program.interpret(wait.method()), wait.call().id(), wait.lock().key(), wait.lambda());
    }

    private WaitTests(Program program, Interpretation in, int event, String lock, int lambda) {
        this.program = program;
        this.in = in;
        this.lock = lock;
        int l = in.typing().lambdaOf(event);
        this.graph = FlowGraph.of(l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body());
        boolean entered = in.method().isSynchronized();
        for (Held.Entry e : program.entryLocks(in.method()).must()) entered |= e.lock().key().equals(lock);
        this.entered = lambda < 0 && l < 0 && entered;
        boolean open = false;
        for (Point p : graph.pointsOf(event)) {
            if (!graph.reaches(graph.start(), p, null)) continue;
            sort(p);
            open |= openWay(p);
        }
        this.untested = open;
    }

    /** There is a way from where the lock is taken to the wait on which nothing is tested that other threads could change. */
    boolean untested() {
        return untested;
    }

    /** The tests without the lock that decide whether the wait is come to. */
    List<Point> outside() {
        return outside;
    }

    /** The tests after the wait that lead back to it. */
    List<Point> after() {
        return after;
    }

    /** No test at all decides about the wait, before or after. */
    boolean none() {
        return before.isEmpty() && outside.isEmpty() && after.isEmpty();
    }

    /** The fields that a test asks for, when it asks for nothing else; else none. */
    Set<Field> fields(List<Point> tests) {
        Set<Field> out = new LinkedHashSet<>();
        for (Point t : tests) {
            Question q = Question.of(in, t.value());
            if (!q.ofState() || q.opaque() || !q.locals().isEmpty()) return Set.of();
            for (Path p : q.subjects()) {
                if (!(p.field() instanceof Field f)) return Set.of();
                out.add(f);
            }
        }
        return out;
    }

    private void sort(Point wait) {
        for (Point t : graph.points()) {
            if (t.kind() != Kind.TEST || t.next().size() < 2 || !Question.of(in, t.value()).ofState()) continue;
            boolean leads = false;
            boolean passes = false;
            for (Point n : t.next()) {
                if (graph.reaches(n, wait, t)) leads = true;
                else passes = true;
            }
            if (!leads || t.node() instanceof Node.Loop l && l.kind() == Node.LoopKind.FOREACH) continue;
            boolean first = graph.reaches(graph.start(), t, wait);
            if (locked(t)) (first ? before : after).add(t);
            else if (first && passes) outside.add(t);
            else if (!first) after.add(t);
        }
    }

    /** A way from the start, or from where the lock is taken last, to the wait that meets no test under the lock. */
    private boolean openWay(Point wait) {
        Set<Point> tests = Collections.newSetFromMap(new IdentityHashMap<>());
        tests.addAll(before);
        return graph.reachesWithoutAny(graph.start(), wait, tests);
    }

    /** Whether the lock is held where a test's value was read: at the events before it. */
    private boolean locked(Point t) {
        if (entered) return true;
        List<Point> open = new ArrayList<>();
        Set<Point> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        open.add(t);
        boolean any = false;
        while (!open.isEmpty()) {
            Point p = open.remove(open.size() - 1);
            for (Point q : graph.points()) {
                if (!q.next().contains(p) || !seen.add(q)) continue;
                if (q.kind() == Kind.EVENT) {
                    any = true;
                    if (!held(q.event())) return false;
                } else {
                    open.add(q);
                }
            }
        }
        return any;
    }

    private boolean held(Event e) {
        for (Held.Entry h : in.heldAt(e.id()).entries()) if (h.lock().key().equals(lock)) return true;
        return false;
    }

    /** A caller that tests something before it calls the method, some steps up; or callers that are not seen to call it at all but by reference. */
    static boolean testedByCallers(Program program, ConditionCall wait) {
        return wait.lambda() >= 0 || program.interpret(wait.method()).typing().lambdaOf(wait.call().id()) >= 0 || testedByCallers(program, wait.method(), wait.lock().key(), DEPTH);
    }

    private static boolean testedByCallers(Program program, Method m, String lock, int depth) {
        List<CallEdge> callers = program.calls().edgesTo(m);
        for (CallEdge e : callers) {
            if (e.reference() || depth == 0) return true;
            WaitTests there = new WaitTests(program, program.interpret(e.caller()), e.event(), lock, e.lambda());
            if (!there.none() || testedByCallers(program, e.caller(), lock, depth - 1)) return true;
        }
        return false;
    }

    /** The line of a test, for a step of a story. */
    static Span head(Point p) {
        Span s = p.node() instanceof Node.Branch b ? b.span() : p.node() instanceof Node.Loop l ? l.span() : p.node() instanceof Node.Switch w ? w.span() : Span.NONE;
        return s.known() && s.endLine() > s.line() ? new Span(s.line(), s.column(), s.line(), s.column() + 2) : s;
    }

    /** The fields and objects that tests ask for, as a reader writes them; empty where none has a name. */
    String asked(List<Point> tests) {
        Set<String> names = new LinkedHashSet<>();
        for (Point t : tests) {
            for (Path p : Question.of(in, t.value()).subjects()) {
                String label = in.locks().label(p);
                if (!label.isEmpty() && !label.equals("?") && names.size() < 2) names.add(label);
            }
        }
        return String.join(" and ", names);
    }
}
