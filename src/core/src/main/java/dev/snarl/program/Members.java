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
            // A private field is no member of a subclass, not even of one that is nested beside it.
            if (f != null && (f.mods() & Mods.PRIVATE) == 0) return f;
        }
        return null;
    }

    /** The methods of that name, own and inherited, without those that a nearer one overrides. Constructors are never inherited. */
    static List<MethodDecl> methods(Decl d, String name) {
        return d.members(name);
    }

    static List<MethodDecl> find(Decl d, String name) {
        List<MethodDecl> out = new ArrayList<>(4);
        if (name.equals("<init>")) {
            add(d, name, out);
            return out;
        }
        for (Decl a : d.ancestry().decls()) add(a, name, out);
        // An interface's methods include Object's.
        if (d.isInterface()) {
            Type object = d instanceof SourceType s ? s.universe().platform("java.lang.Object") : d instanceof PlatformDecl p
                    ? p.universe().platform("java.lang.Object") : Type.UNKNOWN;
            if (object.decl() != null) add(object.decl(), name, out);
        }
        return out;
    }

    private static void add(Decl d, String name, List<MethodDecl> out) {
        int nearer = out.size();
        for (MethodDecl m : d.ownMethods(name)) if (!overridden(m, out.subList(0, nearer))) out.add(m);
        MethodDecl implicit = d instanceof SourceType s ? ImplicitMethod.of(s, name) : null;
        if (implicit != null && !overridden(implicit, out.subList(0, nearer))) out.add(implicit);
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
