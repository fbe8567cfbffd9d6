package dev.snarl.facts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Compares files' facts, whose bodies are arrays. */
public final class FactsAssert {
    private FactsAssert() {}

    public static void assertSameFacts(FileFacts expected, FileFacts actual) {
        assertEquals(declarations(expected), declarations(actual));
        assertEquals(expected.bodies().size(), actual.bodies().size());
        for (int i = 0; i < expected.bodies().size(); i++) assertArrayEquals(expected.bodies().get(i), actual.bodies().get(i));
    }

    private static FileFacts declarations(FileFacts f) {
        return new FileFacts(f.packageName(), f.imports(), f.types(), f.marks(), f.lines(), f.languageLevel(), f.notices(), List.of());
    }
}
