package dev.snarl.catalog;

/** A rule page is malformed or missing. The message is one line and names the page, the line, what is wrong and what to do. */
public final class PageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String page;
    private final int line;

    PageException(String page, int line, String problem, String remedy) {
        super(page + (line > 0 ? ":" + line : "") + ": " + problem + "; " + remedy);
        this.page = page;
        this.line = line;
    }

    /** The page's name, {@code rules/<id>.md}. */
    public String page() {
        return page;
    }

    /** The line of the mistake, from 1, or 0 where the page as a whole is meant. */
    public int line() {
        return line;
    }
}
