package dev.snarl.inputs;

import dev.snarl.facts.Notice;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A tree of files on disk for a test, and short ways to scan it. */
record SourceTree(Path root) {
    SourceTree java(String... paths) {
        for (String path : paths) file(path, "class X {}\n");
        return this;
    }

    SourceTree file(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    SourceTree bytes(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SourceTree folder(String path) {
        try {
            Files.createDirectories(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Marks the root as a repository. */
    SourceTree repository() {
        return folder(".git/info");
    }

    SourceTree link(String path, String target) {
        try {
            Path link = root.resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An archive with a small class under each name. */
    SourceTree zip(String path, String... names) {
        try (OutputStream out = Files.newOutputStream(root.resolve(path)); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("// " + name + "\nclass X {}\n").getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputRequest.Builder request(String... words) {
        return InputRequest.in(root).path(words);
    }

    Collected collect(String... words) throws InputException {
        return Inputs.collect(request(words).build());
    }

    /** The display paths, context files with a {@code ~} before. */
    static List<String> shown(Collected collected) {
        return collected.files().stream().map(f -> (f.context() ? "~" : "") + f.displayPath()).toList();
    }

    static List<String> told(Collected collected) {
        return collected.notices().stream().map(n -> n.kind() + " " + n.path()).toList();
    }

    static Notice only(Collected collected) {
        if (collected.notices().size() != 1) throw new AssertionError("not one notice: " + collected.notices());
        return collected.notices().get(0);
    }
}
