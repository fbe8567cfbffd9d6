package dev.snarl.inputs;

import dev.snarl.facts.Notice;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SourceTextTest {
    @Test
    void plainUtf8() {
        SourceText text = SourceText.decode("class Ä { String s = \"😀\"; }".getBytes(StandardCharsets.UTF_8));
        assertEquals("class Ä { String s = \"😀\"; }", text.text());
        assertNull(text.problem());
        assertTrue(text.notice("A.java").isEmpty());
    }

    @Test
    void emptyFile() {
        assertEquals("", SourceText.decode(new byte[0]).text());
        assertNull(SourceText.decode(new byte[0]).problem());
    }

    @Test
    void byteOrderMarksAreNoText() {
        assertEquals("class A {}", SourceText.decode(join(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "class A {}".getBytes(StandardCharsets.UTF_8))).text());
        assertEquals("class Ä {}", SourceText.decode(join(new byte[] {(byte) 0xFF, (byte) 0xFE}, "class Ä {}".getBytes(StandardCharsets.UTF_16LE))).text());
        SourceText big = SourceText.decode(join(new byte[] {(byte) 0xFE, (byte) 0xFF}, "class Ä {}".getBytes(StandardCharsets.UTF_16BE)));
        assertEquals("class Ä {}", big.text());
        assertEquals("not-utf8", big.problem().kind());
        assertFalse(big.notice("A.java").orElseThrow().incomplete());
    }

    @Test
    void latin1IsToldWithItsPlaceAndStillRead() {
        SourceText text = SourceText.decode("class A {\r\n  // 1\r  // caf\u00e9 \u00e9\n}".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("class A {\r\n  // 1\r  // caf\u00e9 \u00e9\n}", text.text());
        assertEquals("not-utf8", text.problem().kind());
        assertEquals(3, text.problem().line());
        assertEquals(9, text.problem().column());
        Notice notice = text.notice("src/A.java").orElseThrow();
        assertEquals("src/A.java", notice.path());
        assertFalse(notice.incomplete());
        assertTrue(notice.message().contains("0xE9"), notice.message());
    }

    @Test
    void columnsCountUtf16Units() {
        byte[] bytes = join("/*😀*/ ".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, '\n'});
        assertEquals(8, SourceText.decode(bytes).problem().column());
    }

    @Test
    void aBadByteFarIntoTheFile() {
        byte[] bytes = join("//😀456789\n".repeat(5000).getBytes(StandardCharsets.UTF_8), new byte[] {'/', '/', (byte) 0xC3});
        SourceText text = SourceText.decode(bytes);
        assertEquals(5001, text.problem().line());
        assertEquals(3, text.problem().column());
    }

    @Test
    void aReplacementCharacterInTheSourceIsNoProblem() {
        assertNull(SourceText.decode("// \uFFFD".getBytes(StandardCharsets.UTF_8)).problem());
    }

    @Test
    void aStrayNulIsReadAsASpace() {
        SourceText text = SourceText.decode("class A {\n int\0x;\n int y; }".getBytes(StandardCharsets.UTF_8));
        assertEquals("class A {\n int x;\n int y; }", text.text());
        assertEquals("nul-bytes", text.problem().kind());
        assertEquals(2, text.problem().line());
        assertEquals(5, text.problem().column());
        assertFalse(text.notice("A.java").orElseThrow().incomplete());
    }

    @Test
    void binaryFilesAreNotAnalysed() {
        for (byte[] bytes : List.of(new byte[4096], new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 61, 'x'},
                "class A {}".getBytes(StandardCharsets.UTF_16LE))) {
            SourceText text = SourceText.decode(bytes);
            assertEquals("", text.text());
            assertEquals("nul-bytes", text.problem().kind());
            assertTrue(text.notice("A.java").orElseThrow().incomplete());
        }
    }

    @Test
    void linesEndInThreeWays() {
        assertEquals(List.of("a", "", "b", "c", "d"), SourceText.decode("a\r\n\nb\rc\nd".getBytes(StandardCharsets.UTF_8)).lines());
        assertEquals(List.of("a"), SourceText.decode("a\n".getBytes(StandardCharsets.UTF_8)).lines());
        assertEquals(List.of(), SourceText.decode(new byte[0]).lines());
    }

    private static byte[] join(byte[] a, byte[] b) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }
}
