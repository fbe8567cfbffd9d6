package dev.snarl.metamorphic;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in one source text. Of two that overlap the one that was asked for first stands. */
final class TextEdits {
    private record Edit(int start, int end, String text, int order) {}

    private final String source;
    private final List<Integer> lines = new ArrayList<>();
    private final List<Edit> edits = new ArrayList<>();

    TextEdits(String source) {
        this.source = source;
        lines.add(0);
        for (int i = 0; i < source.length(); i++) if (source.charAt(i) == '\n') lines.add(i + 1);
    }

    int offset(Position p) {
        return lines.get(p.line - 1) + p.column - 1;
    }

    int start(Node n) {
        return offset(n.getRange().orElseThrow().begin);
    }

    /** Behind the last character. */
    int end(Node n) {
        return offset(n.getRange().orElseThrow().end) + 1;
    }

    String text(Node n) {
        return source.substring(start(n), end(n));
    }

    /** False when the place is taken. */
    boolean replace(int start, int end, String text) {
        for (Edit e : edits) if (start < e.end && e.start < end || start == e.start && end > start && e.end > e.start) return false;
        edits.add(new Edit(start, end, text, edits.size()));
        return true;
    }

    void insert(int at, String text) {
        edits.add(new Edit(at, at, text, edits.size()));
    }

    boolean free(Node n) {
        int s = start(n), t = end(n);
        for (Edit e : edits) if (s < e.end && e.start < t) return false;
        return true;
    }

    boolean any() {
        return !edits.isEmpty();
    }

    String apply() {
        List<Edit> sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::order));
        StringBuilder b = new StringBuilder();
        int at = 0;
        for (Edit e : sorted) {
            b.append(source, at, Math.max(at, e.start)).append(e.text);
            at = Math.max(at, e.end);
        }
        return b.append(source.substring(at)).toString();
    }
}
