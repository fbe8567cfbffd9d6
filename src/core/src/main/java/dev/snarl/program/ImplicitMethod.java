package dev.snarl.program;

import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.ParamFacts;
import dev.snarl.facts.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * A method or constructor that the compiler adds to a scanned type: {@code values} and {@code valueOf} of an enum, a record's accessors and canonical
 * constructor, a class's default constructor.
 *
 * @param field the field that a record's accessor returns, else null
 */
record ImplicitMethod(SourceType owner, String name, List<Type> paramTypes, Type returnType, int mods, Field field) implements MethodDecl {
    @Override
    public List<String> typeParams() {
        return List.of();
    }

    @Override
    public Type erasure(String typeParam) {
        return Type.UNKNOWN;
    }

    @Override
    public String toString() {
        return owner.name() + "#" + name;
    }

    /** The implicit method of that name that the type declares no explicit one for, or null. */
    static ImplicitMethod of(SourceType t, String name) {
        if (name.equals(MethodFacts.CONSTRUCTOR)) return constructor(t);
        if (t.kind() == TypeKind.ENUM) {
            if (name.equals("values")) return new ImplicitMethod(t, name, List.of(), Type.of(t).withDims(1), Mods.PUBLIC | Mods.STATIC, null);
            if (!name.equals("valueOf")) return null;
            return new ImplicitMethod(t, name, List.of(t.universe().platform("java.lang.String")), Type.of(t), Mods.PUBLIC | Mods.STATIC, null);
        }
        if (t.kind() != TypeKind.RECORD) return null;
        Field f = t.ownField(name);
        if (f == null || f.isStatic()) return null;
        for (Method m : t.ownMethods(name)) if (m.facts().params().isEmpty()) return null;
        return new ImplicitMethod(t, name, List.of(), f.type(), Mods.PUBLIC, f);
    }

    private static ImplicitMethod constructor(SourceType t) {
        List<Method> explicit = t.ownMethods(MethodFacts.CONSTRUCTOR);
        if (t.kind() == TypeKind.RECORD) {
            List<Type> params = new ArrayList<>();
            for (ParamFacts p : t.facts().components()) params.add(t.universe().resolve(p.type(), t, null));
            ImplicitMethod canonical = new ImplicitMethod(t, MethodFacts.CONSTRUCTOR, params, Type.VOID, Mods.PUBLIC, null);
            for (Method m : explicit) if (m.paramTypes().size() == params.size() && Members.sameErasure(m, canonical)) return null;
            return canonical;
        }
        if (!explicit.isEmpty() || t.kind() != TypeKind.CLASS && t.kind() != TypeKind.ENUM) return null;
        return new ImplicitMethod(t, MethodFacts.CONSTRUCTOR, List.of(), Type.VOID, Mods.PUBLIC, null);
    }
}
