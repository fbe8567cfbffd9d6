package dev.snarl.extract;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import com.github.javaparser.ast.stmt.LocalRecordDeclarationStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.UnparsableStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import com.github.javaparser.ast.type.UnionType;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Node.JumpKind;
import dev.snarl.facts.Node.LoopKind;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Statements. A statement that brings pattern variables into scope for what follows leaves them bound: the block around it releases them. */
final class Statements {
    private final BodyLowering lowering;
    private final BodyDraft draft;
    private final Expressions expressions;

    Statements(BodyLowering lowering) {
        this.lowering = lowering;
        draft = lowering.draft;
        expressions = lowering.expressions;
    }

    void lower(Statement s) {
        if (s instanceof ExpressionStmt e) expressions.lower(e.getExpression(), false);
        else if (s instanceof BlockStmt b) block(b);
        else if (s instanceof IfStmt i) branch(i, i.getCondition(), Spans.of(i));
        else if (s instanceof ReturnStmt r) result(r);
        else if (s instanceof ForStmt f) loop(f);
        else if (s instanceof ForEachStmt f) loop(f);
        else if (s instanceof WhileStmt w) loop(w);
        else if (s instanceof ThrowStmt t) draft.emit(new Node.Throw(Spans.of(t), expressions.lower(t.getExpression())));
        else if (s instanceof TryStmt t) attempt(t);
        else if (s instanceof SwitchStmt w) lowering.switches.statement(w);
        else if (s instanceof BreakStmt b) jump(b, JumpKind.BREAK, b.getLabel().map(n -> n.getIdentifier()).orElse(null));
        else if (s instanceof ContinueStmt c) jump(c, JumpKind.CONTINUE, c.getLabel().map(n -> n.getIdentifier()).orElse(null));
        else if (s instanceof SynchronizedStmt y) synchronizedBlock(y);
        else if (s instanceof ExplicitConstructorInvocationStmt c) expressions.constructorCall(c);
        else if (s instanceof YieldStmt y) yieldOrCall(y);
        else if (s instanceof DoStmt d) loop(d);
        else if (s instanceof LabeledStmt l) draft.emit(new Node.Labeled(l.getLabel().getIdentifier(), part(l.getStatement())));
        else if (s instanceof AssertStmt a) assertion(a);
        else if (s instanceof LocalClassDeclarationStmt c) lowering.file.typeLowering.local(c.getClassDeclaration(), draft);
        else if (s instanceof LocalRecordDeclarationStmt r) lowering.file.typeLowering.local(r.getRecordDeclaration(), draft);
        else if (s instanceof EmptyStmt e) localEnum(e);
        else if (s instanceof UnparsableStmt) draft.broken = true;
    }

    private void localEnum(EmptyStmt place) {
        EnumDeclaration d = lowering.file.enums.at(place);
        if (d != null) lowering.file.typeLowering.local(d, draft);
    }

    void block(BlockStmt b) {
        int mark = draft.mark();
        statements(b.getStatements());
        draft.release(mark);
    }

    void statements(NodeList<Statement> statements) {
        for (int i = 0, n = statements.size(); i < n; i++) {
            Expression named = i + 1 < n ? NamedTests.test(statements, i) : null;
            if (named == null) lower(statements.get(i));
            else branch((IfStmt) statements.get(++i), named, Spans.between(statements.get(i - 1), statements.get(i)));
        }
    }

    /** A statement as a part of its own, with its own scope. */
    Node part(Statement s) {
        int mark = draft.mark();
        List<Node> saved = draft.open();
        lower(s);
        Node part = draft.close(saved);
        draft.release(mark);
        return part;
    }

    private Node part(Statement s, int[] bindings) {
        int mark = draft.mark();
        draft.bind(bindings);
        Node part = part(s);
        draft.release(mark);
        return part;
    }

    // Declarations

    Value declaration(VariableDeclarationExpr d) {
        NodeList<VariableDeclarator> variables = d.getVariables();
        List<String> suppressed = Annotations.suppressed(d.getAnnotations());
        for (int i = 0; i < variables.size(); i++) draft.local(declare(variables.get(i), LocalFacts.Kind.VARIABLE)).suppressed(suppressed);
        return Value.UNKNOWN;
    }

