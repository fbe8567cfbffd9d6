package dev.snarl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreMadeAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("a/b/report.sarif");
        WholeFile.write(file, bytes("one"));
        WholeFile.write(file, bytes("two"));
        assertEquals("two", Files.readString(file));
        assertEquals(List.of("report.sarif"), names(file.getParent()));
    }

    @Test
    void aFolderIsNotOverwritten() throws IOException {
        Path file = Files.createDirectory(folder.resolve("x"));
        UnwritableException e = assertThrows(UnwritableException.class, () -> WholeFile.write(file, bytes("one")));
        assertEquals("cannot write " + file + ": it is a folder", e.getMessage());
    }

    @Test
    void aFileInTheWayOfAFolderIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("x"), "kept");
        Path file = inTheWay.resolve("report.sarif");
        UnwritableException e = assertThrows(UnwritableException.class, () -> WholeFile.write(file, bytes("one")));
        assertTrue(e.getMessage().startsWith("cannot write " + file + ": "), e.getMessage());
        assertFalse(e.getMessage().contains("\n"));
        assertEquals("kept", Files.readString(inTheWay));
    }

    @Test
    void aFileThatCannotBeReplacedStaysAsItWas() throws IOException {
        // A name so long that the file beside it cannot exist, whoever runs the test.
        Path file = folder.resolve("n".repeat(250));
        Files.writeString(file, "old");
        UnwritableException e = assertThrows(UnwritableException.class, () -> WholeFile.write(file, bytes("new")));
        assertTrue(e.getMessage().startsWith("cannot write "), e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(1, names(folder).size());
    }

    @Test
    void aSymbolicLinkKeepsPointing() throws IOException {
        Path file = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        WholeFile.write(link, bytes("new"));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(file));
    }

    @Test
    void permissionsAreKept() throws IOException {
        Assumptions.assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = Files.writeString(folder.resolve("x"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        WholeFile.write(file, bytes("new"));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aTargetIsAFormatAndPerhapsAFile() {
        assertEquals(new OutputTarget(Format.TEXT, Optional.empty()), OutputTarget.parse("text"));
        assertEquals(new OutputTarget(Format.SARIF, Optional.of(Path.of("out=1.sarif"))), OutputTarget.parse("sarif=out=1.sarif"));
        assertEquals(new OutputTarget(Format.SARIF, Optional.empty()), OutputTarget.parse("sarif=-"));
        assertEquals("unknown format 'srif\\u001B'; use one of text, sarif, with =FILE to write a file",
                assertThrows(IllegalArgumentException.class, () -> OutputTarget.parse("srif\u001B=x")).getMessage());
        assertEquals("no file after 'sarif='; write sarif=FILE, or sarif alone for standard output",
                assertThrows(IllegalArgumentException.class, () -> OutputTarget.parse("sarif=")).getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> OutputTarget.parse("sarif=a\0b")).getMessage().contains("is no file name"));
    }

    @Test
    void aTargetWritesToItsFileOrToStandardOutput() throws IOException {
        ByteArrayOutputStream standard = new ByteArrayOutputStream();
        OutputTarget.parse("text").write(bytes("seen"), standard);
        Path file = folder.resolve("x.sarif");
        OutputTarget.parse("sarif=" + file).write(bytes("kept"), standard);
        assertArrayEquals(bytes("seen"), standard.toByteArray());
        assertEquals("kept", Files.readString(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
