package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Takings;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A thread that sleeps with a lock in its hand. */
public final class SleepWhileLocked implements Rule {
    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis", "millis", "now", "elapsed");
    private static final java.util.regex.Pattern TAKES = java.util.regex.Pattern.compile("(try)?(read|write|spin|acquire)?lock(read|write|shared|exclusive)?");

    @Override
    public void check(Program program, Findings out) {
        LockedWaits waits = new LockedWaits(program, b -> b.kind().equals("sleep"));
        Constants constants = new Constants(program);
        List<LockedWaits.Stand> kept = new ArrayList<>();
        for (LockedWaits.Stand s : waits.all()) {
            if (!LockedWaits.near(s) || backsOff(s.block().method())) continue;
            Interpretation at = program.interpret(s.block().method());
            double millis = constants.millis(at, s.block());
            if (millis >= 0 && millis < 1) continue;
            if (millis < 0 && paces(at) && waits.victims(s).isEmpty()) continue;
            kept.add(s);
        }
        for (LockedWaits.Stand s : LockedWaits.distinct(kept)) if (s.holder().owner().unit().reported()) out.add(finding(program, waits, s));
    }

    /** The sleep is a part of taking a lock: between two tries. */
    private static boolean backsOff(Method m) {
        return TAKES.matcher(m.name().toLowerCase(java.util.Locale.ROOT)).matches();
    }

    /** The time to sleep is worked out from the clock: a limiter of a rate makes its callers wait, and each in turn. */
    private static boolean paces(Interpretation in) {
        for (Event e : in.events()) if (e instanceof Event.Call c && CLOCKS.contains(c.name())) return true;
        return false;
    }

    private Finding finding(Program program, LockedWaits waits, LockedWaits.Stand s) {
        Interpretation in = program.interpret(s.holder());
        String name = Wording.lock(s.holder(), s.lock().lock());
        List<Takings.Region> victims = waits.victims(s);
        String call = s.edge() == null ? Wording.call(in, s.block().event()) + " sleeps" : Wording.call(in, s.event()) + " sleeps in " + s.block().method().label();
        String message = call + " while it holds " + name + ", and every thread that needs the lock sleeps too.";
        List<String> evidence = victims.isEmpty() ? List.of() : List.of(victims.get(0).method().label() + " needs the same lock and does not sleep.");
        Confidence c = s.way().isEmpty() ? Confidence.HIGH : Confidence.LOW;
        return new Finding(id(), null, c, Program.site(s.holder(), s.span(in)), s.holder().label(), message, evidence, LockedWaits.related(program, s, name, victims),
                LockedWaits.trace(program, s, name), "Sleep outside the lock, or wait on a condition of it, which gives it back meanwhile.",
                s.holder().key() + " " + s.key() + " " + s.block().method().key(), "");
    }
}
