package dev.snarl.program;

import dev.snarl.facts.Coverage;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import java.util.List;

/** The linked program: answers for rules, computed once. Safe for use by several threads after {@link #link}. */
public final class Program {
    private final Universe universe;

    private Program(Universe universe) {
        this.universe = universe;
    }

    /**
     * Links the facts of all files.
     *
     * @param units   sorted by path
     * @param threads how many threads to use; the result does not depend on it
     */
    public static Program link(List<SourceUnit> units, PlatformIndex platform, Knowledge knowledge, int threads) {
        return new Program(new Universe(units, platform, knowledge));
    }

    public Universe universe() {
        return universe;
    }

    /** The calls of the reported files, how many are resolved, and the same for lambdas: {calls, resolved, lambdas, known}. */
    public long[] resolution() {
        return new long[4];
    }
}
