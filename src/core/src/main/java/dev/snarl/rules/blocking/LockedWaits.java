package dev.snarl.rules.blocking;

import dev.snarl.facts.Event;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Block;
import dev.snarl.program.CallEdge;
import dev.snarl.program.CallReach;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Takings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Waits of some kind that happen while a lock is held, here or behind calls. A wait is told at the innermost method that holds a lock around it.
 */
final class LockedWaits {
    private static final int LONGEST = 6;

    /**
     * @param edge the call that leads to the wait, null where the holder waits itself
     * @param way  the methods behind that call
     */
    record Stand(Method holder, Held.Entry lock, Block block, CallEdge edge, List<CallReach.Hop<Block>> way) {
        int event() {
            return edge == null ? block.event() : edge.event();
        }

        /** Where the finding stands, in the holder. */
        Span span(Interpretation in) {
            return edge == null ? Wording.tight(in, block) : Wording.tight(in, edge);
        }

        String key() {
            return Takings.shared(lock.lock());
        }
    }

    private final Program program;
    private final Predicate<Block> wanted;
    private final CallReach<Block> reach;
    private final List<Stand> found = new ArrayList<>();

    LockedWaits(Program program, Predicate<Block> wanted) {
        this.program = program;
        this.wanted = wanted;
        Map<Method, Block> points = new LinkedHashMap<>();
        for (Method m : program.universe().methods()) {
            if (m.owner().unit().test()) continue;
            for (Block b : program.blocksIn(m)) {
                if (!b.inCallersThread() || !wanted.test(b) || cancelled(m, b)) continue;
                points.put(m, b);
                break;
            }
        }
        reach = new CallReach<>(program, points, LONGEST);
        for (Method m : program.universe().methods()) if (m.hasBody() && !m.owner().unit().test()) collect(m);
    }

    private void collect(Method m) {
        for (Block b : program.blocksIn(m)) {
            Held.Entry lock = lock(b.held());
            if (lock != null && wanted.test(b) && !cancelled(m, b)) found.add(new Stand(m, lock, b, null, List.of()));
        }
        for (CallEdge e : program.calls().edgesFrom(m)) {
            Held.Entry lock = lock(e.held());
            CallReach.Hop<Block> h = lock == null ? null : reach.through(e);
            if (h == null) continue;
            List<CallReach.Hop<Block>> way = reach.way(h);
            if (told(way, lock.lock())) continue;
            found.add(new Stand(m, lock, way.get(way.size() - 1).own(), e, way));
        }
    }

    /** A task that this method has cancelled before is not waited for: get() throws at once. */
    private boolean cancelled(Method m, Block b) {
        Interpretation in = program.interpret(m);
        if (!(in.events()[b.event()] instanceof Event.Call wait) || wait.receiver() == null) return false;
        for (int i = 0; i < b.event(); i++) {
            if (in.events()[i] instanceof Event.Call c && c.name().equals("cancel") && c.receiver() != null && in.locks().path(c.receiver()).equals(in.locks().path(wait.receiver()))) return true;
        }
        return false;
    }

