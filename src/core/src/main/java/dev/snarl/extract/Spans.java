package dev.snarl.extract;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Range;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.SimpleName;
import dev.snarl.facts.Span;

/** Regions of nodes and tokens. */
final class Spans {
    private Spans() {}

    static Span of(Node node) {
        Range r = node.getRange().orElse(null);
        return r == null ? Span.NONE : of(r);
    }

    static Span of(Range r) {
        return new Span(r.begin.line, r.begin.column, r.end.line, r.end.column + 1);
    }

    /** A name alone: the parser's own region of {@code a} in {@code int a[]} holds the brackets too. */
    static Span name(SimpleName name) {
        Range r = name.getRange().orElse(null);
        return r == null ? Span.NONE : new Span(r.begin.line, r.begin.column, r.begin.line, r.begin.column + name.getIdentifier().length());
    }

    /** From the start of one node to the end of another. */
    static Span between(Node first, Node last) {
        Range a = first.getRange().orElse(null), b = last.getRange().orElse(null);
        return a == null || b == null ? of(last) : of(new Range(a.begin, b.end));
    }

    /** From the start of {@code node} to the end of {@code last}. */
    static Span upTo(Node node, JavaToken last) {
        Range a = node.getRange().orElse(null), b = last == null ? null : last.getRange().orElse(null);
        return a == null || b == null ? of(node) : of(new Range(a.begin, b.end));
    }

    static Span of(JavaToken token) {
        Range r = token == null ? null : token.getRange().orElse(null);
        return r == null ? Span.NONE : of(r);
    }

    /** The token before a node, comments and white space left out; null at the start. */
    static JavaToken before(Node node) {
        TokenRange t = node.getTokenRange().orElse(null);
        return t == null ? null : previous(t.getBegin());
    }

    static JavaToken first(Node node) {
        TokenRange t = node.getTokenRange().orElse(null);
        return t == null ? null : t.getBegin();
    }

    static JavaToken last(Node node) {
        TokenRange t = node.getTokenRange().orElse(null);
        return t == null ? null : t.getEnd();
    }

    static JavaToken previous(JavaToken token) {
        JavaToken t = token.getPreviousToken().orElse(null);
        while (t != null && t.getCategory().isWhitespaceOrComment()) t = t.getPreviousToken().orElse(null);
        return t;
    }

    static JavaToken next(JavaToken token) {
        JavaToken t = token.getNextToken().orElse(null);
        while (t != null && t.getCategory().isWhitespaceOrComment()) t = t.getNextToken().orElse(null);
        return t;
    }

    /** The first token with this text after {@code token}, or null. */
    static JavaToken following(JavaToken token, String text) {
        JavaToken t = token == null ? null : next(token);
        while (t != null && !t.getText().equals(text)) t = next(t);
        return t;
    }

    /** The source text of a node. */
    static String text(Node node) {
        TokenRange t = node.getTokenRange().orElse(null);
        return t == null ? node.toString() : t.toString();
    }
}
