package dev.snarl.rules.blocking;

import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Block;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;

/** Calls, locks and waits as a reader knows them. */
final class Wording {
    private Wording() {}

    /** What a wait of this kind waits for. */
    static String waits(String kind) {
        return switch (kind) {
            case "sleep" -> "sleeps";
            case "join" -> "waits for a thread to end";
            case "future" -> "waits for the result of a task";
            case "latch", "barrier", "exchange" -> "waits for other threads";
            case "queue" -> "waits for a queue";
            case "semaphore" -> "waits for a permit";
            case "executor" -> "waits for the tasks of a pool";
            case "socket" -> "waits for the network";
            case "database" -> "waits for the database";
            case "process-wait", "process-start" -> "waits for another process";
            default -> "waits";
        };
    }

    /** {@code pool.awaitTermination(...)}. */
    static String call(Interpretation in, int event) {
        if (in.typing().event(event) instanceof Event.New n) return "new " + n.type().simpleName() + "(...)";
        if (!(in.typing().event(event) instanceof Event.Call c)) return "the call";
        String call = c.name() + (c.args().isEmpty() ? "()" : "(...)");
        String r = receiver(in, c.receiver());
        return r.isEmpty() ? call : r + "." + call;
    }

    static String receiver(Interpretation in, Value v) {
        if (v instanceof Value.Local l) return in.typing().body().locals().get(l.index()).name();
        if (v instanceof Value.Captured c) return c.name();
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) return f.name();
        if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c) return c.name() + (c.args().isEmpty() ? "()" : "(...)");
        return "";
    }

    /** The event alone, where it spans several lines. */
    static Span tight(Interpretation in, int event) {
        Span s = in.typing().event(event).span();
        if (s.line() == s.endLine() || !(in.typing().event(event) instanceof Event.Call c)) return s;
        return new Span(c.nameSpan().line(), c.nameSpan().column(), c.span().endLine(), c.span().endColumn());
    }

    static Span tight(Interpretation in, Block b) {
        return tight(in, b.event());
    }

    static Span tight(Interpretation in, CallEdge e) {
        return e.reference() ? e.span() : tight(in, e.event());
    }

    /** The lock as the method around knows it. */
    static String lock(Method m, Lock l) {
        Path p = l.path();
        return switch (p.root()) {
            case THIS -> "the monitor of this " + m.owner().label();
            case OUTER, CLASS -> "the monitor of " + l.label();
            case FIELD -> p.base() != null && p.base().isThis() ? p.field().owner().simpleName() + "." + l.label() : l.label();
            default -> l.label();
        };
    }
}