    private int declare(VariableDeclarator v, LocalFacts.Kind kind) {
        TypeRef type = lowering.file.typeRefs.of(v.getType());
        int local = draft.create(v.getName().getIdentifier(), kind, type, Spans.name(v.getName()), draft.loops);
        Expression initializer = v.getInitializer().orElse(null);
        if (initializer != null) {
            Value value = lowering.creations.initial(initializer, type);
            draft.emit(new Event.Assign(draft.nextEvent(), Spans.of(v), local, value));
            draft.local(local).initialised(value);
        }
        draft.bind(local);
        return local;
    }

    // Branches and jumps

    private void branch(IfStmt s, Expression test, Span span) {
        Value condition = expressions.test(test);
        int[] t = expressions.whenTrue, f = expressions.whenFalse;
        Node then = part(s.getThenStmt(), t);
        Statement otherwise = s.getElseStmt().orElse(null);
        Node alternative = otherwise == null ? Node.EMPTY : part(otherwise, f);
        draft.emit(new Node.Branch(span, condition, then, alternative, true));
        if (f != null && !Completion.canComplete(s.getThenStmt())) draft.bind(f);
        else if (t != null && otherwise != null && !Completion.canComplete(otherwise)) draft.bind(t);
    }

    private void result(ReturnStmt s) {
        Expression e = s.getExpression().orElse(null);
        draft.emit(new Node.Return(Spans.of(s), e == null ? null : expressions.lower(e)));
    }

    private void jump(Statement s, JumpKind kind, String label) {
        draft.emit(new Node.Jump(Spans.of(s), kind, label, null));
    }

    private void yieldOrCall(YieldStmt s) {
        if (draft.yields == null) {
            JavaToken end = Spans.last(s);
            if (end != null && end.getText().equals(";")) end = Spans.previous(end);
            // The parser reads yield() as the beginning of a lambda.
            boolean none = s.getExpression() instanceof LambdaExpr;
            List<Value> arguments = none ? List.of() : List.of(expressions.lower(s.getExpression()));
            expressions.yieldCall(Spans.upTo(s, end), Spans.of(Spans.first(s)), arguments);
        } else {
            yielded(Spans.of(s), s.getExpression());
        }
    }

    void yielded(Span span, Expression e) {
        Value v = expressions.lower(e);
        draft.yields.add(v);
        draft.emit(new Node.Jump(span, JumpKind.YIELD, null, v));
    }

    // Loops

    private void loop(WhileStmt s) {
        draft.loops++;
        List<Node> saved = draft.open();
        Value condition = expressions.test(s.getCondition());
        Node test = draft.close(saved);
        int[] t = expressions.whenTrue, f = expressions.whenFalse;
        Node body = part(s.getBody(), t);
        draft.loops--;
        draft.emit(new Node.Loop(Spans.of(s), LoopKind.WHILE, test, condition, body, Node.EMPTY, -1, null));
        if (f != null && !Completion.breaks(s.getBody(), null)) draft.bind(f);
    }

    private void loop(DoStmt s) {
        draft.loops++;
        Node body = part(s.getBody());
        List<Node> saved = draft.open();
        Value condition = expressions.test(s.getCondition());
        Node test = draft.close(saved);
        int[] f = expressions.whenFalse;
        draft.loops--;
        draft.emit(new Node.Loop(Spans.of(s), LoopKind.DO, test, condition, body, Node.EMPTY, -1, null));
        if (f != null && !Completion.breaks(s.getBody(), null)) draft.bind(f);
    }

