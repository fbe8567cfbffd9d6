package dev.snarl.program;

import dev.snarl.facts.Mods;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the single abstract method of functional interfaces. */
final class Functional {
    private static final Set<String> OBJECT = Set.of("equals", "hashCode", "toString", "getClass", "notify", "notifyAll", "wait", "clone", "finalize");
    private static final MethodDecl[] NONE = {null};
    private final Map<Decl, MethodDecl[]> memo = new ConcurrentHashMap<>();

    /** The single abstract method, or null when the type is no functional interface or its members are not known. */
    MethodDecl method(Decl d) {
        if (d == null || !d.isInterface() || !d.membersKnown()) return null;
        MethodDecl[] found = memo.get(d);
        if (found == null) {
            MethodDecl m = find(d);
            found = m == null ? NONE : new MethodDecl[] {m};
            memo.put(d, found);
        }
        return found[0];
    }

    private static MethodDecl find(Decl d) {
        MethodDecl only = null;
        List<Decl> decls = d.ancestry().decls();
        for (Decl a : decls) {
            if (!a.isInterface()) continue;
            for (MethodDecl m : a.allOwnMethods()) {
                if (!m.is(Mods.ABSTRACT) || m.isStatic() || OBJECT.contains(m.name()) && !m.name().equals("clone")) continue;
                if (only != null && !(only.name().equals(m.name()) && only.paramTypes().size() == m.paramTypes().size())) return null;
                if (only == null && !implementedBelow(m, decls)) only = m;
            }
        }
        return only;
    }

    private static boolean implementedBelow(MethodDecl m, List<Decl> decls) {
        for (Decl a : decls) {
            if (a == m.owner()) return false;
            for (MethodDecl n : a.ownMethods(m.name())) {
                if (n.is(Mods.DEFAULT) && n.paramTypes().size() == m.paramTypes().size()) return true;
            }
        }
        return false;
    }

    /** The function's parameter types where the interface is used as {@code type}. */
    static List<Type> paramTypes(MethodDecl function, Type type) {
        Subst s = as(function, type);
        return function.paramTypes().stream().map(s::apply).toList();
    }

    static Type returnType(MethodDecl function, Type type) {
        return as(function, type).apply(function.returnType());
    }

    private static Subst as(MethodDecl function, Type type) {
        Decl d = type.decl();
        Subst own = Subst.of(d, type);
        if (function.owner() == d) return own;
        Type up = d.ancestry().as(function.owner().name());
        return up == null ? Subst.NONE : Subst.of(function.owner(), own.apply(up));
    }
}
