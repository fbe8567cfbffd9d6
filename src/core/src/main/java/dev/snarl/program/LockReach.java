package dev.snarl.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The locks that each method waits for in its caller's thread, itself or through the methods it calls, with the shortest way to each. Bounded in the
 * length of a way and in their number for a method.
 */
final class LockReach {
    private static final int LONGEST = 6;
    private static final int MOST = 40;

    /**
     * One lock that a method may wait for.
     *
     * @param lock    as the method names it
     * @param type    the narrowest type that the locked object is known to have, or null
     * @param gates   what is held on the way, the method's own callers aside
     * @param call    the first call of the way, null where the method takes it itself
     * @param callee  the method that this call runs, null likewise
     * @param rest    what the callee waits for, null likewise
     * @param taker   the method that takes it
     * @param taking  that acquisition
     */
    record Wait(Lock lock, Decl type, List<Lock> gates, CallEdge call, Method callee, Wait rest, Method taker, Acquisition taking, int length, int guesses) {
        static final Comparator<Wait> BEST = Comparator.comparingInt(Wait::guesses).thenComparingInt(Wait::length).thenComparing(Wait::taker)
                .thenComparing(w -> w.taking.span());
    }

    private final Program program;
    private final List<List<Wait>> waits;

    LockReach(Program program) {
        this.program = program;
        List<Method> methods = program.universe().methods();
        this.waits = new ArrayList<>(methods.size());
        boolean[] open = new boolean[methods.size()];
        for (Method m : methods) {
            List<Wait> direct = direct(m);
            waits.add(direct);
            if (!direct.isEmpty()) openCallers(m, open);
        }
        // A round makes every way known that is one call longer, so that is all it takes; more rounds might never agree, for each list is cut off somewhere.
        for (int round = 0; round < LONGEST; round++) {
            boolean[] next = new boolean[methods.size()];
            boolean changed = false;
            for (Method m : methods) {
                if (!open[m.id()]) continue;
                List<Wait> found = collect(m);
                if (same(found, waits.get(m.id()))) continue;
                waits.set(m.id(), found);
                openCallers(m, next);
                changed = true;
            }
            if (!changed) return;
            open = next;
        }
    }

    private void openCallers(Method m, boolean[] open) {
        for (CallEdge e : program.calls().edgesTo(m)) if (e.inCallersThread()) open[e.caller().id()] = true;
    }

    /** Whether the same locks are come to by ways of the same rank; how the ways go on behind their first call is told there. */
    private static boolean same(List<Wait> a, List<Wait> b) {
        if (a.size() != b.size()) return false;
        for (int i = 0; i < a.size(); i++) {
            Wait x = a.get(i), y = b.get(i);
            if (x.call != y.call || x.callee != y.callee || x.taking != y.taking && !x.taking.equals(y.taking) || Wait.BEST.compare(x, y) != 0 || !Kind.of(x).equals(Kind.of(y))) return false;
        }
        return true;
    }

    List<Wait> of(Method m) {
        return waits.get(m.id());
    }

    private List<Wait> direct(Method m) {
        List<Acquisition> taken = acquisitions(m);
        if (taken.isEmpty()) return List.of();
        Map<Kind, Wait> out = new LinkedHashMap<>();
        for (Acquisition a : taken) {
            if (a.lambda() < 0 && waitsFor(a)) add(out, new Wait(a.lock(), type(a.lock()), locks(a.before()), null, null, null, m, a, 0, 0));
        }
        return best(out);
    }

    /** What the method takes itself, with the locks as the graph knows them. */
    List<Acquisition> acquisitions(Method m) {
        if (program.acquisitions(m).isEmpty()) return List.of();
        List<Acquisition> out = new ArrayList<>();
        for (Acquisition a : program.acquisitions(m)) {
            out.add(new Acquisition(LockGraph.known(a.lock()), LockGraph.known(a.before()), a.event(), a.lambda(), a.span(), a.helper()));
        }
        return out;
    }

    /** Whether the acquisition can block, on a lock that other threads can know. */
    static boolean waitsFor(Acquisition a) {
        return !a.lock().trial() && LockGraph.named(a.lock()) && !LockGraph.holds(a.before().entries(), a.lock());
    }

    static List<Lock> locks(Held h) {
        List<Lock> out = new ArrayList<>();
        for (Held.Entry e : h.entries()) if (e.must()) out.add(e.lock());
        return out;
    }

