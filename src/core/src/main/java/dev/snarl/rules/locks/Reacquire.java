package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Acquisition;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a thread takes a lock that it holds already, by its own code or by a method of the same object that it calls. One use, one thread. */
final class Reacquire {
    private static final int DEPTH = 3;

    /**
     * @param held  the hold that stands in the way
     * @param mode  how it is taken again
     * @param at    in the method that holds it: the taking call, or the call that leads to it
     * @param where the method that takes it again
     * @param there where it does so
     * @param trial the second taking does not wait for ever
     * @param call  what is called at {@code at}
     */
    record Second(Held.Entry held, LockMode mode, Span at, Method where, Span there, boolean trial, String call) {}

    private final Program program;

    Reacquire(Program program) {
        this.program = program;
    }

    /** All of one body, direct ones first. */
    List<Second> of(Interpretation in) {
        List<Second> out = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (Acquisition a : in.acquisitions()) {
            if (a.event() < 0 || a.lock().monitor() || !(in.events()[a.event()] instanceof Event.Call c) || c.name().startsWith("tryConvert") || a.helper()) continue;
            Held.Entry e = entry(a.before(), a.lock());
            if (e != null && LockKinds.stable(in, a.lock().path()) && told.add(c.id())) out.add(new Second(e, a.lock().mode(), c.span(), in.method(), c.span(), a.lock().trial(), c.name()));
        }
        for (CallEdge e : program.calls().edgesFrom(in.method())) {
            if (e.reference() || e.callees().size() != 1 || in.heldAt(e.event()).isEmpty() || !told.add(e.event())) continue;
            // Inside a lambda that runs now the lock is held as well; in others it is not.
            if (!e.inCallersThread()) continue;
            for (Held.Entry h : in.heldAt(e.event()).entries()) {
                if (!h.must() || h.lock().monitor() || h.event() < 0 || !nameable(h.lock().path())) continue;
                Second s = through(in, h, e, e.callees().get(0), DEPTH, new HashSet<>());
                if (s != null) {
                    out.add(s);
                    break;
                }
            }
        }
        return out;
    }

    private Second through(Interpretation in, Held.Entry held, CallEdge e, Method callee, int depth, Set<Method> seen) {
        if (!callee.hasBody() || !seen.add(callee) || !sameObject(held.lock().path(), e)) return null;
        Interpretation there = program.interpret(callee);
        if (asks(there)) return null;
        for (Acquisition a : there.acquisitions()) {
            if (a.event() < 0 || a.lambda() >= 0 || a.helper() || a.lock().monitor() || !a.lock().key().equals(held.lock().key()) || !nameable(a.lock().path())) continue;
            if (!(there.events()[a.event()] instanceof Event.Call c) || c.name().startsWith("tryConvert") || givenBackBefore(there, a)) continue;
            // A second read hold is the first one's own matter.
            return new Second(held, a.lock().mode(), e.span(), callee, a.span(), a.lock().trial(), callee.name());
        }
        if (depth <= 1) return null;
        for (CallEdge next : program.calls().edgesFrom(callee)) {
            if (next.reference() || !next.inCallersThread() || next.callees().size() != 1 || releasedAt(there, next.event(), held.lock())) continue;
            Second s = through(there, held, next, next.callees().get(0), depth - 1, seen);
            if (s != null) return new Second(held, s.mode(), e.span(), s.where(), s.there(), s.trial(), callee.name());
        }
        return null;
    }

    /** The callee works on the object whose lock it is. */
    private static boolean sameObject(Path lock, CallEdge e) {
        Path start = lock.start();
        return start.root() == Path.Root.CLASS || e.receiver().isThis();
    }

    /** A field of this object, or a static: one name for one lock in all methods of the object. */
    private static boolean nameable(Path p) {
        return p.root() == Path.Root.FIELD && (p.base().isThis() || p.base().root() == Path.Root.CLASS);
    }

    private static Held.Entry entry(Held before, Lock lock) {
        Held.Entry found = null;
        for (Held.Entry h : before.entries()) {
            if (h.lock().monitor() || h.event() < 0 || !h.lock().path().equals(lock.path())) continue;
            if (!h.must()) return null;
            // The strongest hold decides.
            if (found == null || h.lock().mode() == LockMode.EXCLUSIVE) found = h;
        }
        return found;
    }

    /** A body that asks whether the lock is held knows what it does. */
    private boolean asks(Interpretation in) {
        for (Event e : in.events()) if (e instanceof Event.Call c && LockKinds.fact(program, in, c, Role.HOLDS) != null) return true;
        return false;
    }

    private static boolean givenBackBefore(Interpretation in, Acquisition a) {
        for (Event e : in.events()) {
            if (e.id() < a.event() && e instanceof Event.Call c && in.releases(c.id()).stream().anyMatch(l -> l.key().equals(a.lock().key()))) return true;
        }
        return false;
    }

    private static boolean releasedAt(Interpretation in, int event, Lock lock) {
        for (Event e : in.events()) {
            if (e.id() < event && e instanceof Event.Call c && in.releases(c.id()).stream().anyMatch(l -> l.key().equals(lock.key()))) return true;
        }
        return false;
    }
}
