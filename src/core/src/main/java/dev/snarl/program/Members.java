package dev.snarl.program;

import dev.snarl.facts.Mods;
import java.util.ArrayList;
import java.util.List;

/** Looks members up through a type's ancestors. */
final class Members {
    private Members() {}

    /** The field of that name, own or inherited (nearest first), or null. */
    static FieldDecl field(Decl d, String name) {
        FieldDecl own = d.ownField(name);
        if (own != null) return own;
        for (Decl a : d.ancestry().decls()) {
            FieldDecl f = a.ownField(name);
            if (f != null) return f;
        }
        return null;
    }

    /** The methods of that name, own and inherited, without those that a nearer one overrides. Constructors are never inherited. */
    static List<MethodDecl> methods(Decl d, String name) {
        if (name.equals("<init>")) return new ArrayList<>(d.ownMethods(name));
        List<MethodDecl> out = new ArrayList<>(4);
        for (Decl a : d.ancestry().decls()) {
            for (MethodDecl m : a.ownMethods(name)) if (!overridden(m, out)) out.add(m);
        }
        // An interface's methods include Object's.
        if (d.isInterface()) {
            Type object = objectOf(d);
            if (object != null && object.decl() != null) {
                for (MethodDecl m : object.decl().ownMethods(name)) if (!overridden(m, out)) out.add(m);
            }
        }
        return out;
    }

    private static Type objectOf(Decl d) {
        return d instanceof SourceType s ? s.universe().platform("java.lang.Object") : null;
    }

    private static boolean overridden(MethodDecl m, List<MethodDecl> nearer) {
        for (MethodDecl n : nearer) if (sameErasure(n, m)) return true;
        return false;
    }

    /** Equal parameter lists up to type arguments; a type variable equals anything that is no primitive. */
    static boolean sameErasure(MethodDecl a, MethodDecl b) {
        List<Type> p = a.paramTypes(), q = b.paramTypes();
        if (p.size() != q.size()) return false;
        for (int i = 0; i < p.size(); i++) {
            Type x = p.get(i), y = q.get(i);
            if (x.kind() == Type.Kind.VARIABLE || y.kind() == Type.Kind.VARIABLE) {
                if (x.isPrimitive() || y.isPrimitive()) return false;
                continue;
            }
            if (x.dims() != y.dims() || !x.name().equals(y.name())) {
                boolean unknown = !x.known() || !y.known();
                if (!(unknown && x.simpleName().equals(y.simpleName()))) return false;
            }
        }
        return true;
    }

    static boolean isAbstract(MethodDecl m) {
        return m.is(Mods.ABSTRACT);
    }
}
