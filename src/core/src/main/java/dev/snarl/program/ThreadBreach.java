package dev.snarl.program;

import dev.snarl.facts.Span;
import java.util.List;

/**
 * Code that is declared to belong to one thread is called in another.
 *
 * @param target   what is called
 * @param declared where it is said: the method, one that it overrides, or null where its class says it
 * @param contract the annotation's simple name
 * @param need     the thread it belongs to, as a reader would say it
 * @param have     the thread it is called in, likewise
 * @param why      how that is known
 * @param caller   the method that calls it, or hands it over
 * @param span     the call
 * @param way      the calls that lead to it from where the thread is known, first call first; empty where it is known at the call
 * @param handover the task that the way starts in, or null
 */
public record ThreadBreach(Method target, Method declared, String contract, String need, String have, String why, Method caller, Span span, List<CallEdge> way, Task handover) {
    public ThreadBreach {
        way = List.copyOf(way);
    }
}
