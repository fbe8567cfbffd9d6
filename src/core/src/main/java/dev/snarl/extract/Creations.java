package dev.snarl.extract;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.ArrayCreationLevel;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Objects and arrays that are created. */
final class Creations {
    private final BodyLowering lowering;
    private final BodyDraft draft;

    Creations(BodyLowering lowering) {
        this.lowering = lowering;
        draft = lowering.draft;
    }

    Value object(ObjectCreationExpr o, boolean used) {
        Expression scope = o.getScope().orElse(null);
        Value outer = scope == null ? null : lowering.expressions.lower(scope);
        List<Value> args = lowering.expressions.arguments(o.getArguments());
        TypeRef type = lowering.file.typeRefs.of(o.getType());
        NodeList<BodyDeclaration<?>> body = o.getAnonymousClassBody().orElse(null);
        int anonymous = body == null ? -1 : lowering.file.typeLowering.anonymous(o, type, body, draft);
        int id = draft.nextEvent();
        draft.emit(new Event.New(id, body == null ? Spans.of(o) : head(o), type, args, outer, anonymous, used));
        return new Value.Result(id);
    }

    /** {@code new T(..)} without the body of the anonymous class. */
    private static Span head(ObjectCreationExpr o) {
        NodeList<Expression> args = o.getArguments();
        JavaToken t = args.isEmpty() ? Spans.last(o.getType()) : Spans.last(args.get(args.size() - 1));
        return Spans.upTo(o, Spans.following(t, ")"));
    }

    Value array(ArrayCreationExpr a, boolean used) {
        NodeList<ArrayCreationLevel> levels = a.getLevels();
        TypeRef element = lowering.file.typeRefs.of(a.getElementType());
        TypeRef type = element.withDims(element.dims() + levels.size());
        ArrayInitializerExpr init = a.getInitializer().orElse(null);
        List<Value> args;
        if (init != null) {
            args = elements(init, type);
        } else {
            args = new ArrayList<>(levels.size());
            for (int i = 0; i < levels.size(); i++) {
                Expression dimension = levels.get(i).getDimension().orElse(null);
                if (dimension != null) args.add(lowering.expressions.lower(dimension));
            }
        }
        return created(Spans.of(a), type, args, used);
    }

    /** {@code {a, b}} as a value of {@code type}. */
    Value initializer(ArrayInitializerExpr a, TypeRef type) {
        return created(Spans.of(a), type, elements(a, type), true);
    }

    /** An initialiser of a variable: an expression, or the short form of an array. */
    Value initial(Expression e, TypeRef declared) {
        return e instanceof ArrayInitializerExpr a ? initializer(a, declared) : lowering.expressions.lower(e);
    }

    private List<Value> elements(ArrayInitializerExpr a, TypeRef type) {
        NodeList<Expression> values = a.getValues();
        TypeRef inner = type.dims() > 1 ? type.withDims(type.dims() - 1) : type;
        List<Value> r = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) r.add(initial(values.get(i), inner));
        return r;
    }

    private Value created(Span span, TypeRef type, List<Value> args, boolean used) {
        int id = draft.nextEvent();
        draft.emit(new Event.New(id, span, type, args, null, -1, used));
        return new Value.Result(id);
    }
}
