package dev.snarl.inputs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class FolderWalkTest {
    @TempDir
    Path dir;
    private SourceTree tree;

    @BeforeEach
    void set() throws IOException {
        dir = dir.toRealPath();
        tree = new SourceTree(dir);
    }

    private List<String> scan(String... words) throws InputException {
        return SourceTree.shown(tree.collect(words));
    }

    @Test
    void sourcesInOrderAndOthersCounted() throws InputException {
        tree.java("b/B.java", "a/Z.java", "a/A.java", "a-b/C.java", "a/module-info.java", "a/package-info.java", "a/._A.java")
                .file("a/K.kt", "").file("a/K2.kt", "").file("a/G.groovy", "").file("a/S.scala", "").file("a/readme.md", "");
        Collected all = tree.collect(".");
        assertEquals(List.of("a-b/C.java", "a/A.java", "a/Z.java", "a/package-info.java", "b/B.java"), SourceTree.shown(all));
        assertEquals(Map.of("kotlin", 2, "groovy", 1, "scala", 1), all.skipped());
        assertEquals(List.of(), all.notices());
        assertEquals(SourceFile.slashed(dir), all.displayRoot());
        assertEquals(11, all.files().get(0).size());
    }

    @Test
    void nothingToScanIsAnEmptyList() throws InputException {
        tree.file("readme.md", "");
        assertTrue(tree.collect(".").files().isEmpty());
        assertTrue(tree.collect().files().isEmpty());
    }

    @Test
    void gitignoreNestedAndNegated() throws InputException {
        tree.repository().java("A.java", "gen/B.java", "src/C.java", "src/gen/D.java", "src/keep/E.java", "src/keep/F.java", "local/G.java", "x/y/H.java", "x/H.java")
                .file(".gitignore", "/gen/\n# no\n*/keep/*\n/x/*\n!/x/y/\n")
                .file("src/.gitignore", "!/keep/E.java\nC.java\n")
                .file(".git/info/exclude", "local\n");
        Collected all = tree.collect(".");
        assertEquals(List.of("A.java", "src/gen/D.java", "src/keep/E.java", "x/y/H.java"), SourceTree.shown(all));
        assertEquals(Map.of("ignored by .gitignore", 5), all.skipped());
    }

    @Test
    void rulesAboveTheGivenFolderHoldDownFromTheRepository() throws InputException {
        tree.repository().java("m/src/A.java", "m/src/Local.java", "m/src/deep/Local.java").file(".gitignore", "Local.java\n").file("m/.gitignore", "!/src/deep/Local.java\n");
        assertEquals(List.of("m/src/A.java", "m/src/deep/Local.java"), scan("m/src"));
    }

    @Test
    void anIgnoredFolderIsScannedWhenItIsNamed() throws InputException {
        tree.repository().java("out/a/A.java", "out/b/B.java", "C.java").file(".gitignore", "out/**\n").file("out/.gitignore", "b\n");
        assertEquals(List.of("C.java"), scan("."));
        assertEquals(List.of("out/a/A.java"), scan("out"));
        Collected both = tree.collect(".", "out");
        assertEquals(List.of("C.java", "out/a/A.java"), SourceTree.shown(both));
        assertEquals(Map.of("ignored by .gitignore", 1), both.skipped());
    }

    @Test
    void rulesOutsideTheRepositorySayNothing() throws InputException {
        tree.file(".gitignore", "*.java\n").folder("repo/.git").java("repo/A.java").file("repo/sub/.git", "gitdir: ../.git/modules/sub\n")
                .file(".git-other", "").java("repo/sub/B.java").file("repo/.gitignore", "B.java\n").file("repo/.git/modules/sub/info/exclude", "C.java\n")
                .java("repo/sub/C.java");
        assertEquals(List.of("A.java", "sub/B.java"), scan("repo"));
    }

    @Test
    void buildOutput() throws InputException {
        tree.file("pom.xml", "<project/>").java("src/A.java", "target/classes/B.java", "out/C.java", "src/org/target/D.java", "src/build/E.java")
                .file("src/build/E.class", "").java("build/src/F.java").file("build/pom.xml", "<project/>")
                .java("lib/bin/G.java").file("lib/bin/p/H.class", "").java("node_modules/x/I.java", ".hidden/J.java")
                .java("target/generated-sources/p/K.java");
        Collected all = tree.collect(".");
        assertEquals(List.of("build/src/F.java", "src/A.java", "src/build/E.java", "src/org/target/D.java"), SourceTree.shown(all));
        assertEquals(Map.of("build output", 3, "generated", 1, "hidden folder", 1), all.skipped());
    }

    @Test
    void generatedFoldersUnlessNamed() throws InputException {
        tree.java("src/A.java", "src/generated/java/B.java", "generated-sources/C.java", "src/x/generated/D.java");
        Collected all = tree.collect(".");
        assertEquals(List.of("src/A.java", "src/x/generated/D.java"), SourceTree.shown(all));
        assertEquals(Map.of("generated", 2), all.skipped());
        assertEquals(List.of("generated-sources/C.java"), scan("generated-sources"));
    }

    @Test
    void excludesLikeGitignoreLines() throws InputException {
        tree.repository().java("a/A.java", "a/ATest.java", "a/gen/B.java", "b/gen/C.java", "b/D.java", "b/Keep.java");
        Collected all = Inputs.collect(tree.request(".").exclude("*Test.java", "./a/gen", "b/*.java", "!Keep.java").build());
        assertEquals(List.of("a/A.java", "b/Keep.java", "b/gen/C.java"), SourceTree.shown(all));
        assertEquals(Map.of("excluded", 3), all.skipped());
        Collected below = Inputs.collect(InputRequest.in(dir.resolve("b")).path("..").exclude("/gen/").build());
        assertEquals(List.of("a/A.java", "a/ATest.java", "a/gen/B.java", "b/D.java", "b/Keep.java"), SourceTree.shown(below));
        Collected absolute = Inputs.collect(tree.request(".").exclude(SourceFile.slashed(dir) + "/a").build());
        assertEquals(List.of("b/D.java", "b/Keep.java", "b/gen/C.java"), SourceTree.shown(absolute));
    }

    @Test
    void oneFileReachedInManyWaysIsOne() throws InputException {
        tree.java("z/A.java").link("a-link", "z").link("B.java", "z/A.java");
        Collected all = tree.collect(".", "z", "z/A.java", "./z/../z", dir.resolve("z").toString());
        assertEquals(List.of("z/A.java"), SourceTree.shown(all));
        assertTrue(all.files().get(0).named());
        assertEquals(List.of(), all.notices());
    }

    @Test
    void linksLeadOutOfTheTree() throws InputException {
        tree.java("other/p/A.java", "main/B.java", "one/C.java").link("main/lib", "../other").link("main/C.java", "../one/C.java").link("main/p", "../other/p");
        assertEquals(List.of("main/B.java", "main/C.java", "main/lib/p/A.java"), scan("main"));
    }

    @Test
    void loopsAreToldOnceAndNotFollowed() throws InputException {
        tree.java("a/A.java", "b/B.java").link("a/up", "..").link("a/self", ".").link("a/to-b", "../b").link("b/to-a", "../a").link("circle1", "circle2").link("circle2", "circle1");
        Collected all = tree.collect(".", "a");
        assertEquals(List.of("a/A.java", "b/B.java"), SourceTree.shown(all));
        assertEquals(List.of("symlink-loop a/self", "symlink-loop a/up", "symlink-loop circle1", "symlink-loop circle2"), SourceTree.told(all));
        assertTrue(all.notices().stream().noneMatch(n -> n.incomplete()));
    }

    @Test
    void aLoopThroughTwoLinksIsTold() throws InputException {
        tree.java("in/A.java", "elsewhere/B.java").link("in/out", "../elsewhere").link("elsewhere/back", "../in");
        Collected all = tree.collect("in");
        assertEquals(2, all.files().size());
        assertEquals(1, all.notices().size());
        assertEquals("symlink-loop", all.notices().get(0).kind());
    }

    @Test
    void brokenLinksAreTold() throws InputException {
        tree.java("A.java").link("B.java", "nowhere").link(".#A.java", "user@host.1");
        Collected all = tree.collect(".");
        assertEquals(List.of("A.java"), SourceTree.shown(all));
        assertEquals(List.of("broken-link B.java"), SourceTree.told(all));
    }

    @Test
    void unreadableFolderIsTold() throws Exception {
        tree.java("A.java", "shut/B.java");
        Path shut = dir.resolve("shut");
        Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(shut), "the administrator reads everything");
            Collected all = tree.collect(".");
            assertEquals(List.of("A.java"), SourceTree.shown(all));
            assertEquals(List.of("unreadable shut"), SourceTree.told(all));
            assertTrue(SourceTree.only(all).incomplete());
        } finally {
            Files.setPosixFilePermissions(shut, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private String tests(String... words) throws InputException {
        return tree.collect(words).files().stream().filter(SourceFile::test).map(SourceFile::displayPath).reduce((a, b) -> a + " " + b).orElse("");
    }

    @Test
    void testFoldersAndNames() throws InputException {
        tree.repository().java("src/main/java/p/A.java", "src/main/java/p/test/B.java", "src/main/java/p/CTest.java", "src/test/java/D.java", "src/it/E.java",
                "src/integrationTest/java/F.java", "src/testFixtures/java/G.java", "test/H.java", "x/tests/I.java", "src/jmh/J.java", "latest/K.java", "x/OrbIT.java");
        assertEquals("src/integrationTest/java/F.java src/it/E.java src/main/java/p/CTest.java src/test/java/D.java src/testFixtures/java/G.java test/H.java "
                + "x/OrbIT.java x/tests/I.java", tests("."));
    }

    @Test
    void theWayToTheScannedProjectIsNoTestFolder() throws InputException {
        tree.repository().java("tests/project/src/A.java", "tests/project/test/B.java", "tests/module/src/main/java/C.java").file("tests/module/pom.xml", "<project/>")
                .file("src/test/resources/sample/pom.xml", "<project/>").java("src/test/resources/sample/src/main/java/D.java");
        assertEquals("tests/project/test/B.java", tests("tests/project"));
        assertEquals("src/test/resources/sample/src/main/java/D.java tests/project/src/A.java tests/project/test/B.java", tests("."));
        assertEquals("", tests("src/test"));
    }

    @Test
    void tenThousandSourcesInNoTime() throws InputException {
        tree.repository().file(".gitignore", "target/\n*.class\n!keep.class\n/a/b/\n*.log\n");
        for (int i = 0; i < 10_000; i++) tree.bytes("src/main/java/p" + i % 100 + "/C" + i + ".java", new byte[0]);
        long start = System.nanoTime();
        Collected all = tree.collect(".");
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertEquals(10_000, all.files().size());
        assertFalse(millis > 5_000, "took " + millis + " ms");
    }
}
