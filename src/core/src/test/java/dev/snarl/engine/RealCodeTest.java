package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snarl.facts.Notice;
import dev.snarl.inputs.InputRequest;
import dev.snarl.report.SarifReport;
import dev.snarl.report.ScanRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole libraries from Maven Central: the build lays their source jars into target/real-code. */
class RealCodeTest {
    private static final Path JARS = Path.of("target", "real-code").toAbsolutePath();
    private static final int LIBRARIES = 6;

    private static List<String> jars;
    private static byte[] report;

    @TempDir
    Path folder;

    /** A rule that never ends is a failure too. */
    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    static void scanOnce() throws Exception {
        jars = Files.isDirectory(JARS) ? list() : List.of();
        if (jars.size() != LIBRARIES) System.err.println("RealCodeTest is skipped: " + LIBRARIES + " source jars belong into " + JARS + ", " + jars.size() + " are there; run the build once with Maven Central in reach");
        assumeTrue(jars.size() == LIBRARIES, "the source jars of the libraries are not there");
        try (Scanned scanned = Engine.run(scan(jars).withThreads(1))) {
            report = sarif(scanned);
            // What every test below would otherwise ask again.
            assertEquals(List.of(), scanned.result().notices().stream().map(Notice::toString).toList());
            assertEquals(0, scanned.result().coverage().failedFiles());
            assertTrue(scanned.result().coverage().files() > 800, () -> "only " + scanned.result().coverage().files() + " files");
            assertTrue(scanned.result().coverage().resolvedCalls() > 0.85 * scanned.result().coverage().calls(), () -> scanned.result().coverage().toString());
        }
    }

    @Test
    void fourThreadsGiveTheSameBytesAsOne() throws Exception {
        try (Scanned again = Engine.run(scan(jars).withThreads(4))) {
            assertArrayEquals(report, sarif(again));
        }
    }

    @Test
    void anotherRunGivesTheSameBytesWhateverTheCacheHolds() throws Exception {
        Path cache = folder.resolve("cache");
        Engine.run(scan(jars.subList(0, LIBRARIES / 2)).withCache(cache)).close();
        try (Scanned half = Engine.run(scan(jars).withThreads(1).withCache(cache))) {
            assertArrayEquals(report, sarif(half), "with the facts of half the files");
        }
        try (Scanned whole = Engine.run(scan(jars).withCache(cache))) {
            assertArrayEquals(report, sarif(whole), "with the stored result");
        }
    }

    @Test
    void somethingIsFound() {
        assertTrue(new String(report, StandardCharsets.UTF_8).contains("\"ruleId\""));
    }

    private static List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(JARS)) {
            return files.map(p -> p.getFileName().toString()).filter(n -> n.endsWith("-sources.jar")).sorted().toList();
        }
    }

    private static Scan scan(List<String> names) {
        return Scan.of(InputRequest.in(JARS).paths(names).build());
    }

    private static byte[] sarif(Scanned scanned) {
        return new SarifReport(scanned.catalog(), scanned.texts(), new ScanRun(Version.text(), !scanned.failed(), OptionalInt.of(0))).bytes(scanned.result());
    }
}
