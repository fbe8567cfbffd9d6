package dev.snarl.engine;

import dev.snarl.inputs.InputRequest;
import dev.snarl.knowledge.Knowledge;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What one scan is to do. Nothing is null.
 *
 * @param inputs    where the sources are
 * @param cache     the folder of the cache, or empty for none
 * @param threads   how many threads read and analyse; at least 1. The result does not depend on it.
 * @param selection which findings are wanted
 * @param knowledge what is known of libraries
 */
public record Scan(InputRequest inputs, Optional<Path> cache, int threads, Selection selection, Knowledge knowledge) {
    public Scan {
        Objects.requireNonNull(inputs);
        Objects.requireNonNull(cache);
        Objects.requireNonNull(selection);
        Objects.requireNonNull(knowledge);
        if (threads < 1) throw new IllegalArgumentException("a scan needs at least one thread, not " + threads);
    }

    /** A scan of these inputs with one thread a processor, without a cache, with the rules that are on by default and the built-in knowledge. */
    public static Scan of(InputRequest inputs) {
        return new Scan(inputs, Optional.empty(), Runtime.getRuntime().availableProcessors(), Selection.DEFAULT, Knowledge.builtIn());
    }

    public Scan withCache(Path folder) {
        return new Scan(inputs, Optional.of(folder), threads, selection, knowledge);
    }

    public Scan withThreads(int number) {
        return new Scan(inputs, cache, number, selection, knowledge);
    }

    public Scan withSelection(Selection wanted) {
        return new Scan(inputs, cache, threads, wanted, knowledge);
    }

    public Scan withKnowledge(Knowledge known) {
        return new Scan(inputs, cache, threads, selection, known);
    }
}
