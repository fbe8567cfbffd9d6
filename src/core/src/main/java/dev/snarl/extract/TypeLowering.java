package dev.snarl.extract;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.AnnotationMemberDeclaration;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.EnumConstantDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.ParamFacts;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeFacts;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import java.util.List;

/** Type declarations and their members, in source order. */
final class TypeLowering {
    /** The name of the class that a compact source file declares without naming it. */
    static final String COMPACT = "$main";

    private final FileLowering file;
    private final Members members;

    TypeLowering(FileLowering file) {
        this.file = file;
        members = new Members(file);
    }

    void topLevel(TypeDeclaration<?> d) {
        boolean compact = d instanceof ClassOrInterfaceDeclaration c && c.isCompact();
        String name = compact ? COMPACT : d.getName().getIdentifier();
        file.startOutermost(name);
        declared(d, name, name, null, null, 0);
    }

    private void member(TypeDeclaration<?> d, TypeDraft outer) {
        String name = d.getName().getIdentifier();
        int implied = outer.kind == TypeKind.INTERFACE || outer.kind == TypeKind.ANNOTATION ? Mods.PUBLIC | Mods.STATIC : 0;
        declared(d, outer.name + "." + name, name, outer, null, implied);
    }

    /** A type declared in a body. */
    void local(TypeDeclaration<?> d, BodyDraft body) {
        String name = d.getName().getIdentifier();
        declared(d, file.localName(name), name, body.type, body, 0);
    }

    private void declared(TypeDeclaration<?> d, String name, String simpleName, TypeDraft outer, BodyDraft body, int implied) {
        TypeKind kind = kind(d);
        int mods = Modifiers.of(d.getModifiers()) | implied;
        TypeRef supertype = null;
        List<TypeRef> interfaces = List.of(), permits = List.of();
        List<TypeParam> typeParams = List.of();
        List<ParamFacts> components = List.of();
        if (d instanceof ClassOrInterfaceDeclaration c) {
            typeParams = file.typeRefs.params(c.getTypeParameters());
            permits = file.typeRefs.all(c.getPermittedTypes());
            if (kind == TypeKind.INTERFACE) {
                interfaces = file.typeRefs.all(c.getExtendedTypes());
            } else {
                NodeList<ClassOrInterfaceType> extended = c.getExtendedTypes();
                if (!extended.isEmpty()) supertype = file.typeRefs.of(extended.get(0));
                interfaces = file.typeRefs.all(c.getImplementedTypes());
            }
        } else if (d instanceof EnumDeclaration e) {
            interfaces = file.typeRefs.all(e.getImplementedTypes());
            if (plainConstants(e)) mods |= Mods.FINAL;
        } else if (d instanceof RecordDeclaration r) {
            typeParams = file.typeRefs.params(r.getTypeParameters());
            interfaces = file.typeRefs.all(r.getImplementedTypes());
            components = members.params(r.getParameters());
            mods |= Mods.FINAL;
        }
        if (kind == TypeKind.INTERFACE || kind == TypeKind.ANNOTATION) mods |= Mods.ABSTRACT;
        if (outer != null && kind != TypeKind.CLASS) mods |= Mods.STATIC;
        boolean staticContext = body != null && (kind != TypeKind.CLASS || body.isStatic || body.beforeInstance);
        TypeDraft t = new TypeDraft(file.reserveType(), name, simpleName, kind, outer, body, file.typeRefs.named(simpleName));
        if (t.insideBody) fieldNames(t, d.getMembers());
        if (d instanceof RecordDeclaration r) components(t, r, components);
        if (d instanceof EnumDeclaration e) for (EnumConstantDeclaration c : e.getEntries()) constant(t, c);
        boolean varargs = d instanceof RecordDeclaration r && !r.getParameters().isEmpty() && r.getParameters().get(r.getParameters().size() - 1).isVarArgs();
        all(t, d.getMembers(), components, varargs);
        file.type(t.index, new TypeFacts(name, simpleName, kind, mods, t.outerIndex(), t.outerMethod(), staticContext, typeParams, supertype, interfaces, permits,
                Annotations.of(d.getAnnotations()), components, List.copyOf(t.fields), List.copyOf(t.methods), Spans.of(d), nameSpan(d)));
    }

    private static Span nameSpan(TypeDeclaration<?> d) {
        if (!d.getName().getRange().isPresent()) return Spans.of(d);
        return Spans.name(d.getName());
    }

