package dev.snarl.rules.atomics;

import dev.snarl.facts.Event;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The places that change the atomic in a field. */
final class Writers {
    private static final Set<String> READS = Set.of("get", "getPlain", "getOpaque", "getAcquire", "intValue", "longValue", "doubleValue", "floatValue", "toString", "length", "hashCode", "equals");

    private record Place(Method method, int lambda) {}

    private final List<Place> places = new ArrayList<>();

    private Writers() {}

    static Writers of(Program program, Field f) {
        Writers w = new Writers();
        for (Method m : program.methodsMentioning(Set.of(f.name()))) {
            if (program.initial(m) || m.owner().unit().test()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || c.receiver() == null || READS.contains(c.name()) || in.locks().path(c.receiver()).field() != f) continue;
                w.places.add(new Place(m, in.escapingLambda(c.id())));
            }
        }
        return w;
    }

    boolean any() {
        return !places.isEmpty();
    }

    /** All of them run in one thread at a time, for certain. */
    boolean oneThread(Program program) {
        for (Place p : places) if (!program.singleThread(p.method, p.lambda)) return false;
        return true;
    }
}
