package dev.snarl.cli;

import dev.snarl.engine.Scanned;
import dev.snarl.engine.Version;
import dev.snarl.report.Format;
import dev.snarl.report.OutputTarget;
import dev.snarl.report.SarifReport;
import dev.snarl.report.ScanRun;
import dev.snarl.report.Style;
import dev.snarl.report.TextReport;
import dev.snarl.report.UnwritableException;
import dev.snarl.report.WholeFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The reports that were asked for. */
final class Reports {
    private final List<OutputTarget> targets;
    private final Style style;

    private Reports(List<OutputTarget> targets, Style style) {
        this.targets = targets;
        this.style = style;
    }

    /** @param words of {@code --format}; none means text on standard output */
    static Reports of(List<String> words, Path directory, Style style) {
        List<OutputTarget> targets = new ArrayList<>();
        Set<Optional<Path>> places = new HashSet<>();
        for (String word : words.isEmpty() ? List.of(Format.TEXT.word()) : words) {
            OutputTarget target = parse(word);
            OutputTarget whole = new OutputTarget(target.format(), target.file().map(f -> directory.resolve(f).normalize()));
            if (!places.add(whole.file())) {
                throw new UsageException(target.file().map(f -> "two reports go to " + f).orElse("two reports go to standard output") + "; write one of them to a file with --format FORMAT=FILE");
            }
            targets.add(whole);
        }
        return new Reports(targets, style);
    }

    private static OutputTarget parse(String word) {
        try {
            return OutputTarget.parse(word);
        } catch (IllegalArgumentException e) {
            String format = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            throw new UsageException(e.getMessage() + dev.snarl.inputs.NearName.hint(format, Format.words()));
        }
    }

    /** Tells before the scan what is sure to fail after it. */
    void check() {
        for (OutputTarget target : targets) {
            if (target.file().isEmpty()) continue;
            Path file = target.file().get();
            if (Files.isDirectory(file)) throw new UsageException("cannot write " + file + ": it is a folder");
            if (Files.exists(file) && !Files.isWritable(file)) throw new UsageException("cannot write " + file + ": permission denied");
            Path parent = file.getParent();
            while (parent != null && !Files.exists(parent)) parent = parent.getParent();
            if (parent != null && !Files.isDirectory(parent)) throw new UsageException("cannot write " + file + ": " + parent + " is a file, not a folder");
            if (parent != null && !Files.exists(file) && !Files.isWritable(parent)) throw new UsageException("cannot write " + file + ": permission denied");
        }
    }

    /** Files first, so that standard output stays empty when one cannot be written. */
    void write(Scanned scanned, int code, Screen screen) throws UnwritableException {
        List<byte[]> reports = new ArrayList<>();
        for (OutputTarget target : targets) reports.add(render(target, scanned, code));
        for (int i = 0; i < reports.size(); i++) {
            Optional<Path> file = targets.get(i).file();
            if (file.isPresent()) WholeFile.write(file.get(), reports.get(i));
        }
        for (int i = 0; i < reports.size(); i++) {
            if (targets.get(i).file().isEmpty()) screen.out(reports.get(i));
        }
    }

    private byte[] render(OutputTarget target, Scanned scanned, int code) {
        if (target.format() == Format.SARIF) {
            ScanRun run = new ScanRun(Version.text(), !scanned.failed(), OptionalInt.of(code));
            return new SarifReport(scanned.catalog(), scanned.texts(), run).bytes(scanned.result());
        }
        Style here = target.file().isPresent() ? Style.PLAIN : style;
        return new TextReport(scanned.texts(), here).text(scanned.result()).getBytes(StandardCharsets.UTF_8);
    }
}
