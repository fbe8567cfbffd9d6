package dev.snarl.rules.monitors;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Path;
import java.util.Set;

/** Calls as a message shows them. */
final class Waits {
    static final Set<String> SIGNALS = Set.of("notify", "notifyAll", "signal", "signalAll");
    static final Set<String> WAITS = Set.of("wait", "await", "awaitNanos", "awaitUntil", "awaitUninterruptibly", "timedWait");

    private Waits() {}

    /** {@code gate.wait()}, {@code wait(..)} where the object is this, {@code queue.remove()}. */
    static String called(Interpretation in, Event.Call c) {
        String name = c.name() + (c.args().isEmpty() ? "()" : "(..)");
        if (c.receiver() == null || c.receiver() instanceof Value.This t && t.qualifier().isEmpty() || c.receiver() instanceof Value.Super) return name;
        if (c.receiver() instanceof Value.Local l) return in.typing().body().locals().get(l.index()).name() + "." + name;
        Path p = in.locks().path(c.receiver());
        String label = p.known() ? in.locks().label(p) : "";
        return label.isEmpty() || label.equals("?") ? name : label + "." + name;
    }
}
