package dev.snarl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.contrastsecurity.sarif.SarifSchema210;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Related;
import dev.snarl.facts.Result;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SarifReportTest {
    private static final ScanRun RUN = new ScanRun("0.1.0", true, OptionalInt.of(1));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        // The model's jar carries the schema that its classes were made from.
        try (InputStream in = SarifSchema210.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(in);
        }
    }

    @Test
    void theSchemaRefusesWhatIsNotSarif() throws IOException {
        assertFalse(schema.validate(JSON.readTree("{\"version\": \"2.1.0\"}")).isEmpty());
    }

    @Test
    void theRunNamesTheToolAndItsRules() {
        JsonNode log = log(Samples.result(Samples.race()));
        assertEquals("2.1.0", log.at("/version").asText());
        assertEquals("utf16CodeUnits", log.at("/runs/0/columnKind").asText());
        JsonNode driver = log.at("/runs/0/tool/driver");
        assertEquals("Snarl", driver.at("/name").asText());
        assertEquals("0.1.0", driver.at("/semanticVersion").asText());
        assertEquals(3, driver.at("/rules").size());
        JsonNode rule = driver.at("/rules/0");
        assertEquals("non-atomic-compound-update", rule.at("/id").asText());
        assertEquals("NonAtomicCompoundUpdate", rule.at("/name").asText());
        assertEquals("A title of non-atomic-compound-update.", rule.at("/shortDescription/text").asText());
        assertEquals("A field that two threads change.", rule.at("/fullDescription/text").asText());
        assertTrue(rule.at("/help/text").asText().contains("Updates are lost."));
        assertTrue(rule.at("/help/markdown").asText().contains("```java\nclass A { int[] n = {1}; }\n```"));
        assertEquals("error", rule.at("/defaultConfiguration/level").asText());
        assertEquals("high", rule.at("/properties/precision").asText());
        assertEquals("error", rule.at("/properties/problem.severity").asText());
        assertEquals("[\"concurrency\",\"races\",\"external/cwe/cwe-366\",\"external/cwe/cwe-066\"]", rule.at("/properties/tags").toString());
        assertTrue(rule.at("/properties/security-severity").isMissingNode());
    }

    @Test
    void levelsAreWrittenEvenWhereTheyAreTheDefault() {
        JsonNode log = log(Samples.result(Samples.plain()));
        assertEquals("warning", log.at("/runs/0/results/0/level").asText());
        assertEquals("warning", log.at("/runs/0/tool/driver/rules/1/defaultConfiguration/level").asText());
        assertEquals("note", log.at("/runs/0/tool/driver/rules/2/defaultConfiguration/level").asText());
        assertFalse(log.at("/runs/0/tool/driver/rules/2/defaultConfiguration/enabled").asBoolean());
        assertEquals("note", log(Samples.result(Samples.plain().withLevel(Level.OFF))).at("/runs/0/results/0/level").asText());
    }

    @Test
    void aRaceHasItsPlacesLinksAndFingerprints() {
        JsonNode result = log(Samples.result(Samples.plain(), Samples.race())).at("/runs/0/results/1");
        assertEquals("non-atomic-compound-update", result.at("/ruleId").asText());
        assertEquals(0, result.at("/ruleIndex").asInt(-1));
        assertEquals("error", result.at("/level").asText());
        assertTrue(result.at("/message/text").asText().endsWith(String.join("\n",
                " An update of either side can be lost.",
                "Because: a Counter is handed to a pool at Main.java:9; 'Counter.hits' is guarded by 'this' in Counter.take.",
                "See [guarded write](1), [runs in the pool](2).",
                "Make 'add' synchronized too, or count in an AtomicInteger.")), result.at("/message/text").asText());
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertEquals(Samples.COUNTER, place.at("/artifactLocation/uri").asText());
        assertEquals("{\"startLine\":7,\"startColumn\":9,\"endLine\":7,\"endColumn\":15,\"snippet\":{\"text\":\"hits++\"}}", place.at("/region").toString());
        assertEquals("Counter.add", result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText());
        assertEquals(2, result.at("/relatedLocations").size());
        assertEquals(2, result.at("/relatedLocations/1/id").asInt());
        assertEquals("runs in the pool", result.at("/relatedLocations/1/message/text").asText());
        assertEquals(Samples.MAIN, result.at("/relatedLocations/1/physicalLocation/artifactLocation/uri").asText());
        assertEquals("4f1d9c02a77be310", result.at("/partialFingerprints/snarlFinding~1v1").asText());
        String hash = LineHashes.of(SourceTexts.split(Samples.COUNTER_TEXT), new TreeSet<>(List.of(7))).get(7);
        assertEquals(hash, result.at("/partialFingerprints/primaryLocationLineHash").asText());
        assertEquals("high", result.at("/properties/confidence").asText());
        assertEquals(90.0, result.at("/rank").asDouble());
    }

    @Test
    void aRaceHasOneThreadFlowPerThreadInOneOrder() {
        JsonNode flow = log(Samples.result(Samples.race())).at("/runs/0/results/0/codeFlows/0");
        assertEquals(2, flow.at("/threadFlows").size());
        assertEquals("thread A: pool task at Main.java:9", flow.at("/threadFlows/0/id").asText());
        assertEquals(List.of(1, 3), orders(flow.at("/threadFlows/0/locations")));
        assertEquals(List.of(2), orders(flow.at("/threadFlows/1/locations")));
        JsonNode step = flow.at("/threadFlows/1/locations/0/location");
        assertEquals("writes hits (0), holding this", step.at("/message/text").asText());
        assertEquals(12, step.at("/physicalLocation/region/endLine").asInt());
        assertEquals("Counter.take", step.at("/logicalLocations/0/fullyQualifiedName").asText());
    }

    @Test
    void aFindingWithoutTracesHasNoFlow() {
        JsonNode result = log(Samples.result(Samples.plain())).at("/runs/0/results/0");
        assertTrue(result.at("/codeFlows").isMissingNode());
        assertTrue(result.at("/relatedLocations").isMissingNode());
        assertEquals("The pool in 'pool' is never shut down, so the program does not end.", result.at("/message/text").asText());
    }

    @Test
    void noticesAreNotificationsWithTheirPlace() {
        JsonNode log = log(Samples.result(List.of(
                new Notice("nul-bytes", "a b.java", 0, 0, "has NUL bytes", "", true),
                new Notice("parse-error", "c.java", 3, 4, "does not parse", "mend it", true),
                new Notice("old-level", "", 0, 0, "read as Java 1.4", "", false))));
        JsonNode invocation = log.at("/runs/0/invocations/0");
        assertTrue(invocation.at("/executionSuccessful").asBoolean());
        assertEquals(1, invocation.at("/exitCode").asInt());
        JsonNode notes = invocation.at("/toolExecutionNotifications");
        assertEquals("a%20b.java", notes.at("/0/locations/0/physicalLocation/artifactLocation/uri").asText());
        assertTrue(notes.at("/0/locations/0/physicalLocation/region").isMissingNode());
        assertEquals("parse-error", notes.at("/1/descriptor/id").asText());
        assertEquals("does not parse; mend it", notes.at("/1/message/text").asText());
        assertEquals("error", notes.at("/1/level").asText());
        assertEquals(4, notes.at("/1/locations/0/physicalLocation/region/startColumn").asInt());
        assertEquals("note", notes.at("/2/level").asText());
        assertTrue(notes.at("/2/locations").isMissingNode());
    }

    @Test
    void anEmptyReportStillHasResults() {
        JsonNode log = log(Samples.result());
        assertTrue(log.at("/runs/0/results").isArray() && log.at("/runs/0/results").isEmpty());
        ScanRun failed = new ScanRun("0.1.0", false, OptionalInt.empty());
        JsonNode run = read(new SarifReport(Samples.catalog(), Samples.texts(), failed).bytes(Samples.result()));
        assertFalse(run.at("/runs/0/invocations/0/executionSuccessful").asBoolean(true));
        assertTrue(run.at("/runs/0/invocations/0/exitCode").isMissingNode());
    }

    @Test
    void aRuleWithoutAPageIsStillAmongTheRules() {
        Finding finding = Samples.plain();
        JsonNode log = read(new SarifReport(Catalog.ofPages(List.of()), SourceTexts.NONE, RUN).bytes(Samples.result(finding, Samples.race())));
        assertEquals("executor-not-shutdown", log.at("/runs/0/tool/driver/rules/0/id").asText());
        assertEquals(1, log.at("/runs/0/results/1/ruleIndex").asInt(-1));
        assertTrue(log.at("/runs/0/results/0/partialFingerprints/primaryLocationLineHash").isMissingNode());
    }

    @Test
    void aRegionHasAllFourNumbersInOrder() {
        for (Span span : List.of(Span.NONE, new Span(5, 9, 5, 3), new Span(5, 9, 4, 3), new Span(5, 0, 6, 0))) {
            JsonNode region = log(Samples.result(Samples.named("Odd", new Site("A.java", span)))).at("/runs/0/results/0/locations/0/physicalLocation/region");
            int startLine = region.at("/startLine").asInt();
            int endLine = region.at("/endLine").asInt();
            assertTrue(startLine >= 1 && region.at("/startColumn").asInt() >= 1 && region.at("/endColumn").asInt() >= 1, region.toString());
            assertTrue(endLine > startLine || endLine == startLine && region.at("/endColumn").asInt() >= region.at("/startColumn").asInt(), region.toString());
        }
    }

    @Test
    void anythingInANameStaysAText() {
        String evil = "a[i](1) \"<script>\" \u202E \u001B[31m \0 \uD83D \\ {0} %s\u2028";
        Site site = Samples.site("lib-sources.jar!/a \"b\"/<x>\uDE00.java", 1, 1, 2);
        Finding finding = new Finding("executor-not-shutdown", Level.NOTE, Confidence.LOW, site, evil, evil, List.of(evil), List.of(new Related(site, "[x](2)\\" + evil), new Related(site, "")),
                List.of(new ThreadTrace(evil, List.of(new Step(site, evil, evil, 1)))), evil, evil, "f");
        byte[] bytes = new SarifReport(Samples.catalog(), Samples.texts(Map.of(site.path(), evil)), RUN).bytes(Samples.result(List.of(new Notice("parse-error", site.path(), 1, 1, evil, evil, true)), finding));
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertFalse(text.contains("\uFFFD") || text.contains("\u202E") || text.contains("\u001B") || text.contains("\u2028"), text);
        JsonNode result = read(bytes).at("/runs/0/results/0");
        assertEquals("lib-sources.jar!/a%20%22b%22/%3Cx%3E%5CuDE00.java", result.at("/locations/0/physicalLocation/artifactLocation/uri").asText());
        String message = result.at("/message/text").asText();
        assertTrue(message.startsWith("a[i] (1) \"<script>\" \\u202E \\u001B[31m \\u0000 \\uD83D \\ {0} %s\\u2028.\nBecause: "), message);
        assertTrue(message.contains("See [\\[x\\](2)\\\\a\\[i\\](1) ") && message.contains("(1), [here](2).\n"), message);
    }

    @Test
    void equalResultsGiveEqualBytesWithoutTimeOrMachine() {
        Result result = Samples.result(Samples.race(), Samples.plain());
        byte[] once = report().bytes(result);
        assertArrayEquals(once, report().bytes(new Result("/another/home", result.findings(), result.notices(), result.coverage())));
        String text = new String(once, StandardCharsets.UTF_8);
        assertFalse(text.contains("/home/") || text.contains("Utc") || text.contains("\r"), text);
        assertTrue(text.endsWith("}\n"));
    }

    @Test
    void beyondTheLimitTheMildestAreLeftOutAndThatIsTold() {
        Finding note = Samples.named("Mild.", Samples.site(Samples.MAIN, 1, 1, 2));
        Result result = Samples.result(note, Samples.plain(), note, Samples.race());
        JsonNode log = read(new SarifReport(Samples.catalog(), Samples.texts(), RUN, new SarifLimits(2, 2, 1_000_000)).bytes(result));
        assertEquals(List.of("warning", "error"), log.at("/runs/0/results").findValuesAsText("level"));
        JsonNode told = log.at("/runs/0/invocations/0/toolExecutionNotifications/0");
        assertEquals("results-truncated", told.at("/descriptor/id").asText());
        assertTrue(told.at("/message/text").asText().startsWith("2 of 4 findings are left out, the mildest first"), told.toString());
        JsonNode flow = log.at("/runs/0/results/1/codeFlows/0");
        assertEquals("The first 2 of 3 steps.", flow.at("/message/text").asText());
        assertEquals(1, flow.at("/threadFlows").size());
    }

    @Test
    void aReportTooLargeWhenCompressedShrinksUntilItFits() throws IOException {
        List<Finding> findings = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) findings.add(Samples.named("Number " + random.nextLong() + random.nextLong() + random.nextLong(), Samples.site(Samples.MAIN, 1, 1, 2)));
        Result result = Samples.result(findings.toArray(new Finding[0]));
        byte[] bytes = new SarifReport(Samples.catalog(), Samples.texts(), RUN, new SarifLimits(1_000, 10, 8_000)).bytes(result);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        int kept = read(bytes).at("/runs/0/results").size();
        assertTrue(packed.size() <= 8_000 && kept > 20 && kept < 300, packed.size() + " bytes, " + kept + " results");
    }

    @Test
    void aRuleHasAtMostTwentyTags() {
        RuleDoc page = Samples.page("many-tags", "note");
        List<Integer> numbers = IntStream.range(1, 40).boxed().toList();
        RuleDoc tagged = new RuleDoc(page.id(), page.title(), page.family(), page.level(), page.precision(), numbers, page.since(), page.java(), page.subsumes(), page.peers(), page.demo(), page.sections(), page.markdown());
        JsonNode log = read(new SarifReport(Catalog.ofPages(List.of(tagged)), SourceTexts.NONE, RUN).bytes(Samples.result()));
        assertEquals(20, log.at("/runs/0/tool/driver/rules/0/properties/tags").size());
        assertEquals("recommendation", log.at("/runs/0/tool/driver/rules/0/properties/problem.severity").asText());
    }

    private static SarifReport report() {
        return new SarifReport(Samples.catalog(), Samples.texts(), RUN);
    }

    private static JsonNode log(Result result) {
        return read(report().bytes(result));
    }

    /** Reads a report back; every report that a test makes must be valid for the schema. */
    private static JsonNode read(byte[] bytes) {
        try {
            JsonNode log = JSON.readTree(bytes);
            assertEquals(List.of(), schema.validate(log).stream().map(Object::toString).toList());
            return log;
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
    }

    private static List<Integer> orders(JsonNode locations) {
        List<Integer> orders = new ArrayList<>();
        for (JsonNode location : locations) orders.add(location.at("/executionOrder").asInt());
        return orders;
    }
}
