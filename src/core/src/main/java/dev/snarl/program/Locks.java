package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names values and locks of one body. Final aliases are followed to what they stand for; a read and a write view belong to their read-write lock.
 * A lock's key tells it across threads by class and path: {@code pkg.Counter.lock}, {@code pkg.Counter@this} for the monitor of an instance,
 * {@code pkg.Counter@class}. Keys of different objects of one class are equal: two threads that both hold "the lock of their object" are believed.
 */
public final class Locks {
    private final Typing typing;
    private final Roles roles;
    private final Getters getters;
    private final Map<Integer, Path> localPaths = new HashMap<>();

    Locks(Typing typing, Roles roles, Getters getters) {
        this.typing = typing;
        this.roles = roles;
        this.getters = getters;
    }

    Roles roles() {
        return roles;
    }

    public Path path(Value v) {
        return path(v, 0);
    }

    private Path path(Value v, int depth) {
        if (depth > 12) return Path.UNKNOWN;
        Method m = typing.method();
        if (v instanceof Value.This t) {
            if (t.qualifier().isEmpty()) return Path.self(m.owner());
            Type o = typing.typeOf(v);
            return o.decl() == null ? Path.UNKNOWN : o.decl() == m.owner() ? Path.self(m.owner()) : Path.outer(o.decl());
        }
        if (v instanceof Value.Super) return Path.self(m.owner());
        if (v instanceof Value.Local l) return local(l.index(), depth);
        if (v instanceof Value.Captured c) return captured(c, depth);
        if (v instanceof Value.Name) {
            Denotation d = typing.denote(v);
            if (d.field() == null) return d.isType() ? Path.classOf(d.type()) : Path.UNKNOWN;
            return fieldPath(d.field(), d.through(), typing.typeOf(v));
        }
        if (v instanceof Value.Field f) {
            Denotation d = typing.denote(v);
            if (d.isType()) return Path.classOf(d.type());
            if (d.field() == null) return Path.UNKNOWN;
            if (dev.snarl.facts.Mods.has(d.field().mods(), dev.snarl.facts.Mods.STATIC)) return Path.staticField(d.field());
            return path(f.base(), depth + 1).field(d.field(), typing.typeOf(v));
        }
        if (v instanceof Value.Element e) return path(e.array(), depth + 1).element(typing.typeOf(v));
        if (v instanceof Value.Cast c) return path(c.operand(), depth + 1);
        if (v instanceof Value.ClassLiteral c) {
            Type t = m.owner().universe().resolve(c.type(), m.owner(), m);
            return t.decl() == null ? Path.UNKNOWN : Path.classOf(t.decl());
        }
        if (v instanceof Value.Result r) return result(r.event(), depth);
        if (v instanceof Value.Choice c) {
            Path only = null;
            for (Value x : c.values()) {
                Path p = path(x, depth + 1);
                if (only != null && !only.equals(p)) return Path.UNKNOWN;
                only = p;
            }
            return only == null ? Path.UNKNOWN : only;
        }
        return Path.UNKNOWN;
    }

    private Path fieldPath(FieldDecl f, SourceType through, Type type) {
        if (dev.snarl.facts.Mods.has(f.mods(), dev.snarl.facts.Mods.STATIC) || through == null) return Path.staticField(f);
        Path base = through == typing.method().owner() ? Path.self(through) : Path.outer(through);
        return base.field(f, type);
    }

    private Path local(int i, int depth) {
        Path known = localPaths.get(i);
        if (known != null) return known;
        Body body = typing.body();
        LocalFacts l = body.locals().get(i);
        Path p;
        if (l.kind() == LocalFacts.Kind.PARAM) {
            p = l.assignments() == 0 ? Path.param(i, typing.localType(i)) : Path.local(i, typing.localType(i));
        } else if ((l.kind() == LocalFacts.Kind.VARIABLE || l.kind() == LocalFacts.Kind.RESOURCE) && l.effectivelyFinal() && l.initial() != null) {
            localPaths.put(i, Path.UNKNOWN);
            p = path(l.initial(), depth + 1);
            if (!p.known() || reassigned(p.start()) || p.root() == Path.Root.RESULT && !(l.initial() instanceof Value.Result || l.initial() instanceof Value.Local)) p = Path.local(i, typing.localType(i));
        } else {
            p = Path.local(i, typing.localType(i));
        }
        localPaths.put(i, p);
        return p;
    }

