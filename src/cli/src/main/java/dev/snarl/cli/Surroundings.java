package dev.snarl.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command is given beside its words; commands use nothing else of the process.
 *
 * @param directory the working directory, absolute
 */
public record Surroundings(InputStream in, OutputStream out, OutputStream err, Map<String, String> environment, Path directory) {
    /** A variable's value, or an empty string. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
