package dev.snarl.program;

import java.util.function.IntFunction;

/**
 * Answers by number that may ask for each other, round and round. A question that comes back to itself gets the answer of a cut; what was found with its
 * help is kept only by the question that it came back to, so that no half-known answer stays. Used by one thread.
 */
final class Memo<T> {
    /** The questions under way, over all memos of one body. */
    static final class Asked {
        private static final int STEPS = 200_000;
        private int depth;
        private int lowest = Integer.MAX_VALUE;
        private int steps;
    }

    private final Object[] known;
    private final int[] askedAt;
    private final Asked asked;
    private final T cut;
    private final IntFunction<T> find;

    Memo(int size, Asked asked, T cut, IntFunction<T> find) {
        this.known = new Object[size];
        this.askedAt = new int[size];
        this.asked = asked;
        this.cut = cut;
        this.find = find;
    }

    @SuppressWarnings("unchecked")
    T get(int i) {
        if (known[i] != null) return (T) known[i];
        if (askedAt[i] > 0) {
            asked.lowest = Math.min(asked.lowest, askedAt[i]);
            return cut;
        }
        int before = asked.lowest;
        int own = ++asked.depth;
        askedAt[i] = own;
        asked.lowest = Integer.MAX_VALUE;
        T found = find.apply(i);
        boolean whole = asked.lowest >= own || ++asked.steps > Asked.STEPS;
        asked.lowest = whole ? before : Math.min(before, asked.lowest);
        asked.depth--;
        askedAt[i] = 0;
        if (whole) known[i] = found;
        return found;
    }
}
