package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LockEdge;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges a way that locks two objects of one class: whether they come in the order in which a caller gives them, so that another caller may give them
 * the other way round. Objects found through fields (a parent, a successor) have an order of their own, and so have objects that are compared first.
 */
final class TwoOfOneClass {
    private static final Set<String> ORDER = Set.of("<", ">", "<=", ">=");
    private static final int CALLERS_UP = 3;
    private final Program program;

    TwoOfOneClass(Program program) {
        this.program = program;
    }

    boolean unordered(LockEdge e) {
        Path a = e.outer().lock().path(), b = e.inner().path();
        while (a.root() == Path.Root.FIELD && b.root() == Path.Root.FIELD && a.field() == b.field()) {
            a = a.base();
            b = b.base();
        }
        return given(a) && given(b) && !a.equals(b) && unordered(e.origin(), a, b, CALLERS_UP);
    }

    private static boolean given(Path p) {
        return p.root() == Path.Root.THIS || p.root() == Path.Root.PARAM;
    }

    private boolean unordered(Method m, Path a, Path b, int up) {
        if (compares(program.interpret(m), a, b)) return false;
        List<CallEdge> callers = program.calls().edgesTo(m);
        if (callers.isEmpty() || up == 0) return true;
        for (CallEdge c : callers) {
            if (c.caller() == m) continue;
            Path x = argument(c, a), y = argument(c, b);
            Interpretation in = program.interpret(c.caller());
            if (!compares(in, x, y) && !chosen(in, x) && !chosen(in, y)) {
                if (!given(x) || !given(y) || unordered(c.caller(), x, y, up - 1)) return true;
            }
        }
        return callers.stream().allMatch(c -> c.caller() == m);
    }

    private static Path argument(CallEdge c, Path p) {
        return p.root() == Path.Root.THIS ? c.receiver() : p.index() < c.args().size() ? c.args().get(p.index()) : c.receiver();
    }

    /** A local that is one of several objects: somebody has decided. */
    private static boolean chosen(Interpretation in, Path p) {
        if (p.root() != Path.Root.LOCAL) return !p.known();
        var l = in.typing().body().locals().get(p.index());
        return l.initial() instanceof Value.Choice || !l.effectivelyFinal();
    }

    /** Whether the body compares the two, or what they hold, by size. */
    private static boolean compares(Interpretation in, Path a, Path b) {
        List<Value> values = new ArrayList<>();
        Nodes.walk(in.typing().body().root(), n -> {
            if (n instanceof Node.Branch x) values.add(x.condition());
            else if (n instanceof Node.Loop x) values.add(x.condition());
            else if (n instanceof Event.Assign x) values.add(x.value());
        });
        for (Value v : values) if (compares(in, v, a, b, 0)) return true;
        return false;
    }

    private static boolean compares(Interpretation in, Value v, Path a, Path b, int depth) {
        if (v == null || depth > 8) return false;
        if (v instanceof Value.Binary x) {
            if (ORDER.contains(x.op()) && mentions(in, v, a, 0) && mentions(in, v, b, 0)) return true;
            return compares(in, x.left(), a, b, depth + 1) || compares(in, x.right(), a, b, depth + 1);
        }
        if (v instanceof Value.Unary u) return compares(in, u.operand(), a, b, depth + 1);
        return v instanceof Value.Choice c && compares(in, c.condition(), a, b, depth + 1);
    }

    private static boolean mentions(Interpretation in, Value v, Path p, int depth) {
        if (v == null || depth > 6) return false;
        if (in.locks().path(v).equals(p)) return true;
        if (v instanceof Value.Binary x) return mentions(in, x.left(), p, depth + 1) || mentions(in, x.right(), p, depth + 1);
        if (v instanceof Value.Unary u) return mentions(in, u.operand(), p, depth + 1);
        if (v instanceof Value.Cast c) return mentions(in, c.operand(), p, depth + 1);
        if (v instanceof Value.Field f) return mentions(in, f.base(), p, depth + 1);
        if (v instanceof Value.Element e) return mentions(in, e.array(), p, depth + 1);
        if (v instanceof Value.Local l) return mentions(in, in.typing().body().locals().get(l.index()).initial(), p, depth + 1);
        if (v instanceof Value.Name) return p.isThis() && in.locks().path(v).start().isThis();
        if (!(v instanceof Value.Result r) || !(in.events()[r.event()] instanceof Event.Call c)) return false;
        if (c.receiver() == null ? p.isThis() : mentions(in, c.receiver(), p, depth + 1)) return true;
        for (Value arg : c.args()) if (mentions(in, arg, p, depth + 1)) return true;
        return false;
    }
}
