package dev.snarl.rules.processes;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Sequence;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A process is awaited without limit while nobody reads a pipe that it writes into. */
public final class ProcessIoNotDrained implements Rule {
    private static final String REMEDY = "Take the pipe away (inheritIO, a file, Redirect.DISCARD), or merge both streams with redirectErrorStream(true) "
            + "and read them to the end before waitFor().";

    /** A wait that is looked at: at {@code event} of a body, for the process {@code value}; {@code read} are the pipes that are read behind that call. */
    private record Wait(int event, Value value, String text, Span span, boolean reference, Set<Pipe> read) {}

    @Override
    public void check(Program program, Findings out) {
        AwaitingMethods awaiting = new AwaitingMethods(program);
        for (Method m : awaiting.methods()) {
            if (m.owner().unit().test()) continue;
            Interpretation in = program.interpret(m);
            List<Wait> waits = waits(in, awaiting);
            if (waits.isEmpty()) continue;
            Sequence sequence = Sequence.of(in.typing().body());
            List<Wait> told = new ArrayList<>();
            for (Wait w : waits) {
                List<Starts.Start> starts = new Starts(program).of(in, w.value());
                if (starts.isEmpty() || again(in, w, told, sequence, starts.get(0).event())) continue;
                if (report(program, in, sequence, w, starts, told.size(), out)) told.add(w);
            }
        }
    }

    private static List<Wait> waits(Interpretation in, AwaitingMethods awaiting) {
        List<Wait> out = new ArrayList<>();
        for (Event e : in.events()) {
            if (!in.reached(e.id())) continue;
            if (e instanceof Event.Call c) {
                Value process = awaiting.awaited(in, c);
                if (process != null) {
                    boolean oneLine = c.span().line() == c.span().endLine();
                    Span span = oneLine ? c.span() : new Span(c.nameSpan().line(), c.nameSpan().column(), c.span().endLine(), c.span().endColumn());
                    out.add(new Wait(c.id(), process, text(in, c, process), span, false, awaiting.before(in, c)));
                }
                for (Value a : c.args()) reference(in, e, a, out);
            } else if (e instanceof Event.New n) {
                for (Value a : n.args()) reference(in, e, a, out);
            } else if (e instanceof Event.Assign a) {
                reference(in, e, a.value(), out);
            } else if (e instanceof Event.Write w) {
                reference(in, e, w.value(), out);
            }
        }
        return out;
    }

    private static String text(Interpretation in, Event.Call c, Value process) {
        if (!c.args().isEmpty()) return c.name() + "(" + (process instanceof Value.Local ? name(in, process, "") : "...") + ")";
        return name(in, process, ".") + (c.name().equals("waitFor") ? "waitFor()" : "onExit()." + c.name() + "()");
    }

    private static String name(Interpretation in, Value v, String separator) {
        return v instanceof Value.Local l ? in.typing().body().locals().get(l.index()).name() + separator : "";
    }

    private static void reference(Interpretation in, Event e, Value v, List<Wait> out) {
        if (v instanceof Value.MethodRef r && r.method().equals("waitFor") && r.scope() != null && AwaitingMethods.isProcess(in, r.scope())) {
            out.add(new Wait(e.id(), r.scope(), name(in, r.scope(), "::") + "waitFor", r.span(), true, Pipe.NONE));
        }
    }

    /** A second wait for the same process tells nothing new. */
    private static boolean again(Interpretation in, Wait w, List<Wait> told, Sequence sequence, int start) {
        for (Wait t : told) if (in.locks().path(t.value()).equals(in.locks().path(w.value())) && sequence.canPrecede(t.event(), w.event(), start)) return true;
        return false;
    }

    private static boolean report(Program program, Interpretation in, Sequence sequence, Wait w, List<Starts.Start> starts, int ordinal, Findings out) {
        Set<Integer> events = new LinkedHashSet<>();
        for (Starts.Start s : starts) events.add(s.event());
        List<PipeUses.Use> uses = PipeUses.of(program, in, v -> v instanceof Value.Result r && events.contains(r.event()), sequence);
        for (Starts.Start s : starts) {
            EnumSet<Pipe> left = EnumSet.noneOf(Pipe.class);
            left.addAll(s.left());
            left.removeAll(w.read());
            PipeUses.Use late = null;
            for (PipeUses.Use u : uses) {
                if (u.event() != PipeUses.ANYTIME && !w.reference() && !sequence.canPrecede(u.event(), w.event(), s.event())) {
                    if (late == null && !u.ends()) late = u;
                    continue;
                }
                left.removeAll(u.pipes());
                if (u.ends()) left.clear();
            }
            if (left.isEmpty()) continue;
            if (late != null && !left.containsAll(late.pipes())) late = null;
            out.add(finding(in, w, s, left, late, ordinal));
            return true;
        }
        return false;
    }

    private static Finding finding(Interpretation in, Wait w, Starts.Start s, Set<Pipe> left, PipeUses.Use late, int ordinal) {
        Method m = in.method();
        String what = s.merged() ? "output and errors" : left.size() == 2 ? "output or errors" : left.contains(Pipe.OUTPUT) ? "standard output" : "error output";
        String message = w.text() + " waits for a process whose " + what + (late == null ? " nobody reads" : " nobody reads before it has ended")
                + ". When that pipe is full the process stops in its next write, and the wait never ends.";
        List<Related> related = new ArrayList<>();
        related.add(new Related(s.site(), "started here with a pipe"));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(s.site(), s.member(), "starts the process with a pipe for its " + what.replace(" or ", " and "), 0));
        steps.add(new Step(Program.site(m, w.span()), m.label(), "waits for the end of the process, which may be waiting for a reader", 0));
        if (late != null) {
            Span at = in.typing().event(late.event()).span();
            related.add(new Related(Program.site(m, at), "read only here, after the wait"));
            steps.add(new Step(Program.site(m, at), m.label(), "would read, but is not reached", 0));
        }
        Confidence confidence = left.contains(Pipe.OUTPUT) ? Confidence.HIGH : Confidence.MEDIUM;
        return new Finding("process-io-not-drained", null, confidence, Program.site(m, w.span()), m.label(), message, List.of(), related,
                List.of(new ThreadTrace("the waiting thread", steps)), REMEDY, m.key() + " waitFor " + ordinal, "");
    }
}
