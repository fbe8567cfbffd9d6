package dev.snarl.extract;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Lambdas and method references. */
final class Lambdas {
    private final BodyLowering lowering;
    private final BodyDraft draft;

    Lambdas(BodyLowering lowering) {
        this.lowering = lowering;
        draft = lowering.draft;
    }

    Value lambda(LambdaExpr e, List<TypeRef> casts) {
        int index = draft.reserveLambda();
        int outer = draft.lambda, loops = draft.loops, mark = draft.mark(), reads = draft.watchedReads();
        List<Value> yields = draft.yields;
        draft.lambda = index;
        draft.loops = 0;
        draft.yields = null;
        NodeList<Parameter> parameters = e.getParameters();
        List<Integer> params = new ArrayList<>(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter p = parameters.get(i);
            TypeRef type = lowering.file.typeRefs.of(p.getType());
            if (p.isVarArgs()) type = type.withDims(type.dims() + 1);
            params.add(draft.declare(p.getName().getIdentifier(), LocalFacts.Kind.LAMBDA_PARAM, type, Spans.name(p.getName())));
        }
        List<Node> saved = draft.open();
        if (e.getBody() instanceof ExpressionStmt s) {
            Value v = lowering.expressions.lower(s.getExpression());
            draft.emit(new Node.Return(Spans.of(s.getExpression()), v));
        } else {
            lowering.statements.lower(e.getBody());
        }
        Node body = draft.close(saved);
        draft.release(mark);
        draft.lambda = outer;
        draft.loops = loops;
        draft.yields = yields;
        draft.forgetReads(reads);
        draft.lambda(index, new LambdaFacts(params, body, outer, casts, Spans.of(e), arrow(e)));
        return new Value.Lambda(index);
    }

    private static Span arrow(LambdaExpr e) {
        JavaToken t = Spans.before(e.getBody());
        return Spans.upTo(e, t);
    }

    Value reference(MethodReferenceExpr e, List<TypeRef> casts) {
        Expression scope = Paths.strip(e.getScope());
        String method = e.getIdentifier();
        if (!(scope instanceof TypeExpr t)) return new Value.MethodRef(lowering.expressions.lower(scope), null, method, casts, Spans.of(e));
        if (!method.equals("new") && t.getType() instanceof ClassOrInterfaceType c && plain(c))
            return new Value.MethodRef(name(c), null, method, casts, Spans.of(e));
        return new Value.MethodRef(null, type(t.getType()), method, casts, Spans.of(e));
    }

    private TypeRef type(Type t) {
        return lowering.file.typeRefs.of(t);
    }

    /** True for a dotted name: the parser takes {@code handler::run} for a type, and so may we, or for a variable. */
    private static boolean plain(ClassOrInterfaceType type) {
        ClassOrInterfaceType t = type;
        while (t != null) {
            if (t.getTypeArguments().isPresent() || !t.getAnnotations().isEmpty()) return false;
            t = t.getScope().orElse(null);
        }
        return true;
    }

    private Value name(ClassOrInterfaceType c) {
        ClassOrInterfaceType scope = c.getScope().orElse(null);
        Value v;
        if (scope == null) {
            Value local = lowering.resolve(c.getName());
            if (local != null) return local;
            v = new Value.Name(c.getName().getIdentifier());
        } else {
            v = new Value.Field(name(scope), c.getName().getIdentifier());
        }
        draft.read(Spans.of(c), v);
        return v;
    }
}
