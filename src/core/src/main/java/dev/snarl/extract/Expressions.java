package dev.snarl.extract;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.type.Type;
import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressions: evaluation goes to the body as events, what is left is a {@link Value}.
 * After each {@code lower}, {@link #whenTrue} and {@link #whenFalse} are the pattern variables that the expression brings into scope where it is true or false.
 */
final class Expressions {
    /** Locals; null for none. Never changed in place. */
    int[] whenTrue, whenFalse;

    /** Each right side of a chain of && repeats all to its left as its condition: beyond this many operators the condition is left unknown. */
    private static final int LONGEST_TEST = 64;

    private final BodyLowering lowering;
    private final BodyDraft draft;

    Expressions(BodyLowering lowering) {
        this.lowering = lowering;
        draft = lowering.draft;
    }

    Value lower(Expression e) {
        return lower(e, true);
    }

    /** {@code used}: someone looks at the value. */
    Value lower(Expression e, boolean used) {
        while (e instanceof EnclosedExpr p) e = p.getInner();
        if (e instanceof BinaryExpr b) return binary(b);
        if (e instanceof InstanceOfExpr i) return lowering.patterns.instanceOf(i);
        if (e instanceof UnaryExpr u && u.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT) return not(u);
        Value v = plain(e, used);
        whenTrue = null;
        whenFalse = null;
        return v;
    }

    /** The test of a branch or loop, in its normal form; the pattern variables stay in {@link #whenTrue} and {@link #whenFalse}. */
    Value test(Expression e) {
        return Conditions.test(lower(e));
    }

    private Value plain(Expression e, boolean used) {
        if (e instanceof NameExpr n) return name(n);
        if (e instanceof MethodCallExpr c) return call(c, used);
        if (e instanceof FieldAccessExpr f) return field(f);
        if (e instanceof LiteralExpr l) return Literals.of(l);
        if (e instanceof ThisExpr t) return new Value.This(t.getTypeName().map(n -> n.asString()).orElse(""));
        if (e instanceof AssignExpr a) return lowering.assignments.assign(a, used);
        if (e instanceof ObjectCreationExpr o) return lowering.creations.object(o, used);
        if (e instanceof UnaryExpr u) return unary(u);
        if (e instanceof CastExpr c) return cast(c);
        if (e instanceof LambdaExpr l) return lowering.lambdas.lambda(l, List.of());
        if (e instanceof VariableDeclarationExpr d) return lowering.statements.declaration(d);
        if (e instanceof ConditionalExpr c) return conditional(c);
        if (e instanceof ArrayAccessExpr a) return element(a);
        if (e instanceof ClassExpr c) return new Value.ClassLiteral(type(c.getType()));
        if (e instanceof MethodReferenceExpr m) return lowering.lambdas.reference(m, List.of());
        if (e instanceof ArrayCreationExpr a) return lowering.creations.array(a, used);
        if (e instanceof SuperExpr s) return new Value.Super(s.getTypeName().map(n -> n.asString()).orElse(""));
        if (e instanceof SwitchExpr s) return lowering.switches.expression(s);
        if (e instanceof ArrayInitializerExpr a) return lowering.creations.initializer(a, TypeRef.of("Object").withDims(1));
        return Value.UNKNOWN;
    }

    private TypeRef type(Type t) {
        return lowering.file.typeRefs.of(t);
    }

    private Value name(NameExpr n) {
        Value local = lowering.resolve(n.getName());
        if (local != null) return local;
        Value v = new Value.Name(n.getName().getIdentifier());
        draft.read(Spans.of(n), v);
        return v;
    }

    private Value field(FieldAccessExpr f) {
        Value v = new Value.Field(lower(f.getScope()), f.getName().getIdentifier());
        draft.read(Spans.of(f), v);
        return v;
    }

    private Value element(ArrayAccessExpr a) {
        Value array = lower(a.getName());
        Value v = new Value.Element(array, lower(a.getIndex()));
        draft.read(Spans.of(a), v);
        return v;
    }

    // Calls

    private Value call(MethodCallExpr c, boolean used) {
        Expression scope = c.getScope().orElse(null);
        Value receiver = scope == null ? null : lower(scope);
        List<Value> args = arguments(c.getArguments());
        NodeList<Type> typeArgs = c.getTypeArguments().orElse(null);
        int id = draft.nextEvent();
        draft.emit(new Event.Call(id, Spans.of(c), Spans.name(c.getName()), receiver, c.getName().getIdentifier(), args,
                typeArgs == null ? List.of() : lowering.file.typeRefs.all(typeArgs), used));
        return new Value.Result(id);
    }

    List<Value> arguments(NodeList<Expression> args) {
        int n = args.size();
        if (n == 0) return List.of();
        if (n == 1) return List.of(lower(args.get(0)));
        List<Value> r = new ArrayList<>(n);
        for (int i = 0; i < n; i++) r.add(lower(args.get(i)));
        return r;
    }

    /** {@code this(...)} or {@code super(...)}. */
    void constructorCall(ExplicitConstructorInvocationStmt s) {
        boolean before = draft.beforeInstance;
        draft.beforeInstance = true;
        Expression outer = s.getExpression().orElse(null);
        Value receiver = outer == null ? null : lower(outer);
        List<Value> args = arguments(s.getArguments());
        draft.beforeInstance = before;
        NodeList<Type> typeArgs = s.getTypeArguments().orElse(null);
        JavaToken keyword = outer == null ? Spans.first(s) : Spans.last(outer);
        String word = s.isThis() ? "this" : "super";
        if (keyword != null && !keyword.getText().equals(word)) keyword = Spans.following(keyword, word);
        JavaToken end = Spans.last(s);
        if (end != null && end.getText().equals(";")) end = Spans.previous(end);
        draft.emit(new Event.Call(draft.nextEvent(), Spans.upTo(s, end), Spans.of(keyword), receiver, "<" + word + ">", args,
                typeArgs == null ? List.of() : lowering.file.typeRefs.all(typeArgs), false));
    }

    /** {@code yield(x)} as a call of a method: code from before Java 14, outside of any switch expression. */
    void yieldCall(Span span, Span nameSpan, List<Value> arguments) {
        draft.emit(new Event.Call(draft.nextEvent(), span, nameSpan, null, "yield", arguments, List.of(), false));
    }

    // Operators

    private Value unary(UnaryExpr u) {
        UnaryExpr.Operator op = u.getOperator();
        switch (op) {
            case PREFIX_INCREMENT, POSTFIX_INCREMENT -> {
                return lowering.assignments.update(u, u.getExpression(), "+");
            }
            case PREFIX_DECREMENT, POSTFIX_DECREMENT -> {
                return lowering.assignments.update(u, u.getExpression(), "-");
            }
            default -> {
                return new Value.Unary(op.asString(), lower(u.getExpression()));
            }
        }
    }

    private Value not(UnaryExpr u) {
        Value v = Conditions.not(lower(u.getExpression()));
        int[] t = whenTrue;
        whenTrue = whenFalse;
        whenFalse = t;
        return v;
    }

    /** Left-deep trees are walked without recursion: generated code concatenates thousands of operands. */
    private Value binary(BinaryExpr top) {
        Expression left = Paths.strip(top.getLeft());
        List<BinaryExpr> spine = null;
        BinaryExpr current = top;
        if (left instanceof BinaryExpr) {
            spine = new ArrayList<>();
            spine.add(top);
            while (left instanceof BinaryExpr b) {
                spine.add(b);
                left = Paths.strip(b.getLeft());
            }
            current = spine.get(spine.size() - 1);
        }
        Value v = lower(left);
        if (spine == null) return step(v, current, 0);
        for (int i = spine.size() - 1; i >= 0; i--) v = step(v, spine.get(i), spine.size() - 1 - i);
        return v;
    }

    /** One operator with its left value of {@code before} operators at hand, whose pattern variables are still in {@link #whenTrue} and {@link #whenFalse}. */
    private Value step(Value left, BinaryExpr b, int before) {
        BinaryExpr.Operator op = b.getOperator();
        if (op != BinaryExpr.Operator.AND && op != BinaryExpr.Operator.OR) {
            Value right = lower(b.getRight());
            whenTrue = null;
            whenFalse = null;
            return Conditions.binary(op.asString(), left, right);
        }
        boolean and = op == BinaryExpr.Operator.AND;
        int[] bound = and ? whenTrue : whenFalse;
        int mark = draft.mark();
        draft.bind(bound);
        List<Node> saved = draft.open();
        Value right = lower(b.getRight());
        Node part = draft.close(saved);
        draft.release(mark);
        if (part != Node.EMPTY) {
            Value condition = before < LONGEST_TEST ? Conditions.test(left) : Value.UNKNOWN;
            draft.emit(new Node.Branch(Spans.of(b), condition, and ? part : Node.EMPTY, and ? Node.EMPTY : part, false));
        }
        if (and) {
            whenTrue = Patterns.union(bound, whenTrue);
            whenFalse = null;
        } else {
            whenFalse = Patterns.union(bound, whenFalse);
            whenTrue = null;
        }
        return new Value.Binary(and ? "&&" : "||", left, right);
    }

    private Value conditional(ConditionalExpr c) {
        Value condition = test(c.getCondition());
        int[] t = whenTrue, f = whenFalse;
        int mark = draft.mark();
        draft.bind(t);
        List<Node> saved = draft.open();
        Value yes = lower(c.getThenExpr());
        Node then = draft.close(saved);
        draft.release(mark);
        draft.bind(f);
        saved = draft.open();
        Value no = lower(c.getElseExpr());
        Node otherwise = draft.close(saved);
        draft.release(mark);
        if (then != Node.EMPTY || otherwise != Node.EMPTY) draft.emit(new Node.Branch(Spans.of(c), condition, then, otherwise, false));
        return new Value.Choice(condition, List.of(yes, no));
    }

    private Value cast(CastExpr c) {
        List<TypeRef> types = lowering.file.typeRefs.alternatives(c.getType());
        Expression inner = Paths.strip(c.getExpression());
        while (inner instanceof CastExpr next && Paths.stripCasts(next) != next && callable(Paths.stripCasts(next))) {
            types = new ArrayList<>(types);
            types.addAll(lowering.file.typeRefs.alternatives(next.getType()));
            inner = Paths.strip(next.getExpression());
        }
        if (inner instanceof LambdaExpr l) return lowering.lambdas.lambda(l, types);
        if (inner instanceof MethodReferenceExpr m) return lowering.lambdas.reference(m, types);
        return new Value.Cast(types, lower(inner));
    }

    private static boolean callable(Expression e) {
        return e instanceof LambdaExpr || e instanceof MethodReferenceExpr;
    }
}
