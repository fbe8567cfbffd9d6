package dev.snarl.program;

import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.Value;
import java.util.HashMap;
import java.util.Map;

/** What the names of a body stand for: fields, own, inherited, of enclosing types or imported, before types. Used by one thread. */
final class Names {
    private final Typing typing;
    private final Universe universe;
    private final Method method;
    private final Map<String, Denotation> simple = new HashMap<>();

    Names(Typing typing, Universe universe, Method method) {
        this.typing = typing;
        this.universe = universe;
        this.method = method;
    }

    /** A type as its own body sees it: with its parameters as arguments. */
    static Type self(SourceType t) {
        if (t.typeParams().isEmpty()) return Type.of(t);
        return Type.of(t, t.typeParams().stream().map(Type::variable).toList());
    }

    /** What {@code this} or {@code Outer.this} is. */
    Type self(String qualifier) {
        if (qualifier.isEmpty()) return self(method.owner());
        SourceType t = enclosing(qualifier);
        return t != null ? self(t) : universe.resolveName(qualifier, method.owner(), method);
    }

    /** The enclosing type of that name, or null. */
    SourceType enclosing(String qualifier) {
        String last = qualifier.substring(qualifier.lastIndexOf('.') + 1);
        for (SourceType t = method.owner(); t != null; t = t.outer()) if (t.simpleName().equals(last)) return t;
        return null;
    }

    /** What {@code super} or {@code Outer.super} or {@code Interface.super} is. */
    Type superOf(String qualifier) {
        SourceType t = qualifier.isEmpty() ? method.owner() : enclosing(qualifier);
        if (t == null) {
            Type named = universe.resolveName(qualifier, method.owner(), method);
            for (Type i : method.owner().interfaces()) if (i.name().equals(named.name())) return i;
            return named;
        }
        Type s = t.superclass();
        return s != null ? s : universe.platform("java.lang.Object");
    }

    Type typeOf(Value v) {
        if (v instanceof Value.Field f) {
            Denotation base = denote(f.base());
            if (!base.isType()) {
                Type t = typing.bounded(base.field() != null ? fieldType(base, f.base()) : typing.typeOf(f.base()));
                if (t.isArray()) return f.name().equals("length") ? Type.INT : Type.UNKNOWN;
                if (t.decl() == null) {
                    Denotation d = denote(v);
                    return d.field() == null ? Type.UNKNOWN : d.field().type();
                }
                FieldDecl fd = Members.field(t.decl(), f.name());
                return fd == null ? Type.UNKNOWN : memberType(fd, t);
            }
        }
        Denotation d = denote(v);
        return d.field() == null ? Type.UNKNOWN : fieldType(d, v);
    }

    private Type fieldType(Denotation d, Value v) {
        if (v instanceof Value.Name && d.through() != null && d.field().owner() != d.through()) return memberType(d.field(), self(d.through()));
        if (v instanceof Value.Field f && !denote(f.base()).isType()) return typeOf(v);
        return d.field().type();
    }

    private static Type memberType(FieldDecl f, Type through) {
        Type t = f.type();
        if (t.kind() != Type.Kind.VARIABLE && t.args().isEmpty()) return t;
        Decl d = through.decl();
        if (f.owner() == d) return Subst.of(d, through).apply(t);
        Type up = d.ancestry().as(f.owner().name());
        return up == null ? t : Subst.of(f.owner(), Subst.of(d, through).apply(up)).apply(t);
    }

    /** What a name or dotted name stands for; nothing for other values. */
    Denotation denote(Value v) {
        if (v instanceof Value.Name n) {
            Denotation d = simple.get(n.id());
            if (d == null) {
                d = lookup(n.id());
                simple.put(n.id(), d);
            }
            return d;
        }
        return v instanceof Value.Field f ? denote(f) : Denotation.NONE;
    }

    private Denotation denote(Value.Field f) {
        if (f.base() instanceof Value.This t && t.qualifier().isEmpty()) {
            FieldDecl fd = Members.field(method.owner(), f.name());
            return fd == null ? Denotation.NONE : Denotation.of(fd, method.owner());
        }
        if (f.base() instanceof Value.Name || f.base() instanceof Value.Field) {
            Denotation base = denote(f.base());
            if (base.isType()) {
                FieldDecl fd = Members.field(base.type(), f.name());
                if (fd != null) return Denotation.of(fd, null);
                Decl nested = universe.nested(base.type(), f.name());
                return nested == null ? Denotation.NONE : Denotation.of(nested);
            }
            if (base.field() == null && startsFree(f)) {
                String dotted = dotted(f);
                Decl d = dotted == null ? null : universe.decl(dotted, method.owner().unit());
                return d == null ? Denotation.NONE : Denotation.of(d);
            }
        }
        Type t = typing.bounded(typing.typeOf(f.base()));
        if (t.decl() == null) return Denotation.NONE;
        FieldDecl fd = Members.field(t.decl(), f.name());
        return fd == null ? Denotation.NONE : Denotation.of(fd, null);
    }

    /** Whether the first name of a dotted one is neither field nor type, so that it may be a package. */
    private boolean startsFree(Value.Field f) {
        Value v = f;
        while (v instanceof Value.Field x) v = x.base();
        return v instanceof Value.Name && denote(v).field() == null;
    }

    private static String dotted(Value v) {
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) {
            String b = dotted(f.base());
            return b == null ? null : b + "." + f.name();
        }
        return null;
    }

    private Denotation lookup(String name) {
        for (SourceType t = method.owner(); t != null; t = t.outer()) {
            FieldDecl f = Members.field(t, name);
            if (f != null) return Denotation.of(f, t);
        }
        for (boolean star : new boolean[] {false, true}) {
            for (ImportFacts i : method.owner().unit().facts().imports()) {
                Decl d = i.star() == star ? staticOwner(i, name) : null;
                FieldDecl f = d == null ? null : Members.field(d, name);
                if (f != null) return Denotation.of(f, null);
            }
        }
        Type t = universe.resolveName(name, method.owner(), method);
        return t.decl() == null ? Denotation.NONE : Denotation.of(t.decl());
    }

    /** The type whose static member of that name an import brings in; null when it is no such import or the type is not known. */
    Decl staticOwner(ImportFacts i, String name) {
        if (!i.isStatic()) return null;
        String owner = i.name();
        if (!i.star()) {
            int dot = owner.lastIndexOf('.');
            if (dot < 0 || !owner.substring(dot + 1).equals(name)) return null;
            owner = owner.substring(0, dot);
        }
        return universe.decl(owner, method.owner().unit());
    }
}
