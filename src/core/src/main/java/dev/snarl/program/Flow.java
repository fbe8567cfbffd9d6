package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;

/**
 * The abstract state of a body at one point: the locks held, and which values stand for "the lock was obtained".
 * Mutable while one path is followed; copied where paths part.
 */
final class Flow {
    /** If the local (or the call with that event id) is true, the lock is held, taken by that event. */
    record Implied(boolean local, int id, Lock lock, int event, dev.snarl.facts.Span at) {}

    Held held;
    List<Implied> implied;
    /** Locals known to be false on this path: an implication from them holds for nothing. */
    long falseLocals;
    boolean dead;

    Flow(Held held) {
        this.held = held;
        this.implied = List.of();
    }

    Flow copy() {
        Flow f = new Flow(held);
        f.implied = implied;
        f.falseLocals = falseLocals;
        f.dead = dead;
        return f;
    }

    static Flow unreachable() {
        Flow f = new Flow(Held.NONE);
        f.dead = true;
        return f;
    }

    void imply(Implied i) {
        List<Implied> out = new ArrayList<>(implied);
        out.add(i);
        implied = out;
    }

    void forgetLocal(int local) {
        if (local < 64) falseLocals &= ~(1L << local);
        boolean any = false;
        for (Implied i : implied) any |= i.local() && i.id() == local;
        if (!any) return;
        List<Implied> out = new ArrayList<>(implied);
        out.removeIf(i -> i.local() && i.id() == local);
        implied = out;
    }

    private boolean isFalse(int local) {
        return local < 64 && (falseLocals & 1L << local) != 0;
    }

    void setFalse(int local) {
        if (local < 64) falseLocals |= 1L << local;
    }

    /** The state where two paths meet. */
    static Flow join(Flow a, Flow b) {
        if (a == null || a.dead) return b == null ? a : b.copy();
        if (b == null || b.dead) return a.copy();
        Flow f = new Flow(Held.join(a.held, b.held));
        f.falseLocals = a.falseLocals & b.falseLocals;
        if (!a.implied.isEmpty() || !b.implied.isEmpty()) {
            List<Implied> out = new ArrayList<>();
            for (Implied i : a.implied) if (b.implied.contains(i) || i.local() && b.isFalse(i.id())) out.add(i);
            for (Implied i : b.implied) if (!out.contains(i) && i.local() && a.isFalse(i.id())) out.add(i);
            f.implied = out;
        }
        return f;
    }

    boolean sameAs(Flow o) {
        return o != null && dead == o.dead && held.equals(o.held) && implied.equals(o.implied) && falseLocals == o.falseLocals;
    }
}
