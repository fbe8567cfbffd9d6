package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.FieldDecl;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Path;
import dev.snarl.program.Typing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tests of fields for null, or of flags, that a body has passed where it writes a field or calls: by nesting, or by leaving early where the test
 * fails. A local that holds a copy of the field stands for it.
 */
final class FieldTests {
    /**
     * A test that was passed.
     *
     * @param path    the field with its object
     * @param event   the read of the field (for a local copy, where it was made)
     * @param flag    null for a test for null, else the value that a boolean had
     * @param certain false where only this or another test was passed
     */
    record Test(Path path, Field field, int event, Boolean flag, boolean certain) {}

    private final Interpretation in;
    private final Typing typing;
    private final Map<Integer, List<Test>> at = new HashMap<>();
    private final Map<Path, Integer> lastRead = new HashMap<>();
    private final Map<Integer, Test> copies = new HashMap<>();

    FieldTests(Interpretation in) {
        this.in = in;
        this.typing = in.typing();
        walk(typing.body().root(), new ArrayList<>());
        for (LambdaFacts l : typing.body().lambdas()) {
            copies.clear();
            walk(l.body(), new ArrayList<>());
        }
    }

    /** The tests passed before a write or a call, outermost first. */
    List<Test> before(int event) {
        return at.getOrDefault(event, List.of());
    }

    /** Adds to {@code active} what holds behind the node; false when nothing comes behind it. */
    private boolean walk(Node n, List<Test> active) {
        if (n == null) return true;
        if (n instanceof Event e) {
            event(e, active);
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) if (!walk(c, active)) return false;
        } else if (n instanceof Node.Branch b) {
            return branch(b, active);
        } else if (n instanceof Node.Loop l) {
            List<Test> inside = new ArrayList<>(active);
            walk(l.test(), inside);
            passed(l.condition(), true, true, inside);
            walk(l.body(), inside);
            walk(l.update(), inside);
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) walk(c.body(), new ArrayList<>(active));
        } else if (n instanceof Node.Try t) {
            walk(t.resources(), active);
            boolean completes = walk(t.body(), active);
            for (Node.Catch c : t.catches()) completes |= walk(c.body(), new ArrayList<>(active));
            return walk(t.finallyBody(), new ArrayList<>(active)) && completes;
        } else if (n instanceof Node.Sync s) {
            return walk(s.body(), active);
        } else if (n instanceof Node.Labeled l) {
            walk(l.body(), new ArrayList<>(active));
        } else if (n instanceof Node.Assert a) {
            walk(a.test(), active);
        } else {
            return false;
        }
        return true;
    }

    private boolean branch(Node.Branch b, List<Test> active) {
        List<Test> then = new ArrayList<>(active), otherwise = new ArrayList<>(active);
        passed(b.condition(), true, true, then);
        passed(b.condition(), false, true, otherwise);
        boolean first = walk(b.then(), then), second = walk(b.otherwise(), otherwise);
        if (!first && second) replace(active, otherwise);
        if (first && !second) replace(active, then);
        return first || second;
    }

    private static void replace(List<Test> active, List<Test> by) {
        active.clear();
        active.addAll(by);
    }

    private void event(Event e, List<Test> active) {
        if (e instanceof Event.Read r) {
            Path p = in.locks().path(r.target());
            if (p.known()) lastRead.put(p, r.id());
        } else if (e instanceof Event.Assign a) {
            Test copied = field(a.value(), true, true);
            if (copied == null) copies.remove(a.local());
            else copies.put(a.local(), new Test(copied.path, copied.field, a.id(), null, true));
        } else if (e instanceof Event.Write || e instanceof Event.Call) {
            if (!active.isEmpty()) at.put(e.id(), List.copyOf(active));
        }
    }

    private void passed(Value v, boolean is, boolean certain, List<Test> out) {
        if (v instanceof Value.Unary u && u.op().equals("!")) {
            passed(u.operand(), !is, certain, out);
        } else if (v instanceof Value.Binary b && (b.op().equals("&&") || b.op().equals("||"))) {
            boolean both = b.op().equals("&&") == is;
            passed(b.left(), is, certain && both, out);
            passed(b.right(), is, certain && both, out);
        } else if (v instanceof Value.Binary b && (b.op().equals("==") || b.op().equals("!=")) && b.right() instanceof Value.Constant c) {
            boolean equal = b.op().equals("==") == is;
            if (c.kind() == Value.ConstantKind.NULL && equal) add(field(b.left(), false, certain), null, out);
            if (c.kind() == Value.ConstantKind.BOOLEAN) add(field(b.left(), false, certain), equal == c.text().equals("true"), out);
        } else {
            Test t = field(v, false, certain);
            if (t != null && t.field.type().name().equals("boolean")) add(t, is, out);
        }
    }

    private static void add(Test t, Boolean flag, List<Test> out) {
        if (t != null) out.add(new Test(t.path, t.field, t.event, flag, t.certain));
    }

    /** The field that a value is, with the read it came from; null when it is none. */
    private Test field(Value v, boolean fresh, boolean certain) {
        if (v instanceof Value.Cast c) return field(c.operand(), fresh, certain);
        if (v instanceof Value.Local l) {
            Test copy = copies.get(l.index());
            return copy == null ? null : new Test(copy.path, copy.field, copy.event, null, certain);
        }
        if (!(v instanceof Value.Name) && !(v instanceof Value.Field)) return null;
        Path p = in.locks().path(v);
        FieldDecl f = p.root() == Path.Root.FIELD ? p.field() : null;
        Integer read = lastRead.get(p);
        return f instanceof Field own && read != null ? new Test(p, own, read, null, certain) : null;
    }
}
