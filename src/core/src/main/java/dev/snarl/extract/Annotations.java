package dev.snarl.extract;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.snarl.facts.AnnotationFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Annotations as written. */
final class Annotations {
    private Annotations() {}

    static List<AnnotationFacts> of(NodeList<AnnotationExpr> annotations) {
        int n = annotations.size();
        if (n == 0) return List.of();
        List<AnnotationFacts> r = new ArrayList<>(n);
        for (int i = 0; i < n; i++) r.add(of(annotations.get(i)));
        return List.copyOf(r);
    }

    /** The words of the {@code @SuppressWarnings} among them. */
    static List<String> suppressed(NodeList<AnnotationExpr> annotations) {
        List<String> words = List.of();
        for (int i = 0; i < annotations.size(); i++) {
            AnnotationFacts a = of(annotations.get(i));
            if (a.simpleName().equals("SuppressWarnings")) words = a.members().getOrDefault("value", List.of());
        }
        return words;
    }

    private static AnnotationFacts of(AnnotationExpr a) {
        String name = a.getNameAsString();
        if (a instanceof SingleMemberAnnotationExpr s) return new AnnotationFacts(name, Map.of("value", strings(s.getMemberValue())));
        if (a instanceof NormalAnnotationExpr n && !n.getPairs().isEmpty()) {
            Map<String, List<String>> members = new LinkedHashMap<>();
            for (MemberValuePair p : n.getPairs()) members.put(p.getNameAsString(), strings(p.getValue()));
            return new AnnotationFacts(name, Collections.unmodifiableMap(members));
        }
        return new AnnotationFacts(name, Map.of());
    }

    private static List<String> strings(Expression value) {
        if (!(value instanceof ArrayInitializerExpr array)) return List.of(string(value));
        List<String> r = new ArrayList<>(array.getValues().size());
        for (Expression e : array.getValues()) r.add(string(e));
        return List.copyOf(r);
    }

    private static String string(Expression value) {
        return value instanceof StringLiteralExpr || value instanceof TextBlockLiteralExpr
                ? Literals.content((LiteralStringValueExpr) value) : Spans.text(value);
    }
}
