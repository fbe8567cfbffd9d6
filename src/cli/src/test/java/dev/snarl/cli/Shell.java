package dev.snarl.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in a folder, with an environment of its own. */
final class Shell {
    /** What one command left. */
    record Outcome(int code, String out, String err) {
        List<String> errors() {
            return err.lines().toList();
        }
    }

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    Shell(Path folder) {
        this.folder = folder;
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Path folder() {
        return folder;
    }

    Outcome run(String... args) {
        return fed("", args);
    }

    Outcome fed(String input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return into(out, input, args);
    }

    Outcome into(OutputStream out, String input, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Cli.run(args, new Surroundings(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, Map.copyOf(environment), folder));
        return new Outcome(code, out instanceof ByteArrayOutputStream bytes ? bytes.toString(StandardCharsets.UTF_8) : "", err.toString(StandardCharsets.UTF_8));
    }

    /** This project's own folder. */
    static Path project() {
        Path p = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(p.resolve("testdata")) || !Files.isDirectory(p.resolve("rules"))) p = p.getParent();
        return p;
    }
}
