package dev.snarl.engine;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of this project, wherever the tests are run from. */
final class ProjectFiles {
    private ProjectFiles() {}

    static Path root() {
        Path p = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(p.resolve("testdata")) || !Files.isDirectory(p.resolve("rules"))) {
            p = p.getParent();
            if (p == null) throw new IllegalStateException("no project above " + Path.of("").toAbsolutePath());
        }
        return p;
    }

    static Path testdata() {
        return root().resolve("testdata");
    }

    static Path rules() {
        return root().resolve("rules");
    }
}
