package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.program.Block;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** Waits without a timeout, for who wants to know of all of them. */
public final class UnboundedBlocking implements Rule {
    private static final Set<String> KINDS = Set.of("join", "future", "latch", "barrier", "exchange", "queue", "semaphore", "executor", "await");
    private static final Set<String> TASKS = Set.of("run", "call", "doInBackground");

    @Override
    public void check(Program program, Findings out) {
        for (Method m : program.universe().methods()) {
            if (!m.owner().unit().reported() || m.owner().unit().test() || program.blocksIn(m).isEmpty() || program.mainOnly(m)) continue;
            Interpretation in = program.interpret(m);
            for (Block b : program.blocksIn(m)) {
                if (!KINDS.contains(b.kind()) || b.timed() || fine(program, m, in, b)) continue;
                String message = Wording.call(in, b.event()) + " " + (b.kind().equals("await") ? "waits to be woken" : Wording.waits(b.kind())) + " without a timeout: if that never happens, its thread never goes on.";
                out.add(new Finding(id(), null, Confidence.LOW, Program.site(m, Wording.tight(in, b)), m.label(), message, List.of(), List.of(), List.of(),
                        "Give it a timeout, and say what is to happen then.", m.key() + " " + b.fact().signature(), ""));
            }
        }
    }

    /** A worker that waits for work, the end of a pool, a result that is there. */
    private static boolean fine(Program program, Method m, Interpretation in, Block b) {
        boolean work = b.kind().equals("queue") || b.kind().equals("await");
        if (work && (in.typing().loopDepth(b.event()) > 0 && b.kind().equals("queue") || TASKS.contains(m.name()) || program.taskOnly(m) || b.lambda() >= 0)) return true;
        if (b.fact().name().equals("close")) return true;
        if (in.typing().event(b.event()) instanceof Event.Call c && c.receiver() == null && work) return false;
        if (!b.kind().equals("future")) return false;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.id() >= b.event()) continue;
            if (c.name().equals("invokeAll")) return true;
            if (c.name().equals("isDone") && c.receiver() != null && b.subject().known() && in.locks().path(c.receiver()).equals(b.subject())) return true;
        }
        return false;
    }
}
