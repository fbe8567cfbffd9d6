package dev.snarl.rules.interruption;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Walks over the tree of a piece of code. */
final class Codes {
    private Codes() {}

    /** The nodes directly inside one, in order. */
    static List<Node> inside(Node n) {
        List<Node> out = new ArrayList<>(4);
        if (n instanceof Node.Seq s) {
            out.addAll(s.nodes());
        } else if (n instanceof Node.Branch b) {
            out.add(b.then());
            out.add(b.otherwise());
        } else if (n instanceof Node.Loop l) {
            out.add(l.test());
            out.add(l.body());
            out.add(l.update());
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) out.add(c.body());
        } else if (n instanceof Node.Try t) {
            out.add(t.resources());
            out.add(t.body());
            for (Node.Catch c : t.catches()) out.add(c.body());
            if (t.hasFinally()) out.add(t.finallyBody());
        } else if (n instanceof Node.Sync s) {
            out.add(s.body());
        } else if (n instanceof Node.Labeled l) {
            out.add(l.body());
        } else if (n instanceof Node.Assert a) {
            out.add(a.test());
        }
        return out;
    }

    /** Every node of a piece of code, itself first; the code of lambdas is not in it. */
    static void each(Node n, Consumer<Node> what) {
        if (n == null) return;
        what.accept(n);
        for (Node c : inside(n)) each(c, what);
    }

    /** The ids of the events in a piece of code. */
    static BitSet events(Node n) {
        BitSet out = new BitSet();
        each(n, c -> {
            if (c instanceof Event e) out.set(e.id());
        });
        return out;
    }
}
