package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.TypeFacts;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A type of the scanned sources. Identity is the object: the same qualified name in two source roots is two types. */
public final class SourceType extends Decl implements Comparable<SourceType> {
    private final Universe universe;
    private final SourceUnit unit;
    private final TypeFacts facts;
    private final int index;
    private final SourceType outer;
    private final String name;
    private final List<String> typeParams;
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, List<Method>> methodsByName = new HashMap<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<Field> fieldList = new ArrayList<>();
    private final List<SourceType> inner = new ArrayList<>();
    private final List<SourceType> subtypes = new ArrayList<>();
    private volatile Supertypes supertypes;

    SourceType(Universe universe, SourceUnit unit, int index, SourceType outer, int firstMethodId) {
        this.universe = universe;
        this.unit = unit;
        this.index = index;
        this.outer = outer;
        this.facts = unit.facts().types().get(index);
        String pkg = unit.facts().packageName();
        this.name = pkg.isEmpty() ? facts.name() : pkg + "." + facts.name();
        List<String> params = new ArrayList<>();
        for (TypeParam p : facts.typeParams()) params.add(p.name());
        this.typeParams = List.copyOf(params);
        for (FieldFacts f : facts.fields()) {
            Field field = new Field(this, f);
            fields.putIfAbsent(f.name(), field);
            fieldList.add(field);
        }
        int id = firstMethodId;
        for (MethodFacts m : facts.methods()) {
            Method method = new Method(this, m, id++);
            methods.add(method);
            methodsByName.computeIfAbsent(m.name(), k -> new ArrayList<>(2)).add(method);
        }
        if (outer != null) outer.inner.add(this);
    }

    Universe universe() {
        return universe;
    }

    public SourceUnit unit() {
        return unit;
    }

    public TypeFacts facts() {
        return facts;
    }

    int index() {
        return index;
    }

    /** The lexically enclosing type, or null. */
    public SourceType outer() {
        return outer;
    }

    /** The method whose body holds this local or anonymous type, or null. */
    public Method outerMethod() {
        return facts.outerMethod() >= 0 && outer != null ? outer.methods.get(facts.outerMethod()) : null;
    }

    @Override
    public String name() {
        return name;
    }

    /** The name as a reader knows it: simple, with enclosing types for a nested one; "anonymous Runnable in Foo" for an anonymous one. */
    public String label() {
        if (facts.isAnonymous()) return "anonymous " + (facts.supertype() == null ? "class" : facts.supertype().simpleName());
        return facts.name().replace('$', '.').replaceAll("\\.\\d+", ".");
    }

    @Override
    public String simpleName() {
        return facts.simpleName();
    }

    @Override
    public TypeKind kind() {
        return facts.kind();
    }

    @Override
    public int mods() {
        return facts.mods();
    }

    @Override
    public List<String> typeParams() {
        return typeParams;
    }

    @Override
    public Type erasure(String typeParam) {
        return universe.erasure(facts.typeParams(), typeParam, this, outerMethod());
    }

    @Override
    public Type superclass() {
        Supertypes s = supertypes;
        return (s != null ? s : resolveSupertypes()).superclass();
    }

    @Override
    public List<Type> interfaces() {
        Supertypes s = supertypes;
        return (s != null ? s : resolveSupertypes()).interfaces();
    }

    private record Supertypes(Type superclass, List<Type> interfaces) {
        static final Supertypes NONE = new Supertypes(null, List.of());
    }

    /** Whether it names a supertype at all. */
    boolean extendsForeign() {
        return facts.supertype() != null || !facts.interfaces().isEmpty();
    }

    /** Where broken sources make a class its own superclass, the superclass is unknown: whoever walks up comes to an end. */
    void cutCircle() {
        Set<SourceType> seen = new HashSet<>();
        SourceType t = this;
        while (t.superclass() != null && t.superclass().decl() instanceof SourceType up && seen.add(up)) {
            if (up == this) {
                supertypes = new Supertypes(Type.UNKNOWN, interfaces());
                return;
            }
            t = up;
        }
    }

    private Supertypes resolveSupertypes() {
        Universe.Cycles cycles = universe.cycles();
        int before = cycles.cuts();
        // Only code that does not compile comes back here.
        if (!cycles.enterHead(this)) return Supertypes.NONE;
        Supertypes found;
        try {
            found = findSupertypes();
        } finally {
            cycles.leaveHead(this);
        }
        if (cycles.whole(before)) supertypes = found;
        return found;
    }

    private Supertypes findSupertypes() {
        Type sup = null;
        List<Type> ifs = new ArrayList<>();
        if (facts.supertype() != null) {
            Type t = universe.resolveSuper(facts.supertype(), this);
            if (facts.isAnonymous()) t = t.diamond();
            if (facts.isAnonymous() && t.decl() != null && t.decl().isInterface()) {
                ifs.add(t);
            } else {
                sup = t;
            }
        }
        for (TypeRef i : facts.interfaces()) ifs.add(universe.resolveSuper(i, this));
        if (sup == null) {
            sup = switch (facts.kind()) {
                case CLASS -> universe.platform("java.lang.Object");
                case ENUM -> universe.platformWith("java.lang.Enum", Type.of(this));
                case RECORD -> universe.platform("java.lang.Record");
                default -> null;
            };
        }
        return new Supertypes(sup, List.copyOf(ifs));
    }

    @Override
    public Field ownField(String n) {
        return fields.get(n);
    }

    public List<Field> fields() {
        return fieldList;
    }

    @Override
    public List<Method> ownMethods(String n) {
        return methodsByName.getOrDefault(n, List.of());
    }

    @Override
    public List<Method> allOwnMethods() {
        return methods;
    }

    public List<Method> methods() {
        return methods;
    }

    @Override
    public SourceType nested(String simple) {
        for (SourceType t : inner) if (t.facts.simpleName().equals(simple) && t.facts.outerMethod() < 0) return t;
        return null;
    }

    /** Types declared inside it: nested, local and anonymous. */
    public List<SourceType> inner() {
        return inner;
    }

    /** The scanned types that directly extend or implement it. Complete once the program is linked. */
    public List<SourceType> subtypes() {
        return subtypes;
    }

    void addSubtype(SourceType t) {
        subtypes.add(t);
    }

    public boolean hasAnnotation(java.util.Set<String> simpleNames) {
        return has(facts.annotations(), simpleNames);
    }

    static boolean has(List<AnnotationFacts> annotations, java.util.Set<String> simpleNames) {
        for (AnnotationFacts a : annotations) if (simpleNames.contains(a.simpleName())) return true;
        return false;
    }

    /** The outermost type of its file that encloses it; itself when top-level. */
    public SourceType outermost() {
        SourceType t = this;
        while (t.outer != null) t = t.outer;
        return t;
    }

    @Override
    public int compareTo(SourceType o) {
        int c = unit.path().compareTo(o.unit.path());
        return c != 0 ? c : Integer.compare(index, o.index);
    }
}
