package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.catalog.Catalog;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Result;
import dev.snarl.inputs.InputException;
import dev.snarl.inputs.InputRequest;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    Path folder;
    private Path sources;
    private Path cache;

    /** Finds the first line of A.java. */
    private static final class FirstLine implements Rule {
        @Override
        public void check(Program program, Findings out) {
            out.add(SiftingTest.finding(id(), "A.java", 1, "A"));
            out.add(SiftingTest.finding(id(), "lib/Context.java", 1, "Context"));
        }
    }

    private static final class Broken implements Rule {
        @Override
        public void check(Program program, Findings out) {
            out.add(SiftingTest.finding(id(), "A.java", 1, "A"));
            throw new IllegalStateException("on purpose\nsecond line");
        }
    }

    private static final List<Rule> RULES = List.of(new FirstLine(), new Broken());
    private static final Catalog CATALOG = Pages.catalog(Pages.page("first-line", "races", "error"), Pages.page("broken", "races", "error"));

    @BeforeEach
    void write() throws IOException {
        sources = Files.createDirectories(folder.resolve("sources"));
        cache = folder.resolve("cache");
        Files.writeString(sources.resolve("A.java"), "class A { int n; }\n");
        Files.writeString(sources.resolve("B.java"), "class B {\n  void m() { new A().n++; }\n}\n");
    }

    @Test
    void aFailingRuleIsToldAndTheOthersGoOn() throws Exception {
        try (Scanned scanned = Engine.run(scan(), RULES, CATALOG)) {
            assertEquals(List.of("first-line"), scanned.result().findings().stream().map(Finding::rule).toList());
            Notice notice = scanned.result().notices().get(0);
            assertEquals("internal-error", notice.kind());
            assertEquals("rule broken failed: IllegalStateException: on purpose", notice.message());
            assertTrue(notice.incomplete());
            assertTrue(scanned.failed());
        }
    }

    @Test
    void contextIsReadAndNotReported() throws Exception {
        Path lib = Files.createDirectories(sources.resolve("lib"));
        Files.writeString(lib.resolve("Context.java"), "class Context { }\n");
        InputRequest inputs = InputRequest.in(sources).path("A.java", "B.java").context("lib").build();
        try (Scanned scanned = Engine.run(Scan.of(inputs), RULES.subList(0, 1), CATALOG)) {
            assertEquals(List.of("A.java"), scanned.result().findings().stream().map(f -> f.site().path()).toList());
            assertEquals(2, scanned.result().coverage().files());
            assertEquals(1, scanned.result().coverage().contextFiles());
            assertEquals(4, scanned.result().coverage().lines());
        }
    }

    @Test
    void everyFileIsAnalysedBesideBadOnes() throws Exception {
        Files.writeString(sources.resolve("Bad.java"), "class Bad {\n  void m( }\n");
        Files.write(sources.resolve("Latin.java"), "class Latin { } // \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(sources.resolve("Nul.java"), "class Nul { }\n\0\n");
        Files.write(sources.resolve("Binary.java"), new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61});
        Files.writeString(sources.resolve("Empty.java"), "");
        Files.writeString(sources.resolve("Deep.java"), "class Deep { int n = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "; }");
        Files.writeString(sources.resolve("Chain.java"), "class Chain { int n = 1" + " + 1".repeat(5_000) + "; }");
        try (Scanned scanned = Engine.run(scan(), RULES.subList(0, 1), CATALOG)) {
            Result result = scanned.result();
            assertEquals(List.of("Bad.java:2 parse-error", "Binary.java:1 nul-bytes", "Deep.java:0 too-deep", "Empty.java:1 empty", "Latin.java:1 not-utf8", "Nul.java:2 nul-bytes"),
                    result.notices().stream().map(n -> n.path() + ":" + n.line() + " " + n.kind()).toList());
            assertEquals(List.of("first-line"), result.findings().stream().map(Finding::rule).toList());
            assertEquals(3, result.coverage().failedFiles());
            assertFalse(scanned.failed());
        }
    }

    @Test
    void generatedFilesAreCountedUnlessNamed() throws Exception {
        Files.writeString(sources.resolve("G.java"), "// Generated by a tool. DO NOT EDIT.\nclass G { }\n");
        try (Scanned scanned = Engine.run(scan(), RULES, CATALOG)) {
            assertEquals(2, scanned.result().coverage().files());
            assertEquals(1, scanned.result().coverage().skipped().get("generated"));
        }
        try (Scanned scanned = Engine.run(Scan.of(InputRequest.in(sources).path(".", "G.java").build()), RULES, CATALOG)) {
            assertEquals(3, scanned.result().coverage().files());
        }
    }

    @Test
    void aWordThatNamesNothingIsRefused() {
        assertThrows(InputException.class, () -> Engine.run(Scan.of(InputRequest.in(sources).path("C.java").build())));
    }

    @Test
    void textsAreThoseThatWereAnalysed() throws Exception {
        try (Scanned scanned = Engine.run(scan())) {
            assertEquals(Optional.of(List.of("class A { int n; }", "")), scanned.texts().lines("A.java"));
            Files.writeString(sources.resolve("A.java"), "class A { long n; }\n");
            assertEquals(Optional.empty(), scanned.texts().lines("A.java"));
            assertEquals(Optional.empty(), scanned.texts().lines("No.java"));
        }
    }

    @Test
    void anUnchangedProgramGivesItsStoredResult() throws Exception {
        Files.writeString(sources.resolve("Bad.java"), "class Bad {\n  void m( }\n");
        Result cold;
        try (Scanned first = Engine.run(scan().withCache(cache))) {
            assertEquals(3, first.timings().parsedFiles());
            assertFalse(first.timings().resultWasRecalled());
            cold = first.result();
        }
        try (Scanned second = Engine.run(scan().withCache(cache))) {
            assertTrue(second.timings().resultWasRecalled());
            assertEquals(0, second.timings().parsedFiles());
            assertEquals(cold, second.result());
            assertTrue(second.texts().lines("A.java").isPresent());
        }
    }

    @Test
    void onlyWhatChangedIsParsed() throws Exception {
        Engine.run(scan().withCache(cache)).close();
        Files.writeString(sources.resolve("B.java"), "class B {\n}\n");
        try (Scanned second = Engine.run(scan().withCache(cache)); Scanned cold = Engine.run(scan())) {
            assertFalse(second.timings().resultWasRecalled());
            assertEquals(1, second.timings().parsedFiles());
            assertEquals(1, second.timings().recalledFiles());
            assertEquals(cold.result(), second.result());
        }
    }

    @Test
    void aCommentThatMovesNothingLeavesTheStoredResult() throws Exception {
        String counter = "class Race {\n  int n; // one\n  void a() { new Thread(() -> { for (;;) { n++; System.out.println(n); } }).start(); n++; }\n}\n";
        Files.writeString(sources.resolve("Race.java"), counter);
        Engine.run(scan().withCache(cache)).close();
        for (String changed : List.of(counter.replace("one", "another"), counter + "// the end\n")) {
            Files.writeString(sources.resolve("Race.java"), changed);
            try (Scanned second = Engine.run(scan().withCache(cache)); Scanned cold = Engine.run(scan())) {
                assertTrue(second.timings().resultWasRecalled());
                assertEquals(1, second.timings().parsedFiles());
                assertEquals(cold.result(), second.result());
                assertFalse(cold.result().findings().isEmpty());
                assertTrue(second.texts().lines("Race.java").isPresent());
            }
        }
        // What moves, what speaks to Snarl, and what runs are changes.
        for (String changed : List.of("\n" + counter, counter.replace("one", "snarl:ignore"), counter.replace("n++; }", "n--; }"))) {
            Files.writeString(sources.resolve("Race.java"), changed);
            try (Scanned second = Engine.run(scan().withCache(cache)); Scanned cold = Engine.run(scan())) {
                assertFalse(second.timings().resultWasRecalled());
                assertEquals(cold.result(), second.result());
            }
        }
    }

    @Test
    void aNewFileAnotherReleaseOrMoreKnowledgeIsAnotherProgram() throws Exception {
        Engine.run(scan().withCache(cache)).close();
        try (Scanned s = Engine.run(Scan.of(InputRequest.in(sources).path(".").release(8).build()).withCache(cache))) {
            assertFalse(s.timings().resultWasRecalled());
            assertEquals(0, s.timings().parsedFiles());
        }
        Files.writeString(sources.resolve("C.java"), "class C { }\n");
        try (Scanned s = Engine.run(scan().withCache(cache))) {
            assertEquals(1, s.timings().parsedFiles());
            assertEquals(3, s.result().coverage().files());
        }
    }

    @Test
    void aDamagedCacheIsAsGoodAsNone() throws Exception {
        Engine.run(scan().withCache(cache)).close();
        try (var files = Files.list(cache)) {
            for (Path file : files.filter(f -> !f.getFileName().toString().startsWith(".")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = bytes.length / 3; i < bytes.length; i += 7) bytes[i] ^= 0x55;
                Files.write(file, bytes);
            }
        }
        try (Scanned second = Engine.run(scan().withCache(cache)); Scanned cold = Engine.run(scan())) {
            assertEquals(cold.result(), second.result());
            assertEquals(2, second.timings().parsedFiles());
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsToldAndNotInTheResult() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Scanned scanned = Engine.run(scan().withCache(file)); Scanned cold = Engine.run(scan())) {
            assertTrue(scanned.cacheProblem().isPresent());
            assertEquals(cold.result(), scanned.result());
        }
    }

    private Scan scan() {
        return Scan.of(InputRequest.in(sources).path(".").build());
    }
}
