package dev.snarl.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A substitution of type variables by types. A variable without an entry stays as it is. */
final class Subst {
    static final Subst NONE = new Subst(Map.of());
    private final Map<String, Type> map;

    private Subst(Map<String, Type> map) {
        this.map = map;
    }

    /** The type's parameters bound to its arguments; those of a raw type to their bounds. */
    static Subst of(Decl decl, Type type) {
        List<String> params = decl.typeParams();
        if (params.isEmpty()) return NONE;
        Map<String, Type> m = new HashMap<>();
        boolean raw = type.args().size() != params.size();
        for (int i = 0; i < params.size(); i++) m.put(params.get(i), raw ? decl.erasure(params.get(i)) : type.args().get(i));
        return new Subst(m);
    }

    Subst plus(Map<String, Type> more) {
        if (more.isEmpty()) return this;
        Map<String, Type> m = new HashMap<>(map);
        m.putAll(more);
        return new Subst(m);
    }

    Type apply(Type t) {
        if (t == null || map.isEmpty()) return t;
        if (t.kind() == Type.Kind.VARIABLE) {
            Type r = map.get(t.name());
            return r == null ? t : r.withDims(r.dims() + t.dims());
        }
        if (t.args().isEmpty()) return t;
        List<Type> out = new ArrayList<>(t.args().size());
        boolean same = true;
        for (Type a : t.args()) {
            Type b = apply(a);
            same &= a == b;
            out.add(b);
        }
        return same ? t : t.withArgs(out);
    }
}
