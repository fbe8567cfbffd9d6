package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.program.SourceType;
import dev.snarl.program.ThreadRole;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;

/** A plain shared field is read, changed and written back while another thread can write it in between. */
public final class NonAtomicCompoundUpdate implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            List<Race> races = program.races(f);
            Race best = null;
            for (Race r : races) {
                if (r.lostUpdate() && Plausible.lostUpdate(r) && (best == null || before(update(r), update(best)))) best = r;
            }
            if (best != null) {
                if (!Intent.guarded(program, f)) report(f, update(best), best, Confidence.HIGH, out);
            } else if (races.isEmpty()) {
                byDeclaration(program, f, out);
            }
        }
    }

    private static Side update(Race r) {
        boolean first = r.first().access().kind() == AccessKind.UPDATE || r.first().access().dependent();
        boolean second = r.second().access().kind() == AccessKind.UPDATE || r.second().access().dependent();
        if (first && second) return before(r.second(), r.first()) ? r.second() : r.first();
        return first ? r.first() : r.second();
    }

    private static boolean before(Side a, Side b) {
        return RaceStory.site(a.access()).compareTo(RaceStory.site(b.access())) < 0;
    }

    private static void report(Field f, Side at, Race r, Confidence confidence, Findings out) {
        Race told = at == r.first() ? r : new Race(r.second(), r.first());
        RaceStory story = RaceStory.of(told);
        String other = told.first().role() == told.second().role() ? "another run of the same task" : RaceStory.who(told.second());
        out.add(new Finding("non-atomic-compound-update", null, confidence, RaceStory.site(at.access()), at.access().method().label(),
                "Update of " + f.label() + " is not atomic: " + other + " can write it between the read and the write, and one update is lost.",
                story.evidence(), story.related(), story.interleaving(), remedy(f, at.access()), f.key(), ""));
    }

    static String remedy(Field f, Access a) {
        if (a.element()) return "Guard the array with one lock, or use an AtomicIntegerArray or AtomicLongArray.";
        return switch (f.type().name()) {
            case "int", "short", "byte" -> "Make " + f.name() + " an AtomicInteger (or LongAdder for a mere counter), or guard every access with one lock.";
            case "long" -> "Make " + f.name() + " an AtomicLong (or LongAdder for a mere counter), or guard every access with one lock.";
            case "boolean" -> "Make " + f.name() + " an AtomicBoolean, or guard every access with one lock.";
            default -> "Guard every access of " + f.name() + " with one lock, or hold it in an AtomicReference and use updateAndGet.";
        };
    }

    /** A class that says that threads share its instances: its methods run at once with themselves. */
    private static void byDeclaration(Program program, Field f, Findings out) {
        SourceType t = f.owner();
        String why = program.sharedByDeclaration(t);
        if (why == null || Intent.guarded(program, f)) return;
        for (Access a : program.accesses(f)) {
            boolean update = a.kind() == AccessKind.UPDATE || a.dependent();
            if (!update || a.owned() || !a.inCallersThread() || program.initial(a.method()) || program.lifecycle(a.method()) || program.taskOnly(a.method())) continue;
            if (!(a.base().isThis() || f.isStatic()) || !program.heldAt(a).isEmpty() || !a.held().isEmpty()) continue;
            Side s = new Side(a, ThreadRole.CALLERS, "", false, List.of(), a.method(), a.event(), a.loops(), List.of());
            RaceStory story = new RaceStory(s, s);
            out.add(new Finding("non-atomic-compound-update", null, Confidence.MEDIUM, RaceStory.site(a), a.method().label(),
                    "Update of " + f.label() + " is not atomic: two threads in " + a.method().label() + " can both read the old value, and one update is lost.",
                    List.of(why), List.of(), story.interleaving(), remedy(f, a), f.key(), ""));
            return;
        }
    }
}
