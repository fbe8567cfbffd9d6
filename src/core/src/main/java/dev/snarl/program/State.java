package dev.snarl.program;

import dev.snarl.facts.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One way to have come to a point of a body: the locks held, and what is known of conditions on that way. Immutable.
 *
 * @param held   the locks held, in the order they were taken
 * @param owed   locks given back though this body had not taken them: the caller's
 * @param known  conditions by key (see {@link Conditions}): yes, no, or {@link Tri#UNKNOWN} for a call that was passed over on this way
 * @param cause  for an exception under way what threw it first, else null; does not tell states apart
 * @param after  what follows the finally bodies that are being run, innermost first: indices of pending ways out
 */
record State(Held held, List<Lock> owed, Map<String, Tri> known, Node cause, After after) {
    /** A list of the ways out that wait for the end of a finally body. */
    record After(int way, After rest, int depth) {}

    State(Held held) {
        this(held, List.of(), Map.of(), null, null);
    }

    State with(Held value) {
        return value == held ? this : new State(value, owed, known, cause, after);
    }

    State withCause(Node value) {
        return new State(held, owed, known, value, after);
    }

    State withKnown(Map<String, Tri> value) {
        return value == known ? this : new State(held, owed, value, cause, after);
    }

    State knowing(String key, Tri value) {
        if (known.get(key) == value) return this;
        Map<String, Tri> out = new HashMap<>(known);
        out.put(key, value);
        return withKnown(out);
    }

    /** With what another state knows under some keys. */
    State learning(State from, java.util.function.Predicate<String> keys) {
        Map<String, Tri> out = new HashMap<>(known);
        from.known.forEach((k, v) -> {
            if (keys.test(k)) out.put(k, v);
        });
        return out.equals(known) ? this : withKnown(out);
    }

    State forgetting(java.util.function.Predicate<String> keys) {
        if (known.isEmpty() || known.keySet().stream().noneMatch(keys)) return this;
        Map<String, Tri> out = new HashMap<>(known);
        out.keySet().removeIf(keys);
        return withKnown(out);
    }

    State owing(Lock l) {
        List<Lock> out = new ArrayList<>(owed);
        out.add(l);
        return new State(held, out, known, cause, after);
    }

    State enter(int way) {
        return new State(held, owed, known, cause, new After(way, after, depth() + 1));
    }

    int depth() {
        return after == null ? 0 : after.depth();
    }

    /** Without the finally bodies deeper than that. */
    State leave(int depth) {
        After w = after;
        while (w != null && w.depth() > depth) w = w.rest();
        return w == after ? this : new State(held, owed, known, cause, w);
    }

    /** At the end of a statement: the results of its calls are not asked for again. */
    State settled() {
        return forgetting(Conditions::isEvent);
    }

    /** Whether two states can be one: they differ in lasting knowledge alone. */
    boolean alike(State o) {
        return held.equals(o.held) && owed.equals(o.owed) && Objects.equals(after, o.after) && (known.equals(o.known) || sameResults(o));
    }

    private boolean sameResults(State o) {
        for (String k : known.keySet()) if (Conditions.isEvent(k) && known.get(k) != o.known.get(k)) return false;
        for (String k : o.known.keySet()) if (Conditions.isEvent(k) && !known.containsKey(k)) return false;
        return true;
    }

    /** What both ways know. */
    State meet(State o) {
        if (known.equals(o.known)) return this;
        Map<String, Tri> out = new HashMap<>();
        known.forEach((k, v) -> {
            if (o.known.get(k) == v) out.put(k, v);
        });
        return withKnown(out.isEmpty() ? Map.of() : out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State o && alike(o) && known.equals(o.known);
    }

    @Override
    public int hashCode() {
        return held.hashCode() * 31 + known.hashCode();
    }
}
