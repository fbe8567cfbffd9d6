package dev.snarl.facts;

/**
 * Something the user must know about the scan itself, not about the code: a file that does not parse, is not UTF-8, or was left out.
 *
 * @param kind    a stable word for machines: {@code parse-error}, {@code not-utf8}, {@code nul-bytes}, {@code too-deep}, {@code unreadable}, {@code symlink-loop} ...
 * @param path    the display path, or empty for the scan as a whole
 * @param line    from 1, or 0 where there is no place
 * @param column  from 1, or 0
 * @param message what is wrong, in one line
 * @param remedy  what the user can do, in one line; may be empty
 * @param incomplete true when a file, or a part of it, could not be analysed because of this
 */
public record Notice(String kind, String path, int line, int column, String message, String remedy, boolean incomplete) implements Comparable<Notice> {
    @Override
    public int compareTo(Notice o) {
        int c = path.compareTo(o.path);
        if (c == 0) c = Integer.compare(line, o.line);
        if (c == 0) c = Integer.compare(column, o.column);
        if (c == 0) c = kind.compareTo(o.kind);
        return c != 0 ? c : message.compareTo(o.message);
    }
}
