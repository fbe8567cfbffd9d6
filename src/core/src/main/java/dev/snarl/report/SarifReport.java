package dev.snarl.report;

import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.ReportingDescriptorReference;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.SarifSchema210;
import com.contrastsecurity.sarif.Tool;
import com.contrastsecurity.sarif.ToolComponent;
import dev.snarl.catalog.Catalog;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Result;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** The report as SARIF 2.1.0. Equal results give equal bytes: no time, no path of the machine, one order of everything. */
public final class SarifReport {
    private static final URI SCHEMA = URI.create("https://json.schemastore.org/sarif-2.1.0.json");

    private final Catalog catalog;
    private final SourceTexts texts;
    private final ScanRun scan;
    private final SarifLimits limits;

    /** A report within GitHub's limits. */
    public SarifReport(Catalog catalog, SourceTexts texts, ScanRun scan) {
        this(catalog, texts, scan, SarifLimits.GITHUB);
    }

    public SarifReport(Catalog catalog, SourceTexts texts, ScanRun scan, SarifLimits limits) {
        this.catalog = catalog;
        this.texts = texts;
        this.scan = scan;
        this.limits = limits;
    }

    /** The whole file in UTF-8, ending in a line feed. Beyond the limits the mildest findings are left out, which a notification tells. */
    public byte[] bytes(Result result) {
        int most = Math.min(limits.results(), result.findings().size());
        while (true) {
            byte[] report = SarifJson.bytes(log(result, most));
            long packed = report.length <= limits.gzipBytes() ? report.length : packed(report);
            if (packed <= limits.gzipBytes() || most == 0) return report;
            // Results are of like size, so this comes near the limit in one or two rounds; it always shrinks.
            most = (int) Math.min(most - 1, most * 0.95 * limits.gzipBytes() / packed);
        }
    }

    private SarifSchema210 log(Result result, int most) {
        List<Finding> findings = worst(result.findings(), most);
        TreeSet<String> reported = new TreeSet<>();
        for (Finding finding : findings) reported.add(finding.rule());
        SarifRules rules = new SarifRules(catalog, reported);
        List<Notice> notices = new ArrayList<>(result.notices());
        int omitted = result.findings().size() - findings.size();
        if (omitted > 0) {
            notices.add(new Notice("results-truncated", "", 0, 0, omitted + " of " + result.findings().size()
                    + " findings are left out, the mildest first, because readers of SARIF refuse larger files", "scan fewer folders or rules at a time", true));
        }
        ToolComponent driver = new ToolComponent().withName("Snarl").withVersion(scan.version()).withSemanticVersion(scan.version()).withRules(rules.descriptors());
        Run run = new Run()
                .withTool(new Tool().withDriver(driver))
                .withInvocations(List.of(invocation(notices)))
                .withColumnKind(Run.ColumnKind.UTF_16_CODE_UNITS)
                .withResults(new SarifResults(rules, texts, limits.steps()).of(findings));
        return new SarifSchema210().with$schema(SCHEMA).withVersion(SarifSchema210.Version._2_1_0).withRuns(List.of(run));
    }

    /** The worst findings, in the order in which all of them stand. */
    private static List<Finding> worst(List<Finding> findings, int most) {
        if (findings.size() <= most) return findings;
        Comparator<Integer> byWeight = Comparator.comparing((Integer i) -> findings.get(i).level())
                .thenComparing(i -> findings.get(i).confidence(), Comparator.reverseOrder())
                .thenComparing(Comparator.naturalOrder());
        return IntStream.range(0, findings.size()).boxed().sorted(byWeight).limit(most).sorted().map(findings::get).toList();
    }

    private Invocation invocation(List<Notice> notices) {
        Invocation invocation = new Invocation().withExecutionSuccessful(scan.successful());
        scan.exitCode().ifPresent(invocation::setExitCode);
        if (!notices.isEmpty()) invocation.setToolExecutionNotifications(notices.stream().map(SarifReport::notification).toList());
        return invocation;
    }

    private static Notification notification(Notice notice) {
        String remedy = notice.remedy().isBlank() ? "" : "; " + notice.remedy();
        Notification out = new Notification()
                .withDescriptor(new ReportingDescriptorReference().withId(notice.kind()))
                .withLevel(notice.incomplete() ? Notification.Level.ERROR : Notification.Level.NOTE)
                .withMessage(SarifPlaces.message(notice.message() + remedy));
        if (!notice.path().isEmpty()) {
            int column = Math.max(1, notice.column());
            Span span = notice.line() > 0 ? new Span(notice.line(), column, notice.line(), column) : Span.NONE;
            Set<Location> places = new LinkedHashSet<>();
            places.add(SarifPlaces.location(new Site(notice.path(), span)));
            out.setLocations(places);
        }
        return out;
    }

    private static long packed(byte[] report) {
        long[] bytes = {0};
        try (GZIPOutputStream out = new GZIPOutputStream(new OutputStream() {
            @Override
            public void write(int b) {
                bytes[0]++;
            }

            @Override
            public void write(byte[] b, int from, int length) {
                bytes[0] += length;
            }
        })) {
            out.write(report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes[0];
    }
}
