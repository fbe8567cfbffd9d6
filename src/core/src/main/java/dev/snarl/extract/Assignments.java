package dev.snarl.extract;

import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Assignments and updates, with all spellings of a read-modify-write brought to one. */
final class Assignments {
    private final BodyLowering lowering;
    private final BodyDraft draft;

    Assignments(BodyLowering lowering) {
        this.lowering = lowering;
        draft = lowering.draft;
    }

    Value assign(AssignExpr a, boolean used) {
        Value target = target(a.getTarget());
        Span span = Spans.of(a);
        if (a.getOperator() != AssignExpr.Operator.ASSIGN) {
            String op = a.getOperator().asString();
            Value operand = lowering.expressions.lower(a.getValue());
            return update(target, span, op.substring(0, op.length() - 1), operand);
        }
        Expression self = selfOperand(a.getTarget(), a.getValue());
        if (target instanceof Value.Local l) {
            Value v = lowering.expressions.lower(a.getValue());
            int id = assigned(l, span, v);
            return self != null && used ? new Value.Updated(id) : v;
        }
        if (self != null) {
            Expression value = Paths.stripCasts(a.getValue());
            if (value instanceof UnaryExpr) return update(target, span, "!", Value.UNKNOWN);
            BinaryExpr top = (BinaryExpr) value;
            Value operand = operand(top, self, top.getOperator());
            return update(target, span, top.getOperator().asString(), operand == null ? Value.UNKNOWN : operand);
        }
        int mark = draft.watch();
        Value v = lowering.expressions.lower(a.getValue());
        boolean readsTarget = draft.unwatch(mark, target);
        draft.emit(new Event.Write(draft.nextEvent(), span, target, v, readsTarget, false));
        return v;
    }

    /** {@code x++} and its kin. */
    Value update(UnaryExpr u, Expression operand, String op) {
        return update(target(operand), Spans.of(u), op, Literals.ONE);
    }

    private Value update(Value target, Span span, String op, Value operand) {
        if (target instanceof Value.Local l) return new Value.Updated(assigned(l, span, new Value.Binary(op, l, operand)));
        int id = draft.nextEvent();
        draft.emit(new Event.Update(id, span, target, op, operand));
        return new Value.Updated(id);
    }

    private int assigned(Value.Local local, Span span, Value value) {
        int id = draft.nextEvent();
        draft.emit(new Event.Assign(id, span, local.index(), value));
        draft.local(local.index()).assigned(value);
        return id;
    }

    /** What is assigned to; its base is evaluated, the target itself is not read. A captured local cannot be assigned, so the name is then an inherited field's. */
    private Value target(Expression e) {
        e = Paths.strip(e);
        if (e instanceof NameExpr n) {
            int local = draft.lookup(n.getName().getIdentifier());
            return local >= 0 ? new Value.Local(local) : new Value.Name(n.getName().getIdentifier());
        }
        if (e instanceof FieldAccessExpr f) return new Value.Field(lowering.expressions.lower(f.getScope()), f.getName().getIdentifier());
        if (e instanceof ArrayAccessExpr a) {
            Value array = lowering.expressions.lower(a.getName());
            return new Value.Element(array, lowering.expressions.lower(a.getIndex()));
        }
        return lowering.expressions.lower(e);
    }

    /** The operand of {@code value} that reads the target itself, where the assignment is an update: {@code x} in {@code x = a + x}; else null. */
    private Expression selfOperand(Expression target, Expression value) {
        value = Paths.stripCasts(value);
        if (value instanceof UnaryExpr u && u.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) {
            Expression inner = Paths.strip(u.getExpression());
            return Paths.same(target, inner, draft) ? inner : null;
        }
        return value instanceof BinaryExpr b ? selfOperand(target, b, 8) : null;
    }

    private Expression selfOperand(Expression target, BinaryExpr top, int depth) {
        BinaryExpr b = top;
        while (arithmetic(b.getOperator())) {
            Expression right = Paths.stripCasts(b.getRight());
            if (Paths.same(target, right, draft)) return right;
            if (right instanceof BinaryExpr nested && depth > 0) {
                Expression found = selfOperand(target, nested, depth - 1);
                if (found != null) return found;
            }
            Expression left = Paths.stripCasts(b.getLeft());
            if (!(left instanceof BinaryExpr next)) return Paths.same(target, left, draft) ? left : null;
            b = next;
        }
        return null;
    }

    private static boolean arithmetic(BinaryExpr.Operator op) {
        return switch (op) {
            case PLUS, MINUS, MULTIPLY, DIVIDE, REMAINDER, BINARY_AND, BINARY_OR, XOR, LEFT_SHIFT, SIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> true;
            default -> false;
        };
    }

    /**
     * The value of {@code top} without the operand {@code self}: the other operands are evaluated and joined.
     * Null when nothing is left; unknown when operators mix, for then no single operand says what happens.
     */
    private Value operand(BinaryExpr top, Expression self, BinaryExpr.Operator op) {
        List<BinaryExpr> spine = new ArrayList<>();
        Expression left = top;
        while (left instanceof BinaryExpr b && left != self) {
            spine.add(b);
            left = Paths.stripCasts(b.getLeft());
        }
        boolean holds = left == self;
        Value v = holds ? null : lowering.expressions.lower(left);
        for (int i = spine.size() - 1; i >= 0; i--) {
            BinaryExpr b = spine.get(i);
            Expression right = Paths.stripCasts(b.getRight());
            Value r;
            boolean inRight = right == self;
            if (inRight) {
                r = null;
            } else if (!holds && right instanceof BinaryExpr nested && Paths.contains(nested, self)) {
                inRight = true;
                r = operand(nested, self, op);
            } else {
                r = lowering.expressions.lower(b.getRight());
            }
            boolean mixed = (holds || inRight) && b.getOperator() != op;
            holds |= inRight;
            v = mixed ? Value.UNKNOWN : v == null ? r : r == null || v == Value.UNKNOWN ? v : r == Value.UNKNOWN ? r : new Value.Binary(b.getOperator().asString(), v, r);
        }
        return v;
    }
}
