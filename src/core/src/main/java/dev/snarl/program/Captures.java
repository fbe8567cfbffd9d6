package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Which locals of its surroundings a lambda, or a class declared in a body, keeps. */
final class Captures {
    private final Typings typings;

    Captures(Typings typings) {
        this.typings = typings;
    }

    /** The locals of the body that a lambda uses and does not declare, in order. */
    Collection<Integer> ofLambda(Typing t, int lambda) {
        Set<Integer> used = new TreeSet<>();
        use(t, t.body().lambdas().get(lambda).body(), used);
        used.removeIf(i -> inside(t.body(), t.body().locals().get(i).lambda(), lambda));
        return used;
    }

    /** The locals of the body around a local or anonymous type that its methods use, in order. */
    Collection<Integer> ofType(SourceType type) {
        Set<Integer> used = new TreeSet<>();
        ofType(type, 1, used);
        return used;
    }

    private void ofType(SourceType type, int typesOut, Set<Integer> used) {
        for (Method m : type.methods()) {
            if (!m.hasBody()) continue;
            Typing t = typings.of(m);
            ValueWalk.values(t.body().root(), v -> captured(v, typesOut, used));
            for (var l : t.body().lambdas()) ValueWalk.values(l.body(), v -> captured(v, typesOut, used));
        }
        for (SourceType in : type.inner()) ofType(in, typesOut + 1, used);
    }

    private static void captured(Value v, int typesOut, Set<Integer> used) {
        if (v instanceof Value.Captured c && c.typesOut() == typesOut) used.add(c.local());
    }

    private void use(Typing t, Node code, Set<Integer> used) {
        ValueWalk.values(code, v -> {
            if (v instanceof Value.Local l) used.add(l.index());
            if (v instanceof Value.Lambda l) use(t, t.body().lambdas().get(l.index()).body(), used);
        });
        Nodes.walk(code, n -> {
            if (!(n instanceof Event.New made) || made.anonymous() < 0) return;
            SourceType s = typings.typeAt(t.method().owner().unit(), made.anonymous());
            if (s != null) used.addAll(ofType(s));
        });
    }

    private static boolean inside(Body body, int declaredIn, int lambda) {
        for (int l = declaredIn; l >= 0; l = body.lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }
}
