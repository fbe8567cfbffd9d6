package dev.snarl.rules.interruption;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Decl;
import dev.snarl.program.Fates;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Kind;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LambdaContext;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Question;
import dev.snarl.program.Runs;
import dev.snarl.program.Task;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells whether code is the body of a thread or task of its own, and whether that obeys an interrupt: ends, or asks next whether it shall go on. */
final class OwnThread {
    private static final int DEPTH = 4;
    private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");
    private final Program program;
    private final Fates fates;
    private final Set<Method> taskMethods = new HashSet<>();
    private final Map<Method, Boolean> stored = new HashMap<>();

    OwnThread(Program program, Fates fates) {
        this.program = program;
        this.fates = fates;
        for (Task t : program.tasks()) if (t.method() != null) taskMethods.add(t.method());
    }

    /**
     * Whether the thread obeys.
     *
     * @param clause  where the handler starts
     * @param handler its events
     * @param again   the events of the interrupted code
     * @param left    the exception or the handler has left a loop or the code: what follows is the end
     */
    boolean obeys(Interpretation in, int lambda, FlowGraph graph, Point clause, BitSet handler, BitSet again, boolean left) {
        if (!body(in, lambda) && !helper(in, lambda)) return false;
        return ends(in, lambda, graph, clause, handler, again, left, DEPTH);
    }

    /** The code is what a thread or task runs, or may be for all that is known. */
    private boolean body(Interpretation in, int lambda) {
        if (lambda < 0) return body(in.method());
        LambdaContext use = in.lambda(lambda);
        Type target = in.typing().lambdaTarget(lambda);
        boolean task = target.decl() == null || target.isA("java.lang.Runnable").possible() || target.isA("java.util.concurrent.Callable").possible();
        if (use.runs() == Runs.IMMEDIATE) return false;
        return use.runs() == Runs.DEFERRED && use.fact() != null && handsOver(use.fact().role()) || use.runs() != Runs.PARALLEL && task;
    }

    private static boolean handsOver(Role r) {
        return r == Role.START || r == Role.SUBMIT || r == Role.THREAD_CONSTRUCTOR;
    }

    private boolean body(Method m) {
        if (taskMethods.contains(m)) return true;
        // Handed on as a function, to be run by nobody knows whom.
        for (CallEdge e : program.calls().edgesTo(m)) if (e.reference() && !e.inCallersThread()) return true;
        if (stored(m)) return true;
        Decl d = m.owner();
        if (!m.facts().params().isEmpty() || m.isStatic()) return false;
        return m.name().equals("run") && d.isA("java.lang.Runnable").possible() || m.name().equals("call") && d.isA("java.util.concurrent.Callable").possible();
    }

    /** A reference to the method is kept in a field or variable: {@code Runnable loop = this::loop}. */
    private boolean stored(Method m) {
        if (!m.facts().params().isEmpty() || m.facts().isInitializer()) return false;
        Boolean known = stored.get(m);
        if (known != null) return known;
        boolean found = false;
        for (Method o : fates.around(m.owner(), m.name())) {
            for (Event e : program.interpret(o).events()) {
                Value v = e instanceof Event.Write w ? w.value() : e instanceof Event.Assign a ? a.value() : null;
                found |= v instanceof Value.MethodRef r && r.method().equals(m.name()) && r.scope() instanceof Value.This;
            }
        }
        stored.put(m, found);
        return found;
    }

    /** The method has callers that tell whose thread it runs in. */
    private boolean helper(Interpretation in, int lambda) {
        return lambda < 0 && !program.calls().edgesTo(in.method()).isEmpty();
    }

    private record State(Point at, boolean worked) {}

    private boolean ends(Interpretation in, int lambda, FlowGraph graph, Point from, BitSet handler, BitSet again, boolean left, int depth) {
        InterruptSources sources = new InterruptSources(program, in);
        BitSet cleanup = new BitSet();
        Codes.each(code(in, lambda), n -> {
            if (n instanceof Node.Try t && t.hasFinally()) cleanup.or(Codes.events(t.finallyBody()));
        });
        Set<State> seen = new HashSet<>();
        List<State> open = new ArrayList<>();
        for (Point n : from.next()) open.add(new State(n, false));
        while (!open.isEmpty()) {
            State s = open.remove(open.size() - 1);
            if (!seen.add(s)) continue;
            Point p = s.at();
            boolean worked = s.worked();
            switch (p.kind()) {
                case END -> {
                    if (worked && !left || !endsCallers(in, lambda, left, depth)) return false;
                    continue;
                }
                case RAISED -> {
                    // What is thrown ends the body of a thread; a caller of another kind may take it for any failure.
                    if (!onlyBodies(in, lambda, depth)) return false;
                    continue;
                }
                case EVENT -> {
                    if (!handler.get(p.event().id())) {
                        if (sources.interruptible(p.event())) return false;
                        worked |= !cleanup.get(p.event().id()) && works(in, p.event());
                    }
                }
                case TEST -> {
                    if (goesOnByFlag(in, graph, p, again)) continue;
                    // A loop after the handler is work.
                    worked |= p.node() instanceof Node.Loop && !leadsTo(graph, p, null, again);
                    Boolean answer = told(in, p.value(), handler);
                    if (answer != null && p.next().size() == 2) {
                        open.add(new State(p.next().get(answer ? 0 : 1), worked));
                        continue;
                    }
                }
                default -> { }
            }
            for (Point n : p.next()) open.add(new State(n, worked));
        }
        return true;
    }

