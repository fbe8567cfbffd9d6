package dev.snarl.report;

import java.io.IOException;
import java.nio.file.Path;

/** A file could not be written; what stood there before still does. The message is one line: {@code cannot write FILE: reason}. */
public final class UnwritableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnwritableException(Path file, String reason, Throwable cause) {
        super("cannot write " + ShownText.line(file.toString()) + ": " + ShownText.line(reason), cause);
    }
}
