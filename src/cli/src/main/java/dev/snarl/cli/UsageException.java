package dev.snarl.cli;

/** The user asked for something that cannot be done. The message is one line, shown as it is. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
