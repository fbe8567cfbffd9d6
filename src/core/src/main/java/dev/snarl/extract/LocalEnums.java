package dev.snarl.extract;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Position;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.UnparsableStmt;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Enums declared in a body. The parser's grammar has no place for them, so each is cut out of the text, parsed on its own where it stood, and an empty statement
 * holds its place in the tree.
 */
final class LocalEnums {
    private static final int MOST = 64;

    private final Map<Position, EnumDeclaration> byPlace = new HashMap<>();

    /** The enum that stood where the empty statement is, or null. */
    EnumDeclaration at(EmptyStmt s) {
        Range r = byPlace.isEmpty() ? null : s.getRange().orElse(null);
        return r == null ? null : byPlace.get(r.begin);
    }

    /** Parses again without the local enums; gives {@code first} itself where that is of no help. */
    ParseLevels.Parsed without(String text, ParseLevels.Parsed first, Function<String, ParseLevels.Parsed> parser) {
        ParseLevels.Parsed parsed = first;
        StringBuilder rest = new StringBuilder(text);
        for (int n = 0; n < MOST && parsed.unit() != null && !parsed.sound(); n++) {
            Range place = enumPlace(parsed.unit());
            if (place == null) return first;
            int from = offset(rest, place.begin), to = offset(rest, place.end) + 1;
            ParseLevels.Parsed own = parser.apply(padded(rest, from, to));
            if (!own.sound() || own.unit().getTypes().size() != 1 || !(own.unit().getType(0) instanceof EnumDeclaration e)) return first;
            byPlace.put(place.begin, e);
            for (int i = from; i < to; i++) if (rest.charAt(i) != '\n' && rest.charAt(i) != '\r') rest.setCharAt(i, ' ');
            rest.setCharAt(from, ';');
            parsed = parser.apply(rest.toString());
        }
        return parsed.sound() ? parsed : first;
    }

    /** The text of the enum alone, at its line and column. */
    private static String padded(CharSequence text, int from, int to) {
        StringBuilder b = new StringBuilder(text.subSequence(0, to));
        for (int i = 0; i < from; i++) if (b.charAt(i) != '\n' && b.charAt(i) != '\r') b.setCharAt(i, ' ');
        return b.toString();
    }

    private static int offset(CharSequence text, Position p) {
        int i = 0;
        for (int line = 1; line < p.line; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && text.charAt(i + 1) != '\n') line++;
        }
        return i + p.column - 1;
    }

    /** Where the first enum stands that the parser jumped over. */
    private static Range enumPlace(CompilationUnit unit) {
        JavaToken start = find(unit);
        JavaToken t = start;
        int depth = 0;
        while (t != null && (t = Spans.next(t)) != null) {
            if (t.getText().equals("{")) depth++;
            if (t.getText().equals("}") && --depth == 0) break;
        }
        Range a = t == null ? null : start.getRange().orElse(null), b = t == null ? null : t.getRange().orElse(null);
        return a == null || b == null ? null : new Range(a.begin, b.end);
    }

    private static JavaToken find(Node node) {
        if (node instanceof UnparsableStmt) return enumToken(node);
        JavaToken found = null;
        for (Node child : node.getChildNodes()) if (found == null) found = find(child);
        return found;
    }

    /** The parser takes {@code enum} for the type of a variable at first: what it jumps over begins with the name. */
    private static JavaToken enumToken(Node jumped) {
        JavaToken first = Spans.first(jumped);
        if (first == null || first.getText().equals("enum")) return first;
        JavaToken before = Spans.previous(first);
        return before != null && before.getText().equals("enum") ? before : null;
    }
}
