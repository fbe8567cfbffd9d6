package dev.snarl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LineHashesTest {
    private static final BigInteger BASE = BigInteger.valueOf(37);

    @Test
    void theHashOfAnEmptyTextIsTheEndAndZeros() {
        assertEquals(Map.of(1, "c129715d7a2bc9a3:1"), hashes(""));
        assertEquals(hex(BigInteger.valueOf(65535).multiply(BASE.pow(99))), "c129715d7a2bc9a3");
    }

    @Test
    void eachLineHashesItsHundredCharactersAsWrittenOut() {
        String text = "int first = 1;\n\n\t  void second() {\n" + "x".repeat(250) + "\n  last ";
        Map<Integer, String> got = hashes(text);
        List<String> starts = List.of("intfirst=1;\n\nvoidsecond(){\n", "\nvoidsecond(){\n", "voidsecond(){\n", "", "last\uFFFF");
        assertEquals(expected(starts.get(0) + "x".repeat(100)), got.get(1));
        assertEquals(expected(starts.get(1) + "x".repeat(100)), got.get(2));
        assertEquals(expected(starts.get(2) + "x".repeat(100)), got.get(3));
        assertEquals(expected("x".repeat(100)), got.get(4));
        assertEquals(expected(starts.get(4)), got.get(5));
    }

    @Test
    void blanksAndKindsOfLineBreaksMakeNoDifference() {
        Map<Integer, String> plain = hashes("a = b;\nc;\n\nd");
        assertEquals(plain, hashes("  a\t=\tb;\r\nc ;\r\n\r\n\td"));
        assertEquals(plain, hashes("a=b;\rc;\r\rd"));
    }

    @Test
    void equalLinesAreNumberedByOccurrence() {
        String block = "y".repeat(200) + "\n";
        Map<Integer, String> got = hashes(block + block + block);
        String hash = got.get(1).substring(0, got.get(1).indexOf(':'));
        assertEquals(hash + ":1", got.get(1));
        assertEquals(hash + ":2", got.get(2));
        assertEquals(hash + ":3", got.get(3));
    }

    @Test
    void occurrencesCountAllLinesWhenOnlySomeAreWanted() {
        List<String> lines = SourceTexts.split(("y".repeat(200) + "\n").repeat(3));
        assertEquals(hashes(String.join("\n", lines)).get(3), LineHashes.of(lines, new TreeSet<>(List.of(3, 99))).get(3));
        assertEquals(1, LineHashes.of(lines, new TreeSet<>(List.of(3, 99))).size());
    }

    private static Map<Integer, String> hashes(String text) {
        List<String> lines = SourceTexts.split(text);
        TreeSet<Integer> wanted = new TreeSet<>();
        for (int i = 1; i <= lines.size(); i++) wanted.add(i);
        return new TreeMap<>(LineHashes.of(lines, wanted));
    }

    /** The polynomial written out over the first 100 characters, zeros behind a shorter text. */
    private static String expected(String characters) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < 100; i++) sum = sum.multiply(BASE).add(BigInteger.valueOf(i < characters.length() ? characters.charAt(i) : 0));
        return hex(sum) + ":1";
    }

    private static String hex(BigInteger value) {
        return value.mod(BigInteger.TWO.pow(64)).toString(16);
    }
}
