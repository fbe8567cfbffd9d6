package dev.snarl.cache;

import static dev.snarl.facts.FactsAssert.assertSameFacts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.FileFacts;
import dev.snarl.facts.RandomFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
    private static final int FILES = 12;

    @TempDir
    Path temp;

    private final List<FileFacts> files = new ArrayList<>();
    private final List<ContentHash> hashes = new ArrayList<>();

    FactsCacheTest() {
        RandomFacts random = new RandomFacts(5);
        for (int i = 0; i < FILES; i++) {
            files.add(random.file());
            hashes.add(ContentHash.of(("content " + i).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private Path dir() {
        return temp.resolve("cache");
    }

    private Path pack() {
        return dir().resolve("facts-v1.pack");
    }

    private FactsCache open() {
        return FactsCache.open(dir(), "1");
    }

    private void fill() {
        try (FactsCache cache = open()) {
            for (int i = 0; i < FILES; i++) cache.put(hashes.get(i), files.get(i));
            cache.putBlob("result", bytes("stored result"));
            cache.close();
            assertEquals(Optional.empty(), cache.problem());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is found is right; says how much is found. */
    private int hits(FactsCache cache) {
        int hits = 0;
        for (int i = 0; i < FILES; i++) {
            Optional<FileFacts> found = cache.get(hashes.get(i));
            if (found.isEmpty()) continue;
            assertSameFacts(files.get(i), found.get());
            hits++;
        }
        Optional<byte[]> blob = cache.blob("result");
        blob.ifPresent(b -> assertArrayEquals(bytes("stored result"), b));
        return hits + (blob.isPresent() ? 1 : 0);
    }

    @Test
    void aLaterRunFindsWhatWasPutAndNothingElse() {
        fill();
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
            assertEquals(Optional.empty(), cache.get(ContentHash.of(bytes("other content"))));
            assertEquals(Optional.empty(), cache.blob("other"));
            assertEquals(Optional.empty(), cache.problem());
        }
    }

    @Test
    void theSameRunFindsWhatItPut() {
        try (FactsCache cache = open()) {
            cache.put(hashes.get(0), files.get(0));
            cache.putBlob("result", bytes("first"));
            cache.putBlob("result", bytes("stored result"));
            assertEquals(2, hits(cache));
        }
        try (FactsCache cache = open()) {
            assertEquals(2, hits(cache));
        }
    }

    @Test
    void factsAndBlobsLargerThanTheBufferComeBack() {
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) 7);
        try (FactsCache cache = open()) {
            cache.put(hashes.get(0), files.get(0));
            cache.putBlob("large", large);
            cache.put(hashes.get(1), files.get(1));
        }
        try (FactsCache cache = open()) {
            assertArrayEquals(large, cache.blob("large").orElseThrow());
            assertEquals(2, hits(cache));
        }
    }

    @Test
    void aRunWithoutNewsLeavesTheDiskAlone() throws IOException {
        fill();
        FileTime stamp = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(pack(), stamp);
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
        }
        assertEquals(stamp, Files.getLastModifiedTime(pack()));
        assertEquals(List.of(".gitignore", "facts-v1.pack"), names());
    }

    @Test
    void aRunThatPutsNothingMakesNoDirectory() {
        try (FactsCache cache = open()) {
            assertEquals(0, hits(cache));
        }
        assertFalse(Files.exists(dir()));
    }

    @Test
    void aFreshDirectoryIsHiddenFromGitAndOneInUseIsNot() throws IOException {
        fill();
        assertEquals("*\n", Files.readString(dir().resolve(".gitignore")));
        Path project = Files.createDirectory(temp.resolve("project"));
        Files.writeString(project.resolve("Main.java"), "class Main {}");
        try (FactsCache cache = FactsCache.open(project, "1")) {
            cache.put(hashes.get(0), files.get(0));
        }
        assertTrue(Files.exists(project.resolve("facts-v1.pack")));
        assertFalse(Files.exists(project.resolve(".gitignore")));
    }

    @Test
    void anotherExtractorVersionFindsNothingAndTakesNothingAway() {
        fill();
        try (FactsCache newer = FactsCache.open(dir(), "2")) {
            assertEquals(0, hits(newer));
            newer.put(hashes.get(0), files.get(1));
        }
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
        }
        try (FactsCache newer = FactsCache.open(dir(), "2")) {
            assertSameFacts(files.get(1), newer.get(hashes.get(0)).orElseThrow());
        }
    }

    @Test
    void aDamagedByteCostsOneRecordAtMostOrAll() throws IOException {
        fill();
        byte[] sound = Files.readAllBytes(pack());
        int partly = 0;
        for (int i = 0; i < sound.length; i += 97) {
            byte[] damaged = sound.clone();
            damaged[i] ^= 0x55;
            Files.write(pack(), damaged);
            try (FactsCache cache = open()) {
                int hits = hits(cache);
                assertTrue(hits == 0 || hits == FILES, hits + " hits with byte " + i + " damaged");
                if (hits > 0) partly++;
                assertEquals(Optional.empty(), cache.problem());
            }
        }
        assertTrue(partly > sound.length / 97 / 2, partly + " of " + sound.length / 97);
    }

    @Test
    void aDamagedRecordIsReplacedByTheNextRun() throws IOException {
        fill();
        byte[] damaged = Files.readAllBytes(pack());
        damaged[300] ^= 1;
        Files.write(pack(), damaged);
        try (FactsCache cache = open()) {
            for (int i = 0; i < FILES; i++) if (cache.get(hashes.get(i)).isEmpty()) cache.put(hashes.get(i), files.get(i));
        }
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
        }
    }

    @Test
    void aTruncatedPackIsNoneAndIsReplaced() throws IOException {
        fill();
        byte[] sound = Files.readAllBytes(pack());
        for (int length = 0; length < sound.length; length += 1 + length / 7) {
            Files.write(pack(), Arrays.copyOf(sound, length));
            try (FactsCache cache = open()) {
                assertEquals(0, hits(cache));
                assertEquals(Optional.empty(), cache.problem());
            }
        }
        fill();
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
        }
    }

    @Test
    void aPackCutOffWhileOpenGivesMissesAndLetsTheRunGoOn() throws IOException {
        fill();
        try (FactsCache cache = open()) {
            Files.write(pack(), new byte[20]);
            assertEquals(0, hits(cache));
            cache.put(hashes.get(0), files.get(0));
        }
        try (FactsCache cache = open()) {
            assertEquals(1, hits(cache));
        }
    }

    @Test
    void aForeignFileIsNoneAndIsReplaced() throws IOException {
        Files.createDirectories(dir());
        for (String foreign : List.of("", "no pack at all", "x".repeat(100_000), "snarlpk0" + "y".repeat(500) + "snarlpk0", "snarlpk1".repeat(50))) {
            Files.writeString(pack(), foreign);
            try (FactsCache cache = open()) {
                assertEquals(0, hits(cache));
            }
        }
        fill();
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
        }
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsToldAndLeftAlone() throws IOException {
        Files.writeString(dir(), "mine");
        FactsCache cache = open();
        cache.put(hashes.get(0), files.get(0));
        assertEquals(0, hits(cache));
        cache.close();
        assertTrue(cache.problem().orElseThrow().contains("is not a directory"), cache.problem().toString());
        assertEquals("mine", Files.readString(dir()));
    }

    @Test
    void aDirectoryThatCannotBeMadeIsToldInOneLine() throws IOException {
        Files.writeString(temp.resolve("file"), "mine");
        FactsCache cache = FactsCache.open(temp.resolve("file").resolve("cache"), "1");
        cache.put(hashes.get(0), files.get(0));
        cache.close();
        assertEquals(1, cache.problem().orElseThrow().lines().count());
    }

    @Test
    void aPackThatCannotBeReplacedIsToldAndLeavesNoRest() throws IOException {
        Files.createDirectories(pack().resolve("inside"));
        FactsCache cache = open();
        assertEquals(0, hits(cache));
        cache.put(hashes.get(0), files.get(0));
        cache.close();
        assertTrue(cache.problem().orElseThrow().startsWith("The cache in "), cache.problem().toString());
        assertEquals(List.of("facts-v1.pack"), names());
    }

    @Test
    void whatNoRunUsesGoesAfterSomeTime() {
        fill();
        for (int run = 0; run < 3; run++) {
            try (FactsCache cache = FactsCache.open(dir(), "1", 1L << 30, 3)) {
                assertTrue(cache.get(hashes.get(0)).isPresent());
                if (run == 2) assertTrue(cache.get(hashes.get(1)).isPresent());
                cache.putBlob("run " + run, bytes("x"));
            }
        }
        try (FactsCache cache = open()) {
            assertTrue(cache.get(hashes.get(0)).isPresent());
            assertTrue(cache.get(hashes.get(1)).isPresent());
            assertEquals(2, hits(cache));
        }
    }

    @Test
    void aPackStaysWithinItsSizeAndKeepsWhatWasUsedLast() throws IOException {
        fill();
        long all = Files.size(pack());
        try (FactsCache cache = FactsCache.open(dir(), "1", all / 2, 10)) {
            assertTrue(cache.get(hashes.get(FILES - 1)).isPresent());
            cache.putBlob("new", bytes("news"));
        }
        assertTrue(Files.size(pack()) < all * 3 / 4, Files.size(pack()) + " of " + all);
        try (FactsCache cache = open()) {
            assertTrue(cache.get(hashes.get(FILES - 1)).isPresent());
            assertTrue(cache.blob("new").isPresent());
            assertTrue(hits(cache) < FILES);
        }
    }

    @Test
    void aRunThatIsTooLargeKeepsAPartAndSaysSo() {
        FactsCache cache = FactsCache.open(dir(), "1", 1_000, 10);
        cache.putBlob("a", new byte[900]);
        cache.putBlob("b", new byte[900]);
        cache.close();
        assertTrue(cache.problem().orElseThrow().contains("full"));
        try (FactsCache again = open()) {
            assertTrue(again.blob("a").isPresent());
            assertFalse(again.blob("b").isPresent());
        }
    }

    @Test
    void twoRunsAtOnceLoseNothingOfEachOther() {
        fill();
        FactsCache one = open();
        FactsCache two = open();
        one.putBlob("one", bytes("1"));
        two.putBlob("two", bytes("2"));
        one.close();
        assertEquals(FILES + 1, hits(two));
        two.close();
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
            assertArrayEquals(bytes("1"), cache.blob("one").orElseThrow());
            assertArrayEquals(bytes("2"), cache.blob("two").orElseThrow());
        }
    }

    @Test
    void manyThreadsShareOneCache() throws InterruptedException {
        fill();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (FactsCache cache = open()) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                int first = t;
                threads.add(new Thread(() -> {
                    try {
                        for (int i = 0; i < 60; i++) {
                            int at = (first + i) % FILES;
                            ContentHash fresh = ContentHash.of(bytes("fresh " + i));
                            cache.put(fresh, files.get(i % FILES));
                            assertSameFacts(files.get(i % FILES), cache.get(fresh).orElseThrow());
                            assertSameFacts(files.get(at), cache.get(hashes.get(at)).orElseThrow());
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }));
            }
            for (Thread thread : threads) thread.start();
            for (Thread thread : threads) thread.join();
        }
        if (failure.get() != null) throw new AssertionError(failure.get());
        try (FactsCache cache = open()) {
            for (int i = 0; i < 60; i++) assertSameFacts(files.get(i % FILES), cache.get(ContentHash.of(bytes("fresh " + i))).orElseThrow());
            assertEquals(FILES + 1, hits(cache));
        }
    }

    @Test
    void processesThatWriteAtOnceNeverLeaveAWrongPack() throws Exception {
        fill();
        List<Process> others = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            others.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                    OtherRun.class.getName(), dir().toString(), name).redirectErrorStream(true).redirectOutput(temp.resolve(name + ".log").toFile()).start());
        }
        while (others.stream().anyMatch(Process::isAlive)) {
            try (FactsCache cache = open()) {
                assertEquals(FILES + 1, hits(cache));
            }
        }
        for (Process other : others) assertEquals(0, other.waitFor(), () -> Stream.of("a", "b").map(n -> log(n)).toList().toString());
        try (FactsCache cache = open()) {
            assertEquals(FILES + 1, hits(cache));
            assertTrue(cache.blob("a " + (OtherRun.ROUNDS - 1)).isPresent() || cache.blob("b " + (OtherRun.ROUNDS - 1)).isPresent());
        }
        assertEquals(List.of(".gitignore", "facts-v1.pack"), names());
    }

    /** A process of its own that writes to the cache again and again. */
    static final class OtherRun {
        static final int ROUNDS = 40;

        public static void main(String[] args) {
            for (int round = 0; round < ROUNDS; round++) {
                FactsCache cache = FactsCache.open(Path.of(args[0]), "1", 1L << 30, 1_000);
                cache.putBlob(args[1] + " " + round, bytes(args[1].repeat(round * 100)));
                Optional<byte[]> before = cache.blob(args[1] + " " + (round - 1));
                if (before.isPresent() && !Arrays.equals(before.get(), bytes(args[1].repeat((round - 1) * 100)))) throw new AssertionError("wrong bytes");
                cache.close();
                if (cache.problem().isPresent()) throw new AssertionError(cache.problem().get());
            }
        }
    }

    private String log(String name) {
        try {
            return Files.readString(temp.resolve(name + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void whatAKilledRunLeftIsTakenAwayOnceItIsOld() throws IOException {
        Files.createDirectories(dir());
        Path old = Files.writeString(dir().resolve("facts-v1.pack.old.tmp"), "x");
        Path young = Files.writeString(dir().resolve("facts-v1.pack.young.tmp"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        fill();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void noneHoldsNothingAndHasNoProblem() {
        FactsCache none = FactsCache.none();
        none.put(hashes.get(0), files.get(0));
        none.putBlob("result", bytes("x"));
        assertEquals(0, hits(none));
        none.close();
        assertEquals(Optional.empty(), none.problem());
    }

    @Test
    void aClosedCacheIsEmptyAndTakesNothing() {
        fill();
        FactsCache cache = open();
        cache.close();
        cache.close();
        cache.putBlob("late", bytes("x"));
        assertEquals(0, hits(cache));
        try (FactsCache again = open()) {
            assertFalse(again.blob("late").isPresent());
        }
    }

    @Test
    void theHashIsSha256() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ContentHash.of(bytes("abc")).hex());
        assertEquals(ContentHash.of(bytes("abc")), ContentHash.of(bytes("abc")));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> list = Files.list(dir())) {
            return list.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }
}
