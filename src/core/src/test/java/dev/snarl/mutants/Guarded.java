package dev.snarl.mutants;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The guards that stand around a place in its text, and the name of the lock that each holds. */
final class Guarded {
    private Guarded() {}

    /** @param by the declaration or statement that holds the lock */
    record Holding(String lock, Node by) {}

    static List<Holding> around(Node place) {
        List<Holding> held = new ArrayList<>();
        for (Node at = place; at.getParentNode().isPresent(); at = at.getParentNode().get()) {
            Node parent = at.getParentNode().get();
            if (parent instanceof SynchronizedStmt s && s.getBody() == at) held.add(new Holding(name(s.getExpression()), s));
            if (parent instanceof TryStmt t && t.getTryBlock() == at) lockBefore(t).ifPresent(c -> held.add(new Holding(name(c.getScope().orElseThrow()), t)));
            if (parent instanceof LambdaExpr) return held;
            if (parent instanceof MethodDeclaration m) {
                if (m.isSynchronized()) held.add(new Holding(lock(m), m));
                return held;
            }
            if (parent instanceof BodyDeclaration<?>) return held;
        }
        return held;
    }

    /** The lock of a synchronized method. */
    static String lock(MethodDeclaration m) {
        String type = JavaText.types(m).isEmpty() ? "" : JavaText.types(m).get(0).getNameAsString();
        return m.isStatic() ? type + ".class" : type + ".this";
    }

    /** A lock's name, the same wherever the file means the same by it. */
    static String name(Expression lock) {
        String type = JavaText.types(lock).isEmpty() ? "" : JavaText.types(lock).get(0).getNameAsString();
        if (lock.isThisExpr()) return lock.asThisExpr().getTypeName().map(n -> n.getIdentifier()).orElse(type) + ".this";
        var field = JavaText.field(lock);
        return field != null ? JavaText.label(field) : lock.toString().replace("this.", "");
    }

    /** The {@code x.lock()} that stands right before a try whose finally unlocks x, or first in it. */
    static Optional<MethodCallExpr> lockBefore(TryStmt t) {
        MethodCallExpr unlock = unlock(t);
        if (unlock == null) return Optional.empty();
        String scope = unlock.getScope().orElseThrow().toString();
        Node parent = t.getParentNode().orElse(null);
        List<Statement> candidates = new ArrayList<>();
        if (parent instanceof BlockStmt b) {
            int i = 0;
            // By identity: equal statements are equal nodes.
            while (b.getStatement(i) != t) i++;
            for (int k = Math.max(0, i - 3); k < i; k++) candidates.add(b.getStatement(k));
        }
        if (!t.getTryBlock().isEmpty()) candidates.add(t.getTryBlock().getStatement(0));
        for (Statement s : candidates) {
            MethodCallExpr c = call(s);
            if (c != null && (c.getNameAsString().equals("lock") || c.getNameAsString().equals("lockInterruptibly")) && c.getScope().map(Object::toString).orElse("").equals(scope)) {
                return Optional.of(c);
            }
        }
        return Optional.empty();
    }

    /** The only {@code x.unlock()} directly in the finally of a try, or null. */
    static MethodCallExpr unlock(TryStmt t) {
        if (t.getFinallyBlock().isEmpty()) return null;
        MethodCallExpr found = null;
        for (Statement s : t.getFinallyBlock().get().getStatements()) {
            MethodCallExpr c = call(s);
            if (c == null || !c.getNameAsString().equals("unlock") || c.getScope().isEmpty() || !c.getArguments().isEmpty()) continue;
            if (found != null) return null;
            found = c;
        }
        return found;
    }

    /** The call that a statement consists of, or null. */
    static MethodCallExpr call(Statement s) {
        return s.isExpressionStmt() && s.asExpressionStmt().getExpression() instanceof MethodCallExpr c ? c : null;
    }
}
