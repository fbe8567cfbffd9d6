package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import java.util.List;

/** Where the lambdas and the results of a body's calls go to: the first use of each. */
final class Uses {
    /** {@code arg}: the argument's number of a call or creation, {@link #VALUE} for an assigned value, {@link #RETURNED} (then {@code event} is the lambda's number, or how many there are). */
    record Use(int event, int arg) {}

    static final int VALUE = -1;
    static final int RETURNED = -2;
    private final Use[] lambdas;
    private final Use[] results;

    Uses(EventIndex index, int lambdaCount) {
        lambdas = new Use[lambdaCount];
        results = new Use[index.events.length];
        for (Event e : index.events) {
            List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (int i = 0; i < args.size(); i++) put(args.get(i), e.id(), i, 0);
            if (e instanceof Event.Assign a) put(a.value(), e.id(), VALUE, 0);
            if (e instanceof Event.Write w) put(w.value(), e.id(), VALUE, 0);
        }
        for (int i = 0; i < index.returns.size(); i++) for (Value v : index.returns.get(i)) put(v, i, RETURNED, 0);
    }

    private void put(Value v, int event, int arg, int depth) {
        if (v instanceof Value.Lambda l && lambdas[l.index()] == null) lambdas[l.index()] = new Use(event, arg);
        else if (v instanceof Value.Result r && results[r.event()] == null) results[r.event()] = new Use(event, arg);
        else if (v instanceof Value.Choice c && depth < 20) for (Value x : c.values()) put(x, event, arg, depth + 1);
    }

    /** The use of a lambda, or null. */
    Use ofLambda(int lambda) {
        return lambdas[lambda];
    }

    /** The use of a result, or null. */
    Use ofResult(int event) {
        return results[event];
    }

}
