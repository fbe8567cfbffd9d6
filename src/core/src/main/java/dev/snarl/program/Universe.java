package dev.snarl.program;

import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.TypeFacts;
import dev.snarl.facts.TypeParam;
import dev.snarl.facts.TypeRef;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import dev.snarl.platform.PlatformIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All types that the program can name, and what a name means where it stands. Scanned sources come first (own source root before
 * others, reported before context), then the platform, then libraries that knowledge tells of. Safe for use by several threads.
 */
public final class Universe {
    private final Map<String, List<SourceType>> byName = new HashMap<>();
    private final List<SourceType> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final Map<String, Decl> foreign = new ConcurrentHashMap<>();
    private final Map<SourceUnit, Map<String, Type>> namesByUnit = new ConcurrentHashMap<>();
    private final Map<SourceUnit, Map<String, SourceType>> topLevel = new HashMap<>();
    private final PlatformIndex platform;
    private final Map<String, TypeFact> library = new HashMap<>();
    private final Set<String> packages = new HashSet<>();
    /** The simple names of all scanned types that stand inside others. */
    private final Set<String> nestedNames = new HashSet<>();
    private final ThreadLocal<Cycles> cycles = ThreadLocal.withInitial(Cycles::new);

    Universe(List<SourceUnit> units, PlatformIndex platform, Knowledge knowledge) {
        this.platform = platform;
        for (TypeFact f : knowledge.typeFacts(Role.HIERARCHY)) library.put(f.name(), f);
        for (SourceUnit u : units) {
            List<TypeFacts> list = u.facts().types();
            SourceType[] made = new SourceType[list.size()];
            Map<String, SourceType> top = new HashMap<>();
            for (int i = 0; i < made.length; i++) {
                TypeFacts t = list.get(i);
                made[i] = new SourceType(this, u, i, t.outer() < 0 ? null : made[t.outer()], methods.size());
                methods.addAll(made[i].methods());
                types.add(made[i]);
                byName.computeIfAbsent(made[i].name(), k -> new ArrayList<>(1)).add(made[i]);
                if (t.outer() < 0) top.putIfAbsent(t.simpleName(), made[i]);
                else nestedNames.add(t.simpleName());
            }
            topLevel.put(u, top);
            packages.add(u.facts().packageName());
            namesByUnit.put(u, new ConcurrentHashMap<>());
        }
        for (SourceType t : types) t.cutCircle();
        for (SourceType t : types) {
            if (t.superclass() != null && t.superclass().decl() instanceof SourceType s) s.addSubtype(t);
            for (Type i : t.interfaces()) if (i.decl() instanceof SourceType s) s.addSubtype(t);
        }
    }

    /** Whether the package is scanned or the platform's, so that its types are here. */
    boolean hasPackage(String name) {
        return packages.contains(name) || platform.hasPackage(name);
    }

    /** All scanned types, by path and place. */
    public List<SourceType> types() {
        return types;
    }

    /** All scanned methods with their ids as indices. */
    public List<Method> methods() {
        return methods;
    }

    /** The scanned type of that name as seen from a file: its own source root first; null when there is none. */
    SourceType source(String qualifiedName, SourceUnit from) {
        List<SourceType> found = byName.get(qualifiedName);
        if (found == null) return null;
        if (found.size() == 1) return found.get(0);
        SourceType best = null;
        int bestScore = -1;
        for (SourceType t : found) {
            int score = (from != null && t.unit().root().equals(from.root()) ? 4 : 0) + (t.unit().test() ? 0 : 2) + (t.unit().reported() ? 1 : 0);
            if (score > bestScore) {
                best = t;
                bestScore = score;
            }
        }
        return best;
    }

    /** The type of that name declared in that very file, or null. */
    SourceType sourceIn(SourceUnit unit, String qualifiedName) {
        for (SourceType t : byName.getOrDefault(qualifiedName, List.of())) if (t.unit() == unit) return t;
        return null;
    }

    Decl platformDecl(String name) {
        Decl d = foreign.get(name);
        if (d != null) return d;
        var found = platform.type(name);
        if (found.isEmpty()) return null;
        // The constructor resolves supertypes and so comes back here: no computeIfAbsent.
        Decl made = new PlatformDecl(this, found.get());
        Decl before = foreign.putIfAbsent(name, made);
        return before != null ? before : made;
    }

