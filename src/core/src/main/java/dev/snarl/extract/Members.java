package dev.snarl.extract;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Event;
import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.ParamFacts;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** Fields, methods, constructors and initialisers with their bodies. */
final class Members {
    private static final Value THIS = new Value.This("");

    private final FileLowering file;

    Members(FileLowering file) {
        this.file = file;
    }

    // Fields and initialisers

    void field(TypeDraft t, FieldDeclaration d) {
        int mods = Modifiers.of(d.getModifiers());
        if (isInterface(t)) mods |= Mods.PUBLIC | Mods.STATIC | Mods.FINAL;
        List<AnnotationFacts> annotations = Annotations.of(d.getAnnotations());
        NodeList<VariableDeclarator> variables = d.getVariables();
        for (int i = 0; i < variables.size(); i++) {
            VariableDeclarator v = variables.get(i);
            TypeRef type = file.typeRefs.of(v.getType());
            String name = v.getName().getIdentifier();
            Expression initializer = v.getInitializer().orElse(null);
            t.fields.add(new FieldFacts(name, type, mods, annotations, initializer != null, Spans.name(v.getName())));
            if (initializer == null) continue;
            boolean isStatic = Mods.has(mods, Mods.STATIC);
            BodyLowering init = isStatic ? staticInit(t) : instanceInit(t);
            Value value = init.creations.initial(initializer, type);
            Value target = isStatic ? new Value.Name(name) : new Value.Field(THIS, name);
            init.draft.emit(new Event.Write(init.draft.nextEvent(), Spans.of(v), target, value, false, true));
        }
    }

    void enumConstant(BodyLowering init, Span span, TypeRef type, List<Value> args, int anonymous, String name) {
        int id = init.draft.nextEvent();
        init.draft.emit(new Event.New(id, span, type, args, null, anonymous, true));
        init.draft.emit(new Event.Write(init.draft.nextEvent(), span, new Value.Name(name), new Value.Result(id), false, true));
    }

    void initializer(TypeDraft t, InitializerDeclaration d) {
        (d.isStatic() ? staticInit(t) : instanceInit(t)).statements.block(d.getBody());
    }

    BodyLowering staticInit(TypeDraft t) {
        if (t.staticInit == null) t.staticInit = start(t, true);
        return t.staticInit;
    }

    private BodyLowering instanceInit(TypeDraft t) {
        if (t.instanceInit == null) t.instanceInit = start(t, false);
        return t.instanceInit;
    }

    /** A body whose method takes its place in the type now and is complete later. */
    private BodyLowering start(TypeDraft t, boolean isStatic) {
        t.methods.add(null);
        return new BodyLowering(file, new BodyDraft(t, t.methods.size() - 1, isStatic));
    }

    /** Closes the initialisers. */
    void finish(TypeDraft t) {
        if (t.staticInit != null) initialiser(t, t.staticInit.draft, MethodFacts.STATIC_INIT, Mods.STATIC);
        if (t.instanceInit != null) initialiser(t, t.instanceInit.draft, MethodFacts.INSTANCE_INIT, 0);
    }

    private void initialiser(TypeDraft t, BodyDraft draft, String name, int mods) {
        t.methods.set(draft.method, new MethodFacts(name, List.of(), List.of(), TypeRef.VOID, mods, List.of(), List.of(), Span.NONE, Span.NONE, file.body(draft)));
    }

    // Methods and constructors

    void method(TypeDraft t, MethodDeclaration d) {
        int mods = Modifiers.of(d.getModifiers());
        BlockStmt body = d.getBody().orElse(null);
        if (isInterface(t)) {
            if (!Mods.has(mods, Mods.PRIVATE)) mods |= Mods.PUBLIC;
            if (body == null && !Mods.has(mods, Mods.STATIC | Mods.PRIVATE | Mods.DEFAULT)) mods |= Mods.ABSTRACT;
        }
        callable(t, d, d.getName().getIdentifier(), mods, file.typeRefs.of(d.getType()), body);
    }

    void constructor(TypeDraft t, ConstructorDeclaration d) {
        int mods = Modifiers.of(d.getModifiers());
        if (t.kind == TypeKind.ENUM) mods |= Mods.PRIVATE;
        callable(t, d, MethodFacts.CONSTRUCTOR, mods, TypeRef.VOID, d.getBody());
    }

