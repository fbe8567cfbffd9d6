package dev.snarl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ScreenLineTest {
    /** What stands above the mark. */
    private static String marked(String line, int from, int to, int room) {
        ScreenLine laid = ScreenLine.of(line, from, to, room);
        assertTrue(ShownText.width(laid.text()) <= room, laid.text());
        return at(laid.text(), laid.caret(), laid.width());
    }

    private static String at(String text, int column, int width) {
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            if (used >= column && used < column + width) out.appendCodePoint(c);
            used += Glyph.width(c);
        }
        return out.toString();
    }

    @Test
    void tabsAreLaidOutAndTheMarkStaysUnderItsText() {
        assertEquals(new ScreenLine("    a   bc  d", 12, 1), ScreenLine.of("\ta\tbc\td", 6, 7, 40));
        assertEquals("bc", marked("\ta\tbc\td", 3, 5, 40));
    }

    @Test
    void wideAndCombiningCharactersCountTheirColumns() {
        assertEquals(new ScreenLine("\u65E5\u672C = x", 7, 1), ScreenLine.of("\u65E5\u672C = x", 5, 6, 40));
        assertEquals(new ScreenLine("e\u0301 = x", 4, 1), ScreenLine.of("e\u0301 = x", 5, 6, 40));
        assertEquals(new ScreenLine("\uD83D\uDE00x", 2, 1), ScreenLine.of("\uD83D\uDE00x", 2, 3, 40));
    }

    @Test
    void whatSteersATerminalIsWrittenOut() {
        assertEquals("a\\u202Eb", ScreenLine.of("a\u202Eb", 0, 1, 40).text());
        assertEquals("\\u001B[31mred\\u0007\\u0000", ScreenLine.of("\u001B[31mred\u0007\0", 0, 1, 60).text());
        assertEquals("\\uD83D!\\uDE00", ScreenLine.of("\uD83D!\uDE00", 0, 1, 40).text());
        assertEquals("\\u2028\\u200B\\uFEFF\\u0085\\u2066", ScreenLine.of("\u2028\u200B\uFEFF\u0085\u2066", 0, 1, 60).text());
        assertEquals("b", marked("a\u202Eb", 2, 3, 40));
    }

    @Test
    void aMarkAtTheEndOfTheLineIsOneColumnBehindIt() {
        assertEquals(new ScreenLine("abc", 3, 1), ScreenLine.of("abc", 3, 3, 40));
        assertEquals(new ScreenLine("abc", 3, 1), ScreenLine.of("abc", 90, 99, 40));
        assertEquals(new ScreenLine("", 0, 1), ScreenLine.of("", 0, 5, 40));
    }

    @Test
    void aLongLineIsCutAroundTheMark() {
        String line = "a".repeat(100) + "MARK" + "b".repeat(100);
        assertEquals("MARK", marked(line, 100, 104, 30));
        assertEquals("...aaaaaaaaaaMARKbbbbbbbbbb...", ScreenLine.of(line, 100, 104, 30).text());
        assertEquals("aaaa", marked(line, 0, 4, 30));
        assertEquals("a".repeat(27) + "...", ScreenLine.of(line, 0, 4, 30).text());
        assertEquals("bb", marked(line, 202, 204, 30));
        assertTrue(ScreenLine.of(line, 202, 204, 30).text().endsWith("bb"));
    }

    @Test
    void aMarkWiderThanTheRoomIsCutToo() {
        ScreenLine laid = ScreenLine.of("f(" + "x".repeat(100) + ")", 0, 103, 30);
        assertEquals(new ScreenLine("f(" + "x".repeat(25) + "...", 0, 30), laid);
    }

    @Test
    void everyPlaceOfAMixedLineIsFoundInEveryWidth() {
        String line = "\t\tfoo(\u65E5\u672C, \"\u202E\", e\u0301, \uD83D\uDE00, bar, baz); // and so on, and so on\t end";
        for (String word : List.of("foo", "bar", "baz", "end", "on,")) {
            int from = line.indexOf(word);
            for (int room = 20; room < 100; room++) assertEquals(word, marked(line, from, from + word.length(), room), "room " + room);
        }
    }

    @Test
    void tenMegabytesInOneLineCostNothingAndShowTheMark() {
        String line = "x += 1; ".repeat(1_300_000);
        int from = line.length() / 2 / 8 * 8;
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            for (int i = 0; i < 1_000; i++) assertEquals("x += 1", marked(line, from, from + 6, 80));
            assertEquals(80, ShownText.width(ScreenLine.of(line, from, line.length(), 80).text()));
        });
    }

    @Test
    void aCutNeverSplitsASurrogatePair() {
        String line = "\uD83D\uDE00".repeat(5_000);
        for (int from = 4_000; from < 4_020; from += 2) {
            String text = ScreenLine.of(line, from, from + 2, 40).text();
            assertEquals(-1, text.indexOf("\\u"), text);
        }
    }
}
