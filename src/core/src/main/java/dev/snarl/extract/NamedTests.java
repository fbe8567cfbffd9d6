package dev.snarl.extract;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;

/** A test that only got a name: {@code boolean late = now > end; if (late) ..} is read as {@code if (now > end) ..}. */
final class NamedTests {
    private NamedTests() {}

    /** What the {@code if} behind statement {@code i} tests, where {@code i} names it for that alone; else null. */
    static Expression test(NodeList<Statement> statements, int i) {
        if (!(statements.get(i + 1) instanceof IfStmt next) || !(next.getCondition() instanceof NameExpr asked)) return null;
        if (!(statements.get(i) instanceof ExpressionStmt e) || !(e.getExpression() instanceof VariableDeclarationExpr d)) return null;
        if (d.getVariables().size() != 1 || !d.getAnnotations().isEmpty()) return null;
        VariableDeclarator v = d.getVariable(0);
        String name = v.getNameAsString();
        Expression value = v.getInitializer().orElse(null);
        if (value == null || !name.equals(asked.getNameAsString()) || !v.getType().isPrimitiveType() && !v.getType().isVarType()) return null;
        // What a pattern binds would be in scope behind the if; a lambda or a switch has a scope of its own.
        if (!value.findAll(PatternExpr.class).isEmpty() || value instanceof SwitchExpr) return null;
        Node around = statements.getParentNode().orElse(null);
        if (around == null || around.findAll(NameExpr.class, n -> n.getNameAsString().equals(name)).size() != 1) return null;
        return value;
    }
}
