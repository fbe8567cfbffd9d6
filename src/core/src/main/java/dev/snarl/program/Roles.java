package dev.snarl.program;

import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which roles a call plays, by knowledge. Safe for use by several threads. */
public final class Roles {
    private final Knowledge knowledge;
    private final List<String> formats = new ArrayList<>();
    private final Set<String> unsafeCollections;
    private final Set<String> safe;

    Roles(Knowledge knowledge) {
        this.knowledge = knowledge;
        this.unsafeCollections = knowledge.types(Role.THREAD_UNSAFE_COLLECTION);
        this.safe = knowledge.types(Role.THREAD_SAFE);
        for (var f : knowledge.typeFacts(Role.THREAD_UNSAFE_FORMAT)) if (!f.says("kind")) formats.add(f.name());
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    /** The facts that certainly speak of the call, in the order of the knowledge files. */
    public List<MethodFact> of(String name, int arity, Target target) {
        List<MethodFact> named = knowledge.methods(name);
        if (named.isEmpty()) return List.of();
        List<MethodFact> out = new ArrayList<>(2);
        for (MethodFact f : named) if (f.acceptsArity(arity) && matches(f, arity, target).yes()) out.add(f);
        return out;
    }

    /** The roles that the call may play as far as its unresolved receiver tells: empty when the receiver's type is known. */
    public Set<Role> possible(String name, int arity, Target target) {
        List<MethodFact> named = knowledge.methods(name);
        if (named.isEmpty()) return Set.of();
        Set<Role> out = EnumSet.noneOf(Role.class);
        for (MethodFact f : named) if (f.acceptsArity(arity) && matches(f, arity, target) == Tri.UNKNOWN) out.add(f.role());
        return out;
    }

    public MethodFact first(Role role, String name, int arity, Target target) {
        for (MethodFact f : knowledge.methods(name)) {
            if (f.role() == role && f.acceptsArity(arity) && matches(f, arity, target).yes()) return f;
        }
        return null;
    }

    private static Tri matches(MethodFact f, int arity, Target t) {
        if (f.anyType()) return Tri.YES;
        MethodDecl m = t.method();
        Tri type;
        if (name(f, "<init>")) {
            type = t.receiver().decl() == null ? Tri.UNKNOWN : Tri.of(t.receiver().decl().name().equals(f.type()));
        } else {
            Decl d = t.receiver().decl();
            type = d == null ? Tri.UNKNOWN : d.isA(f.type());
            if (!type.yes() && m != null) type = type.or(m.owner().isA(f.type()));
            // A method that the type declares under the same name but with other parameters is not the one meant.
        }
        if (!type.yes() || f.params() == null || m == null) return type;
        if (t.ambiguous()) {
            for (MethodDecl c : t.candidates()) if (accepts(f, c)) return Tri.YES;
            return Tri.NO;
        }
        return Tri.of(accepts(f, m));
    }

    private static boolean name(MethodFact f, String n) {
        return f.name().equals(n);
    }

    private static boolean accepts(MethodFact f, MethodDecl m) {
        List<Type> types = m.paramTypes();
        List<String> names = new ArrayList<>(types.size());
        for (Type t : types) names.add(t.known() ? t.name() + "[]".repeat(t.dims()) : null);
        if (m.varargs() && f.params() != null && f.params().size() != types.size()) return true;
        return f.accepts(names);
    }

    /** Whether a call to a scanned method by that target may be any of these roles' methods in a subclass: the method itself decides, so no. */
    /** Whether a value of the type is a formatter that threads must not share, for certain. */
    public boolean format(Type t) {
        if (t.decl() == null) return false;
        for (String f : formats) if (t.isA(f).yes()) return true;
        return false;
    }

    /** Whether the type itself, not one of its subtypes, is a collection or buffer that threads must not share without a lock. */
    public boolean unsafeCollection(Type t) {
        return t.decl() != null && unsafeCollections.contains(t.decl().name());
    }

    /** Whether a variable of the type may hold such a collection. */
    boolean maybeUnsafeCollection(Type t) {
        if (t.decl() == null || safe.contains(t.decl().name())) return false;
        return unsafeCollections.contains(t.decl().name()) || t.isA("java.util.Collection").yes() || t.isA("java.util.Map").yes();
    }

    static int[] indices(String attribute) {
        if (attribute == null || attribute.isEmpty() || attribute.equals("this")) return new int[0];
        String[] parts = attribute.split(",");
        int[] out = new int[parts.length];
        for (int i = 0; i < out.length; i++) out[i] = parts[i].equals("this") ? -1 : Integer.parseInt(parts[i].trim());
        return out;
    }
}
