package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnalysisCodecTest {
    private static final Site HERE = new Site("a/Ä.java", new Span(1, 2, 3, 4));
    private static final Analysis FULL = new Analysis(
            List.of(new Finding("rule", Level.WARNING, Confidence.HIGH, HERE, "A.m", "message \uD83D\uDE00", List.of("because", "and"), List.of(new Related(HERE, "there")),
                    List.of(new ThreadTrace("thread A", List.of(new Step(HERE, "A.m", "reads n", 1))), new ThreadTrace("thread B", List.of())), "", "A#n", "0123")),
            List.of(new Notice("parse-error", "B.java", 7, 8, "unexpected", "correct it", true)), 1, 2, 3, 4_000_000_000L, 5, 6, 7, 8);

    @Test
    void whatWasWrittenIsRead() {
        assertEquals(Optional.of(FULL), AnalysisCodec.decode("key", AnalysisCodec.encode("key", FULL)));
        Analysis empty = new Analysis(List.of(), List.of(), 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(Optional.of(empty), AnalysisCodec.decode("key", AnalysisCodec.encode("key", empty)));
    }

    @Test
    void anotherStateIsNotRead() {
        assertEquals(Optional.empty(), AnalysisCodec.decode("other", AnalysisCodec.encode("key", FULL)));
    }

    @Test
    void damagedBytesAreNoAnalysis() {
        byte[] bytes = AnalysisCodec.encode("key", FULL);
        for (int length = 0; length < bytes.length; length++) assertEquals(Optional.empty(), AnalysisCodec.decode("key", Arrays.copyOf(bytes, length)));
        for (int i = 0; i < bytes.length; i++) {
            byte[] wrong = bytes.clone();
            wrong[i] = (byte) 0xFF;
            // Whatever it gives, it does not throw; what cannot be told from a whole one the cache's own checksum catches.
            AnalysisCodec.decode("key", wrong);
        }
    }
}
