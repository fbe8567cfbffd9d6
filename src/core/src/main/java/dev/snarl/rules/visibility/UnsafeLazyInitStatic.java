package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.program.Field;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;

/** A static field is tested and set without any lock: two threads make two objects, and a third may see one half-built. */
public final class UnsafeLazyInitStatic implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (!f.isStatic() || f.owner().unit().test()) continue;
            List<LazyInit> found = LazyInit.of(program, f);
            found.removeIf(x -> x.repeatable(program));
            if (found.isEmpty()) continue;
            LazyInit l = found.get(0);
            String unseen = f.isVolatile() ? "" : ", and a thread that finds it set may see it before it is complete";
            out.add(new Finding(id(), null, l.made().created() ? Confidence.HIGH : Confidence.MEDIUM, Program.site(l.method(), l.write().span()), l.method().label(),
                    "Lazy initialisation of the static " + f.label() + " without a lock: two threads that come at once make two objects" + unseen + ".",
                    List.of(f.name() + " is static: every thread that calls " + l.method().label() + " shares it"),
                    List.of(new Related(Program.site(l.method(), l.test().span()), "tested without a lock")), LazyStory.twice(l),
                    "Initialise " + f.name() + " where it is declared, in a holder class, or in a synchronized method.", f.key(), ""));
        }
    }
}
