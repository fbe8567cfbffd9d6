package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.program.Access;
import dev.snarl.program.Annotations;
import dev.snarl.program.DeclaredGuard;
import dev.snarl.program.DeclaredGuards;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A guard annotation names nothing that could be the lock: a name that is not there, an object of which a static member has none, a field that changes. */
public final class GuardedbyExpressionInvalid implements Rule {
    @Override
    public void check(Program program, Findings out) {
        DeclaredGuards guards = program.declaredGuards();
        guards.fields().forEach((f, gs) -> {
            if (f.owner().unit().test() || Annotations.suppressed(f.facts().annotations(), f.owner(), "guardedBy")) return;
            for (DeclaredGuard g : gs) one(program, guards, g, Program.site(f.owner(), f.facts().nameSpan()), f.label(), f.key(), out);
        });
        guards.methods().forEach((m, gs) -> {
            if (m.owner().unit().test() || Annotations.suppressed(m.facts().annotations(), m.owner(), "guardedBy")) return;
            for (DeclaredGuard g : gs) one(program, guards, g, Program.site(m, m.facts().nameSpan()), m.label(), m.key(), out);
        });
    }

    private static void one(Program program, DeclaredGuards guards, DeclaredGuard g, Site at, String member, String key, Findings out) {
        if (g.kind() == DeclaredGuard.Kind.INVALID) {
            add(at, member, key, g, "The guard \"" + g.text() + "\" of " + member + " names no lock: " + g.problem() + ".", List.of(),
                    "Name a final field, a method without parameters, this, Outer.this or a class literal, as it is seen from the member.", out);
            return;
        }
        if (g.kind() != DeclaredGuard.Kind.LOCK) return;
        for (Field f : guards.reassigned(g)) {
            List<Related> related = new ArrayList<>();
            for (Access a : program.accesses(f)) {
                if (a.writes() && !a.element() && !a.initial() && !program.initial(a.method()) && related.size() < 3) related.add(new Related(Program.site(a.method(), a.span()), "assigned again here"));
            }
            add(at, member, key, g, "The guard \"" + g.text() + "\" of " + member + " can change: " + f.label() + " is assigned again, and two threads may then hold two different locks.", related,
                    "Make " + f.label() + " final, or guard " + member + " with a lock that stays the same.", out);
        }
    }

    private static void add(Site at, String member, String key, DeclaredGuard g, String message, List<Related> related, String remedy, Findings out) {
        out.add(new Finding("guardedby-expression-invalid", null, Confidence.HIGH, at, member, message, List.of(), related, List.of(), remedy, key + " " + g.text(), ""));
    }
}
