package dev.snarl.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The circles of a lock graph that threads can close: each waits for a lock that the next one holds, and no gate keeps two of them apart. */
public final class LockCycles {
    private static final int LONGEST = 4;
    /** Ways looked at in a search from one lock. */
    private static final int MOST_STEPS = 20_000;
    private final LockGraph graph;
    private final List<List<LockEdge>> found = new ArrayList<>();
    private final Set<Set<String>> seen = new HashSet<>();
    private int steps;

    private LockCycles(LockGraph graph) {
        this.graph = graph;
    }

    /** Circles of two or more locks, the shorter first; none whose locks hold a shorter one. The way that begins first in the sources is the first. */
    public static List<List<LockEdge>> of(LockGraph graph) {
        LockCycles c = new LockCycles(graph);
        for (int length = 2; length <= LONGEST; length++) {
            for (String start : graph.outers()) {
                c.steps = 0;
                c.search(new ArrayList<>(List.of(start)), length);
            }
        }
        return c.found;
    }

    /** Only from the least lock of a circle, so that each is met once. */
    private void search(List<String> path, int length) {
        if (++steps > MOST_STEPS) return;
        String start = path.get(0), last = path.get(path.size() - 1);
        if (path.size() == length) {
            if (!graph.edges(last, start).isEmpty()) close(path);
            return;
        }
        for (String next : graph.inners(last)) {
            if (next.compareTo(start) <= 0 || path.contains(next)) continue;
            path.add(next);
            search(path, length);
            path.remove(path.size() - 1);
        }
    }

    private void close(List<String> path) {
        Set<String> keys = new HashSet<>(path);
        for (Set<String> s : seen) if (keys.containsAll(s)) return;
        List<LockEdge> chosen = new ArrayList<>();
        if (!choose(path, chosen)) return;
        seen.add(keys);
        int first = 0;
        for (int i = 1; i < chosen.size(); i++) if (before(chosen.get(i), chosen.get(first))) first = i;
        List<LockEdge> turned = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) turned.add(chosen.get((first + i) % chosen.size()));
        found.add(List.copyOf(turned));
    }

    private static boolean before(LockEdge a, LockEdge b) {
        int c = a.origin().owner().unit().path().compareTo(b.origin().owner().unit().path());
        return c != 0 ? c < 0 : a.outer().at().compareTo(b.outer().at()) < 0;
    }

    private boolean choose(List<String> path, List<LockEdge> chosen) {
        int i = chosen.size();
        if (i == path.size()) return fits(chosen.get(i - 1), chosen.get(0));
        for (LockEdge e : graph.edges(path.get(i), path.get((i + 1) % path.size()))) {
            if (i > 0 && !fits(chosen.get(i - 1), e)) continue;
            boolean apart = true;
            for (LockEdge c : chosen) apart &= together(c, e);
            if (!apart) continue;
            chosen.add(e);
            if (choose(path, chosen)) return true;
            chosen.remove(chosen.size() - 1);
        }
        return false;
    }

    /** The lock that the one waits for is the one that the other holds: not both read holds, and one object can be both. */
    private static boolean fits(LockEdge waiting, LockEdge holding) {
        if (waiting.inner().mode() == LockMode.READ && holding.outer().lock().mode() == LockMode.READ) return false;
        return LockReach.compatible(waiting.innerType(), LockReach.type(holding.outer().lock()));
    }

    /** Two threads can be on these ways at once, on the same objects. */
    private static boolean together(LockEdge a, LockEdge b) {
        for (Lock x : a.gates()) {
            for (Lock y : b.gates()) {
                if (!x.key().equals(y.key())) continue;
                if (x.mode() != LockMode.READ || y.mode() != LockMode.READ) return false;
            }
        }
        Boolean one = sameObject(a), other = sameObject(b);
        return one == null || other == null || one.equals(other) || !a.from().equals(b.to()) || !a.to().equals(b.from());
    }

    /** Whether both locks of a way are of one object; null when that cannot be said or asked. */
    private static Boolean sameObject(LockEdge e) {
        Path a = holder(e.outer().lock()), b = holder(e.inner());
        if (a == null || b == null || !a.known() || !b.known() || a.root() == Path.Root.CLASS || b.root() == Path.Root.CLASS) return null;
        return a.equals(b);
    }

    private static Path holder(Lock l) {
        boolean itself = l.key().indexOf('@') >= 0;
        return !itself && l.path().root() == Path.Root.FIELD ? l.path().base() : l.path();
    }
}
