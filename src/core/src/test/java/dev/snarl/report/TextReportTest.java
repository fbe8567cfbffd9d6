package dev.snarl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Coverage;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Related;
import dev.snarl.facts.Result;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReportTest {
    /** The escape character as it stands in the expected texts, so that they can be read. */
    private static final String SHOWN_ESCAPE = "\u241B";

    @ParameterizedTest
    @CsvSource({"race-60.txt, 60, false", "race-100.txt, 100, false", "race-120-colour.txt, 120, true"})
    void theReportLooksAsExpected(String name, int width, boolean colour) throws IOException {
        String text = new TextReport(Samples.texts(), new Style(width, colour)).text(Samples.result(Samples.plain(), Samples.race()));
        assertEquals(expected(name), text.replace("\u001B", SHOWN_ESCAPE));
    }

    @Test
    void colourAddsNothingButCodes() {
        Result result = Samples.result(Samples.race(), Samples.plain());
        String coloured = new TextReport(Samples.texts(), new Style(90, true)).text(result);
        String plain = new TextReport(Samples.texts(), new Style(90, false)).text(result);
        assertEquals(plain, coloured.replaceAll("\u001B\\[[0-9;]*m", ""));
        assertFalse(plain.contains("\u001B"));
    }

    @ParameterizedTest
    @CsvSource({"40", "60", "79", "80", "100", "200"})
    void noLineIsWiderThanTheTerminalNorEndsInBlanks(int width) {
        String text = new TextReport(Samples.texts(), new Style(width, false)).text(Samples.result(Samples.race(), Samples.plain()));
        for (String line : text.split("\n")) {
            // A rule's id and a place are kept whole, so that they can be copied.
            if (!line.startsWith("src/") && !line.contains("snarl explain") && !line.contains("-->")) assertTrue(ShownText.width(line) <= width, line);
            assertEquals(line.stripTrailing(), line);
        }
    }

    @Test
    void withoutTheSourceThePlacesAreStillTold() {
        String text = new TextReport(SourceTexts.NONE, Style.PLAIN).text(Samples.result(Samples.race()));
        assertTrue(text.contains("(the source text is not at hand, or has changed since)"), text);
        assertTrue(text.contains("--> " + Samples.MAIN + ":9:21\n") && text.contains("| runs in the pool"), text);
    }

    @Test
    void aPlaceBeyondTheEndOfTheTextDoesNoHarm() {
        Finding finding = Samples.named("Gone.", Samples.site(Samples.MAIN, 99, 5, 9));
        assertTrue(text(Samples.texts(), finding).contains("not at hand"));
        Finding nowhere = Samples.named("Nowhere.", new Site(Samples.MAIN, Span.NONE));
        assertTrue(text(Samples.texts(), nowhere).startsWith(Samples.MAIN + " note executor-not-shutdown\n  Nowhere.\n  | (no source text holds this place)"), text(Samples.texts(), nowhere));
    }

    @Test
    void aRegionOfSeveralLinesIsMarkedLineByLineAndALongOneAtItsBeginning() {
        Finding few = Samples.named("Few.", new Site(Samples.COUNTER, new Span(6, 5, 8, 6)));
        assertTrue(text(Samples.texts(), few).contains(String.join("\n",
                " 6 |     void add() {",
                "   |     ^^^^^^^^^^^^",
                " 7 |         hits++;",
                "   |         ^^^^^^^",
                " 8 |     }",
                "   |     ^")), text(Samples.texts(), few));
        Finding many = Samples.named("Many.", new Site(Samples.COUNTER, new Span(3, 1, 15, 2)));
        assertTrue(text(Samples.texts(), many).contains(String.join("\n",
                "3 | final class Counter {",
                "  | ^^^^^^^^^^^^^^^^^^^^^ ... to line 15",
                "4 |     private int hits;")), text(Samples.texts(), many));
    }

    @Test
    void twoMarksOnOneLineAreBothShown() {
        Finding finding = with(Samples.plain(), List.of(new Related(Samples.site(Samples.MAIN, 8, 13, 17), "held in"), new Related(Samples.site(Samples.MAIN, 10, 9, 23), "last use")));
        assertTrue(text(Samples.texts(), finding).contains(String.join("\n",
                " 8 |         var pool = Executors.newFixedThreadPool(4);",
                "   |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
                "   |             ---- held in",
                " 9 |         pool.submit(() -> counter.add());",
                "10 |         counter.take();",
                "   |         -------------- last use")), text(Samples.texts(), finding));
    }

    @Test
    void manyRelatedPlacesAreCounted() {
        List<Related> places = new ArrayList<>();
        for (int i = 0; i < 9; i++) places.add(new Related(Samples.site(Samples.COUNTER, 4, 17, 21), "place " + i));
        String text = text(Samples.texts(), with(Samples.plain(), places));
        assertTrue(text.contains("place 5") && !text.contains("place 6") && text.contains("and 3 more places"), text);
    }

    @Test
    void namesAndSourceCannotForgeTheReport() {
        String path = "a\u001B[2J\u202E/<script>\t\"x\"\uD83D.java";
        String evil = "Field \u001B]0;owned\u0007 \u202Egnp.exe <script>alert('1')</script> \uDE00 \u2028 end";
        SourceTexts texts = Samples.texts(Map.of(path, "int \u202Ea\u2066 = 1; // \u001B[31m \uD83D \0"));
        Site site = Samples.site(path, 1, 5, 8);
        Finding finding = new Finding("rule\u001B", Level.NOTE, Confidence.LOW, site, "m\u001B", evil, List.of(evil), List.of(new Related(site, evil)),
                List.of(new ThreadTrace(evil, List.of(new Step(site, evil, evil, 1))), new ThreadTrace(evil, List.of(new Step(site, evil, evil, 2)))), evil, "x", "y");
        for (int width : new int[] {40, 80, 120}) {
            String text = new TextReport(texts, new Style(width, false)).text(Samples.result(finding));
            text.codePoints().filter(c -> c != '\n').forEach(c -> assertFalse(Glyph.escaped(c), () -> Integer.toHexString(c)));
            assertTrue(text.contains("\\u001B[2J\\u202E/<script>"), text);
        }
        assertTrue(text(texts, finding).contains("1 | int \\u202Ea\\u2066 = 1; // \\u001B[31m \\uD83D \\u0000\n  |     ^^^^^^^^^^^^^"), text(texts, finding));
    }

    @Test
    void threeThreadsAreListedInTheirCommonOrder() {
        Site site = Samples.site(Samples.COUNTER, 7, 9, 15);
        List<ThreadTrace> threads = List.of(
                new ThreadTrace("thread A: one", List.of(new Step(site, "", "takes a", 1), new Step(site, "", "then waits", 0), new Step(site, "", "waits for b", 4))),
                new ThreadTrace("two", List.of(new Step(site, "", "takes b", 2))),
                new ThreadTrace("three", List.of(new Step(site, "", "takes c", 3))));
        String text = text(Samples.texts(), with(Samples.plain(), List.of(), threads));
        List<String> told = text.lines().filter(l -> l.matches(" {4}(thread|[0-9]) .*")).map(String::strip).toList();
        assertEquals(List.of("thread A: one", "thread B: two", "thread C: three",
                "1 A takes a", "2 A then waits", "3 B takes b", "4 C takes c", "5 A waits for b"), told);
    }

    @Test
    void filesOfTheSameNameAreToldApartInTheColumns() {
        List<ThreadTrace> threads = List.of(
                new ThreadTrace("one", List.of(new Step(Samples.site("x/a/Pool.java", 1, 1, 2), "", "runs", 1))),
                new ThreadTrace("two", List.of(new Step(Samples.site("x/b/Pool.java", 2, 1, 2), "Pool.get", "waits", 2), new Step(Samples.site("Main.java", 3, 1, 2), "", "ends", 3))));
        String text = text(Samples.texts(), with(Samples.plain(), List.of(), threads));
        assertTrue(text.contains("  a/Pool.java:1 ") && text.contains("  Pool.get, b/Pool.java:2\n") && text.contains("  Main.java:3\n"), text);
    }

    @Test
    void findingsAreSortedByPathAndPlace() {
        String text = text(Samples.texts(), Samples.plain(), Samples.race());
        assertTrue(text.indexOf("Counter.java:7:9 error") < text.indexOf("Main.java:8:20 warning"), text);
        assertEquals(text, text(Samples.texts(), Samples.race(), Samples.plain()));
    }

    @Test
    void eachFileIsReadOnceForItsFindings() {
        List<String> asked = new ArrayList<>();
        SourceTexts texts = path -> {
            asked.add(path);
            return Samples.texts().lines(path);
        };
        text(texts, Samples.race(), Samples.race(), Samples.plain());
        assertEquals(List.of(Samples.COUNTER, Samples.MAIN), asked);
    }

    @Test
    void theSummaryTellsWhatWasCoveredAndWhatWouldHelp() {
        TreeMap<String, Integer> skipped = new TreeMap<>(Map.of("generated", 3, "build output", 1_200));
        Coverage coverage = new Coverage(40, 2, 98_765, 1, skipped, 1_000, 949, 0, 0);
        String text = new TextReport(SourceTexts.NONE, Style.PLAIN).text(new Result("/x", List.of(), List.of(), coverage));
        assertEquals(String.join("\n",
                "No findings; 98,765 lines analysed in 40 files",
                "94% of calls resolved; add the sources it calls with --context to see more",
                "1 file could not be analysed, or only in part",
                "skipped: 1,200 build output, 3 generated",
                ""), text);
    }

    @Test
    void oneHundredPercentMeansAllAndNoCallsMeansNoShare() {
        assertTrue(summary(1_000, 999).contains("99% of calls resolved\n"));
        assertTrue(summary(1_000, 1_000).contains("100% of calls resolved\n"));
        assertFalse(summary(0, 0).contains("%"));
    }

    @Test
    void aNoticeIsOneLine() {
        assertEquals("a\\u001B.java:3:4: does not parse; mend it", TextReport.notice(new Notice("parse-error", "a\u001B.java", 3, 4, "does not parse", "mend it", true)));
        assertEquals("nothing\\u000Ato scan", TextReport.notice(new Notice("empty", "", 0, 0, "nothing\nto scan", "", false)));
    }

    private static String summary(long calls, long resolved) {
        return new TextReport(SourceTexts.NONE, Style.PLAIN).text(new Result("/x", List.of(), List.of(), new Coverage(1, 0, 1, 0, new TreeMap<>(), calls, resolved, 0, 0)));
    }

    private static String text(SourceTexts texts, Finding... findings) {
        return new TextReport(texts, Style.PLAIN).text(Samples.result(findings));
    }

    private static Finding with(Finding finding, List<Related> related) {
        return with(finding, related, finding.threads());
    }

    private static Finding with(Finding f, List<Related> related, List<ThreadTrace> threads) {
        return new Finding(f.rule(), f.level(), f.confidence(), f.site(), f.member(), f.message(), f.evidence(), related, threads, f.remedy(), f.identity(), f.fingerprint());
    }

    private static String expected(String name) throws IOException {
        try (InputStream in = TextReportTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
