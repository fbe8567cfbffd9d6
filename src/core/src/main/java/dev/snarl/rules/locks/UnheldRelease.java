package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Acquisition;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Nodes;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.List;

/** Finds the ways on which a body gives back what it has not got, though on other ways it has. One use, one thread. */
final class UnheldRelease {
    enum Why {
        /** The taking call may end with InterruptedException, inside the try whose finally gives back. */
        INTERRUPTED,
        /** The taking call may say no. */
        REFUSED,
        /** Something before the taking call may throw, inside that try. */
        EARLIER_CALL,
        /** A return or throw before the taking call, inside that try. */
        EARLIER_EXIT,
        /** It is given back before already. */
        TWICE,
        /** The taking call itself stands inside that try; it fails hardly ever. */
        INSIDE
    }

    /** @param at what goes wrong: the taking call, the call before it, the exit, or the other release */
    record Lapse(Why why, Event.Call release, Event.Call taking, Lock lock, Span at, Event thrower) {}

    private final Program program;
    private final Interpretation in;
    private final String kind;

    UnheldRelease(Program program, Interpretation in, String kind) {
        this.program = program;
        this.in = in;
        this.kind = kind;
    }

    List<Lapse> lapses() {
        List<Lapse> out = new ArrayList<>();
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || !in.reached(c.id())) continue;
            if (!LockKinds.is(LockKinds.fact(program, in, c, Role.RELEASE), kind)) continue;
            List<Lock> released = in.releases(c.id());
            if (released.size() != 1 || !LockKinds.stable(in, released.get(0).path())) continue;
            Lapse l = lapse(c, released.get(0));
            if (l != null) out.add(l);
        }
        return out;
    }

    private Lapse lapse(Event.Call release, Lock lock) {
        List<Acquisition> taken = new ArrayList<>();
        for (Acquisition a : in.acquisitions()) {
            if (!a.lock().monitor() && a.lock().path().equals(lock.path()) && a.lock().mode() == lock.mode()) taken.add(a);
        }
        if (taken.isEmpty()) return null;
        boolean must = false, may = false;
        for (Held.Entry h : in.heldAt(release.id()).entries()) {
            if (h.lock().monitor() || !h.lock().path().equals(lock.path()) || h.lock().mode() != lock.mode()) continue;
            must |= h.must();
            may = true;
            boolean seen = false;
            for (Acquisition a : taken) seen |= a.event() == h.event();
            if (!seen) return null;
        }
        for (Acquisition a : taken) if (a.helper() || !(in.events()[a.event()] instanceof Event.Call)) return null;
        for (Held.Entry h : program.entryLocks(in.method()).entries()) if (h.lock().key().equals(lock.key())) return null;
        Node.Try t = finallyAround(release);
        if (must) return t == null || !kind.isEmpty() ? null : inside(release, lock, taken, t);
        if (!may) return t == null ? null : twice(release, lock, taken, t);
        return t == null ? refused(release, lock, taken) : around(release, lock, taken, t);
    }

    private Lapse around(Event.Call release, Lock lock, List<Acquisition> taken, Node.Try t) {
        Lapse refused = refused(release, lock, taken);
        for (Acquisition a : taken) {
            Event.Call call = (Event.Call) in.events()[a.event()];
            if (!within(t.body(), call)) continue;
            Span exit = exitBefore(t.body(), call);
            if (exit != null) return new Lapse(Why.EARLIER_EXIT, release, call, lock, exit, null);
            Event thrower = throwerBefore(t.body(), call, lock);
            if (thrower != null) return new Lapse(Why.EARLIER_CALL, release, call, lock, thrower.span(), thrower);
            MethodFact f = fact(call);
            if (LockKinds.interruptible(f)) return new Lapse(Why.INTERRUPTED, release, call, lock, call.span(), null);
        }
        return refused != null ? refused : twice(release, lock, taken, t);
    }

    /** Given back in the try already, and not taken again behind that. */
    private Lapse twice(Event.Call release, Lock lock, List<Acquisition> taken, Node.Try t) {
        if (!kind.isEmpty()) return null;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c == release || !within(t.body(), c) || !LockKinds.is(LockKinds.fact(program, in, c, Role.RELEASE), kind) || in.releases(c.id()).stream().noneMatch(l -> l.path().equals(lock.path()) && l.mode() == lock.mode())) continue;
            Acquisition before = null;
            boolean again = false;
            for (Acquisition a : taken) {
                if (a.event() < c.id()) before = a;
                else if (a.event() < release.id()) again = true;
            }
            if (before != null && !again) return new Lapse(Why.TWICE, release, (Event.Call) in.events()[before.event()], lock, c.span(), null);
        }
        return null;
    }

    private Lapse refused(Event.Call release, Lock lock, List<Acquisition> taken) {
        for (Acquisition a : taken) {
            Event.Call call = (Event.Call) in.events()[a.event()];
            // A dropped answer is ignored-sync-status.
            if (a.lock().trial() && call.resultUsed() && call.id() < release.id()) return new Lapse(Why.REFUSED, release, call, lock, call.span(), null);
        }
        return null;
    }

    private Lapse inside(Event.Call release, Lock lock, List<Acquisition> taken, Node.Try t) {
        if (taken.size() != 1) return null;
        // With several locks in one try there is no better place for the second.
        for (Acquisition a : in.acquisitions()) if (a.event() >= 0 && a.event() != taken.get(0).event() && within(t.body(), in.events()[a.event()])) return null;
        Event.Call call = (Event.Call) in.events()[taken.get(0).event()];
        return within(t.body(), call) && !taken.get(0).lock().trial() && !LockKinds.interruptible(fact(call)) ? new Lapse(Why.INSIDE, release, call, lock, call.span(), null) : null;
    }

    private MethodFact fact(Event.Call c) {
        MethodFact f = LockKinds.fact(program, in, c, Role.ACQUIRE);
        return f != null ? f : LockKinds.fact(program, in, c, Role.TRY_ACQUIRE);
    }

    /** The innermost try whose finally gives back. */
    private Node.Try finallyAround(Event.Call release) {
        Node.Try[] found = new Node.Try[1];
        Nodes.walk(code(release), n -> {
            if (n instanceof Node.Try t && t.hasFinally() && within(t.finallyBody(), release)) found[0] = t;
        });
        return found[0];
    }

    private Node code(Event e) {
        int l = in.typing().lambdaOf(e.id());
        return l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body();
    }

    private static boolean within(Node n, Event e) {
        boolean[] found = new boolean[1];
        Nodes.walk(n, x -> found[0] |= x == e);
        return found[0];
    }

    /** A return or throw of the try body, in front of the taking call. */
    private static Span exitBefore(Node body, Event.Call call) {
        Span[] found = new Span[1];
        Nodes.walk(body, n -> {
            Span at = n instanceof Node.Return r ? r.span() : n instanceof Node.Throw t ? t.span() : null;
            if (at != null && found[0] == null && at.compareTo(call.span()) < 0) found[0] = at;
        });
        return found[0];
    }

    private Event throwerBefore(Node body, Event.Call call, Lock lock) {
        Event[] found = new Event[1];
        Nodes.walk(body, n -> {
            if (found[0] != null || !(n instanceof Event c) || c.id() >= call.id() || !in.reached(c.id()) || !program.mayThrow(in, c)) return;
            for (Held.Entry h : in.heldAt(c.id()).entries()) if (h.lock().path().equals(lock.path())) return;
            found[0] = c;
        });
        return found[0];
    }
}
