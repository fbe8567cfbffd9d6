package dev.snarl.program;

import dev.snarl.facts.Span;
import java.util.List;

/**
 * A call of scanned code.
 *
 * @param callees   the scanned methods it may run: one, or the implementers of an overridable one
 * @param receiver  the receiver as the caller names it; unknown for static calls
 * @param args      the arguments as the caller names them
 * @param lambda    the caller's lambda that the call happens in and that does not run in the caller's own thread, or -1
 * @param held      the locks that the caller's body holds there
 * @param reference a method reference that is handed on: it runs now or later as {@code lambda} and {@code held} say
 * @param loops     how many loops stand around it
 */
public record CallEdge(Method caller, List<Method> callees, Path receiver, List<Path> args, int event, int lambda, Held held, boolean reference,
                       int loops, Span span) {
    public boolean inCallersThread() {
        return lambda == -1;
    }
}
