package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Acquisition;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Decl;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The monitor of a Thread serves as a lock or is waited on, though the Thread uses it itself, for join and when it ends. */
public final class MonitorOnThreadObject implements Rule {
    private static final String THREAD = "java.lang.Thread";
    private static final Set<String> STATE = Set.of("isAlive", "getState", "isTerminated", "join");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Set<String> told = new HashSet<>();
        for (ConditionCall c : program.conditionCalls().all()) {
            Method m = c.method();
            if (!c.monitor() || !m.owner().unit().reported() || fates.inTest(m) || !foreign(program, c.object())) continue;
            if (c.waits() && asksForEnd(program, m)) continue;
            told.add(m.key() + c.object());
            String call = Waits.called(program.interpret(m), c.call());
            String message = c.waits() ? call + " waits on the monitor of a thread, which the thread itself notifies when it ends: a wake-up says nothing."
                    : call + " wakes whoever waits on the monitor of a thread: threads that join it wait there too.";
            out.add(finding(program, m, c.call().span(), message, c.waits() ? "wakes up when the thread ends, whatever was waited for" : "wakes a thread in join(), which goes on waiting; the one that is meant may sleep on",
                    (c.waits() ? "wait" : "notify") + "|" + c.key()));
        }
        for (Method m : program.universe().methods()) {
            if (!m.owner().unit().reported() || !m.hasBody()) continue;
            for (Acquisition a : program.acquisitions(m)) {
                if (!a.lock().monitor() || a.event() >= 0 || a.helper() || !foreign(program, a.lock().path()) || fates.inTest(m)) continue;
                if (asksForEnd(program, m) || !told.add(m.key() + a.lock().path())) continue;
                out.add(finding(program, m, a.span(), "The monitor of the thread " + a.lock().label() + " serves as a lock, though starting, joining and ending the thread take it too.",
                        "holds the monitor while another thread wants to join or start the thread: it has to wait", "lock|" + a.lock().key()));
            }
        }
    }

    /** A Thread that is not this object, and whose class does not use its own monitor on purpose. */
    private static boolean foreign(Program program, Path p) {
        if (p.root() == Path.Root.THIS || p.root() == Path.Root.OUTER || p.root() == Path.Root.CLASS || !p.type().isA(THREAD).yes()) return false;
        for (Decl d : p.type().decl().ancestry().decls()) {
            if (d instanceof SourceType s && usesOwnMonitor(program, s)) return false;
        }
        return true;
    }

    private static boolean usesOwnMonitor(Program program, SourceType t) {
        for (Method m : t.methods()) {
            if (m.isSynchronized() && !m.isStatic()) return true;
            if (!m.hasBody()) continue;
            for (Acquisition a : program.acquisitions(m)) if (a.lock().monitor() && a.lock().path().isThis()) return true;
        }
        return false;
    }

    /** Waits until the thread ends, as join does. */
    private static boolean asksForEnd(Program program, Method m) {
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) if (e instanceof Event.Call c && STATE.contains(c.name())) return true;
        return false;
    }

    private Finding finding(Program program, Method m, Span at, String message, String step, String kind) {
        return new Finding(id(), null, Confidence.HIGH, Program.site(m, at), m.label(), message, List.of(), List.of(),
                List.of(new ThreadTrace("one thread", List.of(new Step(Program.site(m, at), m.label(), step, 0)))),
                "Use a private final Object (or a Lock with a Condition) for the purpose, and join() to wait for the end of a thread.", m.key() + "|" + kind, "");
    }
}
