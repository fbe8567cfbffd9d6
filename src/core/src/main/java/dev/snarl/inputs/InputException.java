package dev.snarl.inputs;

/** The user's words name nothing that can be scanned. The message is one line, fit to be shown as it is. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String word;

    public InputException(String message, String word) {
        super(message);
        this.word = word;
    }

    /** The offending word as the user typed it, never null. */
    public String word() {
        return word;
    }
}
