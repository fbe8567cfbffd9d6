package dev.snarl.program;

import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.ParamFacts;
import java.util.List;

/** Finds what the text of a guard names, from where the annotation stands. What the scanned sources cannot tell is unknown, never invalid. */
final class GuardNames {
    private final Universe universe;
    private final Getters getters;
    private final SourceType at;
    private final Method method;
    private final boolean isStatic;
    private final String text;
    private final LockMode mode;

    /** {@code method} is the annotated method, null for a field. */
    GuardNames(Universe universe, Getters getters, SourceType at, Method method, boolean isStatic, String text, LockMode mode) {
        this.universe = universe;
        this.getters = getters;
        this.at = at;
        this.method = method;
        this.isStatic = isStatic;
        this.text = text;
        this.mode = mode;
    }

    /** A path, or why there is none: {@code problem} is null where it cannot be told. */
    private record Found(Path path, Decl type, String problem) {
        static final Found OPEN = new Found(null, null, null);

        static Found of(Path p) {
            return p.known() ? new Found(p, null, null) : OPEN;
        }

        static Found type(Decl d) {
            return new Found(null, d, null);
        }

        static Found none(String problem) {
            return new Found(null, null, problem);
        }
    }

    DeclaredGuard find() {
        if (text.isBlank()) return DeclaredGuard.unknown(text);
        GuardText t = GuardText.of(text);
        if (t.itself()) return new DeclaredGuard(text, DeclaredGuard.Kind.ITSELF, Path.UNKNOWN, mode, true, "");
        if (t.steps().isEmpty()) return t.open() ? DeclaredGuard.unknown(text) : DeclaredGuard.invalid(text, "it is no expression");
        Found f = chain(t.steps());
        if (f.problem != null) return DeclaredGuard.invalid(text, f.problem);
        if (f.type != null) return DeclaredGuard.invalid(text, f.type.simpleName() + " is a class, not a lock: " + f.type.simpleName() + ".class is its lock");
        if (f.path == null) return DeclaredGuard.unknown(text);
        return checked(f.path);
    }

    private DeclaredGuard checked(Path p) {
        Type type = p.type();
        if (p.root() == Path.Root.FIELD && type.is("java.lang.String")) return DeclaredGuard.unknown(text);
        if (type.isPrimitive()) return DeclaredGuard.invalid(text, "a value of type " + type.simpleName() + " is no object and cannot be locked");
        if (isStatic && instance(p)) return DeclaredGuard.invalid(text, "the member is static, one for all objects, and every object has a lock of its own");
        return new DeclaredGuard(text, DeclaredGuard.Kind.LOCK, p, mode, false, "");
    }

    private static boolean instance(Path p) {
        Path s = p.start();
        return s.root() == Path.Root.THIS || s.root() == Path.Root.OUTER;
    }

    private Found chain(List<GuardText.Step> steps) {
        Found f = first(steps.get(0));
        if (f.problem != null && steps.size() > 1 && !steps.get(0).call()) {
            Found t = qualified(steps);
            if (t != null) return t;
        }
        for (int i = 1; i < steps.size() && (f.path != null || f.type != null); i++) f = next(f, steps.get(i));
        return f;
    }

