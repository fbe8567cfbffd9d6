package dev.snarl.inputs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ArchivesTest {
    @TempDir
    Path dir;
    private SourceTree tree;

    @BeforeEach
    void set() {
        tree = new SourceTree(dir);
    }

    @Test
    void entriesAreSourcesWithTheirPlaceInTheArchive() throws Exception {
        tree.zip("lib-sources.jar", "org/x/B.java", "org/x/A.java", "META-INF/MANIFEST.MF", "module-info.java", "org/x/C.kt", "org/x/.D.java");
        try (Collected all = tree.collect("lib-sources.jar")) {
            assertEquals(List.of("lib-sources.jar!/org/x/A.java", "lib-sources.jar!/org/x/B.java"), SourceTree.shown(all));
            assertEquals(Map.of("kotlin", 1), all.skipped());
            assertEquals("// org/x/A.java\nclass X {}\n", new String(all.files().get(0).read(), StandardCharsets.UTF_8));
            assertEquals(all.files().get(0).size(), all.files().get(0).read().length);
        }
    }

    @Test
    void readingGoesOnAfterClose() throws Exception {
        tree.zip("a.zip", "A.java");
        Collected all = tree.collect("a.zip");
        all.close();
        assertEquals("// A.java\nclass X {}\n", new String(all.files().get(0).read(), StandardCharsets.UTF_8));
        all.close();
    }

    @Test
    void manyThreadsReadOneArchive() throws Exception {
        String[] names = new String[300];
        Arrays.setAll(names, i -> "p/C" + i + ".java");
        tree.zip("a.zip", names);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try (Collected all = tree.collect("a.zip")) {
            List<Callable<String>> reads = new ArrayList<>();
            for (SourceFile file : all.files()) {
                reads.add(() -> file.displayPath() + new String(file.read(), StandardCharsets.UTF_8).startsWith("// " + file.displayPath().substring(7) + "\n"));
            }
            for (Future<String> read : pool.invokeAll(reads)) assertTrue(read.get().endsWith("true"), read.get());
            assertEquals(300, reads.size());
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void namesThatLeadOutWriteNothing() throws Exception {
        tree.folder("in").zip("in/a.zip", "../../evil/A.java", "/abs/B.java", "back\\slash\\C.java");
        try (Collected all = tree.collect("in/a.zip")) {
            assertEquals(List.of("in/a.zip!/../../evil/A.java", "in/a.zip!/abs/B.java", "in/a.zip!/back/slash/C.java"), SourceTree.shown(all));
            for (SourceFile file : all.files()) assertTrue(file.read().length > 0);
        }
        try (var left = Files.walk(dir)) {
            assertEquals(3, left.count());
        }
    }

    @Test
    void corruptArchiveIsANotice() throws Exception {
        tree.file("bad.jar", "this is no zip").java("A.java");
        Collected all = tree.collect("bad.jar", ".");
        assertEquals(List.of("A.java"), SourceTree.shown(all));
        assertEquals("unreadable bad.jar", SourceTree.told(all).get(0));
        assertTrue(SourceTree.only(all).incomplete());
    }

    @Test
    void damagedEntryFailsAloneAtReading() throws Exception {
        tree.zip("a.zip", "A.java", "B.java");
        byte[] bytes = Files.readAllBytes(dir.resolve("a.zip"));
        int dataOfA = 30 + "A.java".length();
        bytes[dataOfA] = (byte) 0xFF;
        Files.write(dir.resolve("a.zip"), bytes);
        try (Collected all = tree.collect("a.zip")) {
            assertThrows(IOException.class, () -> all.files().get(0).read());
            assertTrue(all.files().get(1).read().length > 0);
        }
    }

    @Test
    void hugeEntriesAreToldAndLeftOut() throws Exception {
        try (OutputStream out = Files.newOutputStream(dir.resolve("bomb.zip")); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("Big.java"));
            byte[] block = new byte[1 << 20];
            Arrays.fill(block, (byte) ' ');
            for (int i = 0; i < 65; i++) zip.write(block);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("Small.java"));
            zip.write("class Small {}".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        try (Collected all = tree.collect("bomb.zip")) {
            assertEquals(List.of("bomb.zip!/Small.java"), SourceTree.shown(all));
            assertEquals(List.of("too-large bomb.zip!/Big.java"), SourceTree.told(all));
            assertTrue(SourceTree.only(all).incomplete());
        }
    }

    @Test
    void archiveOfClassesIsTold() throws Exception {
        tree.zip("app.jar", "p/A.class");
        Collected all = tree.collect("app.jar");
        assertTrue(all.files().isEmpty());
        assertEquals(List.of("no-sources app.jar"), SourceTree.told(all));
    }

    @Test
    void testsAndGeneratedSourcesInArchives() throws Exception {
        tree.zip("p.zip", "proj/src/test/java/A.java", "proj/src/main/java/B.java", "org/x/test/C.java", "org/x/DTest.java", "proj/target/generated-sources/E.java");
        Collected all = tree.collect("p.zip");
        assertEquals("DTest.java=true C.java=false B.java=false A.java=true",
                all.files().stream().map(f -> f.displayPath().replaceAll(".*/", "") + "=" + f.test()).reduce((a, b) -> a + " " + b).orElse(""));
        assertEquals(Map.of("generated", 1), all.skipped());
    }

    @Test
    void contextArchivesAreNotReportedAndOneArchiveIsReadOnce() throws Exception {
        tree.java("A.java").zip("dep.jar", "p/D.java").zip("main.jar", "p/M.java").link("same.jar", "main.jar");
        Collected all = Inputs.collect(tree.request(".", "main.jar", "same.jar").context("dep.jar", "main.jar").build());
        assertEquals(List.of("A.java", "~dep.jar!/p/D.java", "main.jar!/p/M.java"), SourceTree.shown(all));
        assertFalse(all.files().get(1).dropWhenGenerated());
        assertTrue(all.files().get(2).dropWhenGenerated());
    }

    @Test
    void excludesReachIntoArchives() throws Exception {
        tree.zip("a.zip", "p/A.java", "gen/B.java", "p/gen/C.java");
        Collected all = Inputs.collect(tree.request("a.zip").exclude("/gen/").build());
        assertEquals(List.of("a.zip!/p/A.java", "a.zip!/p/gen/C.java"), SourceTree.shown(all));
        assertEquals(Map.of("excluded", 1), all.skipped());
    }
}
