package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.Heading;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.Finding;
import dev.snarl.inputs.InputRequest;
import dev.snarl.rules.Rule;
import dev.snarl.rules.Rules;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Rules, pages and testdata belong together. */
class CatalogueTest {
    private static final List<String> IDS = Rules.all().stream().map(Rule::id).toList();

    @TempDir
    Path folder;

    @Test
    void everyPageHasARuleAndEveryRuleItsPage() throws IOException {
        assertEquals(pages(), new TreeSet<>(IDS));
        assertEquals(IDS.size(), new HashSet<>(IDS).size(), "each rule is listed once");
    }

    @Test
    void aRuleHasNoStateAndNoBaseClass() {
        for (Rule rule : Rules.all()) {
            Class<?> type = rule.getClass();
            assertEquals(Object.class, type.getSuperclass(), rule.id());
            for (var field : type.getDeclaredFields()) {
                assertTrue(Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers()), rule.id() + " has the field " + field.getName());
            }
        }
    }

    @Test
    void everyRuleHasTestdataWithAWantAndAnOk() throws IOException {
        for (String id : IDS) {
            Path data = ProjectFiles.testdata().resolve(id);
            assertTrue(Files.isDirectory(data), () -> "no testdata/" + id);
            Set<String> words = new HashSet<>();
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    LineMarks.of(Files.readAllLines(file)).forEach(m -> words.add(m.word()));
                }
            }
            assertTrue(words.contains("want") && words.contains("ok"), () -> "testdata/" + id + " has only " + words);
        }
    }

    @Test
    void noRuleSubsumesItself() {
        Catalog catalog = Engine.catalog();
        for (RuleDoc doc : catalog.docs()) {
            Set<String> below = new TreeSet<>();
            List<String> open = new ArrayList<>(doc.subsumes());
            while (!open.isEmpty()) {
                String next = open.remove(open.size() - 1);
                // A page may name a rule that is still to come.
                if (below.add(next)) open.addAll(catalog.doc(next).map(RuleDoc::subsumes).orElse(List.of()));
            }
            assertFalse(below.contains(doc.id()), () -> doc.id() + " subsumes itself, over " + below);
        }
    }

    @TestFactory
    Stream<DynamicTest> theBadBlocksAreFoundAndTheGoodOnesAreNot() {
        return Engine.catalog().docs().stream().map(doc -> DynamicTest.dynamicTest(doc.id(), () -> {
            List<String> bad = doc.code(Heading.BAD);
            List<String> good = doc.code(Heading.GOOD);
            assertFalse(bad.isEmpty(), "no code under Bad");
            assertFalse(good.isEmpty(), "no code under Good");
            for (int i = 0; i < bad.size(); i++) assertFalse(found(doc.id(), "bad" + i, bad.get(i)).isEmpty(), "not found:\n" + bad.get(i));
            for (int i = 0; i < good.size(); i++) assertEquals(List.of(), found(doc.id(), "good" + i, good.get(i)), "found in:\n" + good.get(i));
        }));
    }

    /** The rule's findings in a block, which must be a whole compilation unit. */
    private List<String> found(String id, String name, String code) throws Exception {
        Path place = Files.createDirectories(folder.resolve(id).resolve(name));
        Files.writeString(place.resolve("Page.java"), code);
        InputRequest inputs = InputRequest.in(place).path(".").release(25).build();
        try (Scanned scanned = Engine.run(Scan.of(inputs).withSelection(Selection.ALL).withThreads(1))) {
            assertEquals(List.of(), scanned.result().notices());
            return scanned.result().findings().stream().filter(f -> f.rule().equals(id)).map(Finding::message).toList();
        }
    }

    private static TreeSet<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(ProjectFiles.rules())) {
            TreeSet<String> ids = new TreeSet<>();
            files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".md") && !n.equals("README.md")).forEach(n -> ids.add(n.substring(0, n.length() - 3)));
            return ids;
        }
    }
}
