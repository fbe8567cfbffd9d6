package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * All ways to have come to a point of a body: few states, as those with the same locks are one. Immutable; empty where the point is never reached.
 */
final class Flow {
    /** More states than this (for each way out of a finally body) are blurred into one. */
    private static final int MOST = 24;
    static final Flow DEAD = new Flow(List.of());
    private final List<State> states;

    private Flow(List<State> states) {
        this.states = states;
    }

    static Flow of(State s) {
        return new Flow(List.of(s));
    }

    List<State> states() {
        return states;
    }

    boolean dead() {
        return states.isEmpty();
    }

    /** For certain only what is held on all ways. */
    Held held() {
        Held h = null;
        for (State s : states) h = h == null ? s.held() : Held.join(h, s.held());
        return h == null ? Held.NONE : h;
    }

    boolean holds(Lock l) {
        for (State s : states) if (s.held().has(l)) return true;
        return false;
    }

    /** Each state changed; a null drops it. */
    Flow map(UnaryOperator<State> change) {
        if (states.size() == 1) {
            State s = change.apply(states.get(0));
            return s == null ? DEAD : s == states.get(0) ? this : of(s);
        }
        List<State> out = new ArrayList<>(states.size());
        boolean same = true;
        for (State s : states) {
            State n = change.apply(s);
            same &= n == s;
            if (n != null) add(out, n);
        }
        return same ? this : new Flow(out);
    }

    /** Each state becomes any number of states. */
    Flow fork(Function<State, List<State>> change) {
        List<State> out = new ArrayList<>(states.size() + 2);
        for (State s : states) for (State n : change.apply(s)) if (!out.contains(n)) out.add(n);
        return new Flow(out);
    }

    static Flow join(Flow a, Flow b) {
        if (a == null || a.dead()) return b == null ? DEAD : b;
        if (b == null || b.dead() || a == b) return a;
        List<State> out = new ArrayList<>(a.states.size() + b.states.size());
        for (State s : a.states) add(out, s);
        for (State s : b.states) add(out, s);
        return new Flow(bounded(out));
    }

    private static void add(List<State> out, State s) {
        for (int i = 0; i < out.size(); i++) {
            if (out.get(i).alike(s)) {
                out.set(i, out.get(i).meet(s));
                return;
            }
        }
        out.add(s);
    }

    private static List<State> bounded(List<State> list) {
        if (list.size() <= MOST) return list;
        List<State> out = new ArrayList<>();
        List<State.After> after = new ArrayList<>();
        for (State s : list) if (!after.contains(s.after())) after.add(s.after());
        for (State.After w : after) {
            List<State> own = new ArrayList<>();
            for (State s : list) if (java.util.Objects.equals(s.after(), w)) own.add(s);
            if (own.size() <= MOST) {
                out.addAll(own);
                continue;
            }
            State one = own.get(0);
            for (State s : own) one = one.meet(s).with(Held.join(one.held(), s.held()));
            out.add(one);
        }
        return out;
    }

    boolean sameAs(Flow o) {
        return states.size() == o.states.size() && states.containsAll(o.states);
    }
}
