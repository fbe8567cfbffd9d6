package dev.snarl.rules.races;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.program.Access;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Runs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells which lock objects are certainly different ones. Used by one rule, in one thread. */
final class LockObjects {
    /** Whose lock it is: each object has its own, one is for all, or that cannot be told. */
    enum Scope { OBJECT, GLOBAL, UNCERTAIN }

    private static final int CALLERS = 3;
    private final Program program;
    private final Map<Field, Boolean> made = new HashMap<>();

    LockObjects(Program program) {
        this.program = program;
    }

    Scope scope(Lock l) {
        if (!l.shared()) return Scope.UNCERTAIN;
        if (l.key().endsWith("@class")) return Scope.GLOBAL;
        Path p = l.path();
        if (p.root() == Path.Root.CLASS) return Scope.GLOBAL;
        if (p.root() == Path.Root.THIS || p.root() == Path.Root.OUTER) return Scope.OBJECT;
        if (p.root() != Path.Root.FIELD) return Scope.UNCERTAIN;
        if (Mods.has(p.field().mods(), Mods.STATIC)) return Scope.GLOBAL;
        boolean own = p.base().root() == Path.Root.THIS || p.base().root() == Path.Root.OUTER;
        return own && (!(p.field() instanceof Field f) ? p.field().owner() instanceof dev.snarl.program.SourceType : made(f)) ? Scope.OBJECT : Scope.UNCERTAIN;
    }

    /** The locks held at an access; null where one of them, or whether it is held, is not certain. */
    List<Held.Entry> certain(Access a) {
        if (a.lambda() >= 0 && a.runs() == Runs.UNKNOWN) return null;
        for (Held.Entry h : a.held().entries()) if (!h.must()) return null;
        List<Held.Entry> all = program.heldAt(a);
        for (Held.Entry h : all) if (scope(h.lock()) == Scope.UNCERTAIN || renamed(h.lock())) return null;
        return all;
    }

    /** A caller locks the very object under a name of its own. */
    private static boolean renamed(Lock l) {
        return l.path().isThis() && !l.key().endsWith("@this");
    }

    /** The keys of the locks that are held at an access, and of those that all calls in sight hold. */
    Set<String> keys(Access a, List<Held.Entry> held) {
        Set<String> out = new TreeSet<>();
        for (Held.Entry h : held) out.add(h.lock().key());
        if (a.inCallersThread()) out.addAll(callersHold(a.method(), CALLERS));
        return out;
    }

    /** The locks that every caller in sight holds, though others may be out of sight: by key. */
    Set<String> callersHold(Method m) {
        return callersHold(m, CALLERS);
    }

    private Set<String> callersHold(Method m, int depth) {
        Set<String> common = null;
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.caller() == m) continue;
            Set<String> here = new TreeSet<>();
            for (Held.Entry h : e.held().entries()) here.add(h.lock().key());
            if (e.inCallersThread()) {
                for (Held.Entry h : program.entryLocks(e.caller()).entries()) here.add(h.lock().key());
                if (depth > 0) here.addAll(callersHold(e.caller(), depth - 1));
            }
            if (common == null) common = here;
            else common.retainAll(here);
        }
        return common == null ? Set.of() : common;
    }

    /** The object that makes the field's value is the field's own: nobody gave it a lock that others know by another name. */
    private boolean made(Field f) {
        Boolean known = made.get(f);
        if (known == null) made.put(f, known = find(f));
        return known;
    }

    private boolean find(Field f) {
        boolean some = false;
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || f.isFinal() && !m.facts().isInitializer()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w) || in.locks().path(w.target()).field() != f) continue;
                if (!in.locks().path(w.value()).isFresh()) return false;
                some = true;
            }
        }
        if (f.isFinal()) return some;
        for (Access a : program.accesses(f)) if (a.writes() && a.method().owner() != f.owner()) return false;
        return some;
    }
}
