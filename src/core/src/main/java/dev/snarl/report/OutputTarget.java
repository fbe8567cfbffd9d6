package dev.snarl.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One report that was asked for: its format and where it goes.
 *
 * @param file the file, or empty for standard output
 */
public record OutputTarget(Format format, Optional<Path> file) {
    /**
     * Reads {@code FORMAT} or {@code FORMAT=FILE}; the file {@code -} is standard output.
     *
     * @throws IllegalArgumentException with a message of one line for an unknown format or an impossible file name
     */
    public static OutputTarget parse(String text) {
        int equals = text.indexOf('=');
        String word = equals < 0 ? text : text.substring(0, equals);
        Format format = Format.named(word).orElseThrow(() -> new IllegalArgumentException(
                "unknown format '" + ShownText.line(word) + "'; use one of " + String.join(", ", Format.words()) + ", with =FILE to write a file"));
        if (equals < 0) return new OutputTarget(format, Optional.empty());
        String file = text.substring(equals + 1);
        if (file.isBlank()) throw new IllegalArgumentException("no file after '" + text + "'; write " + word + "=FILE, or " + word + " alone for standard output");
        if (file.equals("-")) return new OutputTarget(format, Optional.empty());
        try {
            return new OutputTarget(format, Optional.of(Path.of(file)));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'" + ShownText.line(file) + "' is no file name: " + e.getReason(), e);
        }
    }

    /**
     * Writes the report: a file whole or not at all, standard output as it is.
     *
     * @throws UnwritableException when the file cannot be written
     * @throws IOException when standard output cannot, for instance because its reader has gone
     */
    public void write(byte[] report, OutputStream standardOutput) throws IOException {
        if (file.isPresent()) {
            WholeFile.write(file.get(), report);
        } else {
            standardOutput.write(report);
            standardOutput.flush();
        }
    }
}
