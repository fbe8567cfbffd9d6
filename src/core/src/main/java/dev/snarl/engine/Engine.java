package dev.snarl.engine;

import dev.snarl.cache.ContentHash;
import dev.snarl.cache.FactsCache;
import dev.snarl.catalog.Catalog;
import dev.snarl.extract.Extractor;
import dev.snarl.facts.Coverage;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Result;
import dev.snarl.inputs.Collected;
import dev.snarl.inputs.InputException;
import dev.snarl.inputs.InputRequest;
import dev.snarl.inputs.Inputs;
import dev.snarl.inputs.SkipReason;
import dev.snarl.inputs.SourceFile;
import dev.snarl.platform.PlatformIndex;
import dev.snarl.program.Program;
import dev.snarl.program.SourceUnit;
import dev.snarl.rules.Rule;
import dev.snarl.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One scan, from the user's words to the result. Used for one run; several may run at the same time. */
public final class Engine {
    private final Scan scan;
    private final List<Rule> rules;
    private final Catalog catalog;
    private final Timings timings = new Timings();
    private final Workers workers;

    private Engine(Scan scan, List<Rule> rules, Catalog catalog) {
        this.scan = scan;
        this.rules = rules;
        this.catalog = catalog;
        this.workers = new Workers(scan.threads());
    }

    /**
     * Scans. A file that cannot be analysed, and a rule that fails, become notices of the result.
     *
     * @throws InputException when the user's words name nothing that can be scanned
     */
    public static Scanned run(Scan scan) throws InputException {
        return new Engine(scan, Rules.all(), catalog()).run();
    }

    /** The same with these rules alone. The cache's stored analyses are not used, for they are those of all rules. */
    static Scanned run(Scan scan, List<Rule> rules, Catalog catalog) throws InputException {
        return new Engine(scan, rules, catalog).run();
    }

    /**
     * The display paths of the files that a scan would analyse, sorted. Generated files that only their content tells are among them.
     *
     * @throws InputException when the user's words name nothing that can be scanned
     */
    public static List<String> files(InputRequest inputs) throws InputException {
        return Inputs.collect(inputs).reported().stream().map(SourceFile::displayPath).toList();
    }

    /** The pages of all rules. */
    public static Catalog catalog() {
        return Catalog.of(Rules.all().stream().map(Rule::id).toList());
    }

    private Scanned run() throws InputException {
        long start = System.nanoTime();
        Collected collected = Inputs.collect(scan.inputs());
        timings.took(Stage.COLLECT, System.nanoTime() - start);
        String code = scan.cache().isEmpty() ? "" : CodeIdentity.of("dev/snarl/", "com/github/javaparser/");
        // Without knowing what code wrote it nothing that is stored can be trusted.
        FactsCache cache = code.isEmpty() ? FactsCache.none() : FactsCache.open(scan.cache().orElseThrow(), Extractor.VERSION + " " + factsCode());
        Done done;
        try (cache) {
            done = analyse(collected, cache, code);
            long closing = System.nanoTime();
            cache.close();
            timings.took(Stage.STORE, System.nanoTime() - closing);
        }
        Result result = timed(Stage.SIFT, () -> result(collected, done.analysis));
        Map<String, SourceFile> files = new TreeMap<>();
        for (SourceFile f : collected.files()) files.put(f.displayPath(), f);
        return new Scanned(result, catalog, new ReportedTexts(files, done.hashes), timings, collected, cache.problem().orElse(null));
    }

    private static String factsCode() {
        return CodeIdentity.of("dev/snarl/extract/", "dev/snarl/facts/", "dev/snarl/inputs/", "com/github/javaparser/");
    }

    /** An analysis and the contents that it is of. */
    private record Done(Analysis analysis, SortedMap<String, ContentHash> hashes) {}

