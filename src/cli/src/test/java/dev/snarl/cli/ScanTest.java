package dev.snarl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan writes where, and its exit codes. */
class ScanTest {
    private static final String RULE = "non-atomic-compound-update";
    private static final String HAZARD = """
            class Direct {
                private final java.util.concurrent.ExecutorService pool = java.util.concurrent.Executors.newFixedThreadPool(4);
                private int runs;
                void go(int times) { for (int i = 0; i < times; i++) pool.execute(() -> runs++); }
                void close() { pool.shutdown(); }
            }
            """;

    @TempDir
    Path folder;
    private Shell shell;

    @BeforeEach
    void write() throws IOException {
        shell = new Shell(folder);
        write("clean/Clean.java", "class Clean { }\n");
        write("hazard/Direct.java", HAZARD);
    }

    @Test
    void cleanSourcesGiveZero() {
        Shell.Outcome outcome = shell.run("scan", "clean", "--no-cache");
        assertEquals(0, outcome.code());
        assertEquals("No findings; 1 line analysed in 1 file\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void findingsGiveOneFromTheLevelOn() {
        Shell.Outcome outcome = shell.run("scan", "hazard", "--no-cache");
        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("hazard/Direct.java:4:"), outcome.out());
        assertTrue(outcome.out().contains(RULE), outcome.out());
        assertEquals("", outcome.err());
        assertEquals(0, shell.run("scan", "hazard", "--no-cache", "--fail-on", "never").code());
        assertEquals(0, shell.run("scan", "hazard", "--no-cache", "--ignore", RULE).code());
        assertEquals(1, shell.run("scan", "hazard", "--no-cache", "--ignore", "all", "--select", RULE).code());
    }

    @Test
    void badFilesAreToldWithTheirPlaceAndTheRestIsAnalysed() throws IOException {
        Files.copy(folder.resolve("hazard/Direct.java"), Files.createDirectories(folder.resolve("bad")).resolve("Direct.java"));
        write("bad/Broken.java", "class Broken {\n  void m( }\n");
        Files.write(folder.resolve("bad/Latin.java"), "class Latin { } // \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("bad/Bom.java"), "\uFEFFclass Bom { }\n");
        write("bad/Nul.java", "class Nul { }\0\n");
        write("bad/Empty.java", "");
        write("bad/Line.java", "class Line { int[] n = {" + "1,".repeat(200_000) + "}; }");
        write("bad/Chain.java", "class Chain { int n = 1" + " + 1".repeat(5_000) + "; }");
        write("bad/Blocks.java", "class Blocks { void m() " + "{".repeat(2_000) + "}".repeat(2_000) + " }");
        write("bad/Parens.java", "class Parens { int n = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }");
        Files.createSymbolicLink(folder.resolve("bad/loop"), folder.resolve("bad"));
        Shell.Outcome outcome = shell.run("scan", "bad", "--no-cache", "--format", "text", "--format", "sarif=out.sarif");
        assertEquals(1, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("Direct.java:4:"), outcome.out());
        List<String> told = new ArrayList<>();
        for (String line : outcome.errors()) {
            assertTrue(line.startsWith("snarl: bad/"), line);
            told.add(line.substring("snarl: bad/".length()).replaceAll(": .*", ""));
        }
        assertEquals(List.of("Broken.java:2:11", "Empty.java:1:1", "Latin.java:1:20", "Nul.java:1:14", "Parens.java", "loop"), told);
        JsonNode invocation = new ObjectMapper().readTree(folder.resolve("out.sarif").toFile()).at("/runs/0/invocations/0");
        assertEquals(6, invocation.get("toolExecutionNotifications").size());
        assertTrue(invocation.get("executionSuccessful").asBoolean());
        assertEquals(1, invocation.get("exitCode").asInt());
        Shell.Outcome strict = shell.run("scan", "bad", "--no-cache", "--fail-on-incomplete", "--quiet");
        assertEquals(2, strict.code());
        assertEquals(List.of("Broken.java", "Parens.java"), strict.errors().stream().map(l -> l.replaceAll("snarl: bad/(\\w+\\.java).*", "$1")).toList());
        assertEquals("", shell.run("scan", "bad", "--no-cache", "--quiet").err());
    }

    @Test
    void reportsAppearWholeOrNotAtAll() throws IOException {
        write("report.sarif", "old");
        assertEquals(1, shell.run("scan", "hazard", "--no-cache", "--format", "sarif=report.sarif").code());
        assertTrue(Files.readString(folder.resolve("report.sarif")).startsWith("{"));
        Files.createDirectories(folder.resolve("taken"));
        Shell.Outcome outcome = shell.run("scan", "hazard", "--no-cache", "--format", "text", "--format", "sarif=taken");
        assertEquals(2, outcome.code());
        assertEquals("", outcome.out());
        assertEquals(1, outcome.errors().size());
        assertTrue(outcome.err().endsWith("it is a folder\n"), outcome.err());
        outcome = shell.run("scan", "hazard", "--no-cache", "--format", "sarif=report.sarif/below");
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.errors().size());
        assertTrue(Files.readString(folder.resolve("report.sarif")).startsWith("{"));
    }

