package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void eachTaskRunsOnceWithAnyNumberOfThreads() {
        for (int threads : new int[] {1, 2, 7}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(100);
            new Workers(threads).forEach(100, runs::incrementAndGet);
            for (int i = 0; i < 100; i++) assertEquals(1, runs.get(i));
        }
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        new Workers(3).forEach(0, i -> {
            throw new IllegalStateException("never called");
        });
    }

    @Test
    void whatATaskThrowsComesOut() {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> new Workers(2).forEach(5, i -> {
            if (i == 3) throw new IllegalStateException("three");
        }));
        assertEquals("three", e.getMessage());
        assertThrows(StackOverflowError.class, () -> new Workers(1).forEach(1, i -> depth(Integer.MAX_VALUE)));
    }

    @Test
    void theStackIsDeep() {
        assertEquals(200_000, new Workers(1).call(() -> depth(200_000)));
    }

    @Test
    void anInterruptedCallerStillGetsItsResultAndKeepsTheMark() {
        Thread.currentThread().interrupt();
        assertEquals("done", new Workers(1).call(() -> "done"));
        assertTrue(Thread.interrupted());
    }

    private static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }
}
