package dev.snarl.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

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
        Deque<Method> open = new ArrayDeque<>();
        boolean[] queued = new boolean[methods.size()];
        for (Method m : methods) {
            List<Wait> direct = direct(m);
            waits.add(direct);
            if (!direct.isEmpty()) enqueueCallers(m, open, queued);
        }
        // Ways only get shorter or more, and both are bounded: this ends.
        while (!open.isEmpty()) {
            Method m = open.removeFirst();
            queued[m.id()] = false;
            List<Wait> next = collect(m);
            if (next.equals(waits.get(m.id()))) continue;
            waits.set(m.id(), next);
            enqueueCallers(m, open, queued);
        }
    }

    private void enqueueCallers(Method m, Deque<Method> open, boolean[] queued) {
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (!e.inCallersThread() || queued[e.caller().id()]) continue;
            queued[e.caller().id()] = true;
            open.add(e.caller());
        }
    }

    List<Wait> of(Method m) {
        return waits.get(m.id());
    }

    private List<Wait> direct(Method m) {
        List<Acquisition> taken = acquisitions(m);
        if (taken.isEmpty()) return List.of();
        List<Wait> out = new ArrayList<>();
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
        List<Wait> out = new ArrayList<>(direct(m));
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

    private static void add(List<Wait> out, Wait w) {
        for (int i = 0; i < out.size(); i++) {
            Wait x = out.get(i);
            if (!x.lock.key().equals(w.lock.key()) || x.lock.mode() != w.lock.mode() || !samePath(x.lock.path(), w.lock.path()) || x.type != w.type) continue;
            if (!sameGates(x, w)) continue;
            if (Wait.BEST.compare(w, x) < 0) out.set(i, w);
            return;
        }
        out.add(w);
    }

    private static boolean samePath(Path a, Path b) {
        return a.known() ? a.equals(b) : !b.known();
    }

    private static boolean sameGates(Wait a, Wait b) {
        if (a.gates.isEmpty() && b.gates.isEmpty()) return true;
        TreeSet<String> x = new TreeSet<>(), y = new TreeSet<>();
        for (Lock l : a.gates) x.add(l.key());
        for (Lock l : b.gates) y.add(l.key());
        return x.equals(y);
    }

    private static List<Wait> best(List<Wait> list) {
        list.sort(Wait.BEST);
        return List.copyOf(list.size() > MOST ? list.subList(0, MOST) : list);
    }
}
