package dev.snarl.program;

import dev.snarl.facts.Mods;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The locks that every caller holds when it calls a method: for methods whose callers are all known (private, or not visible outside the package and
 * overriding nothing). The greatest fixpoint over the call graph; a method that nobody calls has none.
 */
final class EntryLocks {
    private static final int ROUNDS = 12;
    private final Held[] entry;
    private final boolean stoppedEarly;

    EntryLocks(Universe universe, CallGraph calls, Summary[] summaries, Set<Method> tasks) {
        List<Method> methods = universe.methods();
        entry = new Held[methods.size()];
        List<Method> open = new ArrayList<>();
        boolean[] closed = new boolean[methods.size()];
        for (Method m : methods) {
            if (!calls.edgesTo(m).isEmpty() && callersKnown(m) && !tasks.contains(m)) open.add(m);
            else closed[m.id()] = true;
        }
        for (int i = 0; i < entry.length; i++) if (closed[i]) entry[i] = Held.NONE;
        anonymous(universe, summaries);
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            for (Method m : open) {
                // Locks only go: a method without any stays so.
                Held now = entry[m.id()];
                if (now != null && now.isEmpty() && round > 0) continue;
                Held h = meet(m, calls);
                if (h != null && !h.equals(entry[m.id()])) {
                    entry[m.id()] = h;
                    changed = true;
                }
            }
        }
        stoppedEarly = changed;
        // Stopped early, or called only by itself: believe nothing.
        for (Method m : open) if (entry[m.id()] == null || changed) entry[m.id()] = entry[m.id()] == null ? Held.NONE : stable(m, calls);
        anonymousInside(universe, summaries);
    }

    /** Such a class is handed over in a method whose callers may hold locks too. */
    private void anonymousInside(Universe universe, Summary[] summaries) {
        for (Method host : universe.methods()) {
            Held outer = entry[host.id()];
            if (outer == null || outer.isEmpty()) continue;
            summaries[host.id()].anonymous().forEach((type, use) -> {
                if (use.runs() != Runs.IMMEDIATE) return;
                for (Method m : type.methods()) {
                    if (m.facts().isInitializer()) continue;
                    List<Held.Entry> kept = new ArrayList<>(entry[m.id()] == null ? List.of() : entry[m.id()].entries());
                    for (Held.Entry e : outer.entries()) kept.add(keyed(e));
                    entry[m.id()] = Held.of(kept);
                }
            });
        }
    }

    private Held stable(Method m, CallGraph calls) {
        Held h = meet(m, calls);
        return h == null ? Held.NONE : Held.join(entry[m.id()], h);
    }

    /** Methods of an anonymous class that is handed to a call which runs it at once hold what that call holds. */
    private void anonymous(Universe universe, Summary[] summaries) {
        for (Summary s : summaries) {
            s.anonymous().forEach((type, use) -> {
                if (use.runs() != Runs.IMMEDIATE) return;
                List<Held.Entry> kept = new ArrayList<>();
                for (Held.Entry e : use.held().must()) kept.add(keyed(e));
                for (Method m : type.methods()) if (!m.facts().isInitializer()) entry[m.id()] = Held.of(kept);
            });
        }
    }

    static boolean callersKnown(Method m) {
        if (!m.hasBody() || m.facts().isInitializer() && !m.facts().isConstructor()) return false;
        if (m.isPrivate()) return true;
        boolean hidden = !m.is(Mods.PUBLIC) && !m.owner().isInterface() || hiddenType(m.owner());
        return hidden && !m.facts().isConstructor() && !overrides(m);
    }

    private static boolean hiddenType(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) if (s.facts().is(Mods.PRIVATE) || s.facts().isAnonymous() || s.facts().outerMethod() >= 0) return true;
        return false;
    }

    /** Whether it overrides or implements anything, or may: then calls may come from code that is not scanned. */
    static boolean overrides(Method m) {
        if (m.isStatic() || m.facts().isInitializer()) return false;
        List<Decl> decls = m.owner().ancestry().decls();
        if (!m.owner().ancestry().complete()) return true;
        for (int i = 1; i < decls.size(); i++) {
            for (MethodDecl o : decls.get(i).ownMethods(m.name())) {
                // What overrides a scanned method that is itself hidden is called through that one: such calls are in the graph.
                boolean hidden = o instanceof Method s && (!s.is(Mods.PUBLIC) && !s.owner().isInterface() || hiddenType(s.owner()));
                if (!o.is(Mods.PRIVATE) && !hidden && Members.sameErasure(o, m)) return true;
            }
        }
        return false;
    }

    private Held meet(Method m, CallGraph calls) {
        Held all = null;
        for (CallEdge e : calls.edgesTo(m)) {
            // A constructor calls it on an object that nobody else knows yet.
            if (e.caller().facts().isInitializer() && e.receiver().isThis() && e.inCallersThread() && !m.isStatic()) continue;
            Held caller = e.inCallersThread() ? entry[e.caller().id()] : Held.NONE;
            if (caller == null) continue;
            Held here = translate(e, caller);
            all = all == null ? here : intersect(all, here);
            if (all.isEmpty()) return all;
        }
        return all;
    }

    private static Held translate(CallEdge e, Held caller) {
        if (caller.isEmpty() && e.held().isEmpty()) return Held.NONE;
        List<Held.Entry> out = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Held.Entry h : caller.entries()) add(h, e, out, keys);
        for (Held.Entry h : e.held().entries()) if (h.must()) add(h, e, out, keys);
        return Held.of(out);
    }

    private static void add(Held.Entry h, CallEdge e, List<Held.Entry> out, Set<String> keys) {
        if (!h.lock().shared() || !keys.add(h.lock().key() + h.lock().mode())) return;
        out.add(new Held.Entry(inCallee(h.lock(), e), true, -1, h.at()));
    }

    private static Held.Entry keyed(Held.Entry h) {
        Lock l = h.lock();
        return new Held.Entry(new Lock(Path.UNKNOWN, l.key(), l.mode(), l.monitor(), l.shared(), l.label(), l.trial()), true, -1, h.at());
    }

    /** The lock as the callee names it; by its key alone where the callee has no name for it. */
    static Lock inCallee(Lock l, CallEdge e) {
        Path p = rename(l.path(), e);
        return new Lock(p, l.key(), l.mode(), l.monitor(), l.shared(), l.label(), l.trial());
    }

    private static Path rename(Path p, CallEdge e) {
        if (!p.known()) return Path.UNKNOWN;
        Method callee = e.callees().get(0);
        if (e.receiver().known() && p.equals(e.receiver())) return Path.self(callee.owner());
        for (int i = 0; i < e.args().size(); i++) if (e.args().get(i).known() && p.equals(e.args().get(i))) return Path.param(i, p.type());
        if (p.start().root() == Path.Root.CLASS) return p;
        if (p.root() == Path.Root.FIELD) {
            Path b = rename(p.base(), e);
            return b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
        }
        return Path.UNKNOWN;
    }

    private static Held intersect(Held a, Held b) {
        if (b.isEmpty()) return b;
        List<Held.Entry> out = new ArrayList<>();
        for (Held.Entry x : a.entries()) {
            for (Held.Entry y : b.entries()) {
                if (!x.lock().key().equals(y.lock().key())) continue;
                LockMode mode = x.lock().mode() == LockMode.READ || y.lock().mode() == LockMode.READ ? LockMode.READ : LockMode.EXCLUSIVE;
                Path p = x.lock().path().equals(y.lock().path()) ? x.lock().path() : Path.UNKNOWN;
                Lock l = x.lock();
                out.add(new Held.Entry(new Lock(p, l.key(), mode, l.monitor(), l.shared(), l.label(), l.trial()), true, -1, x.at()));
                break;
            }
        }
        return Held.of(out);
    }

    /** The rounds ended before the locks of all methods were settled: those of the others are not believed. */
    boolean stoppedEarly() {
        return stoppedEarly;
    }

    Held of(Method m) {
        return entry[m.id()];
    }
}