    /** A local that is assigned again names another object then. */
    private boolean reassigned(Path start) {
        return start.root() == Path.Root.LOCAL && !typing.body().locals().get(start.index()).effectivelyFinal();
    }

    /** A captured local is what it stands for in its method, if that can be said from here: a field of an enclosing instance, or a static. */
    private Path captured(Value.Captured c, int depth) {
        Typing outer = typing.enclosing(c.typesOut());
        Type type = typing.typeOf(c);
        if (outer != null && c.local() < outer.body().locals().size()) {
            LocalFacts l = outer.body().locals().get(c.local());
            if (l.effectivelyFinal() && l.initial() != null && depth < 8) {
                Path there = new Locks(outer, roles, getters).path(l.initial(), depth + 4);
                Path here = outward(there);
                if (here.known()) return here;
            }
        }
        return Path.captured(c.typesOut(), c.local(), type);
    }

    private Path outward(Path p) {
        return switch (p.root()) {
            case THIS -> Path.outer(p.decl());
            case OUTER, CLASS -> p;
            case FIELD -> {
                Path b = outward(p.base());
                yield b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
            }
            default -> Path.UNKNOWN;
        };
    }

    private Path result(int event, int depth) {
        Event e = typing.event(event);
        Type type = typing.typeOf(new Value.Result(event));
        if (e instanceof Event.New) return Path.fresh(event, type);
        if (!(e instanceof Event.Call c)) return Path.UNKNOWN;
        Target t = typing.target(event);
        MethodFact view = roles.first(Role.VIEW, c.name(), c.args().size(), t);
        if (view != null && !view.attribute("kind", "").equals("keyed")) return c.receiver() != null ? path(c.receiver(), depth + 1) : receiverPath(c, t, depth + 1);
        if (t.method() instanceof ImplicitMethod accessor && accessor.field() != null) {
            Path base = receiverPath(c, t, depth + 1);
            if (base.known()) return base.field(accessor.field(), type);
        }
        if (t.source() != null) {
            Path returned = getters.returned(t.source());
            if (returned != null) {
                Path p = rebase(returned, c, t, depth + 1);
                if (p.known()) return p;
            }
        }
        return Path.result(event, type);
    }

    /** A path of the callee (rooted in this, a parameter or a class) in terms of the caller. */
    Path rebase(Path p, Event.Call c, Target t, int depth) {
        switch (p.root()) {
            case THIS:
                return receiverPath(c, t, depth);
            case OUTER, CLASS:
                return p;
            case PARAM:
                return p.index() < c.args().size() ? path(c.args().get(p.index()), depth) : Path.UNKNOWN;
            case FIELD: {
                if (p.base().root() == Path.Root.CLASS) return p;
                Path b = rebase(p.base(), c, t, depth);
                return b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
            }
            case ELEMENT: {
                Path b = rebase(p.base(), c, t, depth);
                return b.known() ? b.element(p.type()) : Path.UNKNOWN;
            }
            default:
                return Path.UNKNOWN;
        }
    }

    /** The same for a constructor's path, where the object is created. */
    Path rebase(Path p, Event.New n) {
        switch (p.root()) {
            case THIS:
                return Path.fresh(n.id(), typing.typeOf(new Value.Result(n.id())));
            case OUTER, CLASS:
                return p;
            case PARAM:
                return p.index() < n.args().size() ? path(n.args().get(p.index())) : Path.UNKNOWN;
            case FIELD: {
                if (p.base().root() == Path.Root.CLASS) return p;
                Path b = rebase(p.base(), n);
                return b.known() ? b.field(p.field(), p.type()) : Path.UNKNOWN;
            }
            default:
                return Path.UNKNOWN;
        }
    }

