package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows a body's control tree and tells, for each event, which tests "the field is not set yet" (null, false, zero) its being reached depends on.
 * A test may read the field itself or a local that holds a copy. One use, one thread.
 */
final class UnsetTests {
    /** A test of a field that was read by an event. */
    record Test(Field field, int read) {}

    private final Map<Integer, List<Test>> at = new HashMap<>();
    private final Map<Integer, Access> reads = new HashMap<>();
    private final Map<Integer, Access> copies = new HashMap<>();
    private Access latest;

    private UnsetTests() {}

    static UnsetTests of(Program program, Interpretation in) {
        UnsetTests t = new UnsetTests();
        for (Access a : program.accessesIn(in.method())) if (!a.writes()) t.reads.put(a.event(), a);
        t.visit(in.typing().body().root(), List.of());
        for (var l : in.typing().body().lambdas()) {
            t.copies.clear();
            t.answers.clear();
            t.latest = null;
            t.visit(l.body(), List.of());
        }
        return t;
    }

    /** The tests that hold where the event happens, outermost first. */
    List<Test> at(int event) {
        return at.getOrDefault(event, List.of());
    }

    /** Gives the tests that hold after the node, or null when nothing comes after it. */
    private List<Test> visit(Node n, List<Test> active) {
        if (n == null) return active;
        if (n instanceof Event e) {
            event(e, active);
            return active;
        }
        if (n instanceof Node.Seq s) {
            List<Test> now = active;
            for (Node c : s.nodes()) {
                now = visit(c, now);
                if (now == null) return null;
            }
            return now;
        }
        if (n instanceof Node.Branch b) return branch(b, active);
        if (n instanceof Node.Return || n instanceof Node.Throw || n instanceof Node.Jump) return null;
        if (n instanceof Node.Loop l) {
            visit(l.test(), active);
            visit(l.body(), active);
            visit(l.update(), active);
            return active;
        }
        if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) visit(c.body(), active);
            return active;
        }
        if (n instanceof Node.Try t) {
            visit(t.resources(), active);
            List<Test> after = visit(t.body(), active);
            boolean goesOn = after != null;
            for (Node.Catch c : t.catches()) goesOn |= visit(c.body(), active) != null;
            if (t.finallyBody() != null && visit(t.finallyBody(), active) == null) return null;
            return goesOn ? after != null ? after : active : null;
        }
        if (n instanceof Node.Sync s) return visit(s.body(), active);
        if (n instanceof Node.Labeled l) return visit(l.body(), active);
        if (n instanceof Node.Assert a) visit(a.test(), active);
        return active;
    }

    private List<Test> branch(Node.Branch b, List<Test> active) {
        List<Test> yes = with(active, b.condition(), true);
        List<Test> no = with(active, b.condition(), false);
        List<Test> then = visit(b.then(), yes);
        List<Test> otherwise = visit(b.otherwise(), no);
        if (then == null) return otherwise;
        return otherwise == null ? then : active;
    }

    private List<Test> with(List<Test> active, Value condition, boolean is) {
        List<Test> out = new ArrayList<>(active);
        atoms(condition, is, out, 0);
        return out.size() == active.size() ? active : out;
    }

    private void atoms(Value v, boolean is, List<Test> out, int depth) {
        if (depth > 32) return;
        if (v instanceof Value.Unary u && u.op().equals("!")) {
            atoms(u.operand(), !is, out, depth + 1);
        } else if (v instanceof Value.Binary b && (b.op().equals("&&") || b.op().equals("||"))) {
            atoms(b.left(), is, out, depth + 1);
            atoms(b.right(), is, out, depth + 1);
        } else if (v instanceof Value.Binary b && (b.op().equals("==") || b.op().equals("!=")) && b.right() instanceof Value.Constant c) {
            boolean unset = c.kind() == Value.ConstantKind.NULL || c.text().equals("0") || c.text().equals("0L") || c.text().equals("false");
            if (unset && b.op().equals("==") == is) add(b.left(), out);
        } else if (v instanceof Value.Local l && answers.containsKey(l.index())) {
            Answer a = answers.get(l.index());
            out.addAll(is ? a.yes() : a.no());
        } else if (!is) {
            add(v, out);
        }
    }

    /** The read that the tested value comes from: the local's latest copy, or the field's own latest read. */
    private void add(Value v, List<Test> out) {
        if (v instanceof Value.Local l) {
            Access a = copies.get(l.index());
            if (a != null) out.add(new Test(a.field(), a.event()));
        } else if (v instanceof Value.Name || v instanceof Value.Field) {
            String name = v instanceof Value.Name n ? n.id() : ((Value.Field) v).name();
            Access a = recent.get(name);
            if (a != null) out.add(new Test(a.field(), a.event()));
        }
    }

    /** A boolean local that keeps the answer of tests: what holds when it is true, and when it is false. */
    private record Answer(List<Test> yes, List<Test> no) {}

    private final Map<Integer, Answer> answers = new HashMap<>();

    private void answer(Event.Assign a) {
        answers.remove(a.local());
        if (!(a.value() instanceof Value.Unary || a.value() instanceof Value.Binary)) return;
        List<Test> yes = new ArrayList<>(), no = new ArrayList<>();
        atoms(a.value(), true, yes, 0);
        atoms(a.value(), false, no, 0);
        if (!yes.isEmpty() || !no.isEmpty()) answers.put(a.local(), new Answer(yes, no));
    }

    private final Map<String, Access> recent = new HashMap<>();

    private void event(Event e, List<Test> active) {
        at.put(e.id(), active);
        Access read = reads.get(e.id());
        if (read != null) {
            latest = read;
            recent.put(read.field().name(), read);
        }
        if (e instanceof Event.Assign a) {
            boolean copy = latest != null && (a.value() instanceof Value.Name n && n.id().equals(latest.field().name())
                    || a.value() instanceof Value.Field f && f.name().equals(latest.field().name()));
            if (copy) copies.put(a.local(), latest);
            else copies.remove(a.local());
            answer(a);
        }
    }
}
