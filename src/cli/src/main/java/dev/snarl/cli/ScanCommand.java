package dev.snarl.cli;

import dev.snarl.catalog.Catalog;
import dev.snarl.engine.Engine;
import dev.snarl.engine.KnowledgeCheck;
import dev.snarl.engine.Scan;
import dev.snarl.engine.Scanned;
import dev.snarl.engine.Selection;
import dev.snarl.facts.Confidence;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Result;
import dev.snarl.inputs.InputRequest;
import dev.snarl.inputs.NearName;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.KnowledgeException;
import dev.snarl.report.TextReport;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "scan", sortOptions = false, description = "Scan Java sources.", footer = {"",
        "RULES are ids, families, levels (error, warning, note, off) or all, separated by commas; the more precise word wins.",
        "Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or an internal error."})
final class ScanCommand implements Verb {
    @Parameters(paramLabel = "PATH", arity = "0..*",
            description = "Files, folders, archives of sources (.jar, .zip), @FILE with one path a line, - for such a list on standard input. Without any: the working directory.")
    private List<String> paths = new ArrayList<>();
    @Option(names = {"-f", "--format"}, paramLabel = "FORMAT[=FILE]", description = "A report: text or sarif, on standard output or in a file. Repeatable; text by default.")
    private List<String> formats = new ArrayList<>();
    @Option(names = "--select", paramLabel = "RULES", description = "Report these only. Repeatable.")
    private List<String> select = new ArrayList<>();
    @Option(names = "--ignore", paramLabel = "RULES", description = "Do not report these. Repeatable.")
    private List<String> ignore = new ArrayList<>();
    @Option(names = "--min-confidence", paramLabel = "LEVEL", description = "Leave out findings of weaker evidence: low, medium or high. Low by default.")
    private String minConfidence = "low";
    @Option(names = "--context", paramLabel = "PATH", description = "Sources that are read and not reported, such as other modules. Repeatable.")
    private List<String> context = new ArrayList<>();
    @Option(names = "--exclude", paramLabel = "GLOB", description = "Leave out files, as in a .gitignore. Repeatable.")
    private List<String> exclude = new ArrayList<>();
    @Option(names = "--release", paramLabel = "N", description = "The Java release of the sources. By default that of pom.xml or the Gradle files, else the newest.")
    private String release;
    @Option(names = "--knowledge", paramLabel = "DIR", description = "Knowledge of your own libraries: files like those in rules/knowledge.")
    private String knowledge;
    @Option(names = "--fail-on", paramLabel = "LEVEL", description = "Exit with 1 for findings at or above: error, warning, note, never. Warning by default.")
    private String failOn = "warning";
    @Option(names = "--fail-on-incomplete", description = "Exit with 2 when a file could not be analysed whole.")
    private boolean failOnIncomplete;
    @Option(names = "--cache", paramLabel = "DIR", description = "Where facts are kept between scans. By default a folder in the user's cache folder.")
    private String cache;
    @Option(names = "--no-cache", description = "Keep and recall nothing.")
    private boolean noCache;
    @Option(names = "--threads", paramLabel = "N", description = "How many threads to use. By default one a processor.")
    private String threads;
    @Option(names = {"-q", "--quiet"}, description = "No notices on standard error, but for what makes the scan fail.")
    private boolean quiet;
    @Option(names = "--timings", description = "Tell on standard error what took how long.")
    private boolean timings;
    @Option(names = "--statistics", description = "Tell on standard error how many findings each rule has.")
    private boolean statistics;
    @Option(names = "--show-files", description = "List the files that would be analysed, and stop.")
    private boolean showFiles;
    @Mixin
    private final Looks looks = new Looks();

    private final Surroundings here;
    private final Screen screen;

    ScanCommand(Surroundings here, Screen screen) {
        this.here = here;
        this.screen = screen;
    }

    @Override
    public int run() throws Exception {
        Selection selection = selection(Engine.catalog());
        FailOn threshold = Words.one("--fail-on", failOn, List.of(FailOn.values()), FailOn::word);
        Reports reports = Reports.of(formats, here.directory(), screen.style(looks.colour()));
        InputRequest inputs = inputs();
        if (showFiles) return showFiles(inputs);
        if (noCache && cache != null) throw new UsageException("--cache and --no-cache exclude each other");
        Optional<Path> folder = noCache ? Optional.empty() : cache != null ? Optional.of(path("--cache", cache)) : CacheFolder.of(here, inputs.paths());
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : number("--threads", threads, 1, 256);
        Scan scan = new Scan(inputs, folder, workers, selection, knowledge());
        reports.check();
        try (Scanned scanned = Engine.run(scan)) {
            if (!scanned.hasFiles()) throw new UsageException(nothingFound(scanned.result()));
            int code = code(scanned, threshold);
            tell(scanned);
            reports.write(scanned, code, screen);
            if (statistics) screen.plain(statistics(scanned.result()));
            if (timings) screen.plain(scanned.timings().text());
            return code;
        }
    }

