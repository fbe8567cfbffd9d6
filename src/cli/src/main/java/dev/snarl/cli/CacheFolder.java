package dev.snarl.cli;

import dev.snarl.cache.ContentHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where facts are kept when the user does not say: in the user's own cache folder, one folder for each project, so that the source trees stay as they are. */
final class CacheFolder {
    private CacheFolder() {}

    /** Empty when the user has no such folder. */
    static Optional<Path> of(Surroundings here, List<String> words) {
        try {
            Path base = base(here);
            if (base == null) return Optional.empty();
            Path project = project(here.directory(), words);
            String name = project.getFileName() == null ? "root" : project.getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
            return Optional.of(base.resolve("snarl").resolve(name + "-" + ContentHash.of(project.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 12)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path base(Surroundings here) {
        String xdg = here.variable("XDG_CACHE_HOME");
        // The XDG specification says that a relative path is to be ignored.
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) return Path.of(xdg);
        String local = here.variable("LOCALAPPDATA");
        if (!local.isEmpty()) return Path.of(local);
        String home = here.variable("HOME");
        return home.isEmpty() || !Path.of(home).isAbsolute() ? null : Path.of(home, ".cache");
    }

    /** The repository of the first path, or that path. */
    private static Path project(Path directory, List<String> words) {
        Path path = directory;
        String first = words.get(0);
        if (!first.equals("-") && !first.startsWith("@")) path = directory.resolve(first).normalize();
        for (Path p = path; p != null; p = p.getParent()) if (Files.exists(p.resolve(".git"))) return p;
        return path;
    }
}
