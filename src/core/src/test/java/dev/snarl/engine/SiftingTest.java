package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SiftingTest {
    private static final Sifting SIFTING = new Sifting(Pages.catalog(Pages.page("wide", "races", "error", "narrow"), Pages.page("narrow", "races", "warning"),
            Pages.page("other", "locks", "note"), Pages.page("extra", "locks", "off")));

    @Test
    void sortedByPlaceAndThenRuleWhateverTheOrderOfFinding() {
        List<Finding> found = new ArrayList<>(List.of(finding("wide", "B.java", 1, "b"), finding("other", "A.java", 9, "x"), finding("narrow", "A.java", 2, "y"),
                finding("wide", "A.java", 2, "z"), finding("other", "A.java", 10, "x")));
        List<Finding> sorted = SIFTING.ordered(found, Set.of("A.java", "B.java"));
        assertEquals(List.of("A.java 2 narrow", "A.java 2 wide", "A.java 9 other", "A.java 10 other", "B.java 1 wide"), shown(sorted));
        Collections.reverse(found);
        assertEquals(sorted, SIFTING.ordered(found, Set.of("A.java", "B.java")));
    }

    @Test
    void levelsComeFromThePages() {
        List<Finding> ordered = SIFTING.ordered(List.of(finding("wide", "A.java", 1, "a"), finding("extra", "A.java", 2, "b")), Set.of("A.java"));
        assertEquals(List.of(Level.ERROR, Level.OFF), ordered.stream().map(Finding::level).toList());
    }

    @Test
    void aFindingInAFileThatIsNotReportedIsDropped() {
        assertEquals(List.of(), SIFTING.ordered(List.of(finding("wide", "Context.java", 1, "a")), Set.of("A.java")));
    }

    @Test
    void theSameFindingTwiceIsOne() {
        assertEquals(1, SIFTING.ordered(List.of(finding("wide", "A.java", 1, "a"), finding("wide", "A.java", 1, "a")), Set.of("A.java")).size());
    }

    @Test
    void fingerprintsSurviveMovesAndTellEqualsApart() {
        Set<String> paths = Set.of("A.java");
        List<Finding> two = SIFTING.ordered(List.of(finding("wide", "A.java", 1, "a"), finding("wide", "A.java", 5, "a")), paths);
        List<Finding> moved = SIFTING.ordered(List.of(finding("wide", "A.java", 11, "a"), finding("wide", "A.java", 15, "a")), paths);
        assertNotEquals(two.get(0).fingerprint(), two.get(1).fingerprint());
        assertEquals(two.stream().map(Finding::fingerprint).toList(), moved.stream().map(Finding::fingerprint).toList());
        assertTrue(two.get(0).fingerprint().matches("[0-9a-f]{20}"));
        assertNotEquals(two.get(0).fingerprint(), SIFTING.ordered(List.of(finding("other", "A.java", 1, "a")), paths).get(0).fingerprint());
    }

    @Test
    void aSubsumedFindingOnTheSameLineOrOfTheSameSubjectGivesWay() {
        List<Finding> all = List.of(finding("wide", "A.java", 1, "field a"), finding("narrow", "A.java", 1, "x"), finding("narrow", "A.java", 7, "field a"),
                finding("narrow", "A.java", 8, "field b"), finding("other", "A.java", 1, "field a"));
        List<Finding> ordered = SIFTING.ordered(all, Set.of("A.java"));
        assertEquals(List.of("A.java 1 other", "A.java 1 wide", "A.java 8 narrow"), shown(SIFTING.selected(ordered, Selection.ALL)));
    }

    @Test
    void whatIsNotSelectedSubsumesNothing() {
        List<Finding> ordered = SIFTING.ordered(List.of(finding("wide", "A.java", 1, "a"), finding("narrow", "A.java", 1, "a")), Set.of("A.java"));
        assertEquals(List.of("A.java 1 narrow"), shown(SIFTING.selected(ordered, new Selection(List.of(), List.of("wide"), Confidence.LOW))));
    }

    @Test
    void weakEvidenceIsLeftOutWhereTheUserSaysSo() {
        List<Finding> ordered = SIFTING.ordered(List.of(finding("wide", "A.java", 1, "a")), Set.of("A.java"));
        assertEquals(1, SIFTING.selected(ordered, new Selection(List.of(), List.of(), Confidence.MEDIUM)).size());
        assertEquals(0, SIFTING.selected(ordered, new Selection(List.of(), List.of(), Confidence.HIGH)).size());
    }

    private static List<String> shown(List<Finding> findings) {
        return findings.stream().map(f -> f.site().path() + " " + f.site().span().line() + " " + f.rule()).toList();
    }

    static Finding finding(String rule, String path, int line, String identity) {
        return new Finding(rule, null, Confidence.MEDIUM, new Site(path, new Span(line, 1, line, 2)), "M.m", "message of " + rule, List.of(), List.of(), List.of(), "", identity, "");
    }
}
