package dev.snarl.report;

import dev.snarl.facts.Coverage;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Related;
import dev.snarl.facts.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeSet;

/** The report for the terminal: each finding with its source, both sides of a race, the evidence and the remedy, then what was covered. For one thread at a time. */
public final class TextReport {
    /** More related places than these are counted, not shown. */
    private static final int MOST_RELATED = 6;
    /** Below this share of resolved calls the reader is told how to help. */
    private static final int GOOD_COVERAGE = 95;

    private final SourceTexts texts;
    private final Style style;

    public TextReport(SourceTexts texts, Style style) {
        this.texts = new RecentTexts(texts);
        this.style = style;
    }

    /** The whole report. */
    public String text(Result result) {
        StringBuilder out = new StringBuilder();
        try {
            write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** Writes the report finding by finding; lines end in {@code \n} everywhere. */
    public void write(Result result, Appendable out) throws IOException {
        List<Finding> sorted = new ArrayList<>(result.findings());
        sorted.sort(Comparator.comparing(Finding::site).thenComparing(Finding::rule));
        for (Finding finding : sorted) {
            for (String line : finding(finding)) out.append(line).append('\n');
            out.append('\n');
        }
        for (String line : summary(sorted, result.coverage())) out.append(line).append('\n');
    }

    /** One finding as it stands in the report, also for those who show a single one; lines without their breaks. */
    public List<String> finding(Finding finding) {
        Ink ink = Ink.of(finding.level());
        List<String> out = new ArrayList<>();
        out.add(style.paint(Ink.STRONG, ShownText.line(Frame.place(finding.site()))) + " "
                + style.paint(ink, word(finding.level())) + " " + style.paint(Ink.STRONG, ShownText.line(finding.rule())));
        for (String line : ShownText.wrap(ShownText.lines(finding.message()), style.prose() - 2)) out.add(("  " + line).stripTrailing());
        frames(finding, ink, out);
        Interleaving.draw(finding.threads(), style, out);
        List<String> evidence = finding.evidence();
        for (int i = 0; i < evidence.size(); i++) labelled(i == 0 ? "because:" : "    and:", Ink.STRONG, evidence.get(i), out);
        if (!finding.remedy().isBlank()) labelled("   help:", Ink.HELP, finding.remedy(), out);
        out.add("  " + style.paint(Ink.FAINT, "   more: snarl explain " + ShownText.line(finding.rule())));
        return out;
    }

    /** A notice on one line, safe for a terminal: {@code path:line:column: message; remedy}. */
    public static String notice(Notice notice) {
        StringBuilder out = new StringBuilder();
        if (!notice.path().isEmpty()) {
            out.append(notice.path());
            if (notice.line() > 0) out.append(':').append(notice.line());
            if (notice.line() > 0 && notice.column() > 0) out.append(':').append(notice.column());
            out.append(": ");
        }
        out.append(notice.message());
        if (!notice.remedy().isBlank()) out.append("; ").append(notice.remedy());
        return ShownText.line(out.toString());
    }

    private void frames(Finding finding, Ink ink, List<String> out) {
        List<Frame.Mark> marks = new ArrayList<>();
        marks.add(new Frame.Mark(finding.site(), "", true));
        List<Related> related = finding.related();
        for (Related place : related.subList(0, Math.min(MOST_RELATED, related.size()))) marks.add(new Frame.Mark(place.site(), place.label(), false));
        Frame.draw(marks, texts, style, ink, out);
        if (related.size() > MOST_RELATED) out.add("  " + style.paint(Ink.FAINT, "and " + count(related.size() - MOST_RELATED, "more place")));
    }

    private void labelled(String label, Ink ink, String text, List<String> out) {
        boolean first = true;
        for (String line : ShownText.wrap(ShownText.line(text), style.prose() - 3 - label.length())) {
            out.add("  " + (first ? style.paint(ink, label) : " ".repeat(label.length())) + " " + line);
            first = false;
        }
    }

    private List<String> summary(List<Finding> findings, Coverage coverage) {
        List<String> out = new ArrayList<>();
        String analysed = count(coverage.lines(), "line") + " analysed in " + count(coverage.files(), "file");
        String head = findings.isEmpty() ? "No findings" : count(findings.size(), "finding");
        Ink ink = findings.isEmpty() ? Ink.HELP : Ink.of(findings.stream().map(Finding::level).min(Comparator.naturalOrder()).orElseThrow());
        if (findings.isEmpty()) {
            out.add(head + "; " + analysed);
        } else {
            TreeSet<String> files = new TreeSet<>();
            for (Finding finding : findings) files.add(finding.site().path());
            int errors = at(findings, Level.ERROR);
            int warnings = at(findings, Level.WARNING);
            String levels = count(errors, "error") + ", " + count(warnings, "warning") + ", " + count(findings.size() - errors - warnings, "note");
            out.add(head + " (" + levels + ") in " + count(files.size(), "file") + "; " + analysed);
        }
        covered(coverage, out);
        List<String> lines = new ArrayList<>();
        for (String line : out) lines.addAll(ShownText.wrap(line, style.prose()));
        lines.set(0, style.paint(ink, head) + lines.get(0).substring(head.length()));
        return lines;
    }

    private static void covered(Coverage coverage, List<String> out) {
        if (coverage.calls() > 0) {
            long percent = coverage.resolvedCalls() * 100 / coverage.calls();
            String lambdas = coverage.lambdas() > 0 ? ", " + coverage.knownLambdas() * 100 / coverage.lambdas() + "% of lambdas known" : "";
            out.add(percent + "% of calls resolved" + lambdas + (percent < GOOD_COVERAGE ? "; add the sources it calls with --context to see more" : ""));
        }
        if (coverage.failedFiles() > 0) out.add(count(coverage.failedFiles(), "file") + " could not be analysed, or only in part");
        if (!coverage.skipped().isEmpty()) {
            StringJoiner reasons = new StringJoiner(", ", "skipped: ", "");
            coverage.skipped().forEach((reason, files) -> reasons.add(number(files) + " " + ShownText.line(reason)));
            out.add(reasons.toString());
        }
    }

    private static int at(List<Finding> findings, Level level) {
        return (int) findings.stream().filter(f -> f.level() == level).count();
    }

    /** An opt-in rule that was selected is reported like a note. */
    private static String word(Level level) {
        return level == Level.OFF ? Level.NOTE.word() : level.word();
    }

    private static String count(long n, String noun) {
        return number(n) + " " + noun + (n == 1 ? "" : "s");
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
