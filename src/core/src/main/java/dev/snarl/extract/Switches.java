package dev.snarl.extract;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ComponentPatternExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Switch statements and expressions, in the old style and with arrows. */
final class Switches {
    private final BodyLowering lowering;
    private final BodyDraft draft;

    Switches(BodyLowering lowering) {
        this.lowering = lowering;
        draft = lowering.draft;
    }

    void statement(SwitchStmt s) {
        lower(Spans.of(s), s.getSelector(), s.getEntries(), false);
    }

    Value expression(SwitchExpr e) {
        List<Value> outer = draft.yields;
        List<Value> yields = new ArrayList<>();
        draft.yields = yields;
        lower(Spans.of(e), e.getSelector(), e.getEntries(), true);
        draft.yields = outer;
        return new Value.Choice(null, List.copyOf(yields));
    }

    private void lower(Span span, Expression selector, NodeList<SwitchEntry> entries, boolean expression) {
        Value on = lowering.expressions.lower(selector);
        int mark = draft.mark();
        List<Node.Case> cases = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            SwitchEntry entry = entries.get(i);
            boolean old = entry.getType() == SwitchEntry.Type.STATEMENT_GROUP;
            int inner = draft.mark();
            cases.add(lower(entry, on, expression, old && i < entries.size() - 1));
            // The groups of the old style share one block.
            if (!old) draft.release(inner);
        }
        draft.release(mark);
        draft.emit(new Node.Switch(span, on, cases, expression));
    }

    private Node.Case lower(SwitchEntry entry, Value on, boolean expression, boolean mayFall) {
        NodeList<Expression> written = entry.getLabels();
        List<Value> labels = new ArrayList<>(written.size());
        for (int i = 0; i < written.size(); i++) labels.add(label(written.get(i), on));
        Expression when = entry.getGuard().orElse(null);
        List<Node> saved = draft.open();
        Value guard = null;
        if (when != null) {
            guard = lowering.expressions.test(when);
            draft.bind(lowering.expressions.whenTrue);
        }
        NodeList<Statement> statements = entry.getStatements();
        if (expression && entry.getType() == SwitchEntry.Type.EXPRESSION && statements.get(0) instanceof ExpressionStmt s) {
            lowering.statements.yielded(Spans.of(s.getExpression()), s.getExpression());
        } else {
            lowering.statements.statements(statements);
        }
        Node body = draft.close(saved);
        return new Node.Case(labels, entry.isDefault(), guard, body, mayFall && Completion.canComplete(statements));
    }

    private Value label(Expression e, Value on) {
        e = Paths.strip(e);
        if (e instanceof ComponentPatternExpr p) {
            int[] bound = lowering.patterns.create(p, on);
            draft.bind(bound);
            if (p instanceof TypePatternExpr && bound != null) return new Value.Local(bound[0]);
            TypeRef type = p instanceof PatternExpr t ? lowering.file.typeRefs.of(t.getType()) : TypeRef.VAR;
            return new Value.InstanceOf(on, type, bound == null ? -1 : bound[0]);
        }
        return constant(e);
    }

    /** A constant expression: nothing happens when it is compared. */
    private static Value constant(Expression e) {
        e = Paths.strip(e);
        if (e instanceof LiteralExpr l) return Literals.of(l);
        if (e instanceof NameExpr n) return new Value.Name(n.getName().getIdentifier());
        if (e instanceof FieldAccessExpr f) return new Value.Field(constant(f.getScope()), f.getName().getIdentifier());
        if (e instanceof UnaryExpr u) return new Value.Unary(u.getOperator().asString(), constant(u.getExpression()));
        if (e instanceof BinaryExpr b) return new Value.Binary(b.getOperator().asString(), constant(b.getLeft()), constant(b.getRight()));
        if (e instanceof CastExpr c) return constant(c.getExpression());
        return Value.UNKNOWN;
    }
}
