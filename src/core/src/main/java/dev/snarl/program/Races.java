package dev.snarl.program;

import dev.snarl.facts.LocalFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Pairs the sides of a field to races: same object, two threads, no order, no common lock. */
final class Races {
    private static final int MOST = 64;
    private final Program program;
    private final Threads threads;

    Races(Program program) {
        this.program = program;
        this.threads = new Threads(program);
    }

    /** The races on a field, best told first: writes before reads, tasks before callers, then by place. */
    List<Race> of(List<Side> sides) {
        return pairs(sides, true);
    }

    /** The same for fields whose object is changed by its own methods: a read is enough on both sides. */
    List<Race> meetings(List<Side> sides) {
        return pairs(sides, false);
    }

    private List<Race> pairs(List<Side> sides, boolean written) {
        List<Race> out = new ArrayList<>();
        for (int i = 0; i < sides.size() && out.size() < MOST; i++) {
            Side a = sides.get(i);
            if (a.role().isCaller()) continue;
            for (int j = i; j < sides.size() && out.size() < MOST; j++) {
                Side b = sides.get(j);
                if (written && !a.writes() && !b.writes()) continue;
                if (races(a, b)) out.add(new Race(a, b));
            }
        }
        return out;
    }

    private boolean races(Side a, Side b) {
        if (!a.entity().equals(b.entity()) || commonLock(a.held(), b.held())) return false;
        if (a.access().element() != b.access().element()) return false;
        if (ownSlot(a) || ownSlot(b)) return false;
        Task t = a.role().task();
        if (b.role().isCaller()) return !ordered(t, a, b);
        Task u = b.role().task();
        if (t == u) return a.role().many() && sameAcrossRuns(a, t);
        if (a.role().lane() != null && a.role().lane().equals(b.role().lane())) return false;
        if (t.method() != null && t.method() == u.method() && (t.object().isFresh() || u.object().isFresh()) && !a.local() && a.entity().startsWith("task:")) return false;
        return !joinedBetween(t, u) && !joinedBetween(u, t);
    }

    private static boolean ownSlot(Side s) {
        return s.access().ownSlot();
    }

    static boolean commonLock(List<Held.Entry> a, List<Held.Entry> b) {
        for (Held.Entry x : a) {
            for (Held.Entry y : b) {
                if (x.lock().key().equals(y.lock().key()) && x.lock().shared() && !(x.lock().mode() == LockMode.READ && y.lock().mode() == LockMode.READ)) return true;
            }
        }
        return false;
    }

    /** Whether several runs of one task meet on the very same object. */
    private boolean sameAcrossRuns(Side s, Task t) {
        String e = s.entity();
        if (e.startsWith("task:")) return false;
        if (!s.local()) return true;
        if (t.parallel()) return true;
        if (t.loops() == 0) return twiceOnOne(t);
        String[] parts = e.split(":");
        int method = Integer.parseInt(parts[1]);
        int index = Integer.parseInt(parts[2].split("\\.")[0]);
        if (method != t.host().id()) return true;
        Typing typing = program.interpret(t.host()).typing();
        switch (parts[0]) {
            case "fresh":
                return typing.loopDepth(index) < t.loops();
            case "local": {
                LocalFacts l = typing.body().locals().get(index);
                return l.scopeDepth() < t.loops();
            }
            default:
                return true;
        }
    }

    private boolean twiceOnOne(Task t) {
        for (Task o : program.tasksOf(t.host())) {
            if (o.event() != t.event() && (t.lambda() >= 0 ? o.lambda() == t.lambda() : o.method() == t.method() && o.object().equals(t.object()))) return true;
        }
        return false;
    }

    private boolean joinedBetween(Task t, Task u) {
        if (t.host() != u.host() || t.event() >= u.event()) return false;
        for (Join j : program.joinsIn(t.host())) if (j.event() >= t.event() && j.event() < u.event() && j.of(t, handOvers(t.host()))) return true;
        return false;
    }

    private Set<Integer> handOvers(Method host) {
        Set<Integer> out = new java.util.HashSet<>();
        for (Task t : program.tasksOf(host)) {
            out.add(t.event());
            out.add(t.created());
        }
        return out;
    }

