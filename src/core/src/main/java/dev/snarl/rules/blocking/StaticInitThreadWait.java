package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Block;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Initializers;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** A class initialiser that waits for a thread which needs the class. */
public final class StaticInitThreadWait implements Rule {
    private static final Set<String> KINDS = Set.of("join", "future", "executor", "latch", "barrier", "queue", "exchange");
    private static final int DEEPEST = 3;

    /** Where the task comes to the class. */
    private record Use(Site site, String member, String text) {}

    @Override
    public void check(Program program, Findings out) {
        Initializers initializers = new Initializers(program);
        for (SourceType t : program.universe().types()) {
            if (!t.unit().reported() || t.unit().test() || Initializers.of(t) == null) continue;
            for (Method m : initializers.code(t)) {
                for (Task task : program.tasksOf(m)) {
                    if (task.hostLambda() >= 0) continue;
                    Block wait = task.parallel() ? null : wait(program, m, task);
                    if (wait == null && !task.parallel()) continue;
                    Use use = use(program, t, task);
                    if (use == null) continue;
                    out.add(finding(program, t, m, task, wait, use));
                    break;
                }
            }
        }
    }

    private static Block wait(Program program, Method m, Task t) {
        for (Block b : program.blocksIn(m)) {
            if (!b.inCallersThread() || b.timed() || !KINDS.contains(b.kind()) || b.event() < t.event()) continue;
            Path s = b.subject();
            boolean made = (s.root() == Path.Root.FRESH || s.root() == Path.Root.RESULT) && (s.index() == t.event() || s.index() == t.created());
            boolean pool = s.known() && s.equals(t.executor());
            boolean signal = Set.of("latch", "barrier", "queue", "exchange").contains(b.kind()) && s.known() && signals(program, t, s);
            if (made || pool || signal || s.root() == Path.Root.FIELD && stored(program, m, s, t)) return b;
        }
        return null;
    }

    /** The thread or future was kept in the field that is waited for. */
    private static boolean stored(Program program, Method m, Path field, Task t) {
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!(e instanceof Event.Write w) || !in.locks().path(w.target()).equals(field)) continue;
            Path v = in.locks().path(w.value());
            if ((v.root() == Path.Root.FRESH || v.root() == Path.Root.RESULT) && (v.index() == t.event() || v.index() == t.created())) return true;
        }
        return t.object().equals(field);
    }

    /** The lambda that is the task uses the latch or queue that is waited for. */
    private static boolean signals(Program program, Task t, Path subject) {
        if (t.lambda() < 0) return false;
        Interpretation in = program.interpret(t.host());
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && c.receiver() != null && in.escapingLambda(c.id()) == t.lambda() && in.locks().path(c.receiver()).equals(subject)) return true;
        }
        return false;
    }

    private static Use use(Program program, SourceType t, Task task) {
        if (task.lambda() >= 0) {
            Interpretation in = program.interpret(task.host());
            if (task.host().owner() == t) {
                Site at = Program.site(task.host(), in.typing().body().lambdas().get(task.lambda()).arrow());
                return new Use(at, task.host().label(), "is to run a lambda of " + t.label() + ", which is a method of the class");
            }
            for (Event e : in.events()) {
                if (in.escapingLambda(e.id()) == task.lambda() && Initializers.made(in, e) == t) return use(task.host(), e, t);
            }
            for (CallEdge e : program.calls().edgesFrom(task.host())) {
                Use u = e.lambda() == task.lambda() && e.callees().size() == 1 ? use(program, t, e.callees().get(0), 1) : null;
                if (u != null) return u;
            }
            return null;
        }
        return task.method() == null ? null : use(program, t, task.method(), 0);
    }

    private static Use use(Program program, SourceType t, Method m, int depth) {
        if (m.owner() == t) return new Use(Program.site(m, m.facts().nameSpan()), m.label(), "is to run " + m.label());
        if (depth > DEEPEST || !m.hasBody()) return null;
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) if (in.reached(e.id()) && in.inCallersThread(e.id()) && Initializers.made(in, e) == t) return use(m, e, t);
        for (CallEdge e : program.calls().edgesFrom(m)) {
            Use u = e.inCallersThread() && e.callees().size() == 1 ? use(program, t, e.callees().get(0), depth + 1) : null;
            if (u != null) return u;
        }
        return null;
    }

    private static Use use(Method m, Event e, SourceType t) {
        return new Use(Program.site(m, e.span()), m.label(), "needs " + t.label());
    }

    private Finding finding(Program program, SourceType t, Method m, Task task, Block wait, Use use) {
        Interpretation in = program.interpret(m);
        Site at = Program.site(m, wait == null ? Wording.tight(in, task.event()) : Wording.tight(in, wait));
        String what = task.label();
        String message = "The initialiser of " + t.label() + " waits for a " + what + " that needs the class: it waits for the initialiser, and both for ever.";
        List<Step> waiting = List.of(new Step(Program.site(t, t.facts().nameSpan()), t.label(), "begins to make " + t.label() + " ready", 1),
                new Step(Program.site(m, task.span()), m.label(), "hands over the " + what, 2),
                new Step(at, m.label(), "waits for it", 3));
        List<Step> other = List.of(new Step(use.site(), use.member(), use.text() + ", which is not ready: waits for thread A", 4));
        return new Finding(id(), null, Confidence.HIGH, at, m.label(), message, List.of(), List.of(new Related(use.site(), use.text())),
                List.of(new ThreadTrace("thread A: comes to " + t.label() + " first", waiting), new ThreadTrace("thread B: the " + what, other)),
                "Do the work in the initialiser's own thread, or when it is first asked for.", t.name() + " " + m.key(), "");
    }
}