    private void callable(TypeDraft t, CallableDeclaration<?> d, String name, int mods, TypeRef returned, BlockStmt block) {
        NodeList<Parameter> parameters = d.getParameters();
        List<ParamFacts> params = params(parameters);
        if (!parameters.isEmpty() && parameters.get(parameters.size() - 1).isVarArgs()) mods |= Mods.VARARGS;
        int method = t.methods.size();
        t.methods.add(null);
        int body = -1;
        if (block != null) {
            BodyLowering lowering = new BodyLowering(file, new BodyDraft(t, method, Mods.has(mods, Mods.STATIC)));
            declare(lowering.draft, params, parameters);
            lowering.statements.statements(block.getStatements());
            body = file.body(lowering.draft);
        }
        add(t, method, d, d.getName(), name, file.typeRefs.params(d.getTypeParameters()), params, returned, mods,
                file.typeRefs.all(d.getThrownExceptions()), Annotations.of(d.getAnnotations()), body);
    }

    /** The parameters are the components; after the body each field takes its parameter's value. */
    void compactConstructor(TypeDraft t, CompactConstructorDeclaration d, List<ParamFacts> components, boolean varargs) {
        int method = t.methods.size();
        t.methods.add(null);
        BodyLowering lowering = new BodyLowering(file, new BodyDraft(t, method, false));
        for (ParamFacts c : components) lowering.draft.declare(c.name(), LocalFacts.Kind.PARAM, c.type(), Spans.name(d.getName()));
        int mark = lowering.draft.mark();
        lowering.statements.statements(d.getBody().getStatements());
        lowering.draft.release(mark);
        for (int i = 0; i < components.size(); i++) {
            Value field = new Value.Field(THIS, components.get(i).name());
            lowering.draft.emit(new Event.Write(lowering.draft.nextEvent(), Spans.name(d.getName()), field, new Value.Local(i), false, false));
        }
        add(t, method, d, d.getName(), MethodFacts.CONSTRUCTOR, file.typeRefs.params(d.getTypeParameters()), components, TypeRef.VOID,
                Modifiers.of(d.getModifiers()) | Mods.COMPACT | (varargs ? Mods.VARARGS : 0), file.typeRefs.all(d.getThrownExceptions()), Annotations.of(d.getAnnotations()), file.body(lowering.draft));
    }

    void annotationMember(TypeDraft t, AnnotationMemberDeclaration d) {
        int method = t.methods.size();
        t.methods.add(null);
        add(t, method, d, d.getName(), d.getName().getIdentifier(), List.of(), List.of(), file.typeRefs.of(d.getType()),
                Modifiers.of(d.getModifiers()) | Mods.PUBLIC | Mods.ABSTRACT, List.of(), Annotations.of(d.getAnnotations()), -1);
    }

    private static void add(TypeDraft t, int method, Node node, SimpleName at, String name, List<TypeParam> typeParams, List<ParamFacts> params, TypeRef returned,
                            int mods, List<TypeRef> thrown, List<AnnotationFacts> annotations, int body) {
        t.methods.set(method, new MethodFacts(name, typeParams, params, returned, mods, thrown, annotations, Spans.of(node), Spans.name(at), body));
    }

    List<ParamFacts> params(NodeList<Parameter> parameters) {
        int n = parameters.size();
        if (n == 0) return List.of();
        List<ParamFacts> r = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Parameter p = parameters.get(i);
            TypeRef type = file.typeRefs.of(p.getType());
            if (p.isVarArgs()) type = type.withDims(type.dims() + 1);
            r.add(new ParamFacts(p.getName().getIdentifier(), type, Modifiers.of(p.getModifiers()), Annotations.of(p.getAnnotations())));
        }
        return List.copyOf(r);
    }

    private static void declare(BodyDraft draft, List<ParamFacts> params, NodeList<Parameter> parameters) {
        for (int i = 0; i < params.size(); i++)
            draft.declare(params.get(i).name(), LocalFacts.Kind.PARAM, params.get(i).type(), Spans.name(parameters.get(i).getName()));
    }

    private static boolean isInterface(TypeDraft t) {
        return t.kind == TypeKind.INTERFACE || t.kind == TypeKind.ANNOTATION;
    }
}
