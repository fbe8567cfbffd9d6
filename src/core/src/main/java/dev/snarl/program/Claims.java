package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Finds code that one thread at a time comes to because it won a flag: {@code if (busy.compareAndSet(false, true)) { ... }}, or the same with an early
 * return for those who lost. Whether the flag is given back is not asked: until then nobody else comes here.
 */
public final class Claims {
    private static final Set<String> FLAGS = Set.of("java.util.concurrent.atomic.AtomicBoolean", "java.util.concurrent.atomic.AtomicReference", "java.util.concurrent.atomic.AtomicInteger",
            "java.util.concurrent.atomic.AtomicLong");

    private final Program program;
    private final Typing typing;
    private final BitSet claimed = new BitSet();

    private Claims(Program program, Typing typing) {
        this.program = program;
        this.typing = typing;
    }

    /** The events of the body that stand behind a won flag. */
    public static BitSet of(Program program, Interpretation in) {
        Claims c = new Claims(program, in.typing());
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
                if (c instanceof Node.Branch b && (wins(b.condition(), false) && leaves(b.then()) || wins(b.condition(), true) && leaves(b.otherwise()))) now = true;
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
        if (v instanceof Value.Local l) {
            LocalFacts local = typing.body().locals().get(l.index());
            return local.effectivelyFinal() && local.initial() != null && wins(local.initial(), truth);
        }
        if (!(v instanceof Value.Result r) || !(typing.event(r.event()) instanceof Event.Call c)) return false;
        Target t = typing.target(c.id());
        if (truth && t.source() != null) return answersByFlag(t.source());
        if (!FLAGS.contains(t.receiver().name())) return false;
        switch (c.name()) {
            case "compareAndSet":
            case "weakCompareAndSetVolatile":
                return truth && c.args().size() == 2;
            case "getAndSet":
                return !truth && bool(c.args(), 0, "true");
            default:
                return false;
        }
    }

    /** A scanned method that returns what its compareAndSet says. */
    private boolean answersByFlag(Method m) {
        if (!m.hasBody() || m == typing.method()) return false;
        Typing callee = program.interpret(m).typing();
        Claims inside = new Claims(program, callee);
        boolean any = false;
        for (Value v : Sequence.of(callee.body()).returned(-1)) {
            if (v instanceof Value.Constant c && c.text().equals("false")) continue;
            if (!(v instanceof Value.Result || v instanceof Value.Local) || scannedCall(callee, v) || !inside.wins(v, true)) return false;
            any = true;
        }
        return any;
    }

    private static boolean scannedCall(Typing t, Value v) {
        Value of = v instanceof Value.Local l ? t.body().locals().get(l.index()).initial() : v;
        return of instanceof Value.Result r && t.event(r.event()) instanceof Event.Call c && t.target(c.id()).source() != null;
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
