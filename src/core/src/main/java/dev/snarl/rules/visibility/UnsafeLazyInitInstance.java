package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.program.Field;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;

/** A field of an object that threads share is tested and set without any lock. */
public final class UnsafeLazyInitInstance implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.isStatic() || f.owner().unit().test()) continue;
            List<LazyInit> found = LazyInit.of(program, f);
            found.removeIf(x -> x.repeatable(program) || x.setup(program));
            if (found.isEmpty()) continue;
            SharedObject.Evidence shared = null;
            LazyInit l = null;
            for (LazyInit x : found) {
                if (shared == null && (shared = SharedObject.evidence(program, x)) != null) l = x;
            }
            if (shared == null) continue;
            String unseen = f.isVolatile() ? ", and what is put into the first is lost" : ", and one may see the other's before it is complete";
            out.add(new Finding(id(), null, shared.confidence(), Program.site(l.method(), l.write().span()), l.method().label(),
                    "Lazy initialisation of " + f.label() + " without a lock, in an object that threads share: two of them make two objects" + unseen + ".",
                    List.of(shared.reason()), List.of(new Related(Program.site(l.method(), l.test().span()), "tested without a lock")), LazyStory.twice(l),
                    "Create " + f.name() + " in the constructor, or test and set it under one lock.", f.key(), ""));
        }
    }
}
