package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.BitSet;
import java.util.List;

/**
 * Finds code that one thread at a time comes to because it won a flag: {@code if (busy.compareAndSet(false, true)) { ... }}, or the same with an early
 * return for those who lost. Whether the flag is given back is not asked: until then nobody else comes here.
 */
public final class Claims {
    private final Typing typing;
    private final BitSet claimed = new BitSet();

    private Claims(Typing typing) {
        this.typing = typing;
    }

    /** The events of the body that stand behind a won flag. */
    public static BitSet of(Interpretation in) {
        Claims c = new Claims(in.typing());
        c.visit(in.typing().body().root(), false);
        for (var l : in.typing().body().lambdas()) c.visit(l.body(), false);
        return c.claimed;
    }

    private void visit(Node n, boolean won) {
        if (n == null) return;
        if (n instanceof Event e) {
            if (won) claimed.set(e.id());
        } else if (n instanceof Node.Seq s) {
            boolean now = won;
            for (Node c : s.nodes()) {
                visit(c, now);
                if (c instanceof Node.Branch b && b.otherwise() == null && wins(b.condition(), false) && leaves(b.then())) now = true;
            }
        } else if (n instanceof Node.Branch b) {
            visit(b.then(), won || wins(b.condition(), true));
            visit(b.otherwise(), won || wins(b.condition(), false));
        } else if (n instanceof Node.Loop l) {
            visit(l.test(), won);
            // A loop that tries again until it wins is the update itself.
            visit(l.body(), won);
            visit(l.update(), won);
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) visit(c.body(), won);
        } else if (n instanceof Node.Try t) {
            visit(t.resources(), won);
            visit(t.body(), won);
            for (Node.Catch c : t.catches()) visit(c.body(), won);
            visit(t.finallyBody(), won);
        } else if (n instanceof Node.Sync s) {
            visit(s.body(), won);
        } else if (n instanceof Node.Labeled l) {
            visit(l.body(), won);
        }
    }

    /** The condition can only be {@code truth} when the flag was won. */
    private boolean wins(Value v, boolean truth) {
        if (v instanceof Value.Unary u && u.op().equals("!")) return wins(u.operand(), !truth);
        if (v instanceof Value.Binary b && b.op().equals(truth ? "&&" : "||")) return wins(b.left(), truth) || wins(b.right(), truth);
        if (!(v instanceof Value.Result r) || !(typing.event(r.event()) instanceof Event.Call c)) return false;
        if (!typing.target(c.id()).receiver().name().equals("java.util.concurrent.atomic.AtomicBoolean")) return false;
        switch (c.name()) {
            case "compareAndSet":
            case "weakCompareAndSetVolatile":
                return truth && c.args().size() == 2 && bool(c.args(), 0, "false") && bool(c.args(), 1, "true");
            case "getAndSet":
                return !truth && bool(c.args(), 0, "true");
            default:
                return false;
        }
    }

    private static boolean bool(List<Value> args, int i, String text) {
        return i < args.size() && args.get(i) instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN && c.text().equals(text);
    }

    private static boolean leaves(Node n) {
        Node last = n;
        while (last instanceof Node.Seq s && !s.nodes().isEmpty()) last = s.nodes().get(s.nodes().size() - 1);
        return last instanceof Node.Return || last instanceof Node.Throw || last instanceof Node.Jump;
    }
}
