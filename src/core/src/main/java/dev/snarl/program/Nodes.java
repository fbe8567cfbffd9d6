package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import java.util.BitSet;
import java.util.function.Consumer;

/** Walks the tree of a body. */
public final class Nodes {
    private Nodes() {}

    /** Gives each node below (itself first, in source order; lambdas' bodies are trees of their own) to {@code visit}. Null-safe. */
    public static void walk(Node n, Consumer<Node> visit) {
        if (n == null) return;
        visit.accept(n);
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) walk(c, visit);
        } else if (n instanceof Node.Branch b) {
            walk(b.then(), visit);
            walk(b.otherwise(), visit);
        } else if (n instanceof Node.Loop l) {
            walk(l.test(), visit);
            walk(l.body(), visit);
            walk(l.update(), visit);
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) walk(c.body(), visit);
        } else if (n instanceof Node.Try t) {
            walk(t.resources(), visit);
            walk(t.body(), visit);
            for (Node.Catch c : t.catches()) walk(c.body(), visit);
            walk(t.finallyBody(), visit);
        } else if (n instanceof Node.Sync s) {
            walk(s.body(), visit);
        } else if (n instanceof Node.Labeled l) {
            walk(l.body(), visit);
        } else if (n instanceof Node.Assert a) {
            walk(a.test(), visit);
        }
    }

    /** The events inside catch clauses of a tree: what is done where things went wrong. */
    public static BitSet handlers(Node root) {
        BitSet out = new BitSet();
        walk(root, n -> {
            if (!(n instanceof Node.Try t)) return;
            for (Node.Catch c : t.catches()) walk(c.body(), e -> {
                if (e instanceof Event x) out.set(x.id());
            });
        });
        return out;
    }
}
