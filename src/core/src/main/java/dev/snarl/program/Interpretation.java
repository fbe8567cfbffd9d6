package dev.snarl.program;

import dev.snarl.facts.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * What a body does, with the locks held at each event. Made anew when asked for; used by one thread.
 * Locks that every caller holds are not in here: see {@link Program#heldAt}.
 */
public final class Interpretation {
    private final Typing typing;
    private final Locks locks;
    private final Held[] heldAt;
    private final LambdaContext[] lambdas;
    private final List<Acquisition> acquisitions;
    private final List<Exit> exits;
    private final List<SyncRegion> regions;
    private final LockCalls lockCalls;
    private final WrapperLocks wrappers;

    /** A synchronized statement with the value it locks. */
    public record SyncRegion(dev.snarl.facts.Node.Sync node, Lock lock, int lambda) {}

    Interpretation(Typing typing, Locks locks, Held[] heldAt, LambdaContext[] lambdas, List<Acquisition> acquisitions, List<SyncRegion> regions,
                   List<Exit> exits, LockCalls lockCalls, WrapperLocks wrappers) {
        this.typing = typing;
        this.locks = locks;
        this.heldAt = heldAt;
        this.lambdas = lambdas;
        this.acquisitions = acquisitions;
        this.regions = regions;
        this.exits = exits;
        this.lockCalls = lockCalls;
        this.wrappers = wrappers;
    }

    public Method method() {
        return typing.method();
    }

    public Typing typing() {
        return typing;
    }

    public Locks locks() {
        return locks;
    }

    public Event[] events() {
        return typing.index().events;
    }

    /** The locks that the body itself holds at an event; empty for code that is never reached. */
    public Held heldAt(int event) {
        return heldAt[event] == null ? Held.NONE : heldAt[event];
    }

    public boolean reached(int event) {
        return heldAt[event] != null;
    }

    public LambdaContext lambda(int index) {
        return lambdas[index];
    }

    /** True when an event runs in the thread of the method's caller, before the method returns. */
    public boolean inCallersThread(int event) {
        int l = typing.lambdaOf(event);
        while (l >= 0) {
            if (lambdas[l].runs() != Runs.IMMEDIATE) return false;
            l = typing.body().lambdas().get(l).outer();
        }
        return true;
    }

    /** The innermost lambda around an event that does not run in the thread of the code around it (or may not), or -1: whose thread the event runs in. */
    public int escapingLambda(int event) {
        return escapingFrom(typing.lambdaOf(event));
    }

    /** The innermost lambda, itself included, around a lambda that does not run in the caller's thread (or may not), or -1. */
    int escapingFrom(int lambda) {
        for (int l = lambda; l >= 0; l = typing.body().lambdas().get(l).outer()) {
            if (lambdas[l].runs() != Runs.IMMEDIATE) return l;
        }
        return -1;
    }

    public List<Acquisition> acquisitions() {
        return acquisitions;
    }

    public List<SyncRegion> regions() {
        return regions;
    }

    public List<Exit> exits() {
        return exits;
    }

    /** The locks that calls of this body give back, themselves or by a scanned method that they call, in order; for a known or possible one alike. */
    public List<Lock> released() {
        List<Lock> out = new ArrayList<>();
        for (int e = lockCalls.events().nextSetBit(0); e >= 0; e = lockCalls.events().nextSetBit(e + 1)) out.addAll(releases(e));
        return out;
    }

    /** The locks that one call gives back. */
    public List<Lock> releases(int event) {
        List<Lock> out = new ArrayList<>(1);
        for (LockCalls.Operation o : lockCalls.of(event)) {
            if (o.kind() == LockCalls.Kind.RELEASE || o.kind() == LockCalls.Kind.MAY_RELEASE) out.add(o.lock());
        }
        return out;
    }

    /**
     * The locks held while a function runs that is handed to a call as an argument and runs there at once: those held at the call, and those that the
     * called method takes around it.
     */
    public Held heldAround(int event, int arg) {
        Held h = heldAt(event);
        return wrappers == null ? h : wrappers.around(typing, locks, event, arg, h);
    }
}