    private void loop(ForStmt s) {
        int mark = draft.mark();
        NodeList<Expression> initialization = s.getInitialization(), updates = s.getUpdate();
        for (int i = 0; i < initialization.size(); i++) expressions.lower(initialization.get(i), false);
        draft.loops++;
        Node test = Node.EMPTY;
        Value condition = null;
        int[] t = null, f = null;
        Expression compare = s.getCompare().orElse(null);
        if (compare != null) {
            List<Node> saved = draft.open();
            condition = expressions.test(compare);
            test = draft.close(saved);
            t = expressions.whenTrue;
            f = expressions.whenFalse;
        }
        draft.bind(t);
        Node body = part(s.getBody());
        List<Node> saved = draft.open();
        for (int i = 0; i < updates.size(); i++) expressions.lower(updates.get(i), false);
        Node update = draft.close(saved);
        draft.loops--;
        draft.release(mark);
        draft.emit(new Node.Loop(Spans.of(s), LoopKind.FOR, test, condition, body, update, -1, null));
        if (f != null && !Completion.breaks(s.getBody(), null)) draft.bind(f);
    }

    private void loop(ForEachStmt s) {
        Value iterable = expressions.lower(s.getIterable());
        int mark = draft.mark();
        draft.loops++;
        VariableDeclarator v = s.getVariable().getVariables().get(0);
        int local = draft.declare(v.getName().getIdentifier(), LocalFacts.Kind.FOREACH, lowering.file.typeRefs.of(v.getType()), Spans.name(v.getName()));
        Node body = part(s.getBody());
        draft.loops--;
        draft.release(mark);
        draft.emit(new Node.Loop(Spans.of(s), LoopKind.FOREACH, Node.EMPTY, null, body, Node.EMPTY, local, iterable));
    }

    // Regions

    private void synchronizedBlock(SynchronizedStmt s) {
        Value lock = expressions.lower(s.getExpression());
        draft.emit(new Node.Sync(Spans.of(s), Spans.of(s.getExpression()), lock, part(s.getBody())));
    }

    private void attempt(TryStmt s) {
        int mark = draft.mark();
        NodeList<Expression> heads = s.getResources();
        List<Integer> locals = new ArrayList<>(heads.size());
        List<Value> existing = new ArrayList<>(0);
        List<Node> saved = draft.open();
        for (int i = 0; i < heads.size(); i++) {
            if (heads.get(i) instanceof VariableDeclarationExpr d) {
                for (VariableDeclarator v : d.getVariables()) locals.add(declare(v, LocalFacts.Kind.RESOURCE));
            } else {
                locals.add(-1);
                existing.add(expressions.lower(heads.get(i)));
            }
        }
        Node resources = draft.close(saved);
        Node body = part(s.getTryBlock());
        draft.release(mark);
        NodeList<CatchClause> clauses = s.getCatchClauses();
        List<Node.Catch> catches = new ArrayList<>(clauses.size());
        for (int i = 0; i < clauses.size(); i++) catches.add(handler(clauses.get(i)));
        BlockStmt last = s.getFinallyBlock().orElse(null);
        draft.emit(new Node.Try(Spans.of(s), resources, locals, existing, body, catches, last == null ? null : part(last)));
    }

    private Node.Catch handler(CatchClause c) {
        Parameter p = c.getParameter();
        List<TypeRef> types = lowering.file.typeRefs.alternatives(p.getType());
        int mark = draft.mark();
        // What several types have in common is not known here.
        TypeRef type = p.getType() instanceof UnionType ? TypeRef.of("Throwable") : types.get(0);
        int local = draft.declare(p.getName().getIdentifier(), LocalFacts.Kind.CATCH, type, Spans.name(p.getName()));
        Node body = part(c.getBody());
        draft.release(mark);
        return new Node.Catch(Spans.upTo(c, Spans.before(c.getBody())), types, local, body);
    }

    private void assertion(AssertStmt s) {
        List<Node> saved = draft.open();
        Value condition = expressions.test(s.getCheck());
        int[] f = expressions.whenFalse;
        Expression message = s.getMessage().orElse(null);
        if (message != null) {
            int mark = draft.mark();
            draft.bind(f);
            List<Node> outer = draft.open();
            expressions.lower(message);
            Node part = draft.close(outer);
            draft.release(mark);
            if (part != Node.EMPTY) draft.emit(new Node.Branch(Spans.of(message), condition, Node.EMPTY, part, false));
        }
        draft.emit(new Node.Assert(Spans.of(s), draft.close(saved), condition));
    }
}