    private Decl libraryDecl(String name) {
        Decl d = foreign.get(name);
        if (d != null) return d;
        TypeFact f = library.get(name);
        if (f == null) return null;
        List<Type> supers = new ArrayList<>();
        for (String s : f.supertypes()) supers.add(named(s, null));
        Decl made = new LibraryDecl(name, List.copyOf(supers), f.functional());
        Decl before = foreign.putIfAbsent(name, made);
        return before != null ? before : made;
    }

    /** The declaration of a qualified name as seen from a file (null: from nowhere), or null. */
    public Decl decl(String qualifiedName, SourceUnit from) {
        SourceType s = source(qualifiedName, from);
        if (s != null) return s;
        Decl p = platformDecl(qualifiedName);
        return p != null ? p : libraryDecl(qualifiedName);
    }

    private Type named(String qualifiedName, SourceUnit from) {
        Decl d = decl(qualifiedName, from);
        return d == null ? Type.unknown(qualifiedName) : Type.of(d);
    }

    Type platform(String name) {
        Decl d = platformDecl(name);
        return d == null ? Type.unknown(name) : Type.of(d);
    }

    Type platformWith(String name, Type... args) {
        Decl d = platformDecl(name);
        return d == null ? Type.unknown(name) : Type.of(d, Arrays.asList(args));
    }

    /** A type reference of the platform's index: qualified names and type variables. */
    Type platformType(TypeRef ref, Set<String> variables) {
        if (ref.wildcard() == '*') return platform("java.lang.Object");
        String n = ref.name();
        Type base;
        if (Type.isPrimitiveName(n)) {
            base = Type.primitive(n);
        } else if (variables.contains(n)) {
            base = Type.variable(n);
        } else {
            Decl d = n.indexOf('.') < 0 ? null : platformDecl(n);
            if (d == null) {
                base = n.indexOf('.') < 0 ? Type.variable(n) : Type.unknown(n);
            } else if (ref.args().isEmpty()) {
                base = Type.of(d);
            } else {
                List<Type> args = new ArrayList<>(ref.args().size());
                for (TypeRef a : ref.args()) args.add(platformType(a, variables));
                base = Type.of(d, args);
            }
        }
        return base.withDims(ref.dims());
    }

    /**
     * What a type reference means inside a type and method (either may be null). {@code var} is unknown here: it is the typing of bodies that infers it.
     */
    public Type resolve(TypeRef ref, SourceType context, Method method) {
        if (ref == null) return Type.UNKNOWN;
        if (ref.wildcard() == '*') return platform("java.lang.Object");
        String n = ref.name();
        Type base = Type.isPrimitiveName(n) ? Type.primitive(n) : resolveName(n, context, method);
        if (!ref.args().isEmpty() && base.kind() == Type.Kind.DECLARED) {
            List<Type> args = new ArrayList<>(ref.args().size());
            for (int i = 0; i < ref.args().size(); i++) args.add(argument(ref.args().get(i), base.decl(), i, context, method));
            base = base.withArgs(List.copyOf(args));
        }
        return ref.dims() == 0 ? base : base.withDims(base.dims() + ref.dims());
    }

    private Type argument(TypeRef a, Decl of, int i, SourceType context, Method method) {
        // Whatever "?" is, it is within the parameter's bound.
        return a.wildcard() == '*' && of != null && i < of.typeParams().size() ? of.erasure(of.typeParams().get(i)) : resolve(a, context, method);
    }

    /** What a dotted or simple type name means there; an unknown type when nothing is found. Type variables come back as variables. */
    Type resolveName(String name, SourceType context, Method method) {
        return resolveName(name, context, method, context == null ? null : context.unit());
    }

