package dev.snarl.mutants;

import com.github.javaparser.Position;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One use of a field of the same file.
 *
 * @param building it is in the code that makes the object or loads the class, before anybody else can see it
 */
record FieldUse(VariableDeclarator field, Expression at, boolean writes, boolean building, List<Guarded.Holding> held) {
    boolean holds(String lock) {
        return held.stream().anyMatch(h -> h.lock().equals(lock));
    }

    /** The method, constructor or lambda that it is in. */
    Node runner() {
        return JavaText.runner(at);
    }

    /** All uses of each field, by the place of its declaration: the trees of equal declarations of two types are equal. */
    static Map<Position, List<FieldUse>> of(JavaText file) {
        Map<Position, List<FieldUse>> uses = new LinkedHashMap<>();
        for (Expression e : file.unit.findAll(Expression.class, e -> e instanceof NameExpr || e instanceof FieldAccessExpr)) {
            VariableDeclarator field = JavaText.field(e);
            if (field == null) continue;
            uses.computeIfAbsent(field.getBegin().orElseThrow(), f -> new ArrayList<>()).add(new FieldUse(field, e, writes(e), building(e), Guarded.around(e)));
        }
        return uses;
    }

    private static boolean writes(Expression e) {
        Node child = e;
        Node parent = e.getParentNode().orElse(null);
        while (parent instanceof EnclosedExpr || parent instanceof ArrayAccessExpr a && a.getName() == child) {
            child = parent;
            parent = parent.getParentNode().orElse(null);
        }
        if (parent instanceof AssignExpr a) return a.getTarget() == child;
        return parent instanceof UnaryExpr u && (u.isPrefix() || u.isPostfix())
                && switch (u.getOperator()) {
                    case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
                    default -> false;
                };
    }

    private static boolean building(Expression e) {
        Node runner = JavaText.runner(e);
        return runner instanceof ConstructorDeclaration || runner instanceof InitializerDeclaration || !(runner instanceof CallableDeclaration<?> || runner instanceof LambdaExpr);
    }

    /** Whether the runner is a method that can only be called with the lock held, as far as this file shows. */
    static boolean calledWithLock(Node runner, String lock) {
        if (!(runner instanceof MethodDeclaration m) || !m.isPrivate()) return false;
        var calls = m.findCompilationUnit().orElseThrow().findAll(MethodCallExpr.class,
                c -> c.getNameAsString().equals(m.getNameAsString()) && c.getArguments().size() == m.getParameters().size());
        return calls.stream().allMatch(c -> JavaText.callable(c) == m || Guarded.around(c).stream().anyMatch(h -> h.lock().equals(lock)));
    }
}
