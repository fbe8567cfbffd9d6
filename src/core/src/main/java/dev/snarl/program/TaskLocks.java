package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;

/** The locks that a task waits for while it runs, as the method that hands it over names them. For one thread. */
public final class TaskLocks {
    private final Program program;
    private final LockReach reach;

    /**
     * @param lock    as the host of the task names it; its path is unknown where the host has no name for it
     * @param calls   the calls from the task's code to {@code taker}
     * @param callees the method that each call runs
     */
    public record Need(Lock lock, List<CallEdge> calls, List<Method> callees, Method taker, Acquisition taking) {}

    TaskLocks(Program program, LockReach reach) {
        this.program = program;
        this.reach = reach;
    }

    /** What a task needs for certain, whichever way its calls go; nearest first. */
    public List<Need> of(Task t) {
        List<Need> out = new ArrayList<>();
        if (t.lambda() >= 0) {
            for (Acquisition a : reach.acquisitions(t.host())) {
                if (a.lambda() == t.lambda() && LockReach.waitsFor(a)) out.add(new Need(a.lock(), List.of(), List.of(), t.host(), a));
            }
            for (CallEdge e : program.calls().edgesFrom(t.host())) if (e.lambda() == t.lambda()) through(e, out);
        } else if (t.method() != null) {
            ofMethod(t.method(), t, out);
        }
        return out;
    }

    private void ofMethod(Method m, Task t, List<Need> out) {
        CallEdge start = new CallEdge(t.host(), List.of(m), t.object(), List.of(), t.event(), -1, Held.NONE, false, 0, t.span());
        for (LockReach.Wait w : reach.of(m)) {
            Lock l = w.guesses() > 0 ? null : LockReach.inCaller(w.lock(), start, m);
            if (l != null) out.add(need(l, w));
        }
    }

    private void through(CallEdge e, List<Need> out) {
        if (e.callees().size() != 1) return;
        for (LockReach.Wait w : reach.of(e.callees().get(0))) {
            LockReach.Wait here = w.guesses() > 0 ? null : reach.through(e, e.callees().get(0), w);
            if (here != null) out.add(need(here.lock(), here));
        }
    }

    private static Need need(Lock l, LockReach.Wait w) {
        List<CallEdge> calls = new ArrayList<>();
        List<Method> callees = new ArrayList<>();
        for (LockReach.Wait x = w; x.call() != null; x = x.rest()) {
            calls.add(x.call());
            callees.add(x.callee());
        }
        return new Need(l, calls, callees, w.taker(), w.taking());
    }
}
