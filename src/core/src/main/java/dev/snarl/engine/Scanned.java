package dev.snarl.engine;

import dev.snarl.catalog.Catalog;
import dev.snarl.facts.Result;
import dev.snarl.inputs.Collected;
import dev.snarl.inputs.SourceFile;
import dev.snarl.report.SourceTexts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A finished scan: its result and what a report of it needs. Reports are written before it is closed, which lets go of opened archives. */
public final class Scanned implements AutoCloseable {
    private final Result result;
    private final Catalog catalog;
    private final SourceTexts texts;
    private final Timings timings;
    private final Collected collected;
    private final String cacheProblem;

    Scanned(Result result, Catalog catalog, SourceTexts texts, Timings timings, Collected collected, String cacheProblem) {
        this.result = result;
        this.catalog = catalog;
        this.texts = texts;
        this.timings = timings;
        this.collected = collected;
        this.cacheProblem = cacheProblem;
    }

    public Result result() {
        return result;
    }

    /** The pages of the rules that ran. */
    public Catalog catalog() {
        return catalog;
    }

    /** The sources as they were analysed; nothing for a file that has changed since. */
    public SourceTexts texts() {
        return texts;
    }

    public Timings timings() {
        return timings;
    }

    /** The display paths of the files that were to be analysed, sorted; context is not among them. */
    public List<String> files() {
        return collected.reported().stream().map(SourceFile::displayPath).toList();
    }

    /** Whether any Java source was found, context included. */
    public boolean hasFiles() {
        return !collected.files().isEmpty();
    }

    /** Why the cache was of no use, in one line. It is not among the result's notices, for it says nothing of the sources. */
    public Optional<String> cacheProblem() {
        return Optional.ofNullable(cacheProblem);
    }

    /** Whether Snarl itself failed in a rule or in the linker, so that findings may be missing. */
    public boolean failed() {
        return result.notices().stream().anyMatch(n -> n.kind().equals(RuleRun.INTERNAL_ERROR));
    }

    @Override
    public void close() throws IOException {
        collected.close();
    }
}
