package dev.snarl.inputs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InputsTest {
    @TempDir
    Path dir;
    private SourceTree tree;

    @BeforeEach
    void set() throws IOException {
        dir = dir.toRealPath();
        tree = new SourceTree(dir);
    }

    private String refused(String... words) {
        return assertThrows(InputException.class, () -> tree.collect(words)).getMessage();
    }

    private static String pom(String artifact, String body) {
        return "<project><artifactId>" + artifact + "</artifactId>" + body + "</project>";
    }

    @Test
    void missingPathsAreRefusedWithANearName() {
        tree.java("src/main/java/A.java");
        assertEquals("no such file or folder: src/mian; did you mean src/main?", refused("src/mian"));
        assertEquals("no such file or folder: src/mian/java/A.java; did you mean src/main/java/A.java?", refused("src/mian/java/A.java"));
        assertEquals("no such file or folder: src/mian/jaba; did you mean src/main?", refused("src/mian/jaba"));
        assertEquals("no such file or folder: elsewhere", refused("elsewhere"));
        String absolute = SourceFile.slashed(dir);
        assertEquals("no such file or folder: " + absolute + "/scr; did you mean " + absolute + "/src?", refused(absolute + "/scr"));
        InputException e = assertThrows(InputException.class, () -> Inputs.collect(tree.request("src").context("libz").build()));
        assertEquals("libz", e.word());
    }

    @Test
    void oddWordsAreRefusedInOneLine() {
        tree.link("gone", "nowhere");
        assertEquals("an empty word is no path", refused(""));
        assertEquals("not a path: a?b", refused("a\0b"));
        assertEquals("the link leads nowhere: gone", refused("gone"));
        assertEquals("no such list of files: lst", refused("@lst"));
        assertEquals("not a pattern for files: ''",
                assertThrows(InputException.class, () -> Inputs.collect(tree.request(".").exclude("").build())).getMessage());
    }

    @Test
    void listsOfFiles() throws InputException {
        tree.java("a/A.java", "b/B.java", "b/C.java", "D.java").file("list", "\uFEFF# what changed\n\n a/A.java \r\nb\nreadme.md\n").file("readme.md", "");
        Collected all = tree.collect("@list");
        assertEquals(List.of("a/A.java", "b/B.java", "b/C.java"), SourceTree.shown(all));
        assertEquals(Map.of("not a Java source", 1), all.skipped());
        tree.file("list", "a/A.java\nb/X.java\n");
        assertEquals("no such file or folder: b/X.java (list, line 2); did you mean b/B.java?", refused("@list"));
        tree.file("list", "# nothing\n");
        assertTrue(tree.collect("@list").files().isEmpty());
    }

    @Test
    void aListOnStandardInput() throws InputException {
        tree.java("a/A.java", "B.java");
        InputRequest request = tree.request("-").standardInput(new ByteArrayInputStream("a\n".getBytes(StandardCharsets.UTF_8))).build();
        assertEquals(List.of("a/A.java"), SourceTree.shown(Inputs.collect(request)));
    }

    @Test
    void aNamedFileIsAnalysedWhateverTheRulesSay() throws InputException {
        tree.repository().file(".gitignore", "*.java\n").file("pom.xml", "<project/>").java("target/generated-sources/A.java", "B.java", "C.java");
        Collected all = tree.collect("target/generated-sources/A.java", "B.java");
        assertEquals(List.of("B.java", "target/generated-sources/A.java"), SourceTree.shown(all));
        assertFalse(all.files().get(0).dropWhenGenerated());
        Collected folder = tree.collect(".", "B.java");
        assertEquals(List.of("B.java"), SourceTree.shown(folder));
        assertEquals(Map.of("generated", 1, "ignored by .gitignore", 1), folder.skipped());
        assertTrue(Inputs.collect(tree.request(".", "B.java").exclude("B.java").build()).files().isEmpty());
    }

    @Test
    void filesNamedAloneBringTheirProject() throws InputException {
        tree.repository().java("Other.java")
                .file("lib/pom.xml", pom("lib", "<modules><module>one</module></modules>"))
                .file("lib/one/pom.xml", pom("one", "")).java("lib/one/src/main/java/A.java", "lib/one/src/main/java/B.java", "lib/one/src/test/java/T.java")
                .file("lib/two/pom.xml", pom("two", "<parent><artifactId>lib</artifactId></parent>")).java("lib/two/src/C.java")
                .file("lib/one/K.kt", "");
        Collected all = tree.collect("lib/one/src/main/java/A.java");
        assertEquals(List.of("lib/one/src/main/java/A.java", "~lib/one/src/main/java/B.java", "~lib/one/src/test/java/T.java", "~lib/two/src/C.java"), SourceTree.shown(all));
        assertEquals(Map.of(), all.skipped());
        assertEquals(1, all.reported().size());
        assertTrue(all.files().get(2).test());
        assertTrue(tree.collect("lib/one/src/test/java/T.java").reported().get(0).test());
    }

    /** A folder {@code test} that the package statement names is a package; with {@code src} before it, it is the folder of tests that it always is. */
    @Test
    void aBareTestFolderMayBeAPackage() throws InputException {
        tree.repository().java("test/A.java", "test/org/B.java", "src/test/C.java", "test/DTest.java", "org/tests/E.java");
        List<SourceFile> files = tree.collect(".").files();
        assertEquals(List.of("org/tests/E.java", "src/test/C.java", "test/A.java", "test/DTest.java", "test/org/B.java"), files.stream().map(SourceFile::displayPath).toList());
        assertEquals(List.of(true, true, true, true, true), files.stream().map(SourceFile::test).toList());
        assertEquals(List.of(true, true, false, true, true), files.stream().map(f -> f.test("test")).toList());
        assertTrue(files.get(4).test("org"), "test is above the package");
        assertFalse(files.get(4).test("test.org"));
        assertTrue(files.get(2).test(""), "no package: the folder is no part of one");
        assertTrue(files.get(0).test("org.tests"), "the tests of what is in org");
    }

    @Test
    void aBoundedProjectFallsBackToTheModuleAndThenToTheFolder() throws InputException {
        tree.repository().file("settings.gradle", "").java("m/src/p/A.java", "m/src/p/B.java", "m/src/q/C.java", "n/D.java", "n/E.java").file("m/build.gradle", "");
        InputRequest request = tree.request("m/src/p/A.java").build();
        assertEquals(5, Inputs.collect(request, 10).files().size());
        Collected module = Inputs.collect(request, 4);
        assertEquals(List.of("m/src/p/A.java", "~m/src/p/B.java", "~m/src/q/C.java"), SourceTree.shown(module));
        assertEquals(List.of("large-project ."), SourceTree.told(module));
        Collected folder = Inputs.collect(request, 2);
        assertEquals(List.of("m/src/p/A.java", "~m/src/p/B.java"), SourceTree.shown(folder));
        assertEquals(List.of("large-project .", "large-project m"), SourceTree.told(folder));
    }

    @Test
    void aFileWithoutProjectBringsItsSiblings() throws InputException {
        tree.java("p/A.java", "p/B.java", "p/q/C.java", "D.java");
        assertEquals(List.of("p/A.java", "~p/B.java"), SourceTree.shown(tree.collect("p/A.java")));
    }

    @Test
    void aRepositoryWithoutBuildFileIsTheProject() throws InputException {
        tree.repository().java("p/A.java", "q/B.java");
        assertEquals(List.of("p/A.java", "~q/B.java"), SourceTree.shown(tree.collect("p/A.java")));
    }

    @Test
    void filesBesideFoldersBringNothing() throws InputException {
        tree.repository().java("p/A.java", "q/B.java", "r/C.java");
        assertEquals(List.of("p/A.java", "q/B.java"), SourceTree.shown(tree.collect("p/A.java", "q")));
    }

    @Test
    void contextIsReadAndNeverReported() throws InputException {
        tree.repository().file("pom.xml", "<project/>").java("src/A.java", "src/B.java", "target/generated-sources/p/G.java", "lib/L.java").file("lib/K.kt", "");
        Collected all = Inputs.collect(tree.request("src").context("target/generated-sources", "lib", "src/B.java").build());
        assertEquals(List.of("~lib/L.java", "src/A.java", "src/B.java", "~target/generated-sources/p/G.java"), SourceTree.shown(all));
        assertEquals(Map.of(), all.skipped());
    }

    @Test
    void displayRootIsTheRepositoryOfTheWorkingDirectory() throws InputException {
        tree.folder("repo/.git").java("repo/m/src/A.java", "elsewhere/e/C.java").folder("repo/sub/.git").java("repo/sub/B.java");
        Collected inside = Inputs.collect(InputRequest.in(dir.resolve("repo/m")).path("src").build());
        assertEquals(SourceFile.slashed(dir.resolve("repo")), inside.displayRoot());
        assertEquals(List.of("m/src/A.java"), SourceTree.shown(inside));
        assertEquals(List.of("sub/B.java"), SourceTree.shown(Inputs.collect(InputRequest.in(dir.resolve("repo")).path("sub").build())));
        Collected context = Inputs.collect(InputRequest.in(dir.resolve("repo/m")).path("src").context("../../elsewhere").build());
        assertEquals(List.of("~" + SourceFile.slashed(dir) + "/elsewhere/e/C.java", "m/src/A.java"), SourceTree.shown(context));
    }

    @Test
    void displayRootOutsideTheWorkingDirectory() throws InputException {
        tree.folder("here/.git").java("here/X.java").folder("there/.git").java("there/m/A.java").file("third/pom.xml", "<project/>").java("third/src/B.java");
        Path here = dir.resolve("here");
        assertEquals(List.of("m/A.java"), SourceTree.shown(Inputs.collect(InputRequest.in(here).path("../there/m").build())));
        assertEquals(List.of("src/B.java"), SourceTree.shown(Inputs.collect(InputRequest.in(here).path("../third/src").build())));
        assertEquals(List.of("there/m/A.java", "third/src/B.java"), SourceTree.shown(Inputs.collect(InputRequest.in(here).path("../there/m", "../third/src").build())));
        assertEquals(List.of("third/src/B.java"), SourceTree.shown(tree.collect("third")));
        assertEquals(List.of("src/B.java"), SourceTree.shown(Inputs.collect(InputRequest.in(dir.resolve("third/src")).path(".").build())));
    }

    @Test
    void readGivesTheBytesOfNow() throws Exception {
        tree.java("A.java");
        SourceFile file = tree.collect(".").files().get(0);
        tree.file("A.java", "class Other {}");
        assertEquals("class Other {}", new String(file.read(), StandardCharsets.UTF_8));
        Files.delete(dir.resolve("A.java"));
        assertEquals("the file is gone", assertThrows(IOException.class, file::read).getMessage());
        assertEquals(SourceFile.slashed(dir) + "/A.java", file.location());
    }

    @Test
    void theOrderOfTheWordsDoesNotMatter() throws InputException {
        tree.repository().java("a/A.java", "a/test/B.java", "c/C.java").link("c/a", "../a");
        Collected one = tree.collect("a", "a/test", "c", ".");
        Collected two = tree.collect(".", "c", "a/test", "a");
        assertEquals(one.files().stream().map(f -> f + " " + f.test()).toList(), two.files().stream().map(f -> f + " " + f.test()).toList());
        assertEquals(one.notices(), two.notices());
        assertEquals(List.of("a/A.java false", "a/test/B.java true", "c/C.java false"), one.files().stream().map(f -> f + " " + f.test()).toList());
    }
}
