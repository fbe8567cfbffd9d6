package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Exit;
import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** State that a class guards with a lock can be reached without it: the field is public, or a method hands out the guarded collection itself. */
public final class MutableStateExposed implements Rule {
    /** Calls that give a window on the collection rather than a copy. */
    private static final Set<String> VIEWS = Set.of("keySet", "values", "entrySet", "subList", "headMap", "tailMap", "subMap", "headSet", "tailSet", "subSet", "navigableKeySet", "descendingMap", "descendingSet");
    private static final int LOCKED = 2;

    @Override
    public void check(Program program, Findings out) {
        LockObjects objects = new LockObjects(program);
        for (Field f : program.accessedFields()) {
            if (!f.owner().unit().reported() || f.owner().unit().test() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            if (open(program, f)) field(program, f, out);
            else if (CollectionUses.collection(program, f)) collection(program, objects, f, out);
        }
    }

    /** Anyone may assign it. */
    private static boolean open(Program program, Field f) {
        if (f.isFinal() || f.isVolatile()) return false;
        return f.facts().is(Mods.PUBLIC) || f.facts().is(Mods.PROTECTED) && !f.owner().isFinal() && declaredSafe(program, f.owner());
    }

    private static boolean declaredSafe(Program program, SourceType t) {
        return t.hasAnnotation(program.knowledge().annotations(Role.DECLARED_SAFE));
    }

    private static void field(Program program, Field f, Findings out) {
        for (SourceType t = f.owner(); t != null; t = t.outer()) if (t.facts().is(Mods.PRIVATE) || t.facts().outerMethod() >= 0) return;
        if (program.forTests(f)) return;
        Guard g = program.guard(f);
        boolean safe = declaredSafe(program, f.owner());
        boolean guarded = g != null && g.unlocked().isEmpty() && g.locked().size() >= LOCKED && g.writtenUnder() && ofOwner(f, g);
        if (!guarded && !(safe && writtenLater(program, f))) return;
        String why = guarded ? "guarded by " + g.lock().label() + " in " + g.locked().size() + " places" : f.owner().label() + " is declared thread-safe";
        Site site = Program.site(f.owner(), f.facts().nameSpan());
        List<Related> related = guarded ? List.of(new Related(RaceStory.site(g.locked().get(0)), "used under " + g.lock().label())) : List.of();
        out.add(new Finding("mutable-state-exposed", null, guarded ? Confidence.HIGH : Confidence.MEDIUM, site, f.label(),
                f.label() + (guarded ? " is guarded by " + g.lock().label() + " but" : " belongs to a class that is declared thread-safe, but") + " is not private: anyone can read and write it without a lock.",
                List.of(why), related, List.of(), "Make " + f.name() + " private and give access by methods that hold the lock.", f.key(), ""));
    }

    /** The lock is taken by code of the class itself. */
    private static boolean ofOwner(Field f, Guard g) {
        for (Access a : g.locked()) if (a.method().owner() != f.owner()) return false;
        return true;
    }

    private static boolean writtenLater(Program program, Field f) {
        for (Access a : program.accesses(f)) if (a.writes() && Counted.access(program, a)) return true;
        return false;
    }

    private static void collection(Program program, LockObjects objects, Field f, Findings out) {
        Guard g = program.guard(f);
        if (g == null || g.locked().size() < LOCKED) return;
        String plain = CollectionUses.plain(program, f);
        if (plain == null) return;
        CollectionUses uses = new CollectionUses(program, f);
        Access changed = null;
        for (Access a : g.locked()) if (changed == null && uses.of(a) != null && uses.of(a).changes()) changed = a;
        if (changed == null) return;
        for (Access a : g.unlocked()) if (uses.of(a) != null && uses.of(a).changes()) return;
        Set<Method> seen = new HashSet<>();
        for (Access a : program.accesses(f)) {
            Method m = a.method();
            Method whole = program.calls().whole(m);
            if (!seen.add(m) || whole.isPrivate() || whole != m && program.fates().code(whole) != m || m.facts().isInitializer() || m.returnType() == null || program.specialAccess(m) || m.owner().unit().test() || hidden(m.owner())) continue;
            if (objects.callersHold(m).contains(g.lock().key()) || m == whole && !program.entryLocks(m).isEmpty()) continue;
            // All callers in sight go over it with the lock held.
            if (!whole.is(Mods.PUBLIC) && program.calledUnderLock(whole)) continue;
            Span at = handedOut(program.interpret(m), f);
            if (at == null) continue;
            report(program, f, plain, g, changed, m, at, out);
            return;
        }
    }

    private static boolean hidden(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) if (s.facts().is(Mods.PRIVATE) || s.facts().outerMethod() >= 0) return true;
        return false;
    }

    /** Where the method returns the collection, or a view of it; null where it does not. */
    private static Span handedOut(Interpretation in, Field f) {
        for (Exit e : in.exits()) {
            if (e.kind() == Exit.Kind.RETURN && e.lambda() < 0 && e.value() != null && shows(in, e.value(), f, 0)) return e.span();
        }
        return null;
    }

    private static boolean shows(Interpretation in, Value v, Field f, int depth) {
        if (depth > 6) return false;
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (shows(in, x, f, depth + 1)) return true;
            return false;
        }
        Value x = v instanceof Value.Cast c ? c.operand() : v;
        if (x instanceof Value.Local l) {
            var local = in.typing().body().locals().get(l.index());
            if (local.effectivelyFinal() && local.initial() != null) return shows(in, local.initial(), f, depth + 1);
        }
        if (x instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c) {
            if (c.receiver() != null && VIEWS.contains(c.name())) return shows(in, c.receiver(), f, depth + 1);
            return c.name().startsWith("unmodifiable") && c.args().size() == 1 && shows(in, c.args().get(0), f, depth + 1);
        }
        if (!(x instanceof Value.Name || x instanceof Value.Field)) return false;
        Path p = in.locks().path(x);
        return p.root() == Path.Root.FIELD && p.field() == f && (f.isStatic() || p.base().root() == Path.Root.THIS || p.base().root() == Path.Root.OUTER);
    }

    private static void report(Program program, Field f, String plain, Guard g, Access changed, Method m, Span at, Findings out) {
        String lock = g.lock().label();
        List<Step> a = List.of(new Step(Program.site(m, at), m.label(), "gets " + f.name() + " itself and goes over it, holding nothing", 1));
        List<Step> b = List.of(new Step(RaceStory.site(changed), changed.method().label(), "holds " + lock + " and changes " + f.name() + " meanwhile", 2));
        out.add(new Finding("mutable-state-exposed", null, Confidence.MEDIUM, Program.site(m, at), m.label(),
                m.label() + " hands out the " + plain + " " + f.label() + ", which " + lock + " guards: the caller uses it without the lock.",
                List.of(f.label() + " is used under " + lock + " in " + g.locked().size() + " of " + (g.locked().size() + g.unlocked().size()) + " places"),
                List.of(new Related(RaceStory.site(changed), "changed under " + lock)),
                List.of(new ThreadTrace("thread A: a caller of " + m.label(), a), new ThreadTrace("thread B: a caller of " + changed.method().label(), b)),
                "Return a copy made under " + lock + ", or keep a concurrent collection.", f.key(), ""));
    }
}