    Path receiverPath(Event.Call c, Target t, int depth) {
        if (c.receiver() != null) return t.viaType() ? Path.UNKNOWN : path(c.receiver(), depth);
        if (t.implicit() == null) return Path.UNKNOWN;
        return t.implicit() == typing.method().owner() ? Path.self(t.implicit()) : Path.outer(t.implicit());
    }

    Path receiverPath(Event.Call c, Target t) {
        return receiverPath(c, t, 0);
    }

    /** The lock that a value denotes: of a synchronized statement ({@code monitor}) or of a Lock call. */
    Lock lock(Value v, boolean monitor) {
        return of(path(v), modeOf(v), monitor);
    }

    /** The Lock object that a value denotes; the read-write lock with the mode, for a view. */
    public Lock lock(Value v) {
        return lock(v, false);
    }

    /** The monitor of the object that a value denotes. */
    public Lock monitor(Value v) {
        return lock(v, true);
    }

    private LockMode modeOf(Value v) {
        for (int i = 0; i < 8; i++) {
            if (v instanceof Value.Cast c) v = c.operand();
            else if (v instanceof Value.Local l && typing.body().locals().get(l.index()).effectivelyFinal() && typing.body().locals().get(l.index()).initial() != null) v = typing.body().locals().get(l.index()).initial();
            else break;
        }
        if (v instanceof Value.Result r && typing.event(r.event()) instanceof Event.Call c) {
            MethodFact view = roles.first(Role.VIEW, c.name(), c.args().size(), typing.target(r.event()));
            if (view != null && view.attribute("mode", "").equals("read")) return LockMode.READ;
        }
        Type t = typing.typeOf(v);
        if (t.isA("java.util.concurrent.locks.ReentrantReadWriteLock.ReadLock").yes()) return LockMode.READ;
        Denotation d = typing.denote(v);
        if (d.field() instanceof Field f && getters.readView(f)) return LockMode.READ;
        return LockMode.EXCLUSIVE;
    }

    /** The lock that a method's own declaration takes (synchronized, or an annotation for generated code), or null. */
    Lock ofMethod(Method m) {
        Path self = m.isStatic() ? Path.classOf(m.owner()) : Path.self(m.owner());
        if (m.is(dev.snarl.facts.Mods.SYNCHRONIZED)) return of(self, LockMode.EXCLUSIVE, true);
        for (AnnotationFacts a : m.facts().annotations()) {
            AnnotationFact f = roles.knowledge().annotation(Role.SYNCHRONIZED_ANNOTATION, a.simpleName()).orElse(null);
            if (f == null) continue;
            boolean monitor = f.attributes().getOrDefault("kind", "").equals("monitor");
            String value = String.join(",", a.members().getOrDefault("value", List.of()));
            boolean read = f.attributes().getOrDefault("mode", "").equals("read") || value.endsWith("READ");
            String name = value.matches("\\w+") ? value : m.isStatic() ? "$LOCK" : monitor ? "$monitor" : "$lock";
            FieldDecl field = m.owner().ownField(name);
            if (field == null) field = new GeneratedField(name, m.owner());
            return of(self.field(field, field.type()), read ? LockMode.READ : LockMode.EXCLUSIVE, monitor);
        }
        return null;
    }

    Lock of(Path p, LockMode mode, boolean monitor) {
        if (p.root() == Path.Root.FIELD && p.field() instanceof Field f) {
            Path aliased = getters.fieldAlias(f);
            if (aliased != null) p = onto(aliased, p.base());
        }
        String key = monitor && p.root() == Path.Root.FIELD && ownMonitor(p.type().decl()) ? top(p.type().decl()) + "@this" : key(p);
        boolean shared = key != null;
        return new Lock(p, shared ? key : "local:" + typing.method().key() + ":" + p, mode, monitor, shared, label(p), false);
    }

