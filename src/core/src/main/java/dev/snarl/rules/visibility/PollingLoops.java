package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The loops of one piece of code whose end depends on plain fields: in the condition, or in a test that leaves an endless loop. Used by one thread. */
final class PollingLoops {
    /**
     * A loop and a field that it asks.
     *
     * @param read  where the field is read, without any lock
     * @param whole nothing in the loop but calls of the platform: only another thread can end it
     */
    record Poll(Field field, Access read, Node.Loop loop, Method method, int lambda, boolean whole) {}

    private final Program program;
    private final Fates fates;
    private final Interpretation in;
    private final int lambda;
    private final List<Poll> found = new ArrayList<>();

    /** @param lambda the lambda that is looked at, or -1 for the method's own code */
    PollingLoops(Program program, Fates fates, Method m, int lambda) {
        this.program = program;
        this.fates = fates;
        this.in = program.interpret(m);
        this.lambda = lambda;
    }

    List<Poll> find() {
        Node root = lambda < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(lambda).body();
        Nodes.walk(root, n -> {
            if (n instanceof Node.Loop l && l.kind() != Node.LoopKind.FOREACH) loop(l);
        });
        return found;
    }

    private void loop(Node.Loop l) {
        Map<Field, Boolean> fields = new LinkedHashMap<>();
        boolean endless = l.condition() == null || l.condition() instanceof Value.Constant;
        if (!endless) {
            asks(l.condition(), fields, 0);
        } else {
            leaving(l.body(), fields);
        }
        for (Field f : fields.keySet()) {
            if (f.isVolatile() || f.isFinal()) continue;
            Access read = read(f, l);
            if (read != null) found.add(new Poll(f, read, l, in.method(), lambda, !endless && whole(l)));
        }
    }

    /** Tests that leave an endless loop by break, return or throw; those of loops inside belong to these. */
    private void leaving(Node n, Map<Field, Boolean> fields) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) leaving(c, fields);
        } else if (n instanceof Node.Branch b) {
            if (b.statement() && (leaves(b.then()) || leaves(b.otherwise()))) asks(b.condition(), fields, 0);
            leaving(b.then(), fields);
            leaving(b.otherwise(), fields);
        } else if (n instanceof Node.Try t) {
            leaving(t.body(), fields);
        } else if (n instanceof Node.Labeled l) {
            leaving(l.body(), fields);
        }
    }

    private static boolean leaves(Node n) {
        if (n instanceof Node.Seq s) return !s.nodes().isEmpty() && leaves(s.nodes().get(s.nodes().size() - 1));
        return n instanceof Node.Return || n instanceof Node.Jump j && j.kind() == Node.JumpKind.BREAK;
    }

    /** The fields that a condition asks: flags, numbers compared with constants, references compared with null; getters are looked into. */
    private void asks(Value v, Map<Field, Boolean> out, int depth) {
        if (v == null || depth > 8) return;
        if (v instanceof Value.Binary b) {
            boolean joins = b.op().equals("&&") || b.op().equals("||");
            if (!joins && !(fixed(b.left()) || fixed(b.right()))) return;
            asks(b.left(), out, depth + 1);
            asks(b.right(), out, depth + 1);
        } else if (v instanceof Value.Unary u) {
            asks(u.operand(), out, depth + 1);
        } else if (v instanceof Value.Name || v instanceof Value.Field) {
            Field f = fates.field(in.typing(), v);
            if (f != null && !f.type().isArray()) out.put(f, true);
        } else if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c) {
            Field f = getter(c);
            if (f != null) out.put(f, true);
        }
    }

    private boolean fixed(Value v) {
        if (v instanceof Value.Constant) return true;
        Field f = v instanceof Value.Name || v instanceof Value.Field ? fates.field(in.typing(), v) : null;
        return f != null && f.isStatic() && f.isFinal();
    }

    /** The field that a called method only returns. */
    private Field getter(Event.Call c) {
        Method m = in.typing().target(c.id()).source();
        if (m == null || !c.args().isEmpty() || !m.hasBody() || m.isSynchronized()) return null;
        List<Access> accesses = program.accessesIn(m);
        if (accesses.size() != 1 || accesses.get(0).writes() || !accesses.get(0).held().isEmpty()) return null;
        return program.interpret(m).events().length == 1 && (accesses.get(0).base().isThis() || m.isStatic()) ? accesses.get(0).field() : null;
    }

    /** The read in the loop that holds no lock, the getter's own if it is read there; null when any read in the loop holds one. */
    private Access read(Field f, Node.Loop l) {
        Access found = null;
        for (Access a : program.accessesIn(in.method())) {
            if (a.field() != f || a.element() || a.writes() || !within(l, a.span()) || in.typing().lambdaOf(a.event()) != lambda) continue;
            if (!program.heldAt(a).isEmpty() || !a.held().isEmpty()) return null;
            // Of a chain of objects each round asks another one.
            if (a.base().root() != Path.Root.THIS && a.base().root() != Path.Root.OUTER && a.base().root() != Path.Root.CLASS) return null;
            if (found == null) found = a;
        }
        if (found != null) return found;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || !within(l, c.span()) || getter(c) != f) continue;
            return in.heldAt(e.id()).isEmpty() && program.entryLocks(in.method()).isEmpty() ? program.accessesIn(in.typing().target(c.id()).source()).get(0) : null;
        }
        return null;
    }

    static boolean within(Node.Loop l, Span s) {
        return l.span().contains(s);
    }

    /** The condition asks fields and nothing else: no local, no call but of getters. */
    private boolean plain(Value v, int depth) {
        if (depth > 8) return false;
        if (v instanceof Value.Binary b) return plain(b.left(), depth + 1) && plain(b.right(), depth + 1);
        if (v instanceof Value.Unary u) return plain(u.operand(), depth + 1);
        if (v instanceof Value.Result r) return in.typing().event(r.event()) instanceof Event.Call c && getter(c) != null;
        return v instanceof Value.Constant || (v instanceof Value.Name || v instanceof Value.Field) && fates.field(in.typing(), v) != null;
    }

    /** The loop calls nothing but the platform, hands out no function, and writes no field. */
    private boolean whole(Node.Loop l) {
        boolean[] whole = {plain(l.condition(), 0)};
        Nodes.walk(l, n -> {
            if (n instanceof Node.Return || n instanceof Node.Jump || n instanceof Node.Throw) whole[0] = false;
            if (n instanceof Event.Write || n instanceof Event.Update) whole[0] = false;
            if (n instanceof Event.New w && in.typing().target(w.id()).source() != null) whole[0] = false;
            if (!(n instanceof Event.Call c)) return;
            var m = in.typing().target(c.id()).method();
            boolean getter = getter(c) != null;
            if (m == null || m instanceof Method && !getter) whole[0] = false;
            if (c.args().stream().anyMatch(a -> a instanceof Value.Lambda || a instanceof Value.MethodRef || a instanceof Value.This)) whole[0] = false;
        });
        return whole[0];
    }
}
