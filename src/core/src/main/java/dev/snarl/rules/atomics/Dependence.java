package dev.snarl.rules.atomics;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the events of a body depend on: the conditions that let control come to them, and the values that values are made of. One use, one thread. */
final class Dependence {
    /** A condition that was asked; identity is the place. */
    record Asked(Node node, Value condition) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Asked a && a.node == node;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(node);
        }
    }

    private static final int DEPTH = 12;
    private final Interpretation in;
    private final Map<Integer, List<Asked>> at = new HashMap<>();

    Dependence(Interpretation in) {
        this.in = in;
        visit(in.typing().body().root(), List.of());
        for (var l : in.typing().body().lambdas()) visit(l.body(), List.of());
    }

    /** The conditions that hold, or do not, where the event happens; outermost first. */
    List<Asked> at(int event) {
        return at.getOrDefault(event, List.of());
    }

    /** Gives the conditions that hold after the node, or null when nothing comes after it. */
    private List<Asked> visit(Node n, List<Asked> active) {
        if (n == null) return active;
        if (n instanceof Event e) {
            at.put(e.id(), active);
            return active;
        }
        if (n instanceof Node.Seq s) {
            List<Asked> now = active;
            for (Node c : s.nodes()) if ((now = visit(c, now)) == null) return null;
            return now;
        }
        if (n instanceof Node.Branch b) {
            List<Asked> inside = with(active, b, b.condition());
            List<Asked> then = visit(b.then(), inside);
            List<Asked> otherwise = visit(b.otherwise(), inside);
            if (then == null) return otherwise;
            return otherwise == null ? then : active;
        }
        if (n instanceof Node.Return || n instanceof Node.Throw || n instanceof Node.Jump) return null;
        if (n instanceof Node.Loop l) {
            List<Asked> inside = l.condition() == null ? active : with(active, l, l.condition());
            visit(l.test(), l.kind() == Node.LoopKind.DO ? active : inside);
            visit(l.body(), l.kind() == Node.LoopKind.DO ? active : inside);
            visit(l.update(), inside);
            return active;
        }
        if (n instanceof Node.Switch s) {
            List<Asked> inside = s.selector() == null ? active : with(active, s, s.selector());
            for (Node.Case c : s.cases()) visit(c.body(), inside);
            return active;
        }
        if (n instanceof Node.Try t) {
            visit(t.resources(), active);
            List<Asked> after = visit(t.body(), active);
            boolean goesOn = after != null;
            for (Node.Catch c : t.catches()) goesOn |= visit(c.body(), active) != null;
            if (t.finallyBody() != null && visit(t.finallyBody(), active) == null) return null;
            return goesOn ? after != null ? after : active : null;
        }
        if (n instanceof Node.Sync s) return visit(s.body(), active);
        if (n instanceof Node.Labeled l) {
            visit(l.body(), active);
            return active;
        }
        if (n instanceof Node.Assert a) visit(a.test(), active);
        return active;
    }

    private static List<Asked> with(List<Asked> active, Node n, Value condition) {
        List<Asked> out = new ArrayList<>(active);
        out.add(new Asked(n, condition));
        return out;
    }

    /**
     * Finds a value that the given one is made of, itself included, and that the test accepts: operands, arguments and receivers of calls, and what its
     * locals were assigned before an event.
     */
    Value made(Value v, int before, Predicate<Value> test) {
        return made(v, before, test, new HashSet<>(), 0);
    }

    private Value made(Value v, int before, Predicate<Value> test, Set<Integer> locals, int depth) {
        if (v == null || depth > DEPTH) return null;
        if (test.test(v)) return v;
        if (v instanceof Value.Local l) {
            if (!locals.add(l.index())) return null;
            for (Event e : in.events()) {
                if (e instanceof Event.Assign a && a.local() == l.index() && a.id() < before) {
                    Value found = made(a.value(), before, test, locals, depth + 1);
                    if (found != null) return found;
                }
            }
            return null;
        }
        for (Value part : parts(v)) {
            Value found = made(part, before, test, locals, depth + 1);
            if (found != null) return found;
        }
        return null;
    }

    private List<Value> parts(Value v) {
        if (v instanceof Value.Unary u) return List.of(u.operand());
        if (v instanceof Value.Cast c) return List.of(c.operand());
        if (v instanceof Value.InstanceOf i) return List.of(i.operand());
        if (v instanceof Value.Binary b) return List.of(b.left(), b.right());
        if (v instanceof Value.Element e) return List.of(e.array(), e.index());
        if (v instanceof Value.Field f) return List.of(f.base());
        List<Value> out = new ArrayList<>();
        if (v instanceof Value.Choice c) {
            if (c.condition() != null) out.add(c.condition());
            out.addAll(c.values());
        } else if (v instanceof Value.Result r) {
            Event e = in.typing().event(r.event());
            if (e instanceof Event.Call c) {
                if (c.receiver() != null) out.add(c.receiver());
                out.addAll(c.args());
            } else if (e instanceof Event.New n && n.type().dims() == 0) {
                out.addAll(n.args());
            }
        }
        return out;
    }
}
