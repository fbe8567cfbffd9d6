package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A signal that wakes one thread where another, or all, may have to go on. */
public final class NotifyInsteadOfNotifyall implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (ConditionCall c : program.conditionCalls().all()) {
            Method m = c.method();
            if (c.waits() || c.all() || !m.owner().unit().reported() || fates.inTest(m)) continue;
            List<ConditionCall> waits = program.conditionCalls().waits(c.key());
            if (waits.isEmpty()) {
                if (c.monitor() && unseenWaiters(program, c)) out.add(finding(program, c, null, null, null));
                continue;
            }
            ConditionCall[] two = unlike(program, waits);
            if (two != null) {
                out.add(finding(program, c, two[0], two[1], null));
                continue;
            }
            Field gate = gate(program, c, waits);
            if (gate != null) out.add(finding(program, c, waits.get(0), null, gate));
        }
    }

    /** Nobody waits on the monitor in sight, and others can: it is this object, or one that is not hidden in the class. */
    private static boolean unseenWaiters(Program program, ConditionCall c) {
        Path p = c.object();
        boolean own = p.isThis() || p.isFresh() || p.root() == Path.Root.FIELD && p.base().isThis() && p.field() instanceof Field f && !f.isPrivate();
        if (!own) return false;
        for (ConditionCall w : program.conditionCalls().all()) {
            // A wait on something without a name may be on this very object.
            if (w.waits() && w.monitor() && w.key() == null && may(w.object(), p)) return false;
        }
        return true;
    }

    private static boolean may(Path a, Path b) {
        return !a.type().known() || !b.type().known() || a.type().name().equals(b.type().name());
    }

    /** Two waits on the same object that wait for different things, or null. */
    private static ConditionCall[] unlike(Program program, List<ConditionCall> waits) {
        for (int i = 0; i < waits.size(); i++) {
            Set<String> a = Conditions.of(program, waits.get(i));
            if (a.isEmpty()) continue;
            for (int j = i + 1; j < waits.size(); j++) {
                Set<String> b = Conditions.of(program, waits.get(j));
                if (b.isEmpty() || !java.util.Collections.disjoint(a, b)) continue;
                if (waits.get(i).method() != waits.get(j).method()) return new ConditionCall[] {waits.get(i), waits.get(j)};
            }
        }
        return null;
    }

    /** The flag that every wait waits for, that the signaller sets and that no waiter takes back: it lets all of them go. */
    private static Field gate(Program program, ConditionCall signal, List<ConditionCall> waits) {
        Set<Field> set = new LinkedHashSet<>();
        for (Access a : program.accessesIn(signal.method())) {
            if (a.writes() && a.constant() && a.base().isThis() && a.field().type().name().equals("boolean")) set.add(a.field());
        }
        if (set.isEmpty()) return null;
        for (ConditionCall w : waits) {
            if (w.timed() || !manyCallers(program, w)) return null;
            set.retainAll(Conditions.fields(program, w));
            // A waiter that changes the flag, or signals the next one, takes its turn.
            for (Access a : program.accessesIn(w.method())) if (a.writes()) set.remove(a.field());
            for (ConditionCall s : program.conditionCalls().signals(w.key())) if (s.method() == w.method()) return null;
        }
        for (Field f : set) {
            boolean reset = false;
            for (Access a : program.accesses(f)) reset |= a.writes() && a.method() != signal.method() && !a.method().facts().isInitializer();
            if (!reset) return f;
        }
        return null;
    }

    /** Several threads may wait there as far as is known: no task of its own, no thread's own method. */
    private static boolean manyCallers(Program program, ConditionCall w) {
        boolean task = w.method().name().equals("run") && w.method().owner().isA("java.lang.Runnable").yes();
        return !task && w.lambda() < 0 && !program.taskOnly(w.method()) && !program.singleThread(w.method(), w.lambda()) && !w.method().isPrivate();
    }

    private Finding finding(Program program, ConditionCall c, ConditionCall one, ConditionCall other, Field gate) {
        Method m = c.method();
        Interpretation in = program.interpret(m);
        String call = Waits.called(in, c.call());
        String all = c.monitor() ? "notifyAll" : "signalAll";
        List<Related> related = new ArrayList<>();
        if (one != null) related.add(new Related(Program.site(one.method(), one.call().span()), "waits here"));
        if (other != null) related.add(new Related(Program.site(other.method(), other.call().span()), "waits here for something else"));
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        String message;
        if (other != null) {
            message = call + " wakes any one thread, but " + one.method().label() + " and " + other.method().label() + " wait there for different things: it may wake the wrong one, and the right one sleeps on.";
            a.add(new Step(Program.site(one.method(), one.call().span()), one.method().label(), "waits", 1));
            b.add(new Step(Program.site(other.method(), other.call().span()), other.method().label(), "waits for something else", 2));
        } else if (gate != null) {
            message = call + " wakes one thread, but " + gate.label() + " stays set: every thread that waits for it could go on, and all but one wait for ever.";
            a.add(new Step(Program.site(one.method(), one.call().span()), one.method().label(), "waits for " + gate.name(), 1));
            b.add(new Step(Program.site(one.method(), one.call().span()), one.method().label(), "waits for " + gate.name() + " as well: is never woken", 2));
        } else {
            message = call + " wakes any one of the threads that wait on an object which other code can wait on, too: whether it is the right one, nobody can tell here.";
            a.add(new Step(Program.site(m, c.call().span()), m.label(), "wakes one thread, the wrong one perhaps", 1));
        }
        List<ThreadTrace> threads = new ArrayList<>();
        threads.add(new ThreadTrace(b.isEmpty() ? "the signalling thread" : "thread A", a));
        if (!b.isEmpty()) threads.add(new ThreadTrace("thread B", b));
        Confidence confidence = other != null ? Confidence.HIGH : gate != null ? Confidence.MEDIUM : Confidence.LOW;
        return new Finding(id(), null, confidence, Program.site(m, c.call().span()), m.label(), message, List.of(), related, threads,
                "Use " + all + "() and let each waiter test its condition, or give each condition a queue of its own (Condition).", m.key() + "|" + call, "");
    }
}
