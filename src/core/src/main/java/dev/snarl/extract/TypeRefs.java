package dev.snarl.extract;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.type.ArrayType;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.IntersectionType;
import com.github.javaparser.ast.type.PrimitiveType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import com.github.javaparser.ast.type.UnionType;
import com.github.javaparser.ast.type.UnknownType;
import com.github.javaparser.ast.type.VoidType;
import com.github.javaparser.ast.type.WildcardType;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types as written. Equal simple types of one file are one object. */
final class TypeRefs {
    private static final TypeRef WILD = new TypeRef("?", List.of(), 0, '*');
    private final Map<String, TypeRef> simple = new HashMap<>();

    TypeRef named(String name) {
        TypeRef t = simple.get(name);
        if (t == null) simple.put(name, t = TypeRef.of(name));
        return t;
    }

    TypeRef of(Type type) {
        if (type instanceof ClassOrInterfaceType c) {
            NodeList<Type> args = c.getTypeArguments().orElse(null);
            String name = dotted(c);
            return args == null || args.isEmpty() ? named(name) : new TypeRef(name, all(args), 0, (char) 0);
        }
        if (type instanceof PrimitiveType p) return named(p.asString());
        if (type instanceof ArrayType a) {
            int dims = 1;
            Type element = a.getComponentType();
            while (element instanceof ArrayType inner) {
                dims++;
                element = inner.getComponentType();
            }
            TypeRef t = of(element);
            return t.withDims(t.dims() + dims);
        }
        if (type instanceof VoidType) return TypeRef.VOID;
        if (type instanceof WildcardType w) {
            Type bound = w.getExtendedType().orElse(null);
            if (bound != null) return wildcard(bound, '+');
            bound = w.getSuperType().orElse(null);
            return bound != null ? wildcard(bound, '-') : WILD;
        }
        if (type instanceof UnknownType) return TypeRef.VAR;
        if (type instanceof UnionType || type instanceof IntersectionType) return alternatives(type).get(0);
        return named(type.asString());
    }

    /** The members of a union or an intersection, else the type itself. */
    List<TypeRef> alternatives(Type type) {
        if (type instanceof UnionType u) return all(u.getElements());
        if (type instanceof IntersectionType i) return all(i.getElements());
        return List.of(of(type));
    }

    List<TypeRef> all(NodeList<? extends Type> types) {
        int n = types.size();
        if (n == 0) return List.of();
        if (n == 1) return List.of(of(types.get(0)));
        List<TypeRef> r = new ArrayList<>(n);
        for (int i = 0; i < n; i++) r.add(of(types.get(i)));
        return r;
    }

    List<TypeParam> params(NodeList<TypeParameter> params) {
        if (params.isEmpty()) return List.of();
        List<TypeParam> r = new ArrayList<>(params.size());
        for (TypeParameter p : params) r.add(new TypeParam(p.getNameAsString(), all(p.getTypeBound()), Annotations.of(p.getAnnotations())));
        return List.copyOf(r);
    }

    private TypeRef wildcard(Type bound, char kind) {
        TypeRef b = of(bound);
        return new TypeRef(b.name(), b.args(), b.dims(), kind);
    }

    static String dotted(ClassOrInterfaceType type) {
        ClassOrInterfaceType scope = type.getScope().orElse(null);
        String name = type.getName().getIdentifier();
        return scope == null ? name : dotted(scope) + "." + name;
    }
}