    /** The innermost lock held for certain that others may wait for. */
    static Held.Entry lock(Held held) {
        if (held.isEmpty()) return null;
        List<Held.Entry> entries = held.must();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Lock l = entries.get(i).lock();
            if (l.shared() && !permits(l)) return entries.get(i);
        }
        return null;
    }

    private static boolean permits(Lock l) {
        return !l.monitor() && (l.path().type().isA("java.util.concurrent.Semaphore").yes() || l.path().type().name().contains("Semaphore"));
    }

    /** A lock is taken on the way, where the wait is told, or this one is given back. */
    private boolean told(List<CallReach.Hop<Block>> way, Lock lock) {
        String key = Takings.shared(lock);
        for (CallReach.Hop<Block> h : way) {
            Held held = h.own() != null ? h.own().held() : h.edge().held();
            if (lock(held) != null) return true;
            for (Lock l : program.interpret(h.method()).released()) if (Takings.shared(l).equals(key)) return true;
        }
        return false;
    }

    /** All of them, in the order of the sources. */
    List<Stand> all() {
        return found;
    }

    /** Whether a region waits so, itself or by what it calls. */
    boolean waits(Takings.Region r) {
        for (Block b : program.blocksIn(r.method())) if (wanted.test(b) && r.around(b.held())) return true;
        for (CallEdge e : program.calls().edgesFrom(r.method())) {
            if (!r.around(e.held())) continue;
            for (Method m : e.callees()) if (reach.of(m) != null) return true;
        }
        return false;
    }

    /** The regions of a lock that do not wait so: who must wait for those that do. */
    List<Takings.Region> victims(Stand s) {
        List<Takings.Region> out = new ArrayList<>();
        for (Takings.Region r : program.takings().of(s.key())) {
            if (r.method() == s.holder() || r.method().owner().unit().test() || program.initial(r.method())) continue;
            if (s.lock().lock().path().isThis() && !related(s.holder(), r.method())) continue;
            // Readers do not wait for each other.
            if (r.taking().lock().mode() == LockMode.READ && s.lock().lock().mode() == LockMode.READ) continue;
            if (r.taking().lock().shared() && !r.taking().lock().trial() && !waits(r)) out.add(r);
        }
        return out;
    }

    /** One object can have both methods. */
    private static boolean related(Method a, Method b) {
        for (SourceType x = a.owner(); x != null; x = x.outer()) {
            for (SourceType y = b.owner(); y != null; y = y.outer()) if (x.isA(y.name()).yes() || y.isA(x.name()).yes()) return true;
        }
        return false;
    }

    /** The way from the lock to the wait. */
    static List<ThreadTrace> trace(Program program, Stand s, String name) {
        Interpretation in = program.interpret(s.holder());
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Program.site(s.holder(), s.lock().at()), s.holder().label(), "takes " + name, 0));
        if (s.edge() != null) steps.add(new Step(Program.site(s.holder(), s.span(in)), s.holder().label(), "calls " + s.way().get(0).method().label(), 0));
        for (CallReach.Hop<Block> h : s.way()) {
            if (h.own() == null) steps.add(new Step(Program.site(h.method(), h.edge().span()), h.method().label(), "calls " + h.callee().label(), 0));
        }
        Block b = s.block();
        Span at = b.method() == s.holder() && s.edge() == null ? s.span(in) : Wording.tight(program.interpret(b.method()), b);
        steps.add(new Step(Program.site(b.method(), at), b.method().label(), Wording.waits(b.kind()) + " with " + name + " held", 0));
        return List.of(new ThreadTrace("the waiting thread", steps));
    }

    /** A short way, or one that stays in the file of the holder: what a reader of that file can see coming. */
    static boolean near(Stand s) {
        if (s.way().size() <= 2) return true;
        for (CallReach.Hop<Block> h : s.way()) if (h.method().owner().outermost() != s.holder().owner().outermost()) return false;
        return true;
    }

    /** Where the lock is taken, where the wait is, and who else needs the lock. */
    static List<Related> related(Program program, Stand s, String name, List<Takings.Region> victims) {
        List<Related> out = new ArrayList<>();
        out.add(new Related(Program.site(s.holder(), s.lock().at()), name + " is taken here"));
        if (s.edge() != null) out.add(new Related(Program.site(s.block().method(), Wording.tight(program.interpret(s.block().method()), s.block())), Wording.waits(s.block().kind())));
        for (Takings.Region r : victims.subList(0, Math.min(2, victims.size()))) out.add(new Related(Program.site(r.method(), r.taking().span()), r.method().label() + " needs the same lock"));
        return out;
    }

    /** One for each region: the nearest. */
    static List<Stand> distinct(List<Stand> stands) {
        Map<String, Stand> byRegion = new LinkedHashMap<>();
        for (Stand s : stands) byRegion.merge(s.key() + " " + s.holder().id() + ":" + s.lock().at(), s, (a, b) -> b.way().isEmpty() && !a.way().isEmpty() ? b : a);
        return new ArrayList<>(byRegion.values());
    }
}
