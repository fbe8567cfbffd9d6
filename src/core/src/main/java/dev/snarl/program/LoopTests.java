package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the loops of a task ask before they go on: fields, input that comes to its end, and calls that nobody can look into. A task without loops asks
 * nothing. Used by one thread.
 */
final class LoopTests {
    private static final List<String> INPUT = List.of("java.io.", "java.net.", "java.nio.", "java.util.Scanner");
    private final Fates fates;
    private final TaskCode code;
    private final Set<Field> fields = new LinkedHashSet<>();
    private boolean loops;
    private String otherEnd;

    LoopTests(Fates fates, TaskCode code) {
        this.fates = fates;
        this.code = code;
    }

    LoopTests find() {
        boolean outermost = true;
        for (Method m : code.methods()) {
            // Loops far down in the code of others are about other things than the life of this thread.
            if (code.depth(m) > TaskEnd.NEAR) continue;
            Typing t = fates.typing(m);
            // A method that the task calls may be called in its loop.
            boolean within = loops && !outermost;
            outermost = false;
            if (!code.inPart(m)) walk(t, t.body().root(), within);
            for (int l = 0; l < t.body().lambdas().size(); l++) if (code.holdsLambda(t, l)) walk(t, t.body().lambdas().get(l).body(), within);
        }
        return this;
    }

    /** Whether there is a loop that may run for long. */
    boolean loops() {
        return loops;
    }

    /** The fields that decide whether a loop goes on. */
    Set<Field> fields() {
        return fields;
    }

    /** Another way in which a loop ends, in words, or null. */
    String otherEnd() {
        return otherEnd;
    }

    private void walk(Typing t, Node n, boolean within) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) walk(t, c, within);
        } else if (n instanceof Node.Branch b) {
            if (within) asks(t, b.condition(), 0);
            walk(t, b.then(), within);
            walk(t, b.otherwise(), within);
        } else if (n instanceof Node.Loop l) {
            loop(t, l);
        } else if (n instanceof Node.Switch s) {
            if (within) asks(t, s.selector(), 0);
            for (Node.Case c : s.cases()) walk(t, c.body(), within);
        } else if (n instanceof Node.Try y) {
            walk(t, y.body(), within);
            for (Node.Catch c : y.catches()) walk(t, c.body(), within);
            walk(t, y.finallyBody(), within);
        } else if (n instanceof Node.Sync s) {
            walk(t, s.body(), within);
        } else if (n instanceof Node.Labeled l) {
            walk(t, l.body(), within);
        } else if (n instanceof Node.Return r) {
            if (within) asks(t, r.value(), 0);
        }
    }

    private void loop(Typing t, Node.Loop l) {
        boolean endless = l.condition() == null && l.kind() != Node.LoopKind.FOREACH || l.condition() instanceof Value.Constant;
        boolean waits = endless || l.kind() == Node.LoopKind.WHILE || l.kind() == Node.LoopKind.DO;
        if (waits) {
            loops = true;
            asks(t, l.condition(), 0);
            if (!endless) unseen(t, l.condition(), 0);
        }
        walk(t, l.test(), true);
        walk(t, l.body(), true);
    }

    private void asks(Typing t, Value v, int depth) {
        if (v == null || depth > 12) return;
        if (v instanceof Value.Name || v instanceof Value.Field) {
            if (t.denote(v).field() instanceof Field f) fields.add(f);
            if (v instanceof Value.Field f) asks(t, f.base(), depth + 1);
        } else if (v instanceof Value.Binary b) {
            asks(t, b.left(), depth + 1);
            asks(t, b.right(), depth + 1);
        } else if (v instanceof Value.Unary u) {
            asks(t, u.operand(), depth + 1);
        } else if (v instanceof Value.InstanceOf i) {
            asks(t, i.operand(), depth + 1);
        } else if (v instanceof Value.Local l) {
            asks(t, t.body().locals().get(l.index()).initial(), depth + 1);
        } else if (v instanceof Value.Result r && t.event(r.event()) instanceof Event.Call c) {
            asks(t, c.receiver(), depth + 1);
        }
    }

    /** Calls in a loop's condition whose answer comes from outside the scanned code. */
    private void unseen(Typing t, Value v, int depth) {
        if (v == null || depth > 8 || otherEnd != null) return;
        if (v instanceof Value.Binary b) {
            unseen(t, b.left(), depth + 1);
            unseen(t, b.right(), depth + 1);
        } else if (v instanceof Value.Unary u) {
            unseen(t, u.operand(), depth + 1);
        } else if (v instanceof Value.Result r && t.event(r.event()) instanceof Event.Call c) {
            MethodDecl m = t.target(c.id()).method();
            if (m == null || m instanceof Method s && !s.hasBody()) {
                otherEnd = "its loop asks " + c.name() + "(), which is not seen";
            } else if (m.owner() instanceof PlatformDecl) {
                for (String p : INPUT) if (m.owner().name().startsWith(p)) otherEnd = "its loop ends with its input";
            }
        }
    }
}
