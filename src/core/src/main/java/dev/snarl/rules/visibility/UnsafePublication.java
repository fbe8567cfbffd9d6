package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** A class is declared thread-safe, but a plain field that its constructor sets is read without a lock: who gets the object through a race may see the field unset. */
public final class UnsafePublication implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Set<String> safe = program.knowledge().annotations(Role.DECLARED_SAFE);
        for (Field f : program.accessedFields()) {
            SourceType t = f.owner();
            if (f.isStatic() || f.isFinal() || f.isVolatile() || !t.unit().reported() || program.confined(f) || program.declaredUnsafe(t) || !t.hasAnnotation(safe)) continue;
            if (guarded(program, f) || synchronizedType(program, f.type())) continue;
            Access first = null;
            Access read = null;
            boolean later = false;
            for (Access a : program.accesses(f)) {
                if (fates.inTest(a.method())) continue;
                boolean initial = a.initial() || program.initial(a.method()) && a.inCallersThread();
                if (initial && a.writes() && first == null && !unset(program, a)) first = a;
                later |= !initial && a.writes() && !a.owned();
                if (!initial && !a.writes() && !a.owned() && read == null && program.heldAt(a).isEmpty()) read = a;
            }
            if (first != null && read != null && !later) out.add(finding(f, first, read));
        }
    }

    private static boolean guarded(Program program, Field f) {
        Set<String> names = program.knowledge().annotations(Role.GUARDED_BY);
        return f.facts().annotations().stream().anyMatch(a -> names.contains(a.simpleName()));
    }

    private static boolean synchronizedType(Program program, Type t) {
        return t.decl() != null && program.knowledge().type(Role.THREAD_SAFE, t.name()).isPresent();
    }

    /** Null, 0 and false are what a thread sees that does not see the write. */
    private static boolean unset(Program program, Access a) {
        return program.interpret(a.method()).typing().event(a.event()) instanceof Event.Write w && w.value() instanceof Value.Constant c
                && (c.kind() == Value.ConstantKind.NULL || Set.of("0", "0L", "0l", "0.0", "0f", "0d", "0.0f", "false").contains(c.text()));
    }

    private Finding finding(Field f, Access first, Access read) {
        Site set = Program.site(first.method(), first.span());
        Site seen = Program.site(read.method(), read.span());
        return new Finding(id(), null, Confidence.MEDIUM, set, first.method().label(),
                f.label() + " is set by the constructor and never again, but is not final: a thread that gets the object through a race may see it unset.",
                List.of(f.owner().label() + " is declared thread-safe"), List.of(new Related(seen, "read without a lock"), new Related(Program.site(f.owner(), f.facts().nameSpan()), "neither final nor volatile")),
                List.of(new ThreadTrace("thread A: makes the object", List.of(new Step(set, first.method().label(), "sets " + f.name() + " and hands the object over without a barrier", 1))),
                        new ThreadTrace("thread B: gets the object", List.of(new Step(seen, read.method().label(), "may read " + f.name() + " as it was before", 2)))),
                "Make " + f.name() + " final.", f.key(), "");
    }
}
