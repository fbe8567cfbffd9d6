package dev.snarl.extract;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.stmt.YieldStmt;

/** Whether a statement can complete normally, as the language defines it for the scope of pattern variables. */
final class Completion {
    private Completion() {}

    static boolean canComplete(NodeList<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) if (!canComplete(statements.get(i))) return false;
        return true;
    }

    static boolean canComplete(Statement s) {
        if (s instanceof ReturnStmt || s instanceof ThrowStmt || s instanceof BreakStmt || s instanceof ContinueStmt || s instanceof YieldStmt) return false;
        if (s instanceof BlockStmt b) return canComplete(b.getStatements());
        if (s instanceof IfStmt i) {
            Statement otherwise = i.getElseStmt().orElse(null);
            return otherwise == null || canComplete(i.getThenStmt()) || canComplete(otherwise);
        }
        if (s instanceof WhileStmt w) return !isTrue(w.getCondition()) || breaks(w.getBody(), null);
        if (s instanceof DoStmt d) return !isTrue(d.getCondition()) || breaks(d.getBody(), null);
        if (s instanceof ForStmt f) return f.getCompare().isPresent() && !isTrue(f.getCompare().get()) || breaks(f.getBody(), null);
        if (s instanceof LabeledStmt l) return canComplete(l.getStatement()) || breaks(l.getStatement(), l.getLabel().getIdentifier());
        if (s instanceof SynchronizedStmt y) return canComplete(y.getBody());
        if (s instanceof TryStmt t) {
            if (t.getFinallyBlock().isPresent() && !canComplete(t.getFinallyBlock().get())) return false;
            if (canComplete(t.getTryBlock())) return true;
            for (CatchClause c : t.getCatchClauses()) if (canComplete(c.getBody())) return true;
            return false;
        }
        return !(s instanceof SwitchStmt w) || canComplete(w);
    }

    private static boolean canComplete(SwitchStmt s) {
        boolean hasDefault = false;
        for (int i = 0; i < s.getEntries().size(); i++) {
            SwitchEntry e = s.getEntries().get(i);
            hasDefault |= e.isDefault();
            boolean last = i == s.getEntries().size() - 1;
            boolean arrow = e.getType() != SwitchEntry.Type.STATEMENT_GROUP;
            if ((arrow || last) && canComplete(e.getStatements())) return true;
            for (Statement inner : e.getStatements()) if (breaks(inner, null)) return true;
        }
        return !hasDefault;
    }

    private static boolean isTrue(Expression e) {
        return Paths.strip(e) instanceof BooleanLiteralExpr b && b.getValue();
    }

    /** True if a break inside leaves the statement around {@code s}: an unlabelled one of no inner loop or switch, or one with the label. */
    static boolean breaks(Node s, String label) {
        if (s instanceof BreakStmt b) {
            String to = b.getLabel().map(n -> n.getIdentifier()).orElse(null);
            return label == null ? to == null : label.equals(to);
        }
        if (s instanceof Expression || s instanceof LocalClassDeclarationStmt || s instanceof LocalRecordDeclarationStmt) return false;
        boolean target = s instanceof WhileStmt || s instanceof DoStmt || s instanceof ForStmt || s instanceof ForEachStmt || s instanceof SwitchStmt;
        if (label == null && target) return false;
        for (Node child : s.getChildNodes()) if (breaks(child, label)) return true;
        return false;
    }
}
