package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** A body's events by id, and what the tree says about its locals and lambdas. */
final class EventIndex {
    final Event[] events;
    /** What a foreach variable goes over. */
    final Value[] iterables;
    /** The lambda that each event stands in, or -1. */
    final int[] lambdaOf;
    /** The loops around each event, counted within its lambda. */
    final int[] depth;
    /** The values returned by each lambda; the last entry is the method's own. */
    final List<List<Value>> returns = new ArrayList<>();

    EventIndex(Body body) {
        events = new Event[body.events()];
        lambdaOf = new int[body.events()];
        depth = new int[body.events()];
        iterables = new Value[body.locals().size()];
        for (int i = 0; i <= body.lambdas().size(); i++) returns.add(new ArrayList<>(1));
        int own = body.lambdas().size();
        walk(body.root(), -1, 0, own);
        for (int i = 0; i < own; i++) {
            LambdaFacts l = body.lambdas().get(i);
            walk(l.body(), i, 0, i);
        }
    }

    private void walk(Node n, int lambda, int loops, int ret) {
        if (n == null) return;
        if (n instanceof Event e) {
            events[e.id()] = e;
            lambdaOf[e.id()] = lambda;
            depth[e.id()] = loops;
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) walk(c, lambda, loops, ret);
        } else if (n instanceof Node.Branch b) {
            walk(b.then(), lambda, loops, ret);
            walk(b.otherwise(), lambda, loops, ret);
        } else if (n instanceof Node.Loop l) {
            if (l.local() >= 0) iterables[l.local()] = l.iterable();
            walk(l.test(), lambda, loops + 1, ret);
            walk(l.body(), lambda, loops + 1, ret);
            walk(l.update(), lambda, loops + 1, ret);
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) walk(c.body(), lambda, loops, ret);
        } else if (n instanceof Node.Try t) {
            walk(t.resources(), lambda, loops, ret);
            walk(t.body(), lambda, loops, ret);
            for (Node.Catch c : t.catches()) walk(c.body(), lambda, loops, ret);
            walk(t.finallyBody(), lambda, loops, ret);
        } else if (n instanceof Node.Sync s) {
            walk(s.body(), lambda, loops, ret);
        } else if (n instanceof Node.Labeled l) {
            walk(l.body(), lambda, loops, ret);
        } else if (n instanceof Node.Assert a) {
            walk(a.test(), lambda, loops, ret);
        } else if (n instanceof Node.Return r) {
            if (r.value() != null) returns.get(ret).add(r.value());
        }
    }
}
