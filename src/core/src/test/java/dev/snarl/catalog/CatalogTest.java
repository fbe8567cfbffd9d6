package dev.snarl.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private static final String PAGE = String.join("\n",
            "---",
            "title: Something is shared",
            "family: races",
            "level: warning",
            "precision: very-high",
            "cwe: [366, CWE-66]",
            "since: 0.1.0",
            "java: 8..20",
            "subsumes: [other-rule, third-rule]",
            "peers: [one:A, \"two, B\"]",
            "demo: none (needs two machines)",
            "---",
            "",
            "## What it reports",
            "",
            "A field that `two` threads",
            "change **at once**.",
            "",
            "More of it.",
            "",
            "## Why it hurts",
            "Updates are lost.",
            "## Bad",
            "",
            "```java",
            "## Good",
            "class A { }",
            "```",
            "",
            "and",
            "",
            "```java",
            "class B { }",
            "```",
            "## Good",
            "",
            "```java",
            "class C { }",
            "```",
            "## When it is fine",
            "Never.",
            "## What it misses",
            "Much.",
            "");

    @Test
    void aPageGivesItsMetadataAndItsProse() {
        RuleDoc doc = Catalog.parse("some-rule", PAGE);
        assertEquals("some-rule", doc.id());
        assertEquals("Something is shared", doc.title());
        assertEquals("races", doc.family());
        assertEquals("warning", doc.level());
        assertEquals("very-high", doc.precision());
        assertEquals(List.of(366, 66), doc.cwe());
        assertEquals("0.1.0", doc.since());
        assertEquals(List.of("8..20"), doc.java());
        assertEquals(List.of("other-rule", "third-rule"), doc.subsumes());
        assertEquals(List.of("one:A", "two, B"), doc.peers());
        assertEquals("none (needs two machines)", doc.demo());
        assertEquals("A field that two threads change at once.", doc.summary());
        assertEquals("Updates are lost.", doc.section(Heading.WHY_IT_HURTS));
        assertEquals(List.of(Heading.values()), List.copyOf(doc.sections().keySet()));
        assertTrue(doc.markdown().startsWith("## What it reports\n\nA field") && doc.markdown().endsWith("\nMuch.\n"), doc.markdown());
    }

    @Test
    void aSummaryDoesNotEndInTheWordsBeforeAList() {
        assertEquals("A field. It is shared.", Catalog.parse("some-rule", PAGE.replace("change **at once**.", "x").replace("A field that `two` threads\nx", "A field. It is shared. Namely:")).summary());
        assertEquals("A field that is.", Catalog.parse("some-rule", PAGE.replace("A field that `two` threads\nchange **at once**.", "A field that is:")).summary());
    }

    @Test
    void aHeadingInsideAFencedBlockIsCode() {
        RuleDoc doc = Catalog.parse("some-rule", PAGE);
        assertEquals(List.of("## Good\nclass A { }\n", "class B { }\n"), doc.code(Heading.BAD));
        assertEquals(List.of("class C { }\n"), doc.code(Heading.GOOD));
        assertEquals(List.of(), doc.code(Heading.WHEN_IT_IS_FINE));
    }

    @Test
    void windowsLineBreaksAndAByteOrderMarkChangeNothing() {
        assertEquals(Catalog.parse("some-rule", PAGE), Catalog.parse("some-rule", "\uFEFF" + PAGE.replace("\n", "\r\n")));
    }

    @Test
    void listsMayBeEmptyOrLeftOut() {
        RuleDoc doc = Catalog.parse("some-rule", PAGE.replace("cwe: [366, CWE-66]", "cwe: []").replace("subsumes: [other-rule, third-rule]\n", ""));
        assertEquals(List.of(), doc.cwe());
        assertEquals(List.of(), doc.subsumes());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            level: warning             | level: bad               | rules/some-rule.md:4: 'bad' is no level; use error, warning, note, off
            precision: very-high       | precision: 90%           | rules/some-rule.md:5: '90%' is no precision; use very-high, high, medium, low
            family: races              | familie: races           | rules/some-rule.md:3: unknown key 'familie'; use title, family
            family: races              | title: again             | rules/some-rule.md:3: key 'title' stands in line 2 already; keep one of the two
            family: races              | races                    | rules/some-rule.md:3: 'races' is no 'key: value'; write one key and its value a line
            title: Something is shared | title:                   | rules/some-rule.md:2: 'title' is empty; give it a value
            title: Something is shared | title: [a]               | rules/some-rule.md:2: 'title' is a list; give it one value
            since: 0.1.0               | ''                       | rules/some-rule.md:12: no 'since'; add 'since: ...' to the front matter
            cwe: [366, CWE-66]         | cwe: [race]              | rules/some-rule.md:6: 'race' is no CWE number; write 366 or CWE-366
            cwe: [366, CWE-66]         | cwe: [366                | rules/some-rule.md:6: the list of 'cwe' has no end; close it with ']'
            cwe: [366, CWE-66]         | cwe: [366,]              | rules/some-rule.md:6: an item of 'cwe' is empty; remove the superfluous comma
            other-rule, third          | OtherRule, third         | rules/some-rule.md:9: 'OtherRule' in 'subsumes' is no rule id; write ids in kebab-case
            ## Why it hurts            | ## Why it matters        | rules/some-rule.md:21: unknown heading '## Why it matters'; a page has '## What it reports'
            ## Why it hurts            | ## When it is fine       | rules/some-rule.md:21: heading '## When it is fine' is out of order; a page has
            ## What it reports         | Hello                    | rules/some-rule.md:14: text before the first heading; put it under
            Updates are lost.          | ''                       | rules/some-rule.md:21: nothing under '## Why it hurts'; write the section
            Much.                      | ```                      | rules/some-rule.md:43: a fenced block has no end; close it
            """)
    void aMalformedPageIsToldWithItsLineAndTheRemedy(String from, String to, String message) {
        assertTrue(PAGE.contains(from), from);
        PageException e = assertThrows(PageException.class, () -> Catalog.parse("some-rule", PAGE.replace(from, to)));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
        assertEquals("rules/some-rule.md", e.page());
        assertTrue(message.startsWith(e.page() + ":" + e.line() + ":"), e.getMessage());
    }

    @Test
    void aPageThatEndsEarlyNamesTheMissingHeading() {
        String cut = PAGE.substring(0, PAGE.indexOf("## When it is fine"));
        PageException e = assertThrows(PageException.class, () -> Catalog.parse("some-rule", cut));
        assertTrue(e.getMessage().contains("no heading '## When it is fine'"), e.getMessage());
    }

    @Test
    void frontMatterMustBeginAndEnd() {
        assertTrue(assertThrows(PageException.class, () -> Catalog.parse("some-rule", "# Title\n")).getMessage().contains("begin the page with a line of '---'"));
        assertTrue(assertThrows(PageException.class, () -> Catalog.parse("some-rule", "")).getMessage().contains(":1: no front matter"));
        assertTrue(assertThrows(PageException.class, () -> Catalog.parse("some-rule", "---\ntitle: x\n")).getMessage().contains("the front matter has no end"));
    }

    @Test
    void theCatalogueReadsThePagesOnTheClassPath() {
        Catalog catalog = Catalog.of(List.of("page-of-the-catalogue-test"));
        assertEquals("A page that only the catalogue's test knows", catalog.doc("page-of-the-catalogue-test").orElseThrow().title());
        assertEquals(Optional.empty(), catalog.doc("another"));
        assertEquals(List.of("page-of-the-catalogue-test"), catalog.ids());
    }

    @Test
    void aMissingPageIsNamed() {
        PageException e = assertThrows(PageException.class, () -> Catalog.of(List.of("no-such-rule")));
        assertTrue(e.getMessage().startsWith("rules/no-such-rule.md: the rule has no page"), e.getMessage());
        assertThrows(PageException.class, () -> Catalog.of(List.of("../knowledge/acquire")));
    }

    @Test
    void familiesAreSortedAndARuleIsListedOnce() {
        RuleDoc one = Catalog.parse("one", PAGE);
        RuleDoc two = Catalog.parse("two", PAGE.replace("family: races", "family: locks"));
        RuleDoc three = Catalog.parse("three", PAGE);
        Catalog catalog = Catalog.ofPages(List.of(one, two, three));
        assertEquals(List.of("locks", "races"), catalog.families());
        assertEquals(List.of(one, two, three), catalog.docs());
        assertThrows(PageException.class, () -> Catalog.ofPages(List.of(one, one)));
    }
}
