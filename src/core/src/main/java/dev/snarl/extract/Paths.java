package dev.snarl.extract;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.snarl.facts.Value;

/** When two spellings denote the same place: {@code this.x} is {@code x} where x is no local. Calls are never the same place. */
final class Paths {
    private static final int DEPTH = 16;

    private Paths() {}

    static Expression strip(Expression e) {
        while (e instanceof EnclosedExpr p) e = p.getInner();
        return e;
    }

    /** Parentheses and casts off. */
    static Expression stripCasts(Expression e) {
        while (true) {
            if (e instanceof EnclosedExpr p) e = p.getInner();
            else if (e instanceof CastExpr c) e = c.getExpression();
            else return e;
        }
    }

    /** True if {@code part} is an operand of {@code whole}, however deep. */
    static boolean contains(BinaryExpr whole, Expression part) {
        Expression e = whole;
        while (e instanceof BinaryExpr b) {
            Expression right = stripCasts(b.getRight());
            if (right == part || right instanceof BinaryExpr nested && contains(nested, part)) return true;
            e = stripCasts(b.getLeft());
        }
        return e == part;
    }

    static boolean same(Expression a, Expression b, BodyDraft body) {
        return same(a, b, body, DEPTH);
    }

    private static boolean same(Expression a, Expression b, BodyDraft body, int depth) {
        a = strip(a);
        b = strip(b);
        if (depth == 0) return false;
        String own = ownName(a, body);
        if (own != null) return own.equals(ownName(b, body));
        if (a.getClass() != b.getClass()) return false;
        if (a instanceof NameExpr n) return n.getName().getIdentifier().equals(((NameExpr) b).getName().getIdentifier());
        if (a instanceof FieldAccessExpr f) {
            FieldAccessExpr g = (FieldAccessExpr) b;
            return f.getName().getIdentifier().equals(g.getName().getIdentifier()) && same(f.getScope(), g.getScope(), body, depth - 1);
        }
        if (a instanceof ArrayAccessExpr x) {
            ArrayAccessExpr y = (ArrayAccessExpr) b;
            return same(x.getName(), y.getName(), body, depth - 1) && same(x.getIndex(), y.getIndex(), body, depth - 1);
        }
        if (a instanceof BinaryExpr x) {
            BinaryExpr y = (BinaryExpr) b;
            return x.getOperator() == y.getOperator() && same(x.getLeft(), y.getLeft(), body, depth - 1) && same(x.getRight(), y.getRight(), body, depth - 1);
        }
        if (a instanceof LiteralStringValueExpr s) return s.getValue().equals(((LiteralStringValueExpr) b).getValue());
        if (a instanceof BooleanLiteralExpr s) return s.getValue() == ((BooleanLiteralExpr) b).getValue();
        if (a instanceof ThisExpr t) return t.getTypeName().equals(((ThisExpr) b).getTypeName());
        if (a instanceof SuperExpr t) return t.getTypeName().equals(((SuperExpr) b).getTypeName());
        return false;
    }

    /** The name of a member of this object, written with or without {@code this.}; null for anything else. */
    private static String ownName(Expression e, BodyDraft body) {
        if (e instanceof NameExpr n) {
            String id = n.getName().getIdentifier();
            return body.lookup(id) < 0 ? id : null;
        }
        if (e instanceof FieldAccessExpr f && f.getScope() instanceof ThisExpr t && t.getTypeName().isEmpty()) return f.getName().getIdentifier();
        return null;
    }

    static boolean same(Value a, Value b) {
        return same(a, b, DEPTH);
    }

    private static boolean same(Value a, Value b, int depth) {
        if (depth == 0) return false;
        String own = ownName(a);
        if (own != null) return own.equals(ownName(b));
        if (a instanceof Value.Field f) return b instanceof Value.Field g && f.name().equals(g.name()) && same(f.base(), g.base(), depth - 1);
        if (a instanceof Value.Element e) return b instanceof Value.Element g && same(e.array(), g.array(), depth - 1) && same(e.index(), g.index(), depth - 1);
        if (a instanceof Value.Binary x)
            return b instanceof Value.Binary y && x.op().equals(y.op()) && same(x.left(), y.left(), depth - 1) && same(x.right(), y.right(), depth - 1);
        return (a instanceof Value.Local || a instanceof Value.Captured || a instanceof Value.This || a instanceof Value.Super || a instanceof Value.Constant)
                && a.equals(b);
    }

    private static String ownName(Value v) {
        if (v instanceof Value.Name n) return n.id();
        return v instanceof Value.Field f && f.base() instanceof Value.This t && t.qualifier().isEmpty() ? f.name() : null;
    }
}