    private static TypeKind kind(TypeDeclaration<?> d) {
        if (d instanceof ClassOrInterfaceDeclaration c) return c.isInterface() ? TypeKind.INTERFACE : TypeKind.CLASS;
        if (d instanceof EnumDeclaration) return TypeKind.ENUM;
        return d instanceof RecordDeclaration ? TypeKind.RECORD : TypeKind.ANNOTATION;
    }

    private static boolean plainConstants(EnumDeclaration e) {
        for (EnumConstantDeclaration c : e.getEntries()) if (!c.getClassBody().isEmpty()) return false;
        return true;
    }

    /** The class of {@code new T(..) { .. }}; gives its index in the file. */
    int anonymous(ObjectCreationExpr o, TypeRef supertype, NodeList<BodyDeclaration<?>> body, BodyDraft enclosing) {
        return anonymous(supertype, body, enclosing, Spans.of(o), Spans.of(o.getType()));
    }

    /** The class of an enum constant with a body or of a creation; gives its index in the file. */
    private int anonymous(TypeRef supertype, NodeList<BodyDeclaration<?>> body, BodyDraft enclosing, Span span, Span nameSpan) {
        TypeDraft t = new TypeDraft(file.reserveType(), file.localName(""), "", TypeKind.CLASS, enclosing.type, enclosing, supertype);
        fieldNames(t, body);
        all(t, body, List.of(), false);
        file.type(t.index, new TypeFacts(t.name, "", TypeKind.CLASS, 0, t.outerIndex(), t.outerMethod(), enclosing.isStatic || enclosing.beforeInstance, List.of(),
                supertype, List.of(), List.of(), List.of(), List.of(), List.copyOf(t.fields), List.copyOf(t.methods), span, nameSpan));
        return t.index;
    }

    private static void fieldNames(TypeDraft t, NodeList<BodyDeclaration<?>> members) {
        for (BodyDeclaration<?> m : members)
            if (m instanceof FieldDeclaration f) for (VariableDeclarator v : f.getVariables()) t.fieldNames.add(v.getName().getIdentifier());
    }

    private static void components(TypeDraft t, RecordDeclaration r, List<ParamFacts> components) {
        for (int i = 0; i < components.size(); i++) {
            ParamFacts c = components.get(i);
            t.fields.add(new FieldFacts(c.name(), c.type(), Mods.PRIVATE | Mods.FINAL | Mods.RECORD_COMPONENT, c.annotations(), false,
                    Spans.name(r.getParameters().get(i).getName())));
            t.fieldNames.add(c.name());
        }
    }

    private void constant(TypeDraft t, EnumConstantDeclaration c) {
        String name = c.getName().getIdentifier();
        Span nameSpan = Spans.name(c.getName());
        t.fieldNames.add(name);
        t.fields.add(new FieldFacts(name, t.self, Mods.PUBLIC | Mods.STATIC | Mods.FINAL | Mods.ENUM_CONSTANT, Annotations.of(c.getAnnotations()), true, nameSpan));
        BodyLowering init = members.staticInit(t);
        List<Value> args = init.expressions.arguments(c.getArguments());
        NodeList<BodyDeclaration<?>> body = c.getClassBody();
        int anonymous = body.isEmpty() ? -1 : anonymous(t.self, body, init.draft, Spans.of(c), nameSpan);
        Span span = c.getArguments().isEmpty() ? nameSpan : Spans.upTo(c, Spans.following(Spans.last(c.getArguments().get(c.getArguments().size() - 1)), ")"));
        members.enumConstant(init, span, t.self, args, anonymous, name);
    }

    private void all(TypeDraft t, NodeList<BodyDeclaration<?>> declarations, List<ParamFacts> components, boolean varargs) {
        for (int i = 0, n = declarations.size(); i < n; i++) {
            BodyDeclaration<?> m = declarations.get(i);
            if (m instanceof MethodDeclaration d) members.method(t, d);
            else if (m instanceof FieldDeclaration d) members.field(t, d);
            else if (m instanceof ConstructorDeclaration d) members.constructor(t, d);
            else if (m instanceof TypeDeclaration<?> d) member(d, t);
            else if (m instanceof InitializerDeclaration d) members.initializer(t, d);
            else if (m instanceof CompactConstructorDeclaration d) members.compactConstructor(t, d, components, varargs);
            else if (m instanceof AnnotationMemberDeclaration d) members.annotationMember(t, d);
        }
        members.finish(t);
    }
}
