package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.program.Field;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;

/** A plain field is written by one thread and used by another, with nothing that orders the two. */
public final class UnsynchronizedSharedField implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            Race best = null;
            boolean lost = false;
            for (Race r : program.races(f)) {
                lost |= r.lostUpdate();
                if (!Plausible.race(program, r)) continue;
                if (best == null || rank(r) < rank(best) || rank(r) == rank(best) && before(write(r), write(best))) best = r;
            }
            if (best == null || lost || Intent.guarded(program, f)) continue;
            Side at = write(best);
            Race told = at == best.first() ? best : new Race(best.second(), best.first());
            RaceStory story = RaceStory.of(told);
            String other = told.first().role() == told.second().role() ? "another run of the same task" : RaceStory.who(told.second());
            String does = told.second().writes() ? "writes it too" : "may never see the new value";
            out.add(new Finding("unsynchronized-shared-field", null, best.second().role().isCaller() ? Confidence.MEDIUM : Confidence.HIGH, RaceStory.site(at.access()),
                    at.access().method().label(), "Write of " + f.label() + " is not ordered with " + (told.second().writes() ? "other writes" : "its readers") + ": " + other + " " + does + ".",
                    story.evidence(), story.related(), story.interleaving(), "Make " + f.name() + " volatile if each value stands alone, or guard every access with one lock.", f.key(), ""));
        }
    }

    /** A task's write before a caller's. */
    private static int rank(Race r) {
        return write(r).role().isCaller() ? 1 : 0;
    }

    private static Side write(Race r) {
        if (r.first().writes() && r.second().writes() && r.first().role().isCaller() == r.second().role().isCaller()) return before(r.second(), r.first()) ? r.second() : r.first();
        return r.first().writes() ? r.first() : r.second();
    }

    private static boolean before(Side a, Side b) {
        return RaceStory.site(a.access()).compareTo(RaceStory.site(b.access())) < 0;
    }
}
