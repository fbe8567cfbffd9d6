package dev.snarl.facts;

/**
 * A region of one source text. Lines and columns count from 1, columns in UTF-16 code units (a tab is one);
 * {@code endColumn} is the column after the last character, as in SARIF.
 */
public record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {
    public static final Span NONE = new Span(0, 0, 0, 0);

    /** False for code that no source text holds, such as a default constructor. */
    public boolean known() {
        return line > 0;
    }

    public boolean contains(Span other) {
        return known() && other.known()
                && (line < other.line || line == other.line && column <= other.column)
                && (endLine > other.endLine || endLine == other.endLine && endColumn >= other.endColumn);
    }

    @Override
    public int compareTo(Span o) {
        int c = Integer.compare(line, o.line);
        if (c == 0) c = Integer.compare(column, o.column);
        if (c == 0) c = Integer.compare(endLine, o.endLine);
        return c != 0 ? c : Integer.compare(endColumn, o.endColumn);
    }
}
