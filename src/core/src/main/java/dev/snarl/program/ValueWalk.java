package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.List;
import java.util.function.Consumer;

/** Walks the values that stand in the code of a tree, the parts of values included; the bodies of lambdas are trees of their own. */
public final class ValueWalk {
    private ValueWalk() {}

    /** Every value in the code of a tree, operands before what they stand in not promised. */
    public static void values(Node root, Consumer<Value> visit) {
        Nodes.walk(root, n -> ofNode(n, visit));
    }

    private static void ofNode(Node n, Consumer<Value> visit) {
        if (n instanceof Event.Read r) each(r.target(), visit);
        else if (n instanceof Event.Write w) pair(w.target(), w.value(), visit);
        else if (n instanceof Event.Update u) pair(u.target(), u.operand(), visit);
        else if (n instanceof Event.Assign a) each(a.value(), visit);
        else if (n instanceof Event.Call c) call(c, visit);
        else if (n instanceof Event.New m) creation(m, visit);
        else if (n instanceof Node.Branch b) each(b.condition(), visit);
        else if (n instanceof Node.Loop l) pair(l.condition(), l.iterable(), visit);
        else if (n instanceof Node.Switch s) ofSwitch(s, visit);
        else if (n instanceof Node.Try t) all(t.existing(), visit);
        else if (n instanceof Node.Sync s) each(s.lock(), visit);
        else if (n instanceof Node.Return r) each(r.value(), visit);
        else if (n instanceof Node.Throw t) each(t.value(), visit);
        else if (n instanceof Node.Jump j) each(j.value(), visit);
        else if (n instanceof Node.Assert a) each(a.condition(), visit);
    }

    private static void call(Event.Call c, Consumer<Value> visit) {
        each(c.receiver(), visit);
        all(c.args(), visit);
    }

    private static void creation(Event.New n, Consumer<Value> visit) {
        each(n.outer(), visit);
        all(n.args(), visit);
    }

    private static void ofSwitch(Node.Switch s, Consumer<Value> visit) {
        each(s.selector(), visit);
        for (Node.Case c : s.cases()) {
            all(c.labels(), visit);
            each(c.guard(), visit);
        }
    }

    private static void pair(Value a, Value b, Consumer<Value> visit) {
        each(a, visit);
        each(b, visit);
    }

    private static void all(List<Value> list, Consumer<Value> visit) {
        for (Value v : list) each(v, visit);
    }

    private static void each(Value v, Consumer<Value> visit) {
        // A long sum is left-deep: walk it, do not recurse.
        while (v != null) {
            visit.accept(v);
            if (v instanceof Value.Binary b) {
                each(b.right(), visit);
                v = b.left();
            } else if (v instanceof Value.Field f) {
                v = f.base();
            } else if (v instanceof Value.Element e) {
                each(e.index(), visit);
                v = e.array();
            } else if (v instanceof Value.MethodRef r) {
                v = r.scope();
            } else if (v instanceof Value.Unary u) {
                v = u.operand();
            } else if (v instanceof Value.Choice c) {
                all(c.values(), visit);
                v = c.condition();
            } else if (v instanceof Value.Cast c) {
                v = c.operand();
            } else if (v instanceof Value.InstanceOf i) {
                v = i.operand();
            } else {
                v = null;
            }
        }
    }
}