    @Test
    void equalSourcesGiveEqualBytesWithAnyThreadsAndAnyCache() throws IOException {
        Shell project = new Shell(Shell.project());
        byte[] cold = sarif(project, "--no-cache", "--threads", "1");
        assertArrayEquals(cold, sarif(project, "--no-cache", "--threads", "4"));
        String cache = folder.resolve("cache").toString();
        assertArrayEquals(cold, sarif(project, "--cache", cache, "--threads", "2"));
        assertArrayEquals(cold, sarif(project, "--cache", cache, "--threads", "4"));
        try (var files = Files.list(folder.resolve("cache"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pack")).toList()) Files.writeString(file, "not a pack");
        }
        assertArrayEquals(cold, sarif(project, "--cache", cache, "--threads", "2"));
    }

    private byte[] sarif(Shell project, String... more) throws IOException {
        Path file = folder.resolve("determined.sarif");
        List<String> words = new ArrayList<>(List.of("scan", "testdata", "--select", "all", "--format", "sarif=" + file));
        words.addAll(List.of(more));
        Shell.Outcome outcome = project.run(words.toArray(String[]::new));
        assertNotEquals(2, outcome.code(), outcome.err());
        return Files.readAllBytes(file);
    }

    @Test
    void theSecondScanRecallsAndSaysSo() {
        shell.run("scan", "hazard", "--cache", "kept");
        String second = shell.run("scan", "hazard", "--cache", "kept", "--timings").err();
        assertTrue(second.contains("the stored result"), second);
        assertFalse(second.contains("read "), second);
    }

    @Test
    void theUsersCacheFolderIsUsedAndTheSourcesStayAsTheyAre() throws IOException {
        shell.with("XDG_CACHE_HOME", folder.resolve("xdg").toString()).run("scan", "hazard");
        try (var kept = Files.walk(folder.resolve("xdg/snarl"))) {
            assertTrue(kept.anyMatch(f -> f.toString().endsWith(".pack")));
        }
        try (var left = Files.list(folder.resolve("hazard"))) {
            assertEquals(1, left.count());
        }
    }

    @Test
    void fewFilesAreAnalysedWithinTheirProjectAndTheyAloneAreReported() throws IOException {
        write("project/pom.xml", "<project/>");
        write("project/src/A.java", HAZARD.replace("Direct", "A"));
        write("project/src/B.java", HAZARD.replace("Direct", "B"));
        Shell.Outcome outcome = shell.run("scan", "project/src/A.java", "--no-cache");
        assertTrue(outcome.out().contains("A.java:4:"), outcome.out());
        assertFalse(outcome.out().contains("B.java"), outcome.out());
    }

    @Test
    void listsComeFromFilesAndStandardInput() throws IOException {
        write("list.txt", "clean\n# a comment\nhazard/Direct.java\n");
        assertTrue(shell.run("scan", "@list.txt", "--no-cache").out().contains("in 2 files"));
        assertTrue(shell.fed("clean\n", "scan", "-", "--no-cache").out().contains("in 1 file"));
        assertEquals("clean/Clean.java\nhazard/Direct.java\n", shell.run("scan", "--show-files").out());
    }

    @Test
    void coloursAreForTerminalsUnlessForced() {
        String escape = "\u001B[";
        assertFalse(shell.run("scan", "hazard", "--no-cache").out().contains(escape));
        assertTrue(shell.run("scan", "hazard", "--no-cache", "--color", "always").out().contains(escape));
        assertTrue(new Shell(folder).with("FORCE_COLOR", "1").run("scan", "hazard", "--no-cache").out().contains(escape));
        assertTrue(new Shell(folder).with(Screen.TERMINAL, "80").run("scan", "hazard", "--no-cache").out().contains(escape));
        assertFalse(new Shell(folder).with(Screen.TERMINAL, "80").with("NO_COLOR", "1").run("scan", "hazard", "--no-cache").out().contains(escape));
        assertFalse(new Shell(folder).with(Screen.TERMINAL, "80").with("TERM", "dumb").run("scan", "hazard", "--no-cache").out().contains(escape));
        assertFalse(new Shell(folder).with("FORCE_COLOR", "1").run("scan", "hazard", "--no-cache", "--color", "never").out().contains(escape));
    }

    @Test
    void aReaderThatHasGoneIsNoMishapButAFullDiskIs() {
        Shell.Outcome gone = shell.into(failing("Broken pipe"), "", "scan", "hazard", "--no-cache");
        assertEquals(1, gone.code());
        assertEquals("", gone.err());
        Shell.Outcome full = shell.into(failing("No space left on device"), "", "scan", "hazard", "--no-cache");
        assertEquals(2, full.code());
        assertEquals("snarl: input or output failed: No space left on device\n", full.err());
    }

    @Test
    void statisticsCountByRule() {
        Shell.Outcome outcome = shell.run("scan", "hazard", "--no-cache", "--statistics");
        assertTrue(outcome.err().matches("(?s).*\\b1  " + RULE + "\n.*"), outcome.err());
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
