package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.Confidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Catalog CATALOG = Pages.catalog(Pages.page("one", "races", "error"), Pages.page("two", "races", "warning"),
            Pages.page("three", "locks", "warning"), Pages.page("four", "locks", "off"));

    @Test
    void byDefaultEverythingButOptInRules() {
        assertEquals(List.of("one", "two", "three"), wanted(List.of(), List.of()));
    }

    @Test
    void selectingMeansTheseOnly() {
        assertEquals(List.of("two"), wanted(List.of("two"), List.of()));
        assertEquals(List.of("one", "two"), wanted(List.of("races"), List.of()));
        assertEquals(List.of("two", "three"), wanted(List.of("warning"), List.of()));
        assertEquals(List.of("one", "two", "three", "four"), wanted(List.of("all"), List.of()));
        assertEquals(List.of("four"), wanted(List.of("off"), List.of()));
    }

    @Test
    void ignoringTakesAway() {
        assertEquals(List.of("one", "three"), wanted(List.of(), List.of("two")));
        assertEquals(List.of("three"), wanted(List.of(), List.of("races")));
        assertEquals(List.of(), wanted(List.of(), List.of("all")));
    }

    @Test
    void theMorePreciseWordWinsAndBetweenEqualsIgnoring() {
        assertEquals(List.of("one", "two", "three"), wanted(List.of("all"), List.of("off")));
        assertEquals(List.of("two"), wanted(List.of("two"), List.of("races")));
        assertEquals(List.of("one"), wanted(List.of("races"), List.of("two")));
        assertEquals(List.of(), wanted(List.of("two"), List.of("two")));
        assertEquals(List.of("one", "two"), wanted(List.of("races"), List.of("warning")));
    }

    private static List<String> wanted(List<String> select, List<String> ignore) {
        Selection selection = new Selection(select, ignore, Confidence.LOW);
        return CATALOG.docs().stream().filter(selection::wants).map(RuleDoc::id).toList();
    }
}
