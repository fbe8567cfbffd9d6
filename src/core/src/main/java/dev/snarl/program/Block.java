package dev.snarl.program;

import dev.snarl.facts.Span;
import dev.snarl.knowledge.MethodFact;

/**
 * A call or creation that makes its thread wait, by knowledge; reading and writing of streams and files is left out.
 *
 * @param fact    the knowledge that says so, of the role BLOCK or AWAIT
 * @param lambda  the lambda that it stands in and that does not run in the method's own thread, or -1
 * @param held    the locks that the body holds there
 * @param subject what is waited for (the thread, the future, the latch), unknown for a static call
 */
public record Block(Method method, int event, Span span, MethodFact fact, int lambda, Held held, Path subject) {
    public boolean inCallersThread() {
        return lambda == -1;
    }

    /** The kind that knowledge gives: sleep, join, future, latch ...; {@code await} for a wait that gives a lock back meanwhile. */
    public String kind() {
        return fact.role() == dev.snarl.knowledge.Role.AWAIT ? "await" : fact.attribute("kind", "");
    }

    /** It gives up after a given time. */
    public boolean timed() {
        return fact.attribute("timed", "").equals("yes");
    }
}
