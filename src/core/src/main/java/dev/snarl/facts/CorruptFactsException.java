package dev.snarl.facts;

/** Stored facts that cannot be read back: truncated, damaged, or not written by this version. Whoever holds the file's text reads it anew. */
public final class CorruptFactsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptFactsException(String message) {
        super(message);
    }

    public CorruptFactsException(String message, Throwable cause) {
        super(message, cause);
    }
}
