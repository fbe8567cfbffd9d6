package dev.snarl.extract;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.lang.reflect.RecordComponent;
import java.util.BitSet;
import java.util.List;

/** What holds for every body: each event id once and in order of nodes, spans known, every index in range, results only of calls and creations that came before. */
final class BodyCheck {
    private final Body body;
    private final BitSet events = new BitSet(), lambdas = new BitSet();

    private BodyCheck(Body body) {
        this.body = body;
    }

    static void check(Body body) {
        BodyCheck c = new BodyCheck(body);
        c.node(body.root());
        for (LambdaFacts l : body.lambdas()) {
            for (int p : l.params()) c.require(body.locals().get(p).kind() == LocalFacts.Kind.LAMBDA_PARAM, "a lambda's parameter is one");
            c.require(l.span().contains(l.arrow()), "the arrow lies in the lambda");
            c.node(l.body());
        }
        c.require(c.events.cardinality() == body.events(), "every event id is used: " + c.events + " of " + body.events());
        c.require(c.lambdas.cardinality() == body.lambdas().size(), "every lambda is somewhere");
        for (LocalFacts l : body.locals()) {
            c.require(l.span().known(), "a local has a place");
            c.require(l.lambda() < body.lambdas().size(), "a local's lambda is there");
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) throw new AssertionError(what);
    }

    private void node(Node n) {
        if (n instanceof Event e) {
            require(e.span().known(), "an event has a place: " + e);
            require(!events.get(e.id()) && e.id() < body.events(), "an event id is used once: " + e);
            events.set(e.id());
        }
        if (n instanceof Event.Call c) require(c.span().contains(c.nameSpan()), "the name lies in the call: " + c);
        fields(n);
    }

    private void value(Value v) {
        if (v instanceof Value.Local l) require(l.index() < body.locals().size(), "a local is there");
        if (v instanceof Value.Lambda l) {
            require(l.index() < body.lambdas().size(), "a lambda is there");
            lambdas.set(l.index());
        }
        if (v instanceof Value.Result r) require(r.event() < body.events(), "a result is of an event");
        fields(v);
    }

    private void any(Object o) {
        if (o instanceof Value v) value(v);
        else if (o instanceof Node n) node(n);
        else if (o instanceof Node.Case || o instanceof Node.Catch) fields(o);
        else if (o instanceof List<?> list) list.forEach(this::any);
    }

    private void fields(Object owner) {
        try {
            for (RecordComponent c : owner.getClass().getRecordComponents()) {
                c.getAccessor().setAccessible(true);
                Object o = c.getAccessor().invoke(owner);
                if (o != null) any(o);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
