package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Acquisition;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.FieldDecl;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells locks that only keep a tool from running twice at a time: every region that takes the lock runs a process, and touches no state but what is
 * used in such regions alone, such as the result that is kept. Whoever wants the lock then wants the process.
 */
final class ToolLocks {
    private final Program program;
    private final WaitReach reach;
    private final Map<String, Boolean> known = new LinkedHashMap<>();

    ToolLocks(Program program, WaitReach reach) {
        this.program = program;
        this.reach = reach;
    }

    boolean isToolLock(Lock l) {
        Boolean answer = known.get(l.key());
        if (answer == null) {
            answer = find(l);
            known.put(l.key(), answer);
        }
        return answer;
    }

    private boolean find(Lock l) {
        Path p = l.path();
        Field f = null;
        if (p.root() == Path.Root.FIELD) {
            if (!(p.field() instanceof Field own) || !own.isPrivate()) return false;
            f = own;
        } else if (p.root() != Path.Root.THIS && p.root() != Path.Root.CLASS || !(p.decl() instanceof SourceType)) {
            return false;
        }
        List<Region> regions = new ArrayList<>();
        for (Method m : users(null, l)) {
            Interpretation in = program.interpret(m);
            for (Acquisition a : in.acquisitions()) if (a.lock().key().equals(l.key())) regions.add(new Region(m, a));
        }
        for (Region r : regions) if (!runsProcess(r) || touchesState(r, f, l.key())) return false;
        return !regions.isEmpty();
    }

    private record Region(Method method, Acquisition start) {
        boolean around(Held held) {
            for (Held.Entry e : held.entries()) if (e.lock().key().equals(start.lock().key()) && e.at().equals(start.span())) return true;
            return false;
        }
    }

    /** The methods that are likely to take a lock: those around the field, or around the types that share the monitor. */
    static Set<Method> users(Method m, Lock l) {
        Set<Method> out = new TreeSet<>();
        Path p = l.path();
        if (p.root() == Path.Root.FIELD && p.field() instanceof Field f) out.addAll(methodsAround(f.owner()));
        else if ((p.root() == Path.Root.THIS || p.root() == Path.Root.OUTER || p.root() == Path.Root.CLASS) && p.decl() instanceof SourceType t) family(t, out);
        else out.addAll(methodsAround(m.owner()));
        return out;
    }

    /** The methods of a type, of its scanned ancestors and descendants, and of what is declared around them: they share a monitor. */
    private static void family(SourceType t, Set<Method> out) {
        SourceType top = t;
        for (int i = 0; i < 32 && top.superclass() != null && top.superclass().decl() instanceof SourceType s; i++) top = s;
        descendants(top, out, new LinkedHashSet<>());
    }

    private static void descendants(SourceType t, Set<Method> out, Set<SourceType> seen) {
        if (!seen.add(t)) return;
        out.addAll(methodsAround(t));
        for (SourceType s : t.subtypes()) descendants(s, out, seen);
    }

    /** The methods with a body of the file's type around a type. */
    static List<Method> methodsAround(SourceType t) {
        List<Method> out = new ArrayList<>();
        collect(t.outermost(), out);
        return out;
    }

    private static void collect(SourceType t, List<Method> out) {
        for (Method m : t.methods()) if (m.hasBody()) out.add(m);
        for (SourceType i : t.inner()) collect(i, out);
    }

    private boolean runsProcess(Region r) {
        Interpretation in = program.interpret(r.method());
        for (ProcessWait w : reach.own(r.method())) if (r.around(in.heldAt(w.event()))) return true;
        for (CallEdge e : program.calls().edgesFrom(r.method())) if (r.around(e.held()) && reach.through(e) != null) return true;
        return false;
    }

    private boolean touchesState(Region r, Field lock, String key) {
        Interpretation in = program.interpret(r.method());
        for (Event e : in.events()) {
            if (!r.around(in.heldAt(e.id()))) continue;
            Value target = e instanceof Event.Write w ? w.target() : e instanceof Event.Update u ? u.target() : e instanceof Event.Read d ? d.target() : null;
            if (target != null && state(in, target, lock, !(e instanceof Event.Read), key)) return true;
        }
        return false;
    }

    private boolean state(Interpretation in, Value target, Field lock, boolean written, String key) {
        Value v = target;
        while (v instanceof Value.Element x) v = x.array();
        if (v instanceof Value.Local) return false;
        Path p = in.locks().path(v);
        if (p.root() == Path.Root.CLASS) return false;
        FieldDecl f = p.root() == Path.Root.FIELD ? p.field() : null;
        if (f == null) return written;
        if (f == lock || !(f instanceof Field own)) return false;
        // One lock for all objects does not guard what each of them has.
        boolean one = lock != null ? lock.isStatic() : key.endsWith("@class");
        if (one && !own.isStatic()) return false;
        if (!own.isFinal()) return guarded(own, key);
        if (written) return true;
        // A collaborator or a setting is no state of the lock; a collection or a buffer may be.
        Type t = own.type();
        boolean platform = t.isArray() || t.decl() != null && !(t.decl() instanceof SourceType) && t.name().startsWith("java.") && !t.isPrimitive();
        return platform && program.knowledge().type(Role.IMMUTABLE, t.name()).isEmpty();
    }

    /** Whether the lock guards a field: it is written under the lock, and is not the business of the lock's regions alone. */
    private boolean guarded(Field f, String key) {
        boolean writtenInside = false, usedOutside = false;
        for (Access a : program.accesses(f)) {
            if (a.initial()) continue;
            boolean inside = false;
            for (Held.Entry e : program.heldAt(a)) inside |= e.lock().key().equals(key);
            writtenInside |= inside && a.writes();
            usedOutside |= !inside;
        }
        return writtenInside && usedOutside;
    }
}
