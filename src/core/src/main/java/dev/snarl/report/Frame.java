package dev.snarl.report;

import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The places of one finding in one file, shown in their source lines: marks in the same file share a frame. */
final class Frame {
    /** A marked region: carets for the finding's own place, dashes with a label for the others. */
    record Mark(Site site, String label, boolean primary) {}

    /** A region that goes on for longer shows its beginning only. */
    private static final int LONGEST_REGION = 4;

    private final Style style;
    private final Ink ink;
    private final int digits;
    private final List<String> out;

    private Frame(Style style, Ink ink, int digits, List<String> out) {
        this.style = style;
        this.ink = ink;
        this.digits = digits;
        this.out = out;
    }

    /**
     * Adds the frames of a finding to {@code out}: the primary mark's file first, the others in the order of their first mark.
     *
     * @param marks the primary mark first
     * @param ink   the colour of the primary mark
     */
    static void draw(List<Mark> marks, SourceTexts texts, Style style, Ink ink, List<String> out) {
        TreeMap<Integer, List<Mark>> byFile = new TreeMap<>();
        List<String> paths = new ArrayList<>();
        int digits = 1;
        for (Mark mark : marks) {
            String path = mark.site.path();
            if (!paths.contains(path)) paths.add(path);
            byFile.computeIfAbsent(paths.indexOf(path), k -> new ArrayList<>()).add(mark);
            digits = Math.max(digits, Integer.toString(mark.site.span().line() + LONGEST_REGION).length());
        }
        Frame frame = new Frame(style, ink, digits, out);
        for (List<Mark> file : byFile.values()) frame.file(file, texts.lines(file.get(0).site.path()));
    }

    private void file(List<Mark> marks, Optional<List<String>> text) {
        boolean first = marks.get(0).primary;
        List<String> lines = text.orElse(List.of());
        List<Mark> shown = new ArrayList<>();
        List<Mark> bare = new ArrayList<>();
        for (Mark mark : marks) {
            int line = mark.site.span().line();
            (line > 0 && line <= lines.size() ? shown : bare).add(mark);
        }
        if (!shown.isEmpty()) {
            if (!first) arrow(shown.get(0));
            gutter("", "");
            source(lines, shown);
        }
        for (Mark mark : bare) {
            if (mark.primary) {
                gutter("", style.paint(Ink.FAINT, mark.site.span().known() ? "(the source text is not at hand, or has changed since)" : "(no source text holds this place)"));
            } else {
                arrow(mark);
                label("", 0, mark);
            }
        }
    }

    private void arrow(Mark mark) {
        String place = ShownText.line(place(mark.site));
        out.add(" ".repeat(digits) + style.paint(Ink.FRAME, "-->") + " " + ShownText.path(place, Math.max(20, style.width() - digits - 4)));
    }

    /** {@code path:line:column}, or the path alone where no line is known. */
    static String place(Site site) {
        Span span = site.span();
        return span.known() ? site.path() + ":" + span.line() + ":" + span.column() : site.path();
    }

    private void source(List<String> lines, List<Mark> marks) {
        TreeMap<Integer, List<Mark>> rows = new TreeMap<>();
        for (Mark mark : marks) {
            Span span = mark.site.span();
            for (int n = span.line(); n <= lastShown(span, lines.size()); n++) rows.computeIfAbsent(n, k -> new ArrayList<>()).add(mark);
            if (mark.primary) {
                context(rows, span.line() - 1, lines);
                context(rows, lastShown(span, lines.size()) + 1, lines);
            }
        }
        int before = 0;
        for (var row : rows.entrySet()) {
            int n = row.getKey();
            if (before > 0 && n == before + 2) line(n - 1, lines, List.of());
            else if (before > 0 && n > before + 1) out.add(style.paint(Ink.FRAME, ".".repeat(Math.max(3, digits))));
            line(n, lines, row.getValue());
            before = n;
        }
    }

    private static int lastShown(Span span, int size) {
        int end = Math.max(span.line(), Math.min(span.endLine(), size));
        return end - span.line() < LONGEST_REGION ? end : span.line();
    }

    private static void context(TreeMap<Integer, List<Mark>> rows, int n, List<String> lines) {
        if (n >= 1 && n <= lines.size() && !lines.get(n - 1).isBlank()) rows.computeIfAbsent(n, k -> new ArrayList<>());
    }

    private void line(int n, List<String> lines, List<Mark> marks) {
        String text = lines.get(n - 1);
        int room = style.width() - digits - 4;
        List<Mark> sorted = new ArrayList<>(marks);
        sorted.sort(Comparator.comparing((Mark m) -> !m.primary).thenComparing(m -> m.site.span()));
        boolean printed = false;
        String before = "";
        for (Mark mark : sorted) {
            int[] units = units(mark.site.span(), n, text);
            ScreenLine laid = ScreenLine.of(text, units[0], units[1], room);
            // Marks far apart in one long line need the line cut at different places.
            if (!printed || !laid.text().equals(before)) gutter(Integer.toString(n), laid.text());
            printed = true;
            before = laid.text();
            underline(laid, mark, n);
        }
        if (!printed) gutter(Integer.toString(n), ScreenLine.of(text, 0, 0, room).text());
    }

    /** The marked units of line {@code n}, from 0: all of its text where the region comes from an earlier line and goes on. */
    private static int[] units(Span span, int n, String text) {
        int indent = text.length() - text.stripLeading().length();
        int from = n == span.line() ? Math.max(0, span.column() - 1) : indent;
        int to = n == span.endLine() ? Math.max(0, span.endColumn() - 1) : text.stripTrailing().length();
        return new int[] {from, Math.max(from, to)};
    }

    private void underline(ScreenLine laid, Mark mark, int n) {
        Span span = mark.site.span();
        String marks = (mark.primary ? "^" : "-").repeat(laid.width());
        String rest = span.endLine() - span.line() >= LONGEST_REGION ? " ... to line " + span.endLine() : "";
        boolean last = n == span.endLine() || !rest.isEmpty() || n == span.line() && span.endLine() < span.line();
        Ink colour = mark.primary ? ink : Ink.RELATED;
        String line = " ".repeat(laid.caret()) + style.paint(colour, marks + rest);
        if (last) label(line, laid.caret() + laid.width() + rest.length(), mark);
        else gutter("", line);
    }

    /** Adds a line with the mark's label behind it, or below it where it has no room. */
    private void label(String line, int used, Mark mark) {
        if (mark.label.isEmpty()) {
            gutter("", line);
            return;
        }
        String label = ShownText.line(mark.label);
        Ink colour = mark.primary ? ink : Ink.RELATED;
        int room = style.width() - digits - 4;
        if (used + 1 + ShownText.width(label) <= room) {
            gutter("", line + (used > 0 ? " " : "") + style.paint(colour, label));
            return;
        }
        if (!line.isEmpty()) gutter("", line);
        for (String part : ShownText.wrap(label, room - 2)) gutter("", "  " + style.paint(colour, part));
    }

    private void gutter(String number, String text) {
        String head = " ".repeat(digits - number.length()) + number + " |";
        out.add(style.paint(Ink.FRAME, head) + (text.isEmpty() ? "" : " " + text));
    }
}