    private int code(Scanned scanned, FailOn threshold) {
        Result result = scanned.result();
        if (scanned.failed()) return Exit.WRONG;
        if (failOnIncomplete && result.notices().stream().anyMatch(Notice::incomplete)) return Exit.WRONG;
        return result.findings().stream().anyMatch(threshold::reached) ? Exit.FINDINGS : Exit.CLEAN;
    }

    private void tell(Scanned scanned) {
        boolean failing = scanned.failed() || failOnIncomplete;
        for (Notice n : scanned.result().notices()) {
            if (!quiet || failing && n.incomplete()) screen.tell(TextReport.notice(n));
        }
        if (!quiet) scanned.cacheProblem().ifPresent(screen::tell);
    }

    private InputRequest inputs() {
        return InputRequest.in(here.directory()).paths(paths.isEmpty() ? List.of(".") : paths).contexts(context).excludes(exclude)
                .release(release == null ? 0 : number("--release", release, 1, 99)).standardInput(here.in()).build();
    }

    private int showFiles(InputRequest inputs) throws Exception {
        StringBuilder out = new StringBuilder();
        for (String file : Engine.files(inputs)) out.append(file).append('\n');
        screen.out(out.toString());
        return Exit.CLEAN;
    }

    private Selection selection(Catalog catalog) {
        Confidence least = Words.one("--min-confidence", minConfidence, List.of(Confidence.values()), Confidence::word);
        Selection selection = new Selection(Words.split("--select", select), Words.split("--ignore", ignore), least);
        List<String> known = new ArrayList<>(catalog.ids());
        known.addAll(catalog.families());
        for (Level level : Level.values()) known.add(level.word());
        known.add(Selection.EVERYTHING);
        for (List<String> words : List.of(selection.select(), selection.ignore())) {
            for (String word : words) {
                if (known.contains(word)) continue;
                String near = NearName.hint(word, known);
                throw new UsageException("no such rule, family or level: " + word + (near.isEmpty() ? "; snarl rules lists them" : near));
            }
        }
        return selection;
    }

    private Knowledge knowledge() {
        if (knowledge == null) return Knowledge.builtIn();
        Path folder = path("--knowledge", knowledge);
        if (!Files.isDirectory(folder)) throw new UsageException("no such folder: " + knowledge + " (--knowledge)");
        Knowledge extended = Knowledge.builtIn().with(folder);
        List<KnowledgeException> problems = KnowledgeCheck.problems(extended, origin -> origin.startsWith(folder.toString()));
        if (!problems.isEmpty()) throw problems.get(0);
        return extended;
    }

    private Path path(String option, String word) {
        try {
            if (word.isBlank()) throw new UsageException("no folder after " + option);
            return here.directory().resolve(word).normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("'" + word + "' is no folder for " + option + ": " + e.getReason());
        }
    }

    private static int number(String option, String word, int least, int most) {
        if (word.matches("[0-9]{1,6}")) {
            int n = Integer.parseInt(word);
            if (n >= least && n <= most) return n;
        }
        throw new UsageException("'" + word + "' is no value of " + option + "; use a number from " + least + " to " + most);
    }

    private static String nothingFound(Result result) {
        StringBuilder message = new StringBuilder("no Java sources there");
        if (!result.coverage().skipped().isEmpty()) {
            message.append(" (skipped:");
            result.coverage().skipped().forEach((reason, n) -> message.append(' ').append(n).append(' ').append(reason).append(','));
            message.setCharAt(message.length() - 1, ')');
        }
        return message.append("; name a folder or file that holds some").toString();
    }

    private static String statistics(Result result) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        result.findings().forEach(f -> counts.merge(f.rule(), 1, Integer::sum));
        StringBuilder out = new StringBuilder();
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> out.append(String.format(java.util.Locale.ROOT, "%6d  %s%n", e.getValue(), e.getKey())));
        return out.toString();
    }
}