    /** A class whose methods lock their own object: who locks a field of that type takes part in the same locking. */
    private static boolean ownMonitor(Decl d) {
        if (!(d instanceof SourceType s)) return false;
        for (Method m : s.methods()) if (m.isSynchronized() && !m.isStatic()) return true;
        return false;
    }

    /** A field that only stands for another ({@code r = rw.readLock()}, {@code lock = this}): that one, seen from the same object. */
    private static Path onto(Path alias, Path base) {
        return switch (alias.root()) {
            case THIS -> base;
            case FIELD -> alias.base().root() == Path.Root.CLASS ? alias : onto(alias.base(), base).field(alias.field(), alias.type());
            default -> alias;
        };
    }

    /** The key by class and path, or null for a lock that no other thread can name. */
    static String key(Path p) {
        switch (p.root()) {
            case THIS, OUTER:
                return top(p.decl()) + "@this";
            case CLASS:
                return p.decl().name() + "@class";
            case FIELD:
                return p.field().owner().name() + "." + p.field().name();
            case ELEMENT: {
                String b = key(p.base());
                return b == null ? null : b + "[]";
            }
            case PARAM, LOCAL, CAPTURED, RESULT: {
                Decl d = p.type().decl();
                return d instanceof SourceType ? top(d) + "@this" : d == null || d.name().equals("java.lang.Object") ? null : d.name() + "@this";
            }
            default:
                return null;
        }
    }

    /** The key of the monitor of an object of that type. */
    static String monitorKey(SourceType t) {
        return top(t) + "@this";
    }

    /** The topmost scanned superclass: an inherited monitor is one lock under all its types. */
    private static String top(Decl d) {
        Decl t = d;
        for (int i = 0; i < 32 && t.superclass() != null && t.superclass().decl() instanceof SourceType s; i++) t = s;
        return t.name();
    }

    /** As a reader of the body would write it. */
    public String label(Path p) {
        return switch (p.root()) {
            case PARAM, LOCAL -> typing.body().locals().get(p.index()).name();
            case CAPTURED -> {
                Typing outer = typing.enclosing(p.typesOut());
                yield outer == null || p.index() >= outer.body().locals().size() ? "captured" : outer.body().locals().get(p.index()).name();
            }
            case RESULT -> typing.event(p.index()) instanceof Event.Call c ? c.name() + "()" : "?";
            case FIELD -> p.base().root() == Path.Root.THIS ? p.field().name() : p.base().root() == Path.Root.CLASS
                    ? p.base().decl().simpleName() + "." + p.field().name() : label(p.base()) + "." + p.field().name();
            case ELEMENT -> label(p.base()) + "[]";
            default -> p.toString();
        };
    }

    /** The functions that a value may be: lambdas of this body by index, through locals and conditional expressions. */
    List<Value> functions(Value v) {
        List<Value> out = new ArrayList<>(1);
        functions(v, out, 0);
        return out;
    }

    private void functions(Value v, List<Value> out, int depth) {
        if (depth > 6) return;
        if (v instanceof Value.Lambda || v instanceof Value.MethodRef) {
            out.add(v);
        } else if (v instanceof Value.Local l) {
            LocalFacts f = typing.body().locals().get(l.index());
            if (f.kind() == LocalFacts.Kind.VARIABLE && f.effectivelyFinal() && f.initial() != null) functions(f.initial(), out, depth + 1);
        } else if (v instanceof Value.Choice c) {
            for (Value x : c.values()) functions(x, out, depth + 1);
        } else if (v instanceof Value.Cast c) {
            functions(c.operand(), out, depth + 1);
        }
    }

    /** The creation that a value certainly is, or null. */
    Event.New creation(Value v) {
        Path p = path(v);
        return p.root() == Path.Root.FRESH && typing.event(p.index()) instanceof Event.New n ? n : null;
    }
}
