package dev.snarl.program;

import java.util.List;

/**
 * A thread that holds one lock waits for another.
 *
 * @param origin where the outer lock is taken
 * @param outer  the lock held
 * @param inner  the lock waited for, as {@code origin} names it (its path is unknown where it has no name for it)
 * @param innerType the narrowest type that the object with the inner lock is known to have, or null
 * @param calls  the calls from {@code origin} to {@code taker}; empty where they are the same method
 * @param callees the method that each call runs; the last is {@code taker}
 * @param taker  where the inner lock is taken
 * @param taking that acquisition
 * @param gates  all locks held at that point but the two
 * @param guesses how many of the calls may run other methods as well
 */
public record LockEdge(Method origin, Held.Entry outer, Lock inner, Decl innerType, List<CallEdge> calls, List<Method> callees, Method taker, Acquisition taking,
                       List<Lock> gates, int guesses) {
    public String from() {
        return outer.lock().key();
    }

    public String to() {
        return inner.key();
    }

    /** Fewest guesses first, then fewest calls, then by file and place. */
    static int order(LockEdge a, LockEdge b) {
        int c = Integer.compare(a.guesses, b.guesses);
        if (c == 0) c = Integer.compare(a.calls.size(), b.calls.size());
        if (c == 0) c = a.origin.compareTo(b.origin);
        if (c == 0) c = a.outer.at().compareTo(b.outer.at());
        if (c == 0) c = a.taker.compareTo(b.taker);
        return c != 0 ? c : a.taking.span().compareTo(b.taking.span());
    }
}
