package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.program.Access;
import dev.snarl.program.Exit;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Answers how code elsewhere comes to the object in a field: through the field itself, a method that returns it, or one that stores another. Used by one thread. */
final class Exposures {
    /** Methods that the platform asks for: their results go to copies and streams, not to callers that lock. */
    private static final Set<String> BUILT_IN = Set.of("clone", "readResolve", "writeReplace", "readObject", "writeObject", "finalize");
    private final Program program;
    private final Map<Field, List<Exposure>> known = new HashMap<>();

    Exposures(Program program) {
        this.program = program;
    }

    /** The first way, the widest first, or null where the object stays with its class as far as the scanned code tells. */
    Exposure of(Field f) {
        List<Exposure> found = known.get(f);
        if (found == null) {
            Exposure e = find(f);
            found = e == null ? List.of() : List.of(e);
            known.put(f, found);
        }
        return found.isEmpty() ? null : found.get(0);
    }

    private Exposure find(Field f) {
        Exposure visible = visible(f);
        if (visible != null && visible.way() == Exposure.Way.PUBLIC) return visible;
        Exposure handed = handedOut(f);
        return handed != null ? handed : visible != null ? visible : otherName(f);
    }

    /** A final field that was made from another final field names the same object, and the same monitor. */
    private Exposure otherName(Field f) {
        Field source = null;
        if (!f.isFinal()) return null;
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || !m.facts().isInitializer()) continue;
            Interpretation in = program.interpret(m);
            for (Event event : in.events()) {
                if (!(event instanceof Event.Write w) || !is(in.locks().path(w.target()), f)) continue;
                Path p = in.locks().path(w.value());
                if (source != null || p.root() != Path.Root.FIELD || !(p.field() instanceof Field g) || g == f || !g.isFinal() || !near(f.owner(), g.owner())) return null;
                source = g;
            }
        }
        Exposure e = source == null ? null : of(source);
        return e == null ? null : new Exposure(e.way(), "is the object in " + source.label() + ", which " + e.how(), e.site());
    }

    private Exposure visible(Field f) {
        SourceType t = f.owner();
        if (f.isPrivate() || hidden(t)) return null;
        if (f.facts().is(Mods.PUBLIC)) return new Exposure(Exposure.Way.PUBLIC, "is public", Program.site(t, f.facts().nameSpan()));
        if (t.isFinal()) return null;
        String how = f.facts().is(Mods.PROTECTED) ? "is protected, so that every subclass comes to it" : "is visible in the whole package";
        return new Exposure(Exposure.Way.INHERITABLE, how, Program.site(t, f.facts().nameSpan()));
    }

    private Exposure handedOut(Field f) {
        Exposure replaced = null;
        for (Method m : program.methodsMentioning(Set.of(f.name()))) {
            Method whole = whole(m);
            if (!near(m.owner(), f.owner()) || !callable(whole)) continue;
            Interpretation in = program.interpret(m);
            for (Exit e : in.exits()) {
                if (e.kind() != Exit.Kind.RETURN || e.lambda() >= 0 || e.value() == null || !is(in.locks().path(e.value()), f)) continue;
                return new Exposure(Exposure.Way.RETURNED, "is returned by " + whole.label(), Program.site(m, e.span()));
            }
            if (f.isFinal()) continue;
            for (Access a : program.accessesIn(m)) {
                if (a.field() != f || !a.writes() || a.element() || a.owned() || a.base().isFresh() || !a.inCallersThread()) continue;
                boolean given = a.valueParam() >= 0;
                // A step of the set-up, that subclasses may change, as a rule.
                if (!given && m.facts().is(Mods.PROTECTED)) continue;
                Exposure e = new Exposure(given ? Exposure.Way.GIVEN : Exposure.Way.REPLACED, (given ? "is set by " : "is replaced by ") + whole.label(), Program.site(m, a.span()));
                if (replaced == null || given && replaced.way() == Exposure.Way.REPLACED) replaced = e;
            }
        }
        return replaced;
    }

    /** The method whose whole code a private one holds, or that one itself. */
    private Method whole(Method m) {
        Method whole = program.calls().whole(m);
        return whole != m && program.fates().code(whole) == m ? whole : m;
    }

    static boolean is(Path p, Field f) {
        return p.root() == Path.Root.FIELD && p.field() == f;
    }

    /** Code that can name the field: its own class, classes around and inside, subclasses. */
    private static boolean near(SourceType t, SourceType owner) {
        return t == owner || t.outermost() == owner.outermost() || t.isA(owner.name()).yes();
    }

    private boolean callable(Method m) {
        return m.hasBody() && !m.isPrivate() && !m.facts().isInitializer() && !BUILT_IN.contains(m.name()) && !program.initial(m) && !program.lifecycle(m)
                && !m.owner().unit().test() && !hidden(m.owner()) && !m.facts().name().equals(MethodFacts.CONSTRUCTOR);
    }

    /** Nobody outside its file can name the type. */
    static boolean hidden(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) {
            if (s.facts().is(Mods.PRIVATE) || s.facts().isAnonymous() || s.facts().outerMethod() >= 0) return true;
        }
        return false;
    }
}
