package dev.snarl.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A type and all that it inherits from, nearest first; {@link #complete()} is false when an ancestor could not be found. */
public final class Ancestry {
    private final Map<String, Type> byName;
    private final List<Decl> decls;
    private final boolean complete;

    private Ancestry(Map<String, Type> byName, List<Decl> decls, boolean complete) {
        this.byName = byName;
        this.decls = decls;
        this.complete = complete;
    }

    static Ancestry of(Decl start) {
        Map<String, Type> byName = new LinkedHashMap<>();
        List<Decl> decls = new ArrayList<>();
        boolean[] complete = {true};
        List<Type> params = new ArrayList<>();
        for (String p : start.typeParams()) params.add(Type.variable(p));
        visit(Type.of(start, params), byName, decls, complete);
        if (!byName.containsKey("java.lang.Object")) byName.put("java.lang.Object", Type.unknown("java.lang.Object"));
        return new Ancestry(byName, List.copyOf(decls), complete[0]);
    }

    private static void visit(Type type, Map<String, Type> byName, List<Decl> decls, boolean[] complete) {
        Decl d = type.decl();
        if (d == null) {
            complete[0] = false;
            byName.putIfAbsent(type.name(), type);
            return;
        }
        if (byName.containsKey(d.name())) return;
        byName.put(d.name(), type);
        decls.add(d);
        Subst s = Subst.of(d, type);
        Type sup = d.superclass();
        if (sup != null) visit(s.apply(sup), byName, decls, complete);
        for (Type i : d.interfaces()) visit(s.apply(i), byName, decls, complete);
    }

    public Tri has(String qualifiedName) {
        Type t = byName.get(qualifiedName);
        if (t != null) return Tri.YES;
        return complete ? Tri.NO : Tri.UNKNOWN;
    }

    /** The ancestor of that name as seen from the type, with type arguments in terms of the type's own parameters; null when there is none. */
    public Type as(String qualifiedName) {
        return byName.get(qualifiedName);
    }

    /** The type itself and its known ancestors: superclass before interfaces, depth first. */
    public List<Decl> decls() {
        return decls;
    }

    public boolean complete() {
        return complete;
    }
}