    /** A package's name stands first: a type, if it is known. */
    private Found qualified(List<GuardText.Step> steps) {
        StringBuilder name = new StringBuilder();
        boolean capital = false;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).call() || i > 0 && (steps.get(i).name().equals("class") || steps.get(i).name().equals("this"))) break;
            name.append(i > 0 ? "." : "").append(steps.get(i).name());
            capital |= Character.isUpperCase(steps.get(i).name().charAt(0));
            Decl d = i == 0 ? null : universe.decl(name.toString(), at.unit());
            if (d == null) continue;
            Found f = Found.type(d);
            for (int j = i + 1; j < steps.size() && (f.path != null || f.type != null); j++) f = next(f, steps.get(j));
            return f;
        }
        return capital ? Found.OPEN : null;
    }

    private Found first(GuardText.Step s) {
        String n = s.name();
        if (s.call()) return firstCall(n);
        if (n.equals("this") || n.equals("super")) return Found.of(Path.self(at));
        if (n.charAt(0) == '#') return param(Integer.parseInt(n.substring(1)) - 1);
        if (method != null) {
            List<ParamFacts> params = method.facts().params();
            for (int i = 0; i < params.size(); i++) if (params.get(i).name().equals(n)) return param(i);
        }
        boolean blind = false;
        boolean crossed = false;
        for (SourceType t = at; t != null; t = t.outer()) {
            FieldDecl f = Members.field(t, n);
            if (f != null && (t == f.owner() || !Mods.has(f.mods(), Mods.PRIVATE))) {
                if (Mods.has(f.mods(), Mods.STATIC)) return Found.of(Path.staticField(f));
                if (crossed) return Found.none(n + " belongs to an object of " + t.label() + ", and the static class " + at.label() + " has none");
                return Found.of((t == at ? Path.self(at) : Path.outer(t)).field(f, f.type()));
            }
            blind |= !t.ancestry().complete();
            if (local(t, n)) return Found.OPEN;
            crossed |= t != at.outermost() && staticClass(t);
        }
        if (blind || imported(n)) return Found.OPEN;
        Type type = universe.resolveName(n, at, method);
        if (type.decl() != null) return Found.type(type.decl());
        if (type.kind() == Type.Kind.VARIABLE) return Found.OPEN;
        // It may be a class of the package that is not scanned.
        if (Character.isUpperCase(n.charAt(0))) return Found.OPEN;
        return Found.none("there is no field" + (method != null ? ", parameter" : "") + " or class " + n + " here");
    }

    private Found param(int i) {
        if (method == null || i < 0 || i >= method.facts().params().size()) return Found.OPEN;
        return Found.of(Path.param(i, method.paramTypes().get(i)));
    }

    private static boolean staticClass(SourceType t) {
        if (t.facts().isAnonymous() || t.facts().outerMethod() >= 0) return t.facts().staticContext();
        return t.facts().is(Mods.STATIC) || t.isInterface() || t.kind() != dev.snarl.facts.TypeKind.CLASS || t.outer() != null && t.outer().isInterface();
    }

    /** A local or anonymous class may name what its method has. */
    private static boolean local(SourceType t, String name) {
        Method m = t.outerMethod();
        if (m == null || !m.hasBody()) return false;
        for (LocalFacts l : m.body().locals()) if (l.name().equals(name)) return true;
        return false;
    }

    private boolean imported(String name) {
        for (ImportFacts i : at.unit().facts().imports()) if (i.isStatic() && (i.star() || i.name().endsWith("." + name))) return true;
        return false;
    }

    private Found firstCall(String name) {
        boolean blind = false;
        for (SourceType t = at; t != null; t = t.outer()) {
            MethodDecl m = method(t, name);
            if (m != null) return called(t == at ? Path.self(at) : Path.outer(t), m);
            blind |= !t.ancestry().complete();
        }
        return blind || imported(name) ? Found.OPEN : Found.none("there is no method " + name + "() here");
    }

    private static MethodDecl method(Decl d, String name) {
        for (MethodDecl m : Members.methods(d, name)) if (m.paramTypes().isEmpty()) return m;
        return null;
    }

    private Found called(Path base, MethodDecl m) {
        if (m.returnType().isPrimitive()) return Found.none(m.name() + "() gives no object");
        Path self = m.isStatic() ? Path.classOf(m.owner()) : base;
        Path returned = m instanceof Method s ? getters.returned(s) : null;
        if (returned != null) {
            Path p = onto(returned, self);
            if (p.known()) return Found.of(p);
        }
        return Found.of(self.field(new CalledLock(m.name() + "()"), m.returnType()));
    }

    /** What a getter returns, seen from the object that it is asked on. */
    private static Path onto(Path p, Path self) {
        return switch (p.root()) {
            case THIS -> self;
            case CLASS -> p;
            case FIELD -> {
                Path b = p.base().root() == Path.Root.CLASS ? p.base() : onto(p.base(), self);
                yield b.root() == Path.Root.CLASS ? p : b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
            }
            default -> Path.UNKNOWN;
        };
    }

    private Found next(Found f, GuardText.Step s) {
        return f.type != null ? ofType(f.type, s) : ofValue(f.path, s);
    }

    private Found ofType(Decl d, GuardText.Step s) {
        if (!s.call() && s.name().equals("class")) return Found.of(Path.classOf(d));
        if (!s.call() && (s.name().equals("this") || s.name().equals("super"))) {
            boolean crossed = false;
            for (SourceType t = at; t != null; t = t.outer()) {
                if (t == d && crossed) return Found.none(d.simpleName() + ".this is an object that the static class " + at.label() + " does not have");
                if (t == d) return Found.of(t == at ? Path.self(at) : Path.outer(t));
                crossed |= t != at.outermost() && staticClass(t);
            }
            // Error-prone inheritance: Base.this in a subclass of Base means the object itself.
            return at.isA(d.name()).yes() ? Found.of(Path.self(at)) : at.ancestry().complete() ? Found.none(d.simpleName() + " does not enclose " + at.label()) : Found.OPEN;
        }
        boolean known = d.membersKnown() && d.ancestry().complete();
        if (s.call()) {
            MethodDecl m = method(d, s.name());
            if (m == null) return known ? Found.none(d.simpleName() + " has no method " + s.name() + "()") : Found.OPEN;
            return m.isStatic() ? called(Path.classOf(d), m) : Found.none(d.simpleName() + "." + s.name() + "() is not static: no object is named");
        }
        FieldDecl f = Members.field(d, s.name());
        if (f != null) {
            return Mods.has(f.mods(), Mods.STATIC) ? Found.of(Path.staticField(f)) : Found.none(d.simpleName() + "." + s.name() + " is not static: no object is named");
        }
        Decl nested = universe.nested(d, s.name());
        if (nested != null) return Found.type(nested);
        return known ? Found.none(d.simpleName() + " has no field " + s.name()) : Found.OPEN;
    }

    private Found ofValue(Path p, GuardText.Step s) {
        if (s.call() && (s.name().equals("readLock") || s.name().equals("writeLock") || s.name().equals("asReadLock") || s.name().equals("asWriteLock"))) return Found.of(p);
        if (!s.call() && s.name().equals("class")) return Found.none("only a class has .class");
        Decl d = p.type().decl();
        if (d == null) return p.type().isPrimitive() ? Found.none("a value of type " + p.type().simpleName() + " has no members") : Found.OPEN;
        boolean known = d.membersKnown() && d.ancestry().complete();
        if (s.call()) {
            MethodDecl m = method(d, s.name());
            return m != null ? called(p, m) : known ? Found.none(d.simpleName() + " has no method " + s.name() + "()") : Found.OPEN;
        }
        FieldDecl f = Members.field(d, s.name());
        if (f != null) return Found.of(Mods.has(f.mods(), Mods.STATIC) ? Path.staticField(f) : p.field(f, f.type()));
        return known ? Found.none(d.simpleName() + " has no field " + s.name()) : Found.OPEN;
    }
}