    /** The code is the body of a thread, or all that is seen to call it is. */
    private boolean onlyBodies(Interpretation in, int lambda, int depth) {
        if (body(in, lambda)) return true;
        if (depth == 0 || lambda >= 0) return false;
        List<CallEdge> callers = program.calls().edgesTo(in.method());
        for (CallEdge e : callers) {
            if (e.caller() == in.method()) continue;
            Interpretation there = program.interpret(e.caller());
            if (e.reference() || !onlyBodies(there, there.typing().lambdaOf(e.event()), depth - 1)) return false;
        }
        return !callers.isEmpty();
    }

    /** What the handler has told a local flag: {@code done = true}. */
    private static Boolean told(Interpretation in, Value v, BitSet handler) {
        if (v instanceof Value.Unary u && u.op().equals("!")) {
            Boolean inner = told(in, u.operand(), handler);
            return inner == null ? null : !inner;
        }
        if (!(v instanceof Value.Local l)) return null;
        Boolean found = null;
        for (int i = handler.nextSetBit(0); i >= 0; i = handler.nextSetBit(i + 1)) {
            if (in.typing().event(i) instanceof Event.Assign a && a.local() == l.index()) {
                if (!(a.value() instanceof Value.Constant c) || c.kind() != Value.ConstantKind.BOOLEAN) return null;
                found = c.text().equals("true");
            }
        }
        return found;
    }

    /** What happens after the code is left: nothing for the body of a thread; for a helper, what its callers do next. */
    private boolean endsCallers(Interpretation in, int lambda, boolean left, int depth) {
        if (body(in, lambda)) return true;
        if (depth == 0) return false;
        for (CallEdge e : program.calls().edgesTo(in.method())) {
            if (e.caller() == in.method()) continue;
            Interpretation there = program.interpret(e.caller());
            int l = there.typing().lambdaOf(e.event());
            if (e.reference() || !body(there, l) && !helper(there, l)) return false;
            FlowGraph graph = FlowGraph.of(code(there, l));
            BitSet call = new BitSet();
            call.set(e.event());
            for (Point p : graph.pointsOf(e.event())) if (!ends(there, l, graph, p, new BitSet(), call, false, depth - 1)) return false;
        }
        return true;
    }

    private static Node code(Interpretation in, int lambda) {
        return lambda < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(lambda).body();
    }

    private static boolean works(Interpretation in, Event e) {
        if (e instanceof Event.Call c) return !LogCalls.is(c, in.typing().target(c.id()));
        // A flag of its own that says that it is done is no work.
        return e instanceof Event.Write w && !(w.value() instanceof Value.Constant) || e instanceof Event.Update || e instanceof Event.New;
    }

    /** The test asks for a flag of the program's own and decides whether the interrupted code runs again. */
    private boolean goesOnByFlag(Interpretation in, FlowGraph graph, Point p, BitSet again) {
        if (p.next().size() < 2 || p.node() instanceof Node.Loop l && l.kind() == Node.LoopKind.FOREACH || counts(in, p.value())) return false;
        Question q = Question.of(in, p.value());
        if (!q.ofState() || collections(q)) return false;
        // The operands of one condition decide together.
        int back = 0;
        int ways = 0;
        for (Point r : graph.points()) {
            if (r != p && (r.kind() != Kind.TEST || r.node() != p.node())) continue;
            for (Point n : r.next()) {
                if (n.kind() == Kind.TEST && n.node() == p.node()) continue;
                ways++;
                if (leadsTo(graph, n, p, again)) back++;
            }
        }
        return back > 0 && back < ways;
    }

    /** A number of this run, such as that of its attempts, against a bound: nobody stops it by that. */
    private static boolean counts(Interpretation in, Value v) {
        if (!(v instanceof Value.Binary b) || !ORDERS.contains(b.op())) return false;
        return changing(in, b.left()) || changing(in, b.right());
    }

    private static boolean changing(Interpretation in, Value v) {
        return v instanceof Value.Local l && !in.typing().body().locals().get(l.index()).effectivelyFinal();
    }

    private static boolean leadsTo(FlowGraph graph, Point from, Point without, BitSet events) {
        for (int i = events.nextSetBit(0); i >= 0; i = events.nextSetBit(i + 1)) {
            for (Point p : graph.pointsOf(i)) if (graph.reaches(from, p, without)) return true;
        }
        return false;
    }

    private static boolean collections(Question q) {
        if (q.opaque()) return false;
        for (Path s : q.subjects()) {
            Type t = s.type();
            if (!t.isA("java.util.Collection").yes() && !t.isA("java.util.Map").yes() && !t.isA("java.util.Iterator").yes()) return false;
        }
        return true;
    }
}