    private Type resolveName(String name, SourceType context, Method method, SourceUnit unit) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        Type t = context == null && unit != null ? inFile(first, unit) : resolveSimple(first, context, method);
        if (t.kind() == Type.Kind.DECLARED || t.kind() == Type.Kind.VARIABLE) {
            if (dot < 0) return t;
            Type nested = descend(t, name.substring(dot + 1));
            if (nested != null) return nested;
        }
        if (dot < 0) return t;
        return qualified(name, unit);
    }

    private Type qualified(String name, SourceUnit unit) {
        Decl d = decl(name, unit);
        return d == null ? Type.unknown(name) : Type.of(d);
    }

    private Type descend(Type start, String rest) {
        Decl d = start.decl();
        for (String part : rest.split("\\.")) {
            if (d == null) return null;
            d = member(d, part);
        }
        return d == null ? null : Type.of(d);
    }

    /** The nested type of that simple name, inherited ones included, or null. */
    private Decl member(Decl d, String simple) {
        Decl own = d.nested(simple);
        if (own != null || d instanceof LibraryDecl) return own;
        if (d instanceof SourceType s && !nestedNames.contains(simple) && !s.extendsForeign()) return null;
        // While the supertypes of a type are being found, its inherited members are not there yet: a cycle ends here.
        Cycles c = cycles.get();
        if (!c.enter(d)) return null;
        try {
            Type sup = d.superclass();
            Decl found = sup == null || sup.decl() == null ? null : member(sup.decl(), simple);
            for (Type i : found == null ? d.interfaces() : List.<Type>of()) {
                if (i.decl() != null) found = member(i.decl(), simple);
                if (found != null) break;
            }
            return found;
        } finally {
            c.leave(d);
        }
    }

    /** The nested type of that simple name, inherited ones included, or null. */
    Decl nested(Decl d, String simple) {
        return member(d, simple);
    }

    /** The types whose inherited members or supertypes a thread is finding, and how often it came back to one of them. */
    static final class Cycles {
        private final Set<Decl> members = new HashSet<>();
        private final Set<Decl> heads = new HashSet<>();
        private int cuts;

        boolean enter(Decl d) {
            return count(members.add(d));
        }

        boolean enterHead(Decl d) {
            return count(heads.add(d));
        }

        private boolean count(boolean first) {
            if (!first) cuts++;
            return first;
        }

        void leave(Decl d) {
            members.remove(d);
        }

        void leaveHead(Decl d) {
            heads.remove(d);
        }

        /** What was found since then is not cut short, or nothing is under way that could have cut it. */
        boolean whole(int cutsBefore) {
            return cuts == cutsBefore || members.isEmpty() && heads.isEmpty();
        }

        int cuts() {
            return cuts;
        }
    }

    Cycles cycles() {
        return cycles.get();
    }

    private Type resolveSimple(String n, SourceType context, Method method) {
        if (variableOf(n, method)) return Type.variable(n);
        for (SourceType t = context; t != null; t = t.outer()) {
            if (t.typeParams().contains(n)) return Type.variable(n);
            if (t.simpleName().equals(n)) return Type.of(t);
            for (SourceType in : t.inner()) if (in.simpleName().equals(n) && visible(in, context, method)) return Type.of(in);
            Decl inherited = member(t, n);
            if (inherited != null) return Type.of(inherited);
            if (method == null && variableOf(n, t.outerMethod())) return Type.variable(n);
        }
        return context == null ? Type.unknown(n) : inFile(n, context.unit());
    }

    /** A local type is seen in its own method alone. */
    private static boolean visible(SourceType t, SourceType context, Method method) {
        Method home = t.outerMethod();
        if (home == null) return true;
        for (Method m = method; m != null; m = m.owner().outerMethod()) if (m == home) return true;
        for (SourceType c = context; c != null; c = c.outer()) if (c.outerMethod() == home) return true;
        return false;
    }

    private static boolean variableOf(String n, Method method) {
        for (Method m = method; m != null; m = m.owner().outerMethod()) {
            for (TypeParam p : m.facts().typeParams()) if (p.name().equals(n)) return true;
        }
        return false;
    }

    /** What a supertype that a type names in its head means: the type's own members are not in scope there, its parameters are. */
    Type resolveSuper(TypeRef ref, SourceType of) {
        return resolve(ref, new Head(of));
    }

    private record Head(SourceType type) {}

    private Type resolve(TypeRef ref, Head head) {
        SourceType t = head.type();
        String n = ref.name();
        if (t.typeParams().contains(n)) return Type.variable(n);
        Type base = resolveName(n, t.outer(), t.outerMethod(), t.unit());
        if (!ref.args().isEmpty() && base.kind() == Type.Kind.DECLARED) {
            List<Type> args = new ArrayList<>(ref.args().size());
            for (TypeRef a : ref.args()) args.add(a.wildcard() == '*' || Type.isPrimitiveName(a.name()) ? resolve(a, t, null) : resolve(a, head));
            base = base.withArgs(List.copyOf(args));
        }
        return ref.dims() == 0 ? base : base.withDims(base.dims() + ref.dims());
    }

    private Type inFile(String n, SourceUnit unit) {
        Map<String, Type> names = namesByUnit.get(unit);
        Type t = names.get(n);
        if (t == null) {
            Cycles c = cycles.get();
            int before = c.cuts();
            t = lookupInFile(n, unit);
            if (c.whole(before)) names.put(n, t);
        }
        return t;
    }

    private Type lookupInFile(String n, SourceUnit unit) {
        SourceType top = topLevel.get(unit).get(n);
        if (top != null) return Type.of(top);
        String suffix = "." + n;
        for (ImportFacts i : unit.facts().imports()) {
            if (!i.star() && i.name().endsWith(suffix)) {
                Type t = imported(i.name(), unit);
                if (t.known() || !i.isStatic()) return t;
            }
        }
        String pkg = unit.facts().packageName();
        SourceType same = source(pkg.isEmpty() ? n : pkg + suffix, unit);
        // Default-package files belong to their directory: the root is part of what they are.
        if (same != null && (!pkg.isEmpty() || same.unit().root().equals(unit.root()))) return Type.of(same);
        boolean unknownStar = false;
        for (ImportFacts i : unit.facts().imports()) {
            if (!i.star()) continue;
            Decl d = decl(i.name() + suffix, unit);
            if (d != null) return Type.of(d);
            unknownStar |= !hasPackage(i.name()) && decl(i.name(), unit) == null;
        }
        for (ImportFacts i : unit.facts().imports()) {
            Decl outer = i.star() ? decl(i.name(), unit) : null;
            Decl inherited = outer == null ? null : member(outer, n);
            if (inherited != null) return Type.of(inherited);
        }
        Decl lang = platformDecl("java.lang." + n);
        if (lang != null) return Type.of(lang);
        Decl samePackage = pkg.isEmpty() ? null : platformDecl(pkg + suffix);
        if (samePackage != null) return Type.of(samePackage);
        return Type.unknown(unknownStar || pkg.isEmpty() ? n : pkg + suffix);
    }

    private Type imported(String name, SourceUnit unit) {
        Decl d = decl(name, unit);
        if (d != null) return Type.of(d);
        // A nested type by its outer one: a.b.Outer.Inner, where Inner may be inherited.
        int dot = name.lastIndexOf('.');
        if (dot > 0) {
            Decl outer = decl(name.substring(0, dot), unit);
            Decl m = outer == null ? null : member(outer, name.substring(dot + 1));
            if (m != null) return Type.of(m);
        }
        return Type.unknown(name);
    }

    /** The bound of a type variable seen inside a type and method, or Object. */
    Type bound(String variable, SourceType context, Method method) {
        return bound(variable, context, method, 8);
    }

    private Type bound(String variable, SourceType context, Method method, int depth) {
        for (Method m = method; m != null; m = m.owner().outerMethod()) {
            for (TypeParam p : m.facts().typeParams()) if (p.name().equals(variable)) return boundOf(p, m.owner(), m, depth);
        }
        for (SourceType t = context; t != null; t = t.outer()) {
            for (TypeParam p : t.facts().typeParams()) if (p.name().equals(variable)) return boundOf(p, t, t.outerMethod(), depth);
            Method m = t.outerMethod();
            if (m != null && method == null && variableOf(variable, m)) return bound(variable, t.outer(), m, depth);
        }
        return platform("java.lang.Object");
    }

    private Type boundOf(TypeParam p, SourceType context, Method method, int depth) {
        if (p.bounds().isEmpty() || depth == 0) return platform("java.lang.Object");
        Type t = resolve(p.bounds().get(0), context, method);
        return t.kind() == Type.Kind.VARIABLE && t.dims() == 0 ? bound(t.name(), context, method, depth - 1) : t;
    }

    /** A parameter's bound without type arguments: a bound may name its own parameter. */
    Type erasure(List<TypeParam> params, String name, SourceType context, Method method) {
        for (int i = 0; i < params.size(); i++) {
            for (TypeParam p : params) {
                if (!p.name().equals(name)) continue;
                if (p.bounds().isEmpty()) return platform("java.lang.Object");
                Type t = resolve(TypeRef.of(p.bounds().get(0).name()), context, method);
                if (t.kind() != Type.Kind.VARIABLE) return t;
                name = t.name();
                break;
            }
        }
        return platform("java.lang.Object");
    }
}
