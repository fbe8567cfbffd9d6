package dev.snarl.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtendedKnowledgeTest {
    @TempDir
    Path folder;

    @Test
    void aLineAddsToItsRole() throws IOException {
        Knowledge known = extended("acquire.txt", "# ours\n\n  com.example.Gate#enter(long, ) # odd\n".replace("(long, )", "(long)")
                .replace(" # odd", " kind=keyed arg=0   # by key"));

        MethodFact fact = only(known, "enter", "com.example.Gate");
        assertEquals(List.of("long"), fact.params());
        assertEquals("keyed", fact.attribute("kind", null));
        assertEquals(0, fact.argument("arg"));
        assertEquals(folder.resolve("acquire.txt") + ":3", fact.origin());
        assertTrue(known.methods(Role.ACQUIRE).contains(fact));
        assertTrue(Knowledge.builtIn().methods("enter").stream().noneMatch(method -> method.type().equals("com.example.Gate")), "built-in unchanged");
    }

    @Test
    void aKnownSignatureIsReplacedWithItsAttributes() throws IOException {
        Knowledge known = extended("block.txt", "java.lang.Thread#sleep(long) kind=never\n");

        List<MethodFact> sleeps = known.methods("sleep").stream().filter(m -> m.signature().equals("java.lang.Thread#sleep(long)")).toList();
        assertEquals(1, sleeps.size());
        assertEquals("never", sleeps.get(0).attribute("kind", null));
        assertFalse(sleeps.get(0).says("timed"));
    }

    @Test
    void anExclamationMarkRemovesMethodsTypesAndAnnotations() throws IOException {
        write("submit.txt", "!android.os.Handler#post(java.lang.Runnable)\n");
        write("singleton.txt", "!@Service\n!javax.servlet.Filter\n");
        Knowledge known = Knowledge.builtIn().with(folder);

        assertTrue(Knowledge.builtIn().methods("post").stream().anyMatch(method -> method.type().equals("android.os.Handler")));
        assertTrue(known.methods("post").stream().noneMatch(method -> method.type().equals("android.os.Handler")));
        assertFalse(known.annotations(Role.SINGLETON).contains("Service"));
        assertTrue(known.annotations(Role.SINGLETON).contains("Repository"));
        assertEquals(Optional.empty(), known.type(Role.SINGLETON, "javax.servlet.Filter"));
    }

    @Test
    void extensionsCanBeExtended() throws IOException {
        Knowledge first = extended("thread-safe.txt", "com.example.Registry\ncom.example.safe.*\n");
        write("thread-safe.txt", "!com.example.Registry\n");
        Knowledge second = first.with(folder);

        assertTrue(first.type(Role.THREAD_SAFE, "com.example.Registry").isPresent());
        assertTrue(second.type(Role.THREAD_SAFE, "com.example.Registry").isEmpty());
        assertTrue(second.type(Role.THREAD_SAFE, "com.example.safe.Store.Entry").isPresent());
    }

    @Test
    void pagesAndHiddenFilesAreNotKnowledge() throws IOException {
        write("README.md", "anything");
        write(".acquire.txt.swp", "anything");
        Files.createDirectory(folder.resolve("old"));

        assertEquals(Knowledge.builtIn().digest(), Knowledge.builtIn().with(folder).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "com.example.Gate#enter | parentheses",
        "com.example.Gate#enter(long | parentheses",
        "com.example.Gate#enter(long)) | parentheses",
        "com.example.Gate#2enter() | not a method name",
        "com.example..Gate#enter() | not a type name",
        "com.example.Gate#enter(String) | qualified",
        "com.example.Gate#enter(java.lang.String... ,int) | not an attribute",
        "com.example.Gate#enter(long...,int) | not a type name",
        "com.example.Gate#enter(int,) | not a type name",
        "com.example.Gate | does not fit",
        "com.example.* | does not fit",
        "@Enter | does not fit",
        "@com.example.Enter | simple name",
        "com.example.Gate#enter() timed | not an attribute",
        "com.example.Gate#enter() timed=no | not a value of timed",
        "com.example.Gate#enter() arg=first | not a value of arg",
        "com.example.Gate#enter() arg=12345 | not a value of arg",
        "com.example.Gate#enter() task=this,1 | not a value of task",
        "com.example.Gate#enter() kind= | not a value of kind",
        "com.example.Gate#enter() kind=a kind=b | stands twice",
        "!com.example.Gate#enter() kind=a | no attributes"})
    void aLineThatCannotBeUnderstoodIsNamedWithItsPlace(String line, String problem) throws IOException {
        write("acquire.txt", "# head\n" + line + "\n");

        KnowledgeException e = assertThrows(KnowledgeException.class, () -> Knowledge.builtIn().with(folder));
        assertTrue(e.problem().contains(problem), e.problem());
        assertEquals(2, e.line());
        assertEquals(folder.resolve("acquire.txt").toString(), e.file());
        assertTrue(e.getMessage().startsWith(folder.resolve("acquire.txt") + ":2: "), e.getMessage());
    }

    @Test
    void theSameSignatureTwiceInOneFileIsRefused() throws IOException {
        write("signal.txt", "com.example.Bell#ring()\n\ncom.example.Bell#ring() mode=all\n");

        KnowledgeException e = assertThrows(KnowledgeException.class, () -> Knowledge.builtIn().with(folder));
        assertEquals(3, e.line());
        assertTrue(e.problem().contains("second line"), e.problem());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "aquire.txt | com.example.Gate#enter() | acquire.txt",
        "try_acquire.txt | com.example.Gate#enter() | try-acquire.txt",
        "block.text | com.example.Gate#enter() | block.txt",
        "block.txt | com.example.Gate#enter() tmied=yes | timed",
        "block.txt | Future#get() | java.util.concurrent.Future",
        "signal.txt | !java.util.concurrent.locks.Condition#signalall() | java.util.concurrent.locks.Condition#signalAll()"})
    void theNameThatWasMeantIsProposed(String file, String line, String near) throws IOException {
        write(file, line + "\n");

        KnowledgeException e = assertThrows(KnowledgeException.class, () -> Knowledge.builtIn().with(folder));
        assertEquals(Optional.of(near), e.near());
        assertTrue(e.getMessage().endsWith("did you mean " + near + "?"), e.getMessage());
    }

    @Test
    void nothingIsProposedWhereNothingComesNear() throws IOException {
        write("whatever-else.txt", "");

        KnowledgeException e = assertThrows(KnowledgeException.class, () -> Knowledge.builtIn().with(folder));
        assertEquals(Optional.empty(), e.near());
        assertEquals(0, e.line());
    }

    @Test
    void aFolderThatIsMissingAndTextThatIsNotUtf8AreErrors() throws IOException {
        assertThrows(UncheckedIOException.class, () -> Knowledge.builtIn().with(folder.resolve("missing")));

        Files.write(folder.resolve("acquire.txt"), new byte[] {'#', ' ', (byte) 0xE4, '\n'});
        KnowledgeException e = assertThrows(KnowledgeException.class, () -> Knowledge.builtIn().with(folder));
        assertTrue(e.problem().contains("UTF-8"), e.problem());
    }

    @Test
    void lineEndsAndAByteOrderMarkDoNotMatter() throws IOException {
        Knowledge known = extended("acquire.txt", "\uFEFFcom.example.Gate#enter()\r\ncom.example.Gate#enter(int)\r\n");

        assertEquals(2, known.methods("enter").stream().filter(method -> method.type().equals("com.example.Gate")).count());
    }

    @Test
    void theDigestTellsContentApartAndNothingElse() throws IOException {
        String builtIn = Knowledge.builtIn().digest();
        String first = extended("acquire.txt", "com.example.A#a() kind=keyed arg=0\ncom.example.B#b()\n").digest();
        String reordered = extended("acquire.txt", "# a remark\ncom.example.B#b()\n\ncom.example.A#a() arg=0 kind=keyed\n").digest();
        String other = extended("acquire.txt", "com.example.A#a() kind=keyed arg=1\ncom.example.B#b()\n").digest();
        Files.delete(folder.resolve("acquire.txt"));
        String otherRole = extended("release.txt", "com.example.A#a() kind=keyed arg=0\ncom.example.B#b()\n").digest();

        assertTrue(builtIn.matches("[0-9a-f]{64}"), builtIn);
        assertEquals(builtIn, Knowledge.builtIn().digest());
        assertNotEquals(builtIn, first);
        assertEquals(first, reordered);
        assertNotEquals(first, other);
        assertNotEquals(first, otherRole);
    }

    private Knowledge extended(String file, String text) throws IOException {
        write(file, text);
        return Knowledge.builtIn().with(folder);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private static MethodFact only(Knowledge known, String name, String type) {
        List<MethodFact> found = known.methods(name).stream().filter(method -> method.type().equals(type)).toList();
        assertEquals(1, found.size());
        return found.get(0);
    }
}
