package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A type of the platform as the newest release that has it declares it, together with what earlier releases had
 * and it has lost. Immutable and safe for use by many threads; the members are decoded when first asked for.
 */
public final class PlatformType implements PlatformElement {
    /** The declared members; fields and methods are sorted by name. */
    record Members(List<PlatformField> fields, List<PlatformMethod> methods) {
    }

    private final String name;
    private final String packageName;
    private final PlatformKind kind;
    private final int flags;
    private final int since;
    private final int removedIn;
    private final List<TypeParameter> typeParameters;
    private final List<Supertype> superclasses;
    private final List<Supertype> interfaces;
    private final List<String> nested;
    private final Supplier<Members> source;
    private volatile Members members;

    PlatformType(String name, String packageName, PlatformKind kind, int flags, int since, int removedIn,
                 List<TypeParameter> typeParameters, List<Supertype> superclasses, List<Supertype> interfaces,
                 List<String> nested, Supplier<Members> source) {
        this.name = name;
        this.packageName = packageName;
        this.kind = kind;
        this.flags = flags;
        this.since = since;
        this.removedIn = removedIn;
        this.typeParameters = typeParameters;
        this.superclasses = superclasses;
        this.interfaces = interfaces;
        this.nested = nested;
        this.source = source;
    }

    /** The qualified name, with a dot before a nested type's name too: {@code java.util.Map.Entry}. */
    @Override
    public String name() {
        return name;
    }

    public String packageName() {
        return packageName;
    }

    /** The name without package and enclosing types: {@code Entry}. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    public PlatformKind kind() {
        return kind;
    }

    @Override
    public int flags() {
        return flags;
    }

    @Override
    public int since() {
        return since;
    }

    @Override
    public int removedIn() {
        return removedIn;
    }

    public boolean isSealed() {
        return (flags & SEALED) != 0;
    }

    /**
     * True for a type that no program can name, such as {@code java.lang.AbstractStringBuilder}: it is here because
     * exported types inherit from it.
     */
    public boolean isHidden() {
        return (flags & HIDDEN) != 0;
    }

    public List<TypeParameter> typeParameters() {
        return typeParameters;
    }

    /** The generic superclass in the newest release that has the type; null for interfaces and for {@code Object}. */
    public TypeRef superclass() {
        return superclasses.isEmpty() ? null : superclasses.get(0).type();
    }

    /** The superclass of the newest release first, then those of earlier releases; mostly one, none for interfaces. */
    public List<Supertype> superclasses() {
        return superclasses;
    }

    /** The direct superinterfaces: those of the newest release in declared order, then those that were removed. */
    public List<Supertype> interfaces() {
        return interfaces;
    }

    /** The direct superclass, if any, and the direct superinterfaces in a release of the JDK. */
    public List<TypeRef> supertypes(int release) {
        List<TypeRef> found = new ArrayList<>(superclasses.size() + interfaces.size());
        for (Supertype s : superclasses) {
            if (s.existsIn(release)) found.add(s.type());
        }
        for (Supertype s : interfaces) {
            if (s.existsIn(release)) found.add(s.type());
        }
        return found;
    }

    /** Qualified names of the public and protected types that it declares, sorted. */
    public List<String> nested() {
        return nested;
    }

    /** The declared public and protected fields and enum constants, sorted by name. */
    public List<PlatformField> fields() {
        return members().fields();
    }

    /** The declared public and protected methods and constructors, sorted by name; overloads stand together. */
    public List<PlatformMethod> methods() {
        return members().methods();
    }

    /** The declared field of that name, or null. */
    public PlatformField field(String fieldName) {
        List<PlatformField> fields = fields();
        int at = lowest(fields, fieldName);
        return at < fields.size() && fields.get(at).name().equals(fieldName) ? fields.get(at) : null;
    }

    /** The declared overloads of a method, or the constructors for {@link PlatformMethod#CONSTRUCTOR}; may be empty. */
    public List<PlatformMethod> methods(String methodName) {
        List<PlatformMethod> methods = methods();
        int from = lowest(methods, methodName);
        int to = from;
        while (to < methods.size() && methods.get(to).name().equals(methodName)) to++;
        return methods.subList(from, to);
    }

    private static int lowest(List<? extends PlatformElement> sorted, String wanted) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int mid = (low + high) >>> 1;
            if (sorted.get(mid).name().compareTo(wanted) < 0) low = mid + 1;
            else high = mid;
        }
        return low;
    }

    private Members members() {
        Members known = members;
        if (known == null) {
            synchronized (source) {
                known = members;
                if (known == null) members = known = source.get();
            }
        }
        return known;
    }

    @Override
    public String toString() {
        return name;
    }
}
