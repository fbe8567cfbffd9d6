package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What short methods return and what final fields stand for: {@code Lock lock() { return this.lock; }}, {@code static X get() { return INSTANCE; }},
 * {@code final Lock r = rw.readLock()}. Safe for use by several threads.
 */
final class Getters {
    private static final Path NOTHING = Path.local(-1, Type.UNKNOWN);
    private final Universe universe;
    private final Functional functional;
    private final Roles roles;
    private final Map<Method, Path> returned = new ConcurrentHashMap<>();
    private final Map<Field, Path> aliases = new ConcurrentHashMap<>();
    private final Map<Field, Boolean> readViews = new ConcurrentHashMap<>();

    private final ThreadLocal<Asked> asked = ThreadLocal.withInitial(Asked::new);

    /** The fields whose aliases a thread is finding. What was found after a question came back to one of them is not kept: it knows only half. */
    private static final class Asked {
        private final Set<Field> fields = new HashSet<>();
        private int cuts;

        boolean whole(int before) {
            return cuts == before || fields.isEmpty();
        }
    }

    Getters(Universe universe, Functional functional, Roles roles) {
        this.universe = universe;
        this.functional = functional;
        this.roles = roles;
    }

    /** The path that the method always returns, rooted in this, a parameter or a class; null when it is no such method, or may be overridden. */
    Path returned(Method m) {
        Path p = returned.get(m);
        if (p == null) {
            Asked asked = this.asked.get();
            int before = asked.cuts;
            p = find(m);
            if (asked.whole(before)) returned.put(m, p == null ? NOTHING : p);
        }
        return p == NOTHING ? null : p;
    }

    private Path find(Method m) {
        if (!m.hasBody() || m.facts().isInitializer() || m.facts().returnType() == null || m.returnType().isPrimitive()) return null;
        Body b = m.body();
        if (b.events() > 6 || !b.lambdas().isEmpty()) return null;
        Value only = onlyReturn(b.root(), 0);
        if (only == null) return null;
        for (Value v : new Value[] {only}) if (v instanceof Value.Result || v instanceof Value.Lambda) return null;
        Path p = new Locks(new Typing(new Typings(universe, functional), m, b), roles, this).path(only);
        Path start = p.start();
        boolean named = start.root() == Path.Root.THIS || start.root() == Path.Root.CLASS || start.root() == Path.Root.PARAM || start.root() == Path.Root.OUTER;
        if (!named || p.root() == Path.Root.ELEMENT) return null;
        boolean fixed = m.isPrivate() || m.isStatic() || m.is(Mods.FINAL) || m.owner().isFinal() || !overridden(m.owner(), m, 0);
        return fixed ? p : null;
    }

    private static boolean overridden(SourceType t, Method m, int depth) {
        for (SourceType s : t.subtypes()) {
            for (Method o : s.ownMethods(m.name())) if (Members.sameErasure(o, m)) return true;
            if (depth > 8 || overridden(s, m, depth + 1)) return true;
        }
        return false;
    }

    private static Value onlyReturn(Node n, int depth) {
        if (n instanceof Node.Return r) return r.value();
        if (n instanceof Node.Sync s) return onlyReturn(s.body(), depth + 1);
        if (!(n instanceof Node.Seq s) || depth > 4) return null;
        Value found = null;
        for (Node c : s.nodes()) {
            if (c instanceof Event.Read) continue;
            if (found != null) return null;
            found = onlyReturn(c, depth + 1);
            if (found == null) return null;
        }
        return found;
    }

    /** What a final field always stands for, as a path rooted in this or a class (views stand for their lock); null when it is its own thing. */
    Path fieldAlias(Field f) {
        if (!f.isFinal()) return null;
        Path p = aliases.get(f);
        if (p == null) {
            Asked asked = this.asked.get();
            if (!asked.fields.add(f)) {
                asked.cuts++;
                return null;
            }
            int before = asked.cuts;
            try {
                p = findAlias(f);
            } finally {
                asked.fields.remove(f);
            }
            if (asked.whole(before)) aliases.put(f, p == null ? NOTHING : p);
        }
        return p == NOTHING ? null : p;
    }

    /** Whether a field holds the read view of a read-write lock. */
    boolean readView(Field f) {
        Boolean known = readViews.get(f);
        if (known == null) {
            known = f.isFinal() && viewMode(f);
            readViews.put(f, known);
        }
        return known;
    }

    private boolean viewMode(Field f) {
        Write w = onlyWrite(f);
        if (w == null || !(w.value instanceof Value.Result r) || !(w.typing.event(r.event()) instanceof Event.Call c)) return false;
        MethodFact view = roles.first(Role.VIEW, c.name(), c.args().size(), w.typing.target(r.event()));
        return view != null && view.attribute("mode", "").equals("read");
    }

    private Path findAlias(Field f) {
        Write w = onlyWrite(f);
        if (w == null) return null;
        Path p = new Locks(w.typing, roles, this).path(w.value);
        boolean viewed = w.value instanceof Value.Result && p.root() == Path.Root.FIELD;
        if (p.root() == Path.Root.THIS || p.root() == Path.Root.CLASS && w.value instanceof Value.ClassLiteral) return p;
        if (p.root() == Path.Root.FIELD && p.field() != f && (viewed || isFinal(p))) {
            Path s = p.start();
            return s.root() == Path.Root.THIS || s.root() == Path.Root.CLASS ? p : null;
        }
        return null;
    }

    private static boolean isFinal(Path p) {
        return Mods.has(p.field().mods(), Mods.FINAL);
    }

    private record Write(Typing typing, Value value) {}

    private Write onlyWrite(Field f) {
        Decl d = f.type().decl();
        // Only locks, conditions and plain monitors are followed: others would cost much and tell nothing.
        if (d != null && !d.name().equals("java.lang.Object") && !d.name().startsWith("java.util.concurrent.locks.") && d instanceof PlatformDecl) return null;
        Write only = null;
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || !m.facts().isInitializer() || m.is(Mods.STATIC) != f.isStatic() && m.facts().name().equals(MethodFacts.STATIC_INIT) != f.isStatic()) continue;
            if (!m.mentions(f.name())) continue;
            Typing t = new Typing(new Typings(universe, functional), m, m.body());
            for (Event e : t.index().events) {
                if (e instanceof Event.Write w && t.denote(w.target()).field() == f) {
                    if (only != null) return null;
                    only = new Write(t, w.value());
                }
            }
        }
        return only;
    }
}