    private List<Wait> collect(Method m) {
        Map<Kind, Wait> out = new LinkedHashMap<>();
        for (Wait w : direct(m)) add(out, w);
        for (CallEdge e : program.calls().edgesFrom(m)) {
            if (!e.inCallersThread()) continue;
            for (Method callee : e.callees()) {
                if (callee == m) continue;
                for (Wait w : of(callee)) {
                    Wait here = through(e, callee, w);
                    if (here != null) add(out, here);
                }
            }
        }
        return best(out);
    }

    /** What the caller waits for at a call, or null where it holds the lock already or cannot say which it is. */
    Wait through(CallEdge e, Method callee, Wait w) {
        if (w.length >= LONGEST) return null;
        Lock l = inCaller(w.lock, e, callee);
        Held held = LockGraph.known(e.held());
        if (l == null || LockGraph.holds(held.entries(), l)) return null;
        List<Lock> gates = locks(held);
        for (Lock g : w.gates) {
            Lock in = inCaller(g, e, callee);
            gates.add(in == null ? g : in);
        }
        return new Wait(l, narrower(w.type, w.lock.path().isThis() && e.receiver().known() ? e.receiver().type().decl() : type(l)), List.copyOf(gates), e, callee, w, w.taker, w.taking, w.length + 1, w.guesses + (certain(e, w) ? 0 : 1));
    }

    /** The type of the object whose monitor is taken, or which holds the Lock; null where it tells nothing. */
    static Decl type(Lock l) {
        Path p = l.path();
        if (!p.known() || p.root() == Path.Root.CLASS) return null;
        return l.key().endsWith("@this") ? p.type().decl() : null;
    }

    private static Decl narrower(Decl a, Decl b) {
        if (a == null || b == null) return a == null ? b : a;
        return b.isA(a.name()).yes() ? b : a;
    }

    /** Whether one object can have both types. */
    static boolean compatible(Decl a, Decl b) {
        if (a == null || b == null || a.isInterface() || b.isInterface()) return true;
        return a.isA(b.name()).possible() || b.isA(a.name()).possible();
    }

    /** Whichever method the call runs waits for the lock. */
    private boolean certain(CallEdge e, Wait w) {
        if (e.callees().size() == 1) return true;
        for (Method m : e.callees()) {
            if (of(m).stream().noneMatch(x -> x.lock.key().equals(w.lock.key()) && x.guesses == 0)) return false;
        }
        return true;
    }

    /** The lock as the caller names it; null for an object that only the callee's new one can be. */
    static Lock inCaller(Lock l, CallEdge e, Method callee) {
        Path p = rename(l.path(), e, callee);
        if (p.start().root() == Path.Root.FRESH) return null;
        return new Lock(p, l.key(), l.mode(), l.monitor(), l.shared(), l.label(), l.trial());
    }

    private static Path rename(Path p, CallEdge e, Method callee) {
        switch (p.root()) {
            case THIS:
                return e.reference() && callee.isStatic() ? Path.UNKNOWN : e.receiver();
            case CLASS:
                return p;
            case OUTER:
                return p.decl() == e.caller().owner() ? Path.self(e.caller().owner()) : encloses(p.decl(), e.caller().owner()) ? p : Path.UNKNOWN;
            case PARAM:
                return !e.reference() && p.index() < e.args().size() ? e.args().get(p.index()) : Path.UNKNOWN;
            case FIELD: {
                if (p.base().root() == Path.Root.CLASS) return p;
                Path b = rename(p.base(), e, callee);
                return b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
            }
            default:
                return Path.UNKNOWN;
        }
    }

    private static boolean encloses(Decl outer, SourceType t) {
        for (SourceType s = t.outer(); s != null; s = s.outer()) if (s == outer) return true;
        return false;
    }

    /** What two waits have in common of which one is enough. An unknown path is null. */
    private record Kind(String lock, LockMode mode, Path path, Decl type, Set<String> gates) {
        static Kind of(Wait w) {
            Set<String> gates = w.gates.isEmpty() ? Set.of() : new HashSet<>();
            for (Lock l : w.gates) gates.add(l.key());
            return new Kind(w.lock.key(), w.lock.mode(), w.lock.path().known() ? w.lock.path() : null, w.type, gates);
        }
    }

    private static void add(Map<Kind, Wait> out, Wait w) {
        out.merge(Kind.of(w), w, (x, y) -> Wait.BEST.compare(y, x) < 0 ? y : x);
    }

    private static List<Wait> best(Map<Kind, Wait> found) {
        List<Wait> list = new ArrayList<>(found.values());
        list.sort(Wait.BEST);
        return List.copyOf(list.size() > MOST ? list.subList(0, MOST) : list);
    }
}