    /** Whether a caller's access is before the task starts or after it was waited for. */
    private boolean ordered(Task t, Side task, Side caller) {
        Side b = inHost(t, caller);
        Method m = b.top();
        boolean host = m == t.host();
        for (Join j : program.joinsIn(m)) if (j.event() < b.topEvent() && (!host || j.event() >= t.event() && j.of(t, handOvers(t.host())))) return true;
        if (joinedBefore(b) || readAfterJoins(b) || beforeHost(t, b)) return true;
        if (publishes(task, b)) return true;
        // A constructor is over before another method of the object hands anything over.
        if (!host) return m.facts().isInitializer() && b.access().method().facts().isInitializer();
        if (t.fact() != null && t.fact().role() == dev.snarl.knowledge.Role.THREAD_CONSTRUCTOR && t.event() == t.created() && m.facts().isInitializer()) return true;
        if (b.topEvent() > t.event() && b.topLoops() == 0 && t.hostLambda() < 0 && !Sequence.of(program.interpret(m).typing().body()).canPrecede(t.event(), b.topEvent(), -1)) return true;
        boolean before = b.topEvent() < t.event() || b.topEvent() == t.event();
        if (!before || b.topLoops() > 0 && t.loops() > 0 && !b.local() && leadsBack(m, t, b)) return false;
        boolean once = b.local() || t.fact() == null || t.fact().role() != dev.snarl.knowledge.Role.SUBMIT || t.periodic()
                || threads.starts(m);
        return once;
    }

    /** A call before the access leads to a method that waits for threads. */
    private boolean joinedBefore(Side b) {
        for (CallEdge e : program.calls().edgesFrom(b.top())) {
            if (e.event() >= b.topEvent() || !e.inCallersThread()) continue;
            for (Method m : e.callees()) if (!program.joinsIn(m).isEmpty()) return true;
        }
        return false;
    }

    /** A way that leads through the method that hands the task over, from there on. */
    private static Side inHost(Task t, Side b) {
        for (int i = 0; i < b.via().size() && b.top() != t.host(); i++) {
            CallEdge e = b.via().get(i);
            if (!e.inCallersThread() || e.callees().size() != 1 || e.callees().get(0) != t.host()) continue;
            List<CallEdge> rest = b.via().subList(i + 1, b.via().size());
            int event = rest.isEmpty() ? b.access().event() : rest.get(0).event();
            int loops = rest.isEmpty() ? b.access().loops() : rest.get(0).loops();
            return new Side(b.access(), b.role(), b.entity(), b.local(), b.held(), t.host(), event, loops, rest);
        }
        return b;
    }

    /** From the hand-over the loop goes on to the access; not where the method is left behind it. */
    private boolean leadsBack(Method m, Task t, Side b) {
        if (t.hostLambda() >= 0) return true;
        FlowGraph graph = FlowGraph.of(program.interpret(m).typing().body().root());
        for (FlowGraph.Point from : graph.pointsOf(t.event())) {
            for (FlowGraph.Point to : graph.pointsOf(b.topEvent())) if (from == to || graph.reaches(from, to, null)) return true;
        }
        return graph.pointsOf(t.event()).isEmpty() || graph.pointsOf(b.topEvent()).isEmpty();
    }

    /** A getter, which whoever calls it does after having waited for threads. */
    private boolean readAfterJoins(Side b) {
        if (b.writes() || !b.via().isEmpty()) return false;
        boolean any = false;
        for (CallEdge e : program.calls().edgesTo(b.top())) {
            if (e.caller().owner().unit().test()) continue;
            boolean waited = false;
            for (Join j : program.joinsIn(e.caller())) waited |= j.event() < e.event();
            if (!waited) return false;
            any = true;
        }
        return any;
    }

    /** The caller comes to the access and only then to the method that hands the task over: {@code load(); startThreads();} in a constructor or a start method. */
    private boolean beforeHost(Task t, Side b) {
        if (t.loops() > 0 && b.topLoops() > 0) return false;
        Method m = b.top();
        if (m == t.host() || b.topLoops() > 0 || !threads.starts(m)) return false;
        boolean leads = false;
        for (CallEdge e : program.calls().edgesFrom(m)) {
            if (!leadsTo(e, t.host(), 0)) continue;
            if (e.event() <= b.topEvent()) return false;
            leads = true;
        }
        return leads;
    }

    private boolean leadsTo(CallEdge edge, Method host, int depth) {
        if (edge.callees().contains(host)) return true;
        if (depth >= 2) return false;
        for (Method m : edge.callees()) for (CallEdge e : program.calls().edgesFrom(m)) if (leadsTo(e, host, depth + 1)) return true;
        return false;
    }

    /** One side writes a volatile field after its access, and the other reads that field before its own. */
    private boolean publishes(Side x, Side y) {
        return publish(x, y) || publish(y, x);
    }

    private boolean publish(Side writer, Side reader) {
        for (Access w : program.accessesIn(writer.access().method())) {
            if (!w.writes() || !w.field().isVolatile() || w.event() < writer.access().event()) continue;
            for (Access r : program.accessesIn(reader.access().method())) {
                if (r.field() == w.field() && r.kind() == AccessKind.READ && r.event() < reader.access().event()) return true;
            }
        }
        return false;
    }
}
