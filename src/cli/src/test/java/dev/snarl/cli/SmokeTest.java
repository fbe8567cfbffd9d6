package dev.snarl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Scans of real libraries, whose source jars the build fetches: nothing fails, every file is read, and the report is always the same. */
class SmokeTest {
    private static final Path SMOKE = Shell.project().resolve("src/cli/target/smoke");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> aLibraryIsReadWholeAndGivesTheSameReportAgain() throws IOException {
        List<Path> jars = jars();
        assertFalse(jars.isEmpty(), "the build fetched no sources");
        return jars.stream().map(jar -> DynamicTest.dynamicTest(jar.getFileName().toString(), () -> check(jar)));
    }

    private void check(Path... jars) throws IOException {
        byte[] one = scan("--threads", "1", "--no-cache", jars);
        assertArrayEquals(one, scan("--threads", "4", "--no-cache", jars));
        String cache = "--cache=" + folder.resolve("cache");
        assertArrayEquals(one, scan("--threads", "2", cache, jars), "while the cache is filled");
        assertArrayEquals(one, scan("--threads", "2", cache, jars), "from the cache");
        JsonNode run = new ObjectMapper().readTree(one).at("/runs/0");
        assertTrue(run.at("/invocations/0/toolExecutionNotifications").isMissingNode(), () -> run.at("/invocations/0").toString());
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : run.get("results")) {
            assertTrue(fingerprints.add(result.at("/partialFingerprints/snarlFinding~1v1").asText()), () -> "a fingerprint stands twice: " + result);
            assertTrue(result.at("/locations/0/physicalLocation/region/startLine").asInt() > 0, () -> "no place: " + result);
        }
    }

    private byte[] scan(String option, String value, String cache, Path... jars) throws IOException {
        Path report = folder.resolve("report.sarif");
        List<String> words = new ArrayList<>(List.of("scan", "--select", "all", "--format", "sarif=" + report, option, value, cache));
        for (Path jar : jars) words.add(jar.toString());
        Shell.Outcome outcome = new Shell(folder).run(words.toArray(String[]::new));
        assertEquals("", outcome.err());
        assertNotEquals(2, outcome.code());
        return Files.readAllBytes(report);
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(SMOKE)) {
            return files.filter(f -> f.toString().endsWith("-sources.jar")).sorted().toList();
        }
    }
}
