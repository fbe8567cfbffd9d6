package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import java.util.Arrays;
import java.util.List;

/** Finds what each lambda of a body is handed to. The first use counts. */
final class LambdaUses {
    private LambdaUses() {}

    static LambdaContext[] of(Typing typing, Locks locks, FunctionUse functions) {
        LambdaContext[] out = new LambdaContext[typing.body().lambdas().size()];
        Arrays.fill(out, LambdaContext.UNUSED);
        if (out.length == 0) return out;
        for (Event e : typing.index().events) {
            List<Value> args;
            String name;
            Value receiver = null;
            if (e instanceof Event.Call c) {
                args = c.args();
                name = c.name();
                receiver = c.receiver();
            } else if (e instanceof Event.New n && n.type().dims() == 0) {
                args = n.args();
                name = "<init>";
            } else {
                continue;
            }
            for (int i = 0; i < args.size(); i++) {
                for (Value f : locks.functions(args.get(i))) {
                    if (f instanceof Value.Lambda l && out[l.index()] == LambdaContext.UNUSED) {
                        out[l.index()] = functions.of(typing, e.id(), name, args, receiver, i);
                    }
                }
            }
            // A local function called by name: run.run().
            if (e instanceof Event.Call c && c.receiver() instanceof Value.Local) {
                for (Value f : locks.functions(c.receiver())) {
                    if (f instanceof Value.Lambda l && out[l.index()] == LambdaContext.UNUSED) {
                        out[l.index()] = new LambdaContext(Runs.IMMEDIATE, e.id(), -1, null);
                    }
                }
            }
        }
        return out;
    }
}
