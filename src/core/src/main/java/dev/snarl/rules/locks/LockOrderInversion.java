package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Lock;
import dev.snarl.program.Field;
import dev.snarl.program.LockCycles;
import dev.snarl.program.LockEdge;
import dev.snarl.program.LockGraph;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Locks that some threads take in one order and others in another. */
public final class LockOrderInversion implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockGraph graph = program.lockGraph();
        // Circles that begin with the same acquisition have one cause: the one that is surest is told.
        Map<Site, List<LockEdge>> bySite = new LinkedHashMap<>();
        for (List<LockEdge> cycle : LockCycles.of(graph)) {
            if (!believable(cycle) || maybeOne(program, cycle) || cycle.stream().noneMatch(e -> e.taker().owner().unit().reported())) continue;
            bySite.merge(site(cycle.get(0)), cycle, (a, b) -> rank(b) < rank(a) ? b : a);
        }
        for (List<LockEdge> cycle : bySite.values()) out.add(circle(cycle));
        TwoOfOneClass judge = new TwoOfOneClass(program);
        for (String key : graph.outers()) {
            for (LockEdge e : graph.edges(key, key)) {
                if (!e.taker().owner().unit().reported() || !e.gates().isEmpty() || !judge.unordered(e)) continue;
                out.add(mirrored(e));
                break;
            }
        }
    }

    /** Two fields of one name that their classes were given from outside may hold one lock. */
    private static boolean maybeOne(Program program, List<LockEdge> cycle) {
        for (LockEdge a : cycle) {
            Field f = given(program, a.outer().lock());
            for (LockEdge b : cycle) {
                Field g = f == null || a == b ? null : given(program, b.outer().lock());
                if (g != null && f != g && f.type().name().equals(g.type().name()) && (f.name().equals(g.name()) || f.type().name().startsWith("java.util.concurrent.locks."))) return true;
            }
        }
        return false;
    }

    /** The lock's field, where it is not made by its own class; else null. */
    private static Field given(Program program, Lock l) {
        if (l.monitor() || !(l.path().field() instanceof Field f)) return null;
        return program.givenToConstructor(f) ? f : null;
    }

    /** At most one call of two ways may run other methods as well, and none of a longer ring; long ways are less and less likely to be walked. */
    private static boolean believable(List<LockEdge> cycle) {
        int guesses = 0, calls = 0;
        for (LockEdge e : cycle) {
            guesses += e.guesses();
            calls += e.calls().size();
        }
        if (cycle.size() > 2) return guesses == 0 && calls <= 8;
        return guesses == 0 ? calls <= 10 : guesses == 1 && calls <= 6;
    }

    private static int rank(List<LockEdge> cycle) {
        int calls = 0;
        for (LockEdge e : cycle) calls += e.calls().size() + 20 * e.guesses();
        return calls + 100 * cycle.size();
    }

    private Finding circle(List<LockEdge> cycle) {
        LockEdge first = cycle.get(0);
        List<String> locks = new ArrayList<>();
        for (LockEdge e : cycle) locks.add(name(e.outer().lock()));
        boolean two = cycle.size() == 2;
        String message = two
                ? first.origin().label() + " takes " + locks.get(0) + " and then " + locks.get(1) + ", " + cycle.get(1).origin().label()
                  + " takes them the other way round: two threads can block each other for ever."
                : "The locks " + String.join(", ", locks) + " are taken in a ring, each while the one before it is held: threads that run "
                  + members(cycle) + " can block each other for ever.";
        List<Related> related = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        for (LockEdge e : cycle) {
            related.add(new Related(Program.site(e.origin(), e.outer().at()), e.origin().label() + " takes " + name(e.outer().lock())));
            if (e != first) related.add(new Related(site(e), e.taker().label() + " waits for " + name(e.inner())));
            if (e.guesses() > 0) evidence.add("the way from " + e.origin().label() + " to " + e.taker().label() + " goes through a call that may run other methods as well");
        }
        Set<String> keys = new TreeSet<>();
        for (LockEdge e : cycle) keys.add(e.from());
        int guesses = cycle.stream().mapToInt(LockEdge::guesses).sum();
        Confidence sure = guesses > 0 ? Confidence.LOW : cycle.stream().allMatch(LockOrderInversion::oneObject) ? Confidence.HIGH : Confidence.MEDIUM;
        return new Finding(id(), null, sure, site(first), first.taker().label(), message, evidence, related, threads(cycle),
                "Take the locks in one order everywhere, or call out only after the first is released.", String.join(" ", keys), "");
    }

    private static String members(List<LockEdge> cycle) {
        Set<String> out = new LinkedHashSet<>();
        for (LockEdge e : cycle) out.add(e.origin().label());
        return String.join(", ", out);
    }

    private Finding mirrored(LockEdge e) {
        String what = name(e.inner());
        String message = e.origin().label() + " locks two objects of one kind (" + what + ") in the order in which they are given: a thread with the two "
                + "swapped can block it for ever, and itself.";
        List<Related> related = List.of(new Related(Program.site(e.origin(), e.outer().at()), "takes " + what + " of the first object"));
        List<Step> a = new ArrayList<>(), b = new ArrayList<>();
        int n = e.calls().size();
        Site at = Program.site(e.origin(), e.outer().at());
        a.add(new Step(at, e.origin().label(), "takes " + what + " of object 1", 1));
        b.add(new Step(at, e.origin().label(), "takes " + what + " of object 2", 2));
        calls(e, a, 3);
        a.add(new Step(site(e), e.taker().label(), "waits for " + what + " of object 2, which thread B holds", 3 + n));
        calls(e, b, 4 + n);
        b.add(new Step(site(e), e.taker().label(), "waits for " + what + " of object 1, which thread A holds", 4 + n + n));
        String who = e.origin().label();
        return new Finding(id(), null, e.guesses() > 0 ? Confidence.LOW : Confidence.MEDIUM, site(e), e.taker().label(), message,
                List.of("both objects come from the caller, and nothing compares them before they are locked"), related,
                List.of(new ThreadTrace("thread A: " + who + " with objects 1 and 2", a), new ThreadTrace("thread B: " + who + " with objects 2 and 1", b)),
                "Order the two by something that does not change, such as an id, before locking.", e.from() + " twice", "");
    }

    /** All take their first lock, then each walks to its second and waits. */
    private static List<ThreadTrace> threads(List<LockEdge> cycle) {
        List<ThreadTrace> out = new ArrayList<>();
        int next = cycle.size() + 1;
        for (int i = 0; i < cycle.size(); i++) {
            LockEdge e = cycle.get(i);
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(Program.site(e.origin(), e.outer().at()), e.origin().label(), "takes " + name(e.outer().lock()), i + 1));
            next = calls(e, steps, next);
            String holder = "thread " + letter((i + 1) % cycle.size());
            steps.add(new Step(site(e), e.taker().label(), "waits for " + name(e.inner()) + ", which " + holder + " holds", next++));
            out.add(new ThreadTrace("thread " + letter(i) + ": " + e.origin().label(), steps));
        }
        return out;
    }

    private static char letter(int i) {
        return (char) ('A' + i);
    }

    private static int calls(LockEdge e, List<Step> steps, int next) {
        for (int i = 0; i < e.calls().size(); i++) {
            CallEdge c = e.calls().get(i);
            steps.add(new Step(Program.site(c.caller(), c.span()), c.caller().label(), "calls " + e.callees().get(i).label(), next++));
        }
        return next;
    }

    private static Site site(LockEdge e) {
        return Program.site(e.taker(), e.taking().span());
    }

    /** Both locks belong to the same object, or there is only one of each. */
    private static boolean oneObject(LockEdge e) {
        return start(e.outer().lock().path()) && start(e.inner().path());
    }

    private static boolean start(Path p) {
        Path s = p.start();
        boolean direct = p == s || p.base() == s;
        return direct && (s.root() == Path.Root.THIS || s.root() == Path.Root.CLASS);
    }

    /** A lock as everybody knows it: {@code Shop.stock}, {@code the monitor of Shop}, {@code Shop.class}. */
    static String name(Lock l) {
        String k = l.key();
        if (k.endsWith("@this")) return "the monitor of " + simple(k.substring(0, k.length() - 5));
        if (k.endsWith("@class")) return simple(k.substring(0, k.length() - 6)) + ".class";
        int dot = k.lastIndexOf('.');
        return dot < 0 ? k : simple(k.substring(0, dot)) + k.substring(dot);
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }
}
