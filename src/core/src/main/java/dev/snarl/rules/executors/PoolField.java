package dev.snarl.rules.executors;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.program.Fate;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Typing;
import java.util.List;
import java.util.Set;

/** What happens around an assignment to a field that may hold a pool already. */
final class PoolField {
    private PoolField() {}

    /** Whether the event stands in a branch or loop whose condition looks at the field, or at anything that the field was read into. */
    static boolean guarded(Fates fates, Typing t, Field f, int event) {
        return under(fates, t, f, t.body().root(), event, false) || earlyReturn(fates, t, f, t.body().root());
    }

    private static boolean under(Fates fates, Typing t, Field f, Node n, int event, boolean asked) {
        if (n instanceof Event e) return asked && e.id() == event;
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) if (under(fates, t, f, c, event, asked)) return true;
        } else if (n instanceof Node.Branch b) {
            boolean here = asked || looksAt(fates, t, f, b.condition(), 0);
            return under(fates, t, f, b.then(), event, here) || under(fates, t, f, b.otherwise(), event, here);
        } else if (n instanceof Node.Loop l) {
            return under(fates, t, f, l.body(), event, asked);
        } else if (n instanceof Node.Sync s) {
            return under(fates, t, f, s.body(), event, asked);
        } else if (n instanceof Node.Try y) {
            if (under(fates, t, f, y.body(), event, asked)) return true;
            for (Node.Catch c : y.catches()) if (under(fates, t, f, c.body(), event, asked)) return true;
            return y.finallyBody() != null && under(fates, t, f, y.finallyBody(), event, asked);
        } else if (n instanceof Node.Labeled l) {
            return under(fates, t, f, l.body(), event, asked);
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) if (under(fates, t, f, c.body(), event, asked)) return true;
        }
        return false;
    }

    /** {@code if (pool != null) return;} */
    private static boolean earlyReturn(Fates fates, Typing t, Field f, Node n) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) if (earlyReturn(fates, t, f, c)) return true;
        } else if (n instanceof Node.Sync s) {
            return earlyReturn(fates, t, f, s.body());
        } else if (n instanceof Node.Try y) {
            return earlyReturn(fates, t, f, y.body());
        } else if (n instanceof Node.Branch b) {
            return looksAt(fates, t, f, b.condition(), 0);
        }
        return false;
    }

    private static boolean looksAt(Fates fates, Typing t, Field f, Value v, int depth) {
        if (v == null || depth > 8) return false;
        if (v instanceof Value.Name || v instanceof Value.Field) return fates.field(t, v) == f;
        if (v instanceof Value.Binary b) return looksAt(fates, t, f, b.left(), depth + 1) || looksAt(fates, t, f, b.right(), depth + 1);
        if (v instanceof Value.Unary u) return looksAt(fates, t, f, u.operand(), depth + 1);
        if (v instanceof Value.Local l) return looksAt(fates, t, f, t.body().locals().get(l.index()).initial(), depth + 1);
        if (v instanceof Value.InstanceOf i) return looksAt(fates, t, f, i.operand(), depth + 1);
        if (v instanceof Value.Result r && t.event(r.event()) instanceof Event.Call c) {
            if (looksAt(fates, t, f, c.receiver(), depth + 1)) return true;
            for (Value a : c.args()) if (looksAt(fates, t, f, a, depth + 1)) return true;
        }
        return false;
    }

    /** Whether an event happens on every path: it stands in no branch, loop, switch or catch. */
    static boolean straight(Typing t, int event) {
        return straight(t.body().root(), event);
    }

    private static boolean straight(Node n, int event) {
        if (n instanceof Event e) return e.id() == event;
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) if (straight(c, event)) return true;
        } else if (n instanceof Node.Sync s) {
            return straight(s.body(), event);
        } else if (n instanceof Node.Try y) {
            return straight(y.body(), event);
        }
        return false;
    }

    /** Whether a method calls another, through at most so many steps. */
    static boolean calls(Fates fates, Method from, Method to, int depth) {
        if (depth == 0 || !from.hasBody()) return false;
        Typing t = fates.typing(from);
        for (int i = 0; i < t.body().events(); i++) {
            if (!(t.event(i) instanceof Event.Call)) continue;
            Method m = t.target(i).source();
            if (m != null && m != from && (m == to || calls(fates, m, to, depth - 1))) return true;
        }
        return false;
    }

    /** Whether a method that calls this one ends the pool itself. */
    static boolean callerEnds(Fates fates, Method m, Fate fate, Set<String> ends) {
        for (Fate.Use u : fate.uses()) {
            if (ends.contains(u.name()) && calls(fates, u.method(), m, 2)) return true;
        }
        return onlyInitializers(fates, m);
    }

    private static boolean onlyInitializers(Fates fates, Method m) {
        List<Method> callers = fates.around(m.owner(), m.name());
        for (Method c : callers) if (c != m && !c.facts().isInitializer() && calls(fates, c, m, 1)) return false;
        return true;
    }
}
