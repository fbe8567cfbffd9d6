package dev.snarl.facts;

import static dev.snarl.facts.FactsAssert.assertSameFacts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class FileFactsCodecTest {
    @Test
    void everyRandomFileComesBackEqualAndWithEqualBytes() {
        RandomFacts random = new RandomFacts(99);
        for (int i = 0; i < 500; i++) {
            FileFacts file = random.file();
            byte[] bytes = FileFactsCodec.encode(file);
            FileFacts back = FileFactsCodec.decode(bytes);
            assertSameFacts(file, back);
            assertArrayEquals(bytes, FileFactsCodec.encode(back));
            for (int b = 0; b < back.bodies().size(); b++) assertNotNull(back.body(b).root());
        }
    }

    @Test
    void theMembersOfAnAnnotationKeepTheirOrder() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (String name : List.of("zeta", "alpha", "mid", "value")) members.put(name, List.of(name + "!"));
        FileFacts back = FileFactsCodec.decode(FileFactsCodec.encode(fileWith(new AnnotationFacts("A", members))));
        assertEquals(List.of("zeta", "alpha", "mid", "value"), List.copyOf(back.types().get(0).annotations().get(0).members().keySet()));
    }

    @Test
    void equalNamesOfAFileAreOneObject() {
        AnnotationFacts annotation = new AnnotationFacts(new String("Guarded"), Map.of("value", List.of(new String("Guarded"))));
        AnnotationFacts back = FileFactsCodec.decode(FileFactsCodec.encode(fileWith(annotation))).types().get(0).annotations().get(0);
        assertSame(back.name(), back.members().get("value").get(0));
    }

    @Test
    void aFlippedOrTruncatedArrayIsCorrupt() {
        RandomFacts random = new RandomFacts(17);
        for (int sample = 0; sample < 4; sample++) {
            byte[] bytes = FileFactsCodec.encode(random.file());
            for (int i = 0; i < Math.min(bytes.length, 5_000); i++) {
                byte[] flipped = bytes.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                assertThrows(CorruptFactsException.class, () -> FileFactsCodec.decode(flipped));
                byte[] cut = Arrays.copyOf(bytes, i);
                assertThrows(CorruptFactsException.class, () -> FileFactsCodec.decode(cut));
            }
        }
    }

    @Test
    void damageThatTheChecksumHidesLeaksNoOtherError() {
        RandomFacts random = new RandomFacts(18);
        Random bits = new Random(18);
        int read = 0, corrupt = 0;
        for (int sample = 0; sample < 20; sample++) {
            byte[] bytes = FileFactsCodec.encode(random.file());
            for (int i = 0; i < Math.min(bytes.length - 4, 2_000); i++) {
                byte[] damaged = bytes.clone();
                damaged[i] = (byte) bits.nextInt();
                CRC32C sum = new CRC32C();
                sum.update(damaged, 0, damaged.length - 4);
                for (int k = 0; k < 4; k++) damaged[damaged.length - 4 + k] = (byte) (sum.getValue() >>> 8 * k);
                try {
                    FileFactsCodec.decode(damaged);
                    read++;
                } catch (CorruptFactsException e) {
                    corrupt++;
                }
            }
        }
        assertTrue(read > 100 && corrupt > 100, read + " read, " + corrupt + " corrupt");
    }

    private static FileFacts fileWith(AnnotationFacts annotation) {
        TypeFacts type = new TypeFacts("T", "T", TypeKind.CLASS, Mods.PUBLIC, -1, -1, false, List.of(), null, List.of(), List.of(), List.of(annotation), List.of(), List.of(), List.of(),
                new Span(1, 1, 2, 2), new Span(1, 14, 1, 15));
        return new FileFacts("p", List.of(), List.of(type), List.of(), 2, "25", List.of(), List.of());
    }
}
