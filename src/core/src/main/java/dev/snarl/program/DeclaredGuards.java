package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.Mods;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The locks that annotations name for fields and methods. Made anew when asked for; then immutable. */
public final class DeclaredGuards {
    private static final String CHECKER = "org.checkerframework.checker.lock.qual";
    private static final List<String> LOCKS = List.of("java.util.concurrent.locks.Lock", "java.util.concurrent.locks.ReadWriteLock", "java.util.concurrent.locks.StampedLock");
    private final Program program;
    private final Map<Field, List<DeclaredGuard>> fields = new LinkedHashMap<>();
    private final Map<Method, List<DeclaredGuard>> methods = new LinkedHashMap<>();

    DeclaredGuards(Program program) {
        this.program = program;
        for (SourceType t : program.universe().types()) {
            for (Field f : t.fields()) {
                List<DeclaredGuard> g = of(f);
                if (!g.isEmpty()) fields.put(f, g);
            }
            for (Method m : t.methods()) {
                List<DeclaredGuard> g = of(m);
                if (!g.isEmpty()) methods.put(m, g);
            }
        }
    }

    /** The guarded fields in the order of their declaration. */
    public Map<Field, List<DeclaredGuard>> fields() {
        return fields;
    }

    /** The methods whose callers must hold locks, in the order of their declaration. */
    public Map<Method, List<DeclaredGuard>> methods() {
        return methods;
    }

    private List<DeclaredGuard> of(Field f) {
        List<DeclaredGuard> out = new ArrayList<>(1);
        for (AnnotationFacts a : program.annotations().of(f, Role.GUARDED_BY)) {
            AnnotationFact fact = program.annotations().fact(a, Role.GUARDED_BY);
            if (fact.attributes().containsKey("kind")) continue;
            boolean referent = checker(a, f.owner());
            for (String text : Annotations.values(a, "value")) out.add(usable(itself(f, referent, resolve(f.owner(), null, f.isStatic(), text, fact))));
        }
        return out;
    }

    /**
     * The guard, where it is told what holding it means. {@code lock#readLock} is how documentation names a member, not an expression; and an object that gives out
     * locks, as a table of stripes does, is no lock itself: one of its locks may be meant, or all.
     */
    private static DeclaredGuard usable(DeclaredGuard g) {
        if (g.text().matches("[A-Za-z_].*#.*")) return DeclaredGuard.unknown(g.text());
        if (g.kind() != DeclaredGuard.Kind.LOCK || g.path() == null || !(g.path().type().decl() instanceof SourceType s)) return g;
        if (!s.isA("java.util.concurrent.locks.Lock").no()) return g;
        for (Method m : s.methods()) {
            Type given = m.returnType();
            if (given == null) continue;
            for (String lock : LOCKS) if (given.isA(lock).yes()) return DeclaredGuard.unknown(g.text());
        }
        return g;
    }

    /** A field that names itself is guarded by what it refers to. */
    private static DeclaredGuard itself(Field f, boolean referent, DeclaredGuard g) {
        boolean own = g.kind() == DeclaredGuard.Kind.LOCK && g.path().root() == Path.Root.FIELD && g.path().field() == f;
        if (!own && g.kind() != DeclaredGuard.Kind.ITSELF) return referent ? new DeclaredGuard(g.text(), g.kind(), g.path(), g.mode(), true, g.problem()) : g;
        if (f.type().isPrimitive()) return DeclaredGuard.invalid(g.text(), "a value of type " + f.type().simpleName() + " is no object and cannot be locked");
        Path self = f.isStatic() ? Path.staticField(f) : Path.self(f.owner()).field(f, f.type());
        return new DeclaredGuard(g.text(), DeclaredGuard.Kind.ITSELF, self, g.mode(), true, "");
    }

    private List<DeclaredGuard> of(Method m) {
        List<DeclaredGuard> out = new ArrayList<>(1);
        for (AnnotationFacts a : program.annotations().of(m, Role.GUARDED_BY)) {
            AnnotationFact fact = program.annotations().fact(a, Role.GUARDED_BY);
            String kind = fact.attributes().getOrDefault("kind", "");
            // On a method the type annotation of that vocabulary speaks of what is returned.
            if (kind.equals("effect") || kind.isEmpty() && checker(a, m.owner())) continue;
            for (String text : Annotations.values(a, "value")) {
                DeclaredGuard g = usable(resolve(m.owner(), m, m.isStatic(), text, fact));
                out.add(g.kind() == DeclaredGuard.Kind.ITSELF ? DeclaredGuard.unknown(text) : g);
            }
        }
        return out;
    }

    private DeclaredGuard resolve(SourceType at, Method m, boolean isStatic, String text, AnnotationFact fact) {
        LockMode mode = fact.attributes().getOrDefault("mode", "").equals("read") ? LockMode.READ : LockMode.EXCLUSIVE;
        return new GuardNames(program.universe(), program.getters(), at, m, isStatic, text, mode).find();
    }

    /** The vocabulary in which the annotation belongs to the type of the value. */
    private static boolean checker(AnnotationFacts a, SourceType t) {
        if (a.name().startsWith(CHECKER)) return true;
        for (ImportFacts i : t.unit().facts().imports()) {
            if (i.name().startsWith(CHECKER) && (i.star() || i.name().endsWith("." + a.simpleName()))) return true;
        }
        return false;
    }

    /** The fields on a guard's way to its lock that are assigned again after their object was made: the lock then is another one. */
    public List<Field> reassigned(DeclaredGuard g) {
        List<Field> out = new ArrayList<>(1);
        for (Path p = g.path(); p != null; p = p.base()) {
            if (!(p.field() instanceof Field f) || f.isFinal() || g.kind() == DeclaredGuard.Kind.ITSELF) continue;
            for (Access a : program.accesses(f)) {
                if (a.writes() && !a.element() && !a.initial() && !a.owned() && !program.initial(a.method()) && !program.lifecycle(a.method())) {
                    out.add(f);
                    break;
                }
            }
        }
        return out;
    }

    /** The guards that the method's callers hold: its own annotations, or else those of the method that it overrides. */
    List<DeclaredGuard> contract(Method m) {
        List<DeclaredGuard> own = methods.get(m);
        if (own != null) return own;
        if (m.isStatic() || m.isPrivate() || m.facts().isInitializer() || methods.isEmpty()) return List.of();
        for (Decl d : m.owner().ancestry().decls()) {
            if (d == m.owner()) continue;
            for (MethodDecl o : d.ownMethods(m.name())) {
                if (o instanceof Method s && methods.containsKey(s) && !o.is(Mods.PRIVATE) && Members.sameErasure(o, m)) return methods.get(s);
            }
        }
        return List.of();
    }

    /** Every use of a guarded member without its lock, in the order of the using methods. */
    public List<GuardBreach> breaches() {
        return new GuardedUses(program, this).find();
    }
}
