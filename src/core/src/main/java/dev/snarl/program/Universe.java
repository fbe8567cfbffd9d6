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
    private final Map<SourceType, List<Decl>> namedSupertypes = new ConcurrentHashMap<>();
    private final ThreadLocal<Set<SourceType>> resolving = ThreadLocal.withInitial(HashSet::new);
    private final PlatformIndex platform;
    private final Map<String, TypeFact> library = new HashMap<>();

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
            }
            topLevel.put(u, top);
            namesByUnit.put(u, new ConcurrentHashMap<>());
        }
        for (SourceType t : types) {
            if (t.superclass() != null && t.superclass().decl() instanceof SourceType s) s.addSubtype(t);
            for (Type i : t.interfaces()) if (i.decl() instanceof SourceType s) s.addSubtype(t);
        }
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
            for (TypeRef a : ref.args()) args.add(resolve(a, context, method));
            base = base.withArgs(List.copyOf(args));
        }
        return ref.dims() == 0 ? base : base.withDims(base.dims() + ref.dims());
    }

    /** What a dotted or simple type name means there; an unknown type when nothing is found. Type variables come back as variables. */
    Type resolveName(String name, SourceType context, Method method) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        Type t = resolveSimple(first, context, method);
        if (t.kind() == Type.Kind.DECLARED || t.kind() == Type.Kind.VARIABLE) {
            if (dot < 0) return t;
            Type nested = descend(t, name.substring(dot + 1));
            if (nested != null) return nested;
        }
        if (dot < 0) return t;
        return qualified(name, context == null ? null : context.unit());
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
        return own != null ? own : inherited(d, simple, new HashSet<>());
    }

    private Decl inherited(Decl d, String simple, Set<Decl> seen) {
        for (Decl s : d instanceof SourceType t ? namedSupertypes(t) : d.ancestry().decls()) {
            if (!seen.add(s)) continue;
            Decl own = s.nested(simple);
            if (own == null) own = inherited(s, simple, seen);
            if (own != null) return own;
        }
        return null;
    }

    /**
     * What a type names as its supertypes. Without type arguments: these may name inherited types, so they come later. Nothing while this very question
     * is being answered: a type inherits no name of its own supertypes from itself.
     */
    private List<Decl> namedSupertypes(SourceType t) {
        List<Decl> known = namedSupertypes.get(t);
        if (known != null) return known;
        if (!resolving.get().add(t)) return List.of();
        try {
            boolean anonymous = t.facts().isAnonymous();
            List<Decl> out = new ArrayList<>();
            List<TypeRef> refs = new ArrayList<>();
            if (t.facts().supertype() != null) refs.add(t.facts().supertype());
            refs.addAll(t.facts().interfaces());
            for (TypeRef r : refs) {
                Decl s = resolveName(r.name(), anonymous ? t.outer() : t, anonymous ? t.outerMethod() : null).decl();
                if (s != null && s != t) out.add(s);
            }
            List<Decl> found = List.copyOf(out);
            namedSupertypes.put(t, found);
            return found;
        } finally {
            resolving.get().remove(t);
        }
    }

    private Type resolveSimple(String n, SourceType context, Method method) {
        for (Method m = method; m != null; m = m.owner().outerMethod()) {
            for (TypeParam p : m.facts().typeParams()) if (p.name().equals(n)) return Type.variable(n);
        }
        for (SourceType t = context; t != null; t = t.outer()) {
            if (t.typeParams().contains(n)) return Type.variable(n);
            if (t.simpleName().equals(n)) return Type.of(t);
            for (SourceType in : t.inner()) if (in.simpleName().equals(n)) return Type.of(in);
            Method om = t.outerMethod();
            if (om != null && method == null) {
                for (TypeParam p : om.facts().typeParams()) if (p.name().equals(n)) return Type.variable(n);
            }
        }
        if (context == null) return Type.unknown(n);
        // Inherited nested types, after all lexical ones of this file to keep resolution of supertypes from going round.
        Type cached = inFile(n, context.unit());
        if (cached.known()) return cached;
        for (SourceType t = context; t != null; t = t.outer()) {
            Decl inherited = inherited(t, n, new HashSet<>());
            if (inherited != null) return Type.of(inherited);
        }
        return cached;
    }

    private Type inFile(String n, SourceUnit unit) {
        Map<String, Type> names = namesByUnit.get(unit);
        Type t = names.get(n);
        if (t == null) {
            t = lookupInFile(n, unit);
            names.put(n, t);
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
            Type t = imported(i.name() + suffix, unit);
            if (t.known()) return t;
            if (!platform.hasPackage(i.name())) unknownStar = true;
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
            if (outer != null) {
                Decl m = member(outer, name.substring(dot + 1));
                if (m != null) return Type.of(m);
            }
        }
        return Type.unknown(name);
    }

    /** The bound of a type variable seen inside a type and method, or Object. */
    Type bound(String variable, SourceType context, Method method) {
        for (Method m = method; m != null; m = m.owner().outerMethod()) {
            for (TypeParam p : m.facts().typeParams()) if (p.name().equals(variable)) return boundOf(p, context, method);
        }
        for (SourceType t = context; t != null; t = t.outer()) {
            for (TypeParam p : t.facts().typeParams()) if (p.name().equals(variable)) return boundOf(p, t, null);
        }
        return platform("java.lang.Object");
    }

    private Type boundOf(TypeParam p, SourceType context, Method method) {
        if (p.bounds().isEmpty()) return platform("java.lang.Object");
        TypeRef b = p.bounds().get(0);
        if (b.name().equals(p.name())) return Type.UNKNOWN;
        return resolve(b, context, method);
    }
}