    private Done analyse(Collected collected, FactsCache cache, String code) {
        List<SourceFile> files = collected.files();
        Reading reading = new Reading(workers, cache, timings);
        boolean storable = !code.isEmpty() && rules.size() == Rules.all().size();
        String key = storable ? ScanKeys.files(code, scan.knowledge().digest(), files) : "";
        Optional<byte[]> stored = storable ? cache.blob(key) : Optional.empty();
        Digest[] known = null;
        if (stored.isPresent()) {
            Digest[] digests = timed(Stage.HASH, () -> reading.digests(files));
            known = digests;
            Optional<Analysis> same = AnalysisCodec.decode(ScanKeys.state(known), stored.get());
            if (same.isPresent()) {
                timings.recalledResult();
                return new Done(same.get(), hashes(files, known));
            }
        }
        Digest[] digests = known;
        Sources sources = timed(Stage.READ, () -> reading.read(files, digests));
        String state = ScanKeys.state(sources.digests());
        Optional<Analysis> kept = stored.isPresent() && !state.isEmpty() ? new StoredContents(cache, key).analysis(stored.get(), files, sources) : Optional.empty();
        if (kept.isPresent()) timings.recalledResult();
        Analysis analysis = kept.isPresent() ? kept.get() : analyse(sources, !collected.reported().isEmpty());
        boolean sound = analysis.notices().stream().noneMatch(n -> n.kind().equals(RuleRun.INTERNAL_ERROR)) && !sources.failed();
        if (storable && sound && !state.isEmpty()) {
            cache.putBlob(key, AnalysisCodec.encode(state, analysis));
            new StoredContents(cache, key).put(sources.digests());
        }
        return new Done(analysis, sources.hashes());
    }

    private static SortedMap<String, ContentHash> hashes(List<SourceFile> files, Digest[] digests) {
        SortedMap<String, ContentHash> hashes = new TreeMap<>();
        for (int i = 0; i < digests.length; i++) hashes.put(files.get(i).displayPath(), digests[i].hash());
        return hashes;
    }

    private Analysis analyse(Sources sources, boolean anyReported) {
        List<Notice> notices = new ArrayList<>(sources.notices());
        List<Finding> findings = List.of();
        long[] resolution = new long[4];
        TreeSet<String> reported = new TreeSet<>();
        long lines = 0;
        for (SourceUnit u : sources.units()) {
            if (!u.reported()) continue;
            reported.add(u.path());
            lines += u.facts().lines();
        }
        if (anyReported) {
            try {
                Program program = timed(Stage.LINK, () -> workers.call(
                        () -> Program.link(sources.units(), PlatformIndex.get(), scan.knowledge(), workers.threads())));
                RuleRun.Outcome outcome = timed(Stage.RULES, () -> RuleRun.run(rules, program, workers, timings));
                notices.addAll(outcome.failures());
                resolution = program.resolution();
                if (program.stoppedEarly()) {
                    notices.add(new Notice("bounded", "", 0, 0, "the locks that callers hold were not all found in the bounded time given to it; findings may say 'without a lock' where a distant caller holds one",
                            "look at the callers before you believe such a finding", false));
                }
                findings = timed(Stage.SIFT, () -> new Sifting(catalog).ordered(new Excuses(catalog, sources.units()).without(outcome.findings()), reported));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError | LinkageError e) {
                notices.add(RuleRun.failure("the analysis failed", e, "report the failure; set SNARL_JAVA_OPTS=-Dsnarl.debug=true to see where"));
            }
        }
        notices.sort(null);
        return new Analysis(findings, List.copyOf(notices), sources.generated(), reported.size(), sources.units().size() - reported.size(), lines,
                resolution[0], resolution[1], resolution[2], resolution[3]);
    }

    private Result result(Collected collected, Analysis a) {
        TreeSet<Notice> notices = new TreeSet<>(collected.notices());
        notices.addAll(a.notices());
        TreeSet<String> failed = new TreeSet<>();
        for (Notice n : notices) if (n.incomplete() && !n.path().isEmpty()) failed.add(n.path());
        SortedMap<String, Integer> skipped = new TreeMap<>(collected.skipped());
        if (a.generated() > 0) skipped.merge(SkipReason.GENERATED.label(), a.generated(), Integer::sum);
        Coverage coverage = new Coverage(a.files(), a.context(), a.lines(), failed.size(), skipped, a.calls(), a.resolvedCalls(), a.lambdas(), a.knownLambdas());
        return new Result(collected.displayRoot(), new Sifting(catalog).selected(a.findings(), scan.selection()), List.copyOf(notices), coverage);
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            timings.took(stage, System.nanoTime() - start);
        }
    }
}
