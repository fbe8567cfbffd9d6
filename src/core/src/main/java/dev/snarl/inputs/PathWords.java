package dev.snarl.inputs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Turns the words of the command line into existing paths: lists are opened, misspelt words refused. */
final class PathWords {
    enum Kind { FOLDER, FILE, ARCHIVE }

    /**
     * @param path absolute, normalised, with links as typed
     * @param real without links
     */
    record Given(Path path, Path real, Kind kind) {
        boolean isJava() {
            return kind == Kind.FILE && path.toString().endsWith(".java");
        }

        Path folder() {
            return kind == Kind.FOLDER ? path : path.getParent();
        }
    }

    private final Path workingDirectory;
    private final InputStream standardInput;

    PathWords(Path workingDirectory, InputStream standardInput) {
        this.workingDirectory = workingDirectory;
        this.standardInput = standardInput;
    }

    /** In the order of the words. */
    List<Given> expand(List<String> words) throws InputException {
        List<Given> given = new ArrayList<>();
        for (String word : words) {
            if (word.equals("-")) {
                try {
                    list("standard input", standardInput.readAllBytes(), given);
                } catch (IOException broken) {
                    throw new InputException("standard input cannot be read: " + broken.getMessage(), word);
                }
            } else if (word.length() > 1 && word.startsWith("@")) {
                String name = word.substring(1);
                Path file = resolve(name, "");
                if (!Files.isRegularFile(file)) throw missing(file, name, "no such list of files", "");
                try {
                    list(name, Files.readAllBytes(file), given);
                } catch (IOException unreadable) {
                    throw new InputException("the list " + name + " cannot be read", word);
                }
            } else {
                given.add(given(word, ""));
            }
        }
        return given;
    }

    /** One path a line, relative to the working directory as on the command line; blank lines and those that start with # say nothing. */
    private void list(String name, byte[] bytes, List<Given> given) throws InputException {
        int number = 0;
        for (String line : SourceText.decode(bytes).lines()) {
            number++;
            String word = line.strip();
            if (!word.isEmpty() && !word.startsWith("#")) given.add(given(word, " (" + name + ", line " + number + ")"));
        }
    }

    private Given given(String word, String where) throws InputException {
        Path path = resolve(word, where);
        Path real;
        try {
            real = path.toRealPath();
        } catch (NoSuchFileException missing) {
            if (Files.isSymbolicLink(path)) throw new InputException("the link leads nowhere: " + word + where, word);
            throw missing(path, word, "no such file or folder", where);
        } catch (IOException unreadable) {
            throw new InputException("cannot be read: " + word + where, word);
        }
        if (Files.isDirectory(real)) return new Given(path, real, Kind.FOLDER);
        if (!Files.isRegularFile(real)) throw new InputException("neither a file nor a folder: " + word + where, word);
        String name = path.toString().toLowerCase(Locale.ROOT);
        return new Given(path, real, name.endsWith(".jar") || name.endsWith(".zip") ? Kind.ARCHIVE : Kind.FILE);
    }

    private Path resolve(String word, String where) throws InputException {
        if (word.isBlank()) throw new InputException("an empty word is no path" + where, word);
        try {
            return workingDirectory.resolve(word).normalize();
        } catch (InvalidPathException odd) {
            throw new InputException("not a path: " + word.replace('\0', '?') + where, word);
        }
    }

    private InputException missing(Path path, String word, String what, String where) {
        String near = near(path, word);
        return new InputException(what + ": " + word + where + (near.isEmpty() ? "" : "; did you mean " + near + "?"), word);
    }

    /** The word with its first missing part set right, or nothing when there is no near name or the rest would not exist either. */
    private String near(Path path, String word) {
        Path parent = path.getParent();
        if (parent == null) return "";
        Path firstMissing = path;
        while (parent.getParent() != null && !Files.exists(parent)) {
            firstMissing = parent;
            parent = parent.getParent();
        }
        List<String> names;
        try (Stream<Path> siblings = Files.list(parent)) {
            names = siblings.map(p -> p.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            return "";
        }
        String name = NearName.of(firstMissing.getFileName().toString(), names).orElse("");
        if (name.isEmpty()) return "";
        Path mended = parent.resolve(name);
        Path whole = mended.resolve(firstMissing.relativize(path).toString());
        Path shown = Files.exists(whole) ? whole : mended;
        return Path.of(word).isAbsolute() || !shown.startsWith(workingDirectory) ? SourceFile.slashed(shown)
                : SourceFile.slashed(workingDirectory.relativize(shown));
    }
}
