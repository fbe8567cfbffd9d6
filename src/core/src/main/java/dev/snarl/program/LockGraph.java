package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which locks are waited for while others are held, over calls, and the circles that this makes. Locks are told apart by their keys; a lock that is
 * not known well enough to be the same in two places (a local object, an element, an object of a library's type) is left out. Immutable.
 */
public final class LockGraph {
    /** Ways kept for one pair of locks. */
    private static final int MOST = 12;
    private final Program program;
    private final LockReach reach;
    private final Map<String, Map<String, List<LockEdge>>> edges = new TreeMap<>();

    LockGraph(Program program) {
        this.program = program;
        this.reach = new LockReach(program);
        for (Method m : program.universe().methods()) {
            if (!m.hasBody() || m.owner().unit().test()) continue;
            for (Acquisition a : reach.acquisitions(m)) {
                if (!LockReach.waitsFor(a)) continue;
                for (Held.Entry h : a.before().entries()) {
                    edge(m, h, a.before(), new LockReach.Wait(a.lock(), LockReach.type(a.lock()), List.of(), null, null, null, m, a, 0, 0), a.lambda() < 0);
                }
            }
            for (CallEdge e : program.calls().edgesFrom(m)) {
                if (e.held().isEmpty()) continue;
                Held held = known(e.held());
                for (Method callee : e.callees()) {
                    for (LockReach.Wait w : reach.of(callee)) {
                        LockReach.Wait here = reach.through(e, callee, w);
                        if (here == null) continue;
                        for (Held.Entry h : held.entries()) edge(m, h, held, here, e.inCallersThread());
                    }
                }
            }
        }
        for (Map<String, List<LockEdge>> to : edges.values()) {
            for (List<LockEdge> l : to.values()) {
                l.sort(LockEdge::order);
                if (l.size() > MOST) l.subList(MOST, l.size()).clear();
            }
        }
    }

    /** The locks that tasks wait for. A new one at every call, for one thread. */
    public TaskLocks taskLocks() {
        return new TaskLocks(program, reach);
    }

    private void edge(Method m, Held.Entry h, Held held, LockReach.Wait w, boolean callersThread) {
        if (!h.must() || !named(h.lock()) || initial(m, h.lock(), w.lock())) return;
        Held entry = callersThread ? known(program.entryLocks(m)) : Held.NONE;
        if (holds(entry.entries(), w.lock())) return;
        List<Lock> gates = new ArrayList<>(LockReach.locks(entry));
        for (Lock l : LockReach.locks(held)) if (l != h.lock()) gates.add(l);
        gates.addAll(w.gates());
        gates.removeIf(g -> g.key().equals(h.lock().key()) || g.key().equals(w.lock().key()));
        List<CallEdge> calls = new ArrayList<>();
        List<Method> callees = new ArrayList<>();
        for (LockReach.Wait x = w; x.call() != null; x = x.rest()) {
            calls.add(x.call());
            callees.add(x.callee());
        }
        edges.computeIfAbsent(h.lock().key(), k -> new TreeMap<>()).computeIfAbsent(w.lock().key(), k -> new ArrayList<>(2))
                .add(new LockEdge(m, h, w.lock(), w.type(), List.copyOf(calls), List.copyOf(callees), w.taker(), w.taking(), List.copyOf(gates), w.guesses()));
    }

    /** An object that is still being made: no other thread can hold its locks. */
    private boolean initial(Method m, Lock a, Lock b) {
        if (!program.initial(m)) return false;
        return m.isStatic() || own(a.path()) || own(b.path());
    }

    private static boolean own(Path p) {
        return p.start().root() == Path.Root.THIS;
    }

    /** The monitor of an object of a scanned class that a field refers to is the one that the class itself calls this. */
    static Lock known(Lock l) {
        Path p = l.path();
        if (!l.monitor() || p.root() != Path.Root.FIELD || !(p.type().decl() instanceof SourceType s) || p.type().isArray()) return l;
        return new Lock(p, Locks.monitorKey(s), l.mode(), true, l.shared(), l.label(), l.trial());
    }

    static Held known(Held h) {
        if (h.isEmpty()) return h;
        List<Held.Entry> out = new ArrayList<>(h.entries());
        out.replaceAll(e -> known(e.lock()) == e.lock() ? e : new Held.Entry(known(e.lock()), e.must(), e.event(), e.at()));
        return Held.of(out);
    }

    /** Whether a lock can be told by its key in another place. */
    static boolean named(Lock l) {
        if (!l.shared()) return false;
        Path p = l.path();
        if (p.type().isA("java.util.concurrent.Semaphore").yes()) return false;
        for (Path x = p; x != null; x = x.base()) if (x.root() == Path.Root.ELEMENT || x.root() == Path.Root.FRESH) return false;
        return switch (p.root()) {
            case PARAM, LOCAL, CAPTURED, RESULT -> p.type().decl() instanceof SourceType;
            case UNKNOWN -> !l.key().startsWith("java.") && !l.key().startsWith("javax.") && !l.key().startsWith("local:");
            default -> true;
        };
    }

    /** Whether the lock is, or may be, one of those held: then it is not waited for. */
    static boolean holds(List<Held.Entry> held, Lock l) {
        for (Held.Entry h : held) {
            if (!h.lock().key().equals(l.key())) continue;
            if (!given(h.lock().path(), l.path())) return true;
        }
        return false;
    }

    /** Whether the two are the same thing of two objects that a method is given (itself, its parameters): of these alone it is said that they differ. */
    public static boolean given(Path a, Path b) {
        while (a.root() == Path.Root.FIELD && b.root() == Path.Root.FIELD && a.field() == b.field()) {
            a = a.base();
            b = b.base();
        }
        return given(a) && given(b) && !a.equals(b);
    }

    private static boolean given(Path p) {
        return p.root() == Path.Root.THIS || p.root() == Path.Root.PARAM;
    }

    /** The ways from one lock to another, best first. */
    public List<LockEdge> edges(String from, String to) {
        return edges.getOrDefault(from, Map.of()).getOrDefault(to, List.of());
    }

    /** The keys of all locks that are held while another is waited for, in order. */
    public List<String> outers() {
        return List.copyOf(edges.keySet());
    }

    /** The keys of the locks that are waited for while this one is held, in order. */
    public List<String> inners(String outer) {
        return List.copyOf(edges.getOrDefault(outer, Map.of()).keySet());
    }

    /** One way for each pair of locks, best first by order of the keys: what a reader wants to see of the graph. */
    public List<LockEdge> all() {
        List<LockEdge> out = new ArrayList<>();
        edges.values().forEach(m -> m.values().forEach(l -> out.add(l.get(0))));
        return out;
    }
}
