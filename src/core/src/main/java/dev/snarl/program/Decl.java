package dev.snarl.program;

import dev.snarl.facts.Mods;
import dev.snarl.facts.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A declared type: of the scanned sources, of the platform, or of a library known by knowledge alone. Safe for use by several threads. */
public abstract class Decl {
    private volatile Ancestry ancestry;
    private volatile Map<String, List<MethodDecl>> members;

    /** The qualified name, with dots between nested types. */
    public abstract String name();

    public abstract TypeKind kind();

    public abstract int mods();

    public abstract List<String> typeParams();

    /** What a type parameter certainly is: its first bound without type arguments, Object where it has none. */
    public abstract Type erasure(String typeParam);

    /** The superclass with its type arguments; null for Object, for interfaces, and where it is not known. */
    public abstract Type superclass();

    public abstract List<Type> interfaces();

    /** The field declared in this very type, or null. */
    public abstract FieldDecl ownField(String name);

    /** The methods of this name declared in this very type; constructors by {@code <init>}. */
    public abstract List<? extends MethodDecl> ownMethods(String name);

    /** All methods declared in this very type. */
    public abstract List<? extends MethodDecl> allOwnMethods();

    /** A nested type declared in this very type, or null. */
    public abstract Decl nested(String simpleName);

    /** False when the members of the type are not known (a library type without sources). */
    public boolean membersKnown() {
        return true;
    }

    public boolean isInterface() {
        return kind() == TypeKind.INTERFACE || kind() == TypeKind.ANNOTATION;
    }

    public boolean isFinal() {
        return Mods.has(mods(), Mods.FINAL) || kind() == TypeKind.RECORD;
    }

    public String simpleName() {
        String n = name();
        return n.substring(n.lastIndexOf('.') + 1);
    }

    public final Ancestry ancestry() {
        Ancestry a = ancestry;
        if (a == null) ancestry = a = Ancestry.of(this);
        return a;
    }

    /** See {@link Members#methods}. */
    final List<MethodDecl> members(String name) {
        Map<String, List<MethodDecl>> known = members;
        if (known == null) members = known = new ConcurrentHashMap<>(8);
        List<MethodDecl> found = known.get(name);
        if (found == null) {
            found = List.copyOf(Members.find(this, name));
            known.put(name, found);
        }
        return found;
    }

    public final Tri isA(String qualifiedName) {
        return ancestry().has(qualifiedName);
    }

    @Override
    public String toString() {
        return name();
    }
}
