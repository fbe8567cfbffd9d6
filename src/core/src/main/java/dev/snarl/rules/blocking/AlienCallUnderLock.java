package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.CallEdge;
import dev.snarl.program.CallReach;
import dev.snarl.program.Held;
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

/** Calling what others registered, with a lock in the hand. */
public final class AlienCallUnderLock implements Rule {
    private static final int LONGEST = 3;

    @Override
    public void check(Program program, Findings out) {
        AlienCalls aliens = new AlienCalls(program);
        Map<Method, List<AlienCalls.Alien>> found = new LinkedHashMap<>();
        Map<Method, AlienCalls.Alien> points = new LinkedHashMap<>();
        for (Method m : program.universe().methods()) {
            if (!m.hasBody() || m.owner().unit().test()) continue;
            List<AlienCalls.Alien> own = aliens.of(m);
            if (own.isEmpty()) continue;
            found.put(m, own);
            for (AlienCalls.Alien a : own) if (a.inCallersThread()) points.putIfAbsent(m, a);
        }
        CallReach<AlienCalls.Alien> reach = new CallReach<>(program, points, LONGEST);
        Set<String> told = new HashSet<>();
        for (Method m : reach.methods()) found.putIfAbsent(m, List.of());
        for (Method m : found.keySet()) {
            if (!m.owner().unit().reported() || program.initial(m)) continue;
            for (AlienCalls.Alien a : found.get(m)) {
                Held.Entry lock = LockedWaits.lock(a.held());
                if (lock != null && told.add(m.id() + " " + lock.lock().key())) out.add(finding(program, m, lock, a, null, List.of()));
            }
        }
        Set<Method> callers = new java.util.TreeSet<>();
        for (Method m : reach.methods()) for (CallEdge e : program.calls().edgesTo(m)) callers.add(e.caller());
        for (Method m : callers) {
            if (!m.owner().unit().reported() || m.owner().unit().test() || program.initial(m)) continue;
            for (CallEdge e : program.calls().edgesFrom(m)) {
                Held.Entry lock = LockedWaits.lock(e.held());
                CallReach.Hop<AlienCalls.Alien> h = lock == null || e.callees().size() != 1 ? null : reach.through(e);
                if (h == null) continue;
                List<CallReach.Hop<AlienCalls.Alien>> way = reach.way(h);
                if (way.stream().anyMatch(x -> x.method().owner().outermost() != m.owner().outermost() || LockedWaits.lock(x.own() != null ? x.own().held() : x.edge().held()) != null)) continue;
                AlienCalls.Alien last = way.get(way.size() - 1).own();
                // One helper that many methods call under the lock is mended once.
                if (!told.add("by " + last.method().id() + " " + last.event() + " " + lock.lock().key())) continue;
                if (told.add(m.id() + " " + lock.lock().key())) out.add(finding(program, m, lock, way.get(way.size() - 1).own(), e, way));
            }
        }
    }

    private Finding finding(Program program, Method m, Held.Entry lock, AlienCalls.Alien a, CallEdge edge, List<CallReach.Hop<AlienCalls.Alien>> way) {
        Interpretation in = program.interpret(m);
        String name = Wording.lock(m, lock.lock());
        Span at = edge == null ? Wording.tight(in, a.event()) : Wording.tight(in, edge);
        String call = edge == null ? Wording.call(in, a.event()) : Wording.call(in, edge.event());
        String message = call + (edge == null ? " runs " : " runs, in " + a.method().label() + ", ") + a.what() + " while it holds " + name + ": that code may take any lock, or come back to this object.";
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Program.site(m, lock.at()), m.label(), "takes " + name, 0));
        if (edge != null) steps.add(new Step(Program.site(m, at), m.label(), "calls " + way.get(0).method().label(), 0));
        for (CallReach.Hop<AlienCalls.Alien> h : way) if (h.own() == null) steps.add(new Step(Program.site(h.method(), h.edge().span()), h.method().label(), "calls " + h.callee().label(), 0));
        Span last = edge == null ? at : Wording.tight(program.interpret(a.method()), a.event());
        steps.add(new Step(Program.site(a.method(), last), a.method().label(), "runs " + a.what(), 0));
        List<Related> related = new ArrayList<>();
        related.add(new Related(Program.site(m, lock.at()), name + " is taken here"));
        related.add(new Related(a.registered(), "whoever calls this says what runs"));
        return new Finding(id(), null, way.size() > 1 ? Confidence.LOW : Confidence.MEDIUM, Program.site(m, at), m.label(), message, List.of(), related,
                List.of(new ThreadTrace("the calling thread", steps)), "Copy the listeners under the lock and call them when it is given back.", m.key() + " " + lock.lock().key(), "");
    }
}
