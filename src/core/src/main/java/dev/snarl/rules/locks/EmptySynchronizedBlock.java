package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Node;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import dev.snarl.program.Program;
import java.util.List;

/** A synchronized statement without statements. */
public final class EmptySynchronizedBlock implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockReports reports = new LockReports(id());
        MonitorUse.regions(program, use -> {
            if (!empty(use.region().body())) return;
            reports.add(null, use, new LockReports.Fault(Confidence.HIGH, "The block that takes the monitor of " + use.name()
                    + " is empty: nothing is done under the lock, the thread only waits until it is free.",
                    List.of(), List.of(), "Put the code that needs the lock into the block, or remove it; to wait for another thread use a latch or wait with a condition."));
        });
        reports.into(out);
    }

    private static boolean empty(Node n) {
        if (!(n instanceof Node.Seq s)) return false;
        for (Node c : s.nodes()) if (!empty(c)) return false;
        return true;
    }
}
