package dev.snarl.extract;

import dev.snarl.facts.Value;

/** The normal forms of comparisons and negations. */
final class Conditions {
    private Conditions() {}

    /** A binary value with a constant on the right where the operator allows the swap. */
    static Value binary(String op, Value left, Value right) {
        if (constant(left) && !constant(right)) {
            String mirrored = mirrored(op);
            if (mirrored != null) return new Value.Binary(mirrored, right, left);
        }
        return new Value.Binary(op, left, right);
    }

    /** {@code !v} in an ordinary expression: comparisons flip, && and || stay as they are. */
    static Value not(Value v) {
        if (v instanceof Value.Binary b) {
            String op = complement(b.op());
            if (op != null) return new Value.Binary(op, b.left(), b.right());
        }
        if (v instanceof Value.Unary u && u.op().equals("!")) return u.operand();
        if (v.equals(Literals.TRUE)) return Literals.FALSE;
        if (v.equals(Literals.FALSE)) return Literals.TRUE;
        return new Value.Unary("!", v);
    }

    /** The value as the test of a branch or loop: {@code !(a || b)} becomes {@code !a && !b}. */
    static Value test(Value v) {
        if (v instanceof Value.Unary u && u.op().equals("!") && u.operand() instanceof Value.Binary b && logical(b.op())) return negated(b);
        if (!(v instanceof Value.Binary b) || !logical(b.op())) return v;
        Value left = test(b.left()), right = test(b.right());
        return left == b.left() && right == b.right() ? v : new Value.Binary(b.op(), left, right);
    }

    private static Value negated(Value v) {
        if (v instanceof Value.Binary b && logical(b.op())) return new Value.Binary(b.op().equals("&&") ? "||" : "&&", negated(b.left()), negated(b.right()));
        return not(v);
    }

    private static boolean logical(String op) {
        return op.equals("&&") || op.equals("||");
    }

    private static boolean constant(Value v) {
        return v instanceof Value.Constant || v instanceof Value.Unary u && u.operand() instanceof Value.Constant;
    }

    private static String mirrored(String op) {
        return switch (op) {
            case "==", "!=" -> op;
            case "<" -> ">";
            case ">" -> "<";
            case "<=" -> ">=";
            case ">=" -> "<=";
            default -> null;
        };
    }

    private static String complement(String op) {
        return switch (op) {
            case "==" -> "!=";
            case "!=" -> "==";
            case "<" -> ">=";
            case ">=" -> "<";
            case ">" -> "<=";
            case "<=" -> ">";
            default -> null;
        };
    }
}
