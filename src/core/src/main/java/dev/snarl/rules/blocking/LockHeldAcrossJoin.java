package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Block;
import dev.snarl.program.CallEdge;
import dev.snarl.program.CallReach;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Takings;
import dev.snarl.program.Task;
import dev.snarl.program.TaskLocks;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A thread that waits for a task, and holds the lock that the task needs. */
public final class LockHeldAcrossJoin implements Rule {
    private static final Set<String> KINDS = Set.of("join", "future", "executor");

    @Override
    public void check(Program program, Findings out) {
        AwaitedTasks tasks = new AwaitedTasks(program);
        TaskLocks locks = program.lockGraph().taskLocks();
        LockedWaits waits = new LockedWaits(program, b -> KINDS.contains(b.kind()));
        Set<String> told = new HashSet<>();
        for (LockedWaits.Stand s : waits.all()) {
            if (!s.holder().owner().unit().reported()) continue;
            Finding f = judge(program, s, tasks, locks);
            if (f != null && told.add(f.site().toString())) out.add(f);
        }
    }

    private Finding judge(Program program, LockedWaits.Stand s, AwaitedTasks tasks, TaskLocks locks) {
        Held held = s.edge() == null ? s.block().held() : s.edge().held();
        List<Task> awaited = tasks.of(s.block());
        for (Held.Entry h : held.must()) {
            if (!h.lock().shared() || pausedBefore(program, s, h.lock())) continue;
            for (Task t : awaited) {
                for (TaskLocks.Need n : locks.of(t)) if (same(s, h.lock(), t, n.lock())) return finding(program, s, h, t, n);
            }
        }
        return null;
    }

    /** It waited for a condition of the lock first, which gives the lock back: the task may be through with it. */
    private static boolean pausedBefore(Program program, LockedWaits.Stand s, Lock l) {
        for (Block b : program.blocksIn(s.holder())) {
            if (!b.kind().equals("await") || b.event() > s.event()) continue;
            for (Held.Entry e : b.held().must()) if (e.lock().key().equals(l.key())) return true;
        }
        return false;
    }

    private static boolean same(LockedWaits.Stand s, Lock held, Task t, Lock needed) {
        if (!Takings.shared(held).equals(Takings.shared(needed))) return false;
        if (held.mode() == LockMode.READ && needed.mode() == LockMode.READ) return false;
        Path a = held.path(), b = needed.path();
        if (!a.known() || !b.known()) return false;
        if (a.start().root() == Path.Root.CLASS) return true;
        if (t.host() == s.holder()) return a.equals(b);
        // Another method of the same object: both speak of this.
        for (CallReach.Hop<Block> h : s.way()) if (h.own() == null && !h.edge().receiver().isThis()) return false;
        if (s.edge() != null && !s.edge().receiver().isThis()) return false;
        if (!s.holder().owner().isA(t.host().owner().name()).yes() && !t.host().owner().isA(s.holder().owner().name()).yes()) return false;
        return chain(a, b);
    }

    private static boolean chain(Path a, Path b) {
        while (a.root() == Path.Root.FIELD && b.root() == Path.Root.FIELD && a.field() == b.field()) {
            a = a.base();
            b = b.base();
        }
        return a.isThis() && b.isThis();
    }

    private Finding finding(Program program, LockedWaits.Stand s, Held.Entry h, Task t, TaskLocks.Need n) {
        Interpretation in = program.interpret(s.holder());
        String name = Wording.lock(s.holder(), h.lock());
        Site at = Program.site(s.holder(), s.span(in));
        Site need = Program.site(n.taker(), n.taking().span());
        boolean timed = s.block().timed();
        String message = Wording.call(in, s.event()) + " waits for a " + t.label() + " while it holds " + name + ", which that needs in " + n.taker().label()
                + (timed ? ": both stand still until the time is up." : ": both stand still for ever.");
        List<Step> a = new ArrayList<>(), b = new ArrayList<>();
        a.add(new Step(Program.site(s.holder(), h.at()), s.holder().label(), "takes " + name, 1));
        int order = 2;
        if (s.edge() != null) {
            a.add(new Step(at, s.holder().label(), "calls " + s.way().get(0).method().label(), order++));
            for (CallReach.Hop<Block> w : s.way()) if (w.own() == null) a.add(new Step(Program.site(w.method(), w.edge().span()), w.method().label(), "calls " + w.callee().label(), order++));
        }
        Method last = s.block().method();
        a.add(new Step(Program.site(last, Wording.tight(program.interpret(last), s.block())), last.label(), Wording.waits(s.block().kind()), order++));
        for (int i = 0; i < n.calls().size(); i++) {
            CallEdge c = n.calls().get(i);
            b.add(new Step(Program.site(c.caller(), c.span()), c.caller().label(), "calls " + n.callees().get(i).label(), order++));
        }
        b.add(new Step(need, n.taker().label(), "waits for " + name + ", which thread A holds", order));
        List<Related> related = List.of(new Related(Program.site(s.holder(), h.at()), name + " is taken here"), new Related(need, "the " + t.label() + " needs it here"),
                new Related(Program.site(t.host(), t.span()), "the " + t.label() + " is handed over here"));
        Confidence c = timed || s.way().size() > 1 || n.calls().size() > 3 ? Confidence.MEDIUM : Confidence.HIGH;
        return new Finding(id(), null, c, at, s.holder().label(), message, List.of(), related,
                List.of(new ThreadTrace("thread A: " + s.holder().label(), a), new ThreadTrace("thread B: the " + t.label() + " of " + t.host().label(), b)),
                "Give the lock back before waiting: take what is needed under it, then join.", s.holder().key() + " " + s.key(), "");
    }
}
