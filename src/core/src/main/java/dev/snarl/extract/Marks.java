package dev.snarl.extract;

import com.github.javaparser.Range;
import com.github.javaparser.ast.comments.Comment;
import com.github.javaparser.ast.comments.CommentsCollection;
import dev.snarl.facts.CommentMark;
import java.util.ArrayList;
import java.util.List;

/** The comments that speak to Snarl. */
final class Marks {
    private static final String SIGN = "snarl:";

    private Marks() {}

    static List<CommentMark> of(String text, CommentsCollection comments) {
        if (comments == null || !text.contains(SIGN)) return List.of();
        List<CommentMark> marks = new ArrayList<>();
        String[] lines = null;
        for (Comment c : comments.getComments()) {
            Range r = c.getRange().orElse(null);
            if (r == null || !c.getContent().contains(SIGN)) continue;
            if (lines == null) lines = text.split("\r\n|\r|\n", -1);
            marks.add(new CommentMark(Spans.of(r), c.getContent().strip(), ownLine(lines, r)));
        }
        return List.copyOf(marks);
    }

    private static boolean ownLine(String[] lines, Range r) {
        if (r.begin.line > lines.length) return false;
        String line = lines[r.begin.line - 1];
        return line.substring(0, Math.min(r.begin.column - 1, line.length())).isBlank();
    }
}
