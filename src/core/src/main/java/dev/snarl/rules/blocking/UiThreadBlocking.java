package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Block;
import dev.snarl.program.CallEdge;
import dev.snarl.program.CallReach;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Waiting on the one thread that paints the windows and takes the clicks. */
public final class UiThreadBlocking implements Rule {
    private static final Set<String> KINDS = Set.of("sleep", "join", "future", "latch", "barrier", "exchange", "queue", "semaphore", "executor", "socket", "database", "process-wait");
    private static final Set<String> GUARDS = Set.of("isEventDispatchThread", "isDispatchThread", "isFxApplicationThread", "getMainLooper");
    private static final int LONGEST = 5;
    private static final double TOLERABLE = 5000, VISIBLE = 100;

    @Override
    public void check(Program program, Findings out) {
        List<UiEntries.Entry> entries = new UiEntries(program).all();
        if (entries.isEmpty()) return;
        Constants constants = new Constants(program);
        Map<Method, Block> points = new LinkedHashMap<>();
        for (Method m : program.universe().methods()) {
            if (m.owner().unit().test() || program.blocksIn(m).isEmpty() || asks(program, m)) continue;
            for (Block b : program.blocksIn(m)) {
                if (!b.inCallersThread() || !lasting(program, constants, b)) continue;
                points.put(m, b);
                break;
            }
        }
        CallReach<Block> reach = new CallReach<>(program, points, LONGEST);
        Set<String> told = new HashSet<>();
        for (UiEntries.Entry e : entries) {
            if (!e.method().owner().unit().reported() || asks(program, e.method())) continue;
            for (Block b : program.blocksIn(e.method())) {
                if (here(e, b.lambda()) && lasting(program, constants, b)) add(program, e, b, null, List.of(), told, out);
            }
            for (CallEdge c : program.calls().edgesFrom(e.method())) {
                CallReach.Hop<Block> h = here(e, c.lambda()) ? reach.through(c) : null;
                List<CallReach.Hop<Block>> way = h == null ? List.of() : reach.way(h);
                if (h != null && way.stream().noneMatch(x -> asks(program, x.method()))) add(program, e, way.get(way.size() - 1).own(), c, way, told, out);
            }
        }
    }

    /** The event happens in the entry's own thread. */
    private static boolean here(UiEntries.Entry e, int lambda) {
        return lambda == e.lambda();
    }

    private static boolean lasting(Program program, Constants constants, Block b) {
        if (!KINDS.contains(b.kind())) return false;
        if (!b.timed()) return !done(program, b);
        double millis = constants.millis(program.interpret(b.method()), b);
        return b.kind().equals("sleep") ? millis < 0 || millis >= VISIBLE : millis > TOLERABLE;
    }

    /** A future that is asked first, or that the worker behind it has set. */
    private static boolean done(Program program, Block b) {
        if (!b.kind().equals("future")) return false;
        if (b.method().name().equals("done") || b.fact().type().startsWith("javax.swing.")) return true;
        Interpretation in = program.interpret(b.method());
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && c.name().equals("isDone") && c.receiver() != null && in.locks().path(c.receiver()).equals(b.subject())) return true;
        }
        return in.locks() != null && b.subject().known() && b.subject().type().isA("javax.swing.SwingWorker").yes() && b.method().name().equals("propertyChange");
    }

    /** It asks which thread it runs in: it knows what it does. */
    private static boolean asks(Program program, Method m) {
        if (!m.hasBody()) return false;
        for (Event e : program.interpret(m).events()) if (e instanceof Event.Call c && GUARDS.contains(c.name())) return true;
        return false;
    }

    private void add(Program program, UiEntries.Entry e, Block b, CallEdge edge, List<CallReach.Hop<Block>> way, Set<String> told, Findings out) {
        Interpretation in = program.interpret(e.method());
        int event = edge == null ? b.event() : edge.event();
        Span at = edge == null ? Wording.tight(in, b) : Wording.tight(in, edge);
        if (!told.add(e.method().id() + " " + at)) return;
        String message = Wording.call(in, event) + " " + Wording.waits(b.kind()) + (edge == null ? "" : " in " + b.method().label()) + " on the thread of the user interface: no window is painted and no click is taken meanwhile.";
        List<Step> steps = new ArrayList<>();
        if (edge != null) steps.add(new Step(Program.site(e.method(), at), e.method().label(), "calls " + way.get(0).method().label(), 0));
        for (CallReach.Hop<Block> h : way) if (h.own() == null) steps.add(new Step(Program.site(h.method(), h.edge().span()), h.method().label(), "calls " + h.callee().label(), 0));
        Span wait = edge == null ? at : Wording.tight(program.interpret(b.method()), b);
        steps.add(new Step(Program.site(b.method(), wait), b.method().label(), Wording.waits(b.kind()), 0));
        List<Related> related = edge == null ? List.of() : List.of(new Related(Program.site(b.method(), wait), Wording.waits(b.kind())));
        Confidence c = way.size() > 3 ? Confidence.LOW : way.isEmpty() ? Confidence.HIGH : Confidence.MEDIUM;
        out.add(new Finding(id(), null, c, Program.site(e.method(), at), e.method().label(), message, List.of(e.method().label() + " runs on that thread: " + e.why() + "."), related,
                List.of(new ThreadTrace("the thread of the user interface", steps)), "Do it in a worker (SwingWorker, an executor), and hand the result back to the thread of the user interface.",
                e.method().key() + " " + b.method().key() + " " + b.kind(), ""));
    }
}
