package dev.snarl.extract;

import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import java.util.Arrays;

/** Patterns and the locals they bind. */
final class Patterns {
    private final BodyLowering lowering;

    Patterns(BodyLowering lowering) {
        this.lowering = lowering;
    }

    Value instanceOf(InstanceOfExpr e) {
        Expressions expressions = lowering.expressions;
        Value operand = expressions.lower(e.getExpression());
        ComponentPatternExpr pattern = e.getPattern().orElse(null);
        int[] bound = pattern == null ? null : create(pattern, operand);
        expressions.whenTrue = bound;
        expressions.whenFalse = null;
        return new Value.InstanceOf(operand, lowering.file.typeRefs.of(e.getType()), bound == null ? -1 : bound[0]);
    }

    /** The locals of a pattern, not yet in scope; null for none. {@code matched} is what the whole pattern is matched with, or null where it has no name. */
    int[] create(ComponentPatternExpr pattern, Value matched) {
        if (pattern instanceof TypePatternExpr t) {
            String name = t.getName().getIdentifier();
            if (name.equals("_")) return null;
            BodyDraft draft = lowering.draft;
            int local = draft.create(name, LocalFacts.Kind.PATTERN, lowering.file.typeRefs.of(t.getType()), Spans.name(t.getName()), draft.loops);
            if (matched != null) draft.local(local).bound(matched);
            return new int[] {local};
        }
        int[] all = null;
        if (pattern instanceof RecordPatternExpr r) for (ComponentPatternExpr c : r.getPatternList()) all = union(all, create(c, null));
        return all;
    }

    static int[] union(int[] a, int[] b) {
        if (a == null) return b;
        if (b == null) return a;
        int[] r = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, r, a.length, b.length);
        return r;
    }
}
