package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
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
import java.util.List;
import java.util.Map;

/** Tells locks that only keep a tool from running twice at a time: private, every region runs a process, and none touches state. */
final class ToolLocks {
    private final Program program;
    private final WaitReach reach;
    private final Map<Field, Boolean> known = new LinkedHashMap<>();

    ToolLocks(Program program, WaitReach reach) {
        this.program = program;
        this.reach = reach;
    }

    boolean isToolLock(Lock l) {
        if (l.path().root() != Path.Root.FIELD || !(l.path().field() instanceof Field f) || !f.isPrivate()) return false;
        Boolean answer = known.get(f);
        if (answer == null) {
            answer = find(f, l.key());
            known.put(f, answer);
        }
        return answer;
    }

    private boolean find(Field f, String key) {
        boolean any = false;
        for (Method m : methodsAround(f.owner())) {
            Interpretation in = program.interpret(m);
            for (Acquisition a : in.acquisitions()) {
                if (!a.lock().key().equals(key)) continue;
                any = true;
                if (!runsProcess(in, a) || touchesState(in, a, f)) return false;
            }
        }
        return any;
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

    private boolean runsProcess(Interpretation in, Acquisition a) {
        for (ProcessWait w : reach.own(in.method())) if (within(in.heldAt(w.event()), a)) return true;
        for (CallEdge e : program.calls().edgesFrom(in.method())) if (within(e.held(), a) && reach.through(e) != null) return true;
        return false;
    }

    private static boolean within(Held held, Acquisition a) {
        for (Held.Entry e : held.entries()) if (e.lock().key().equals(a.lock().key()) && e.at().equals(a.span())) return true;
        return false;
    }

    private boolean touchesState(Interpretation in, Acquisition a, Field lock) {
        for (Event e : in.events()) {
            if (!within(in.heldAt(e.id()), a)) continue;
            if (e instanceof Event.Write || e instanceof Event.Update) {
                if (state(in, e instanceof Event.Write w ? w.target() : ((Event.Update) e).target(), lock, true)) return true;
            } else if (e instanceof Event.Read r && state(in, r.target(), lock, false)) {
                return true;
            }
        }
        return false;
    }

    private boolean state(Interpretation in, Value target, Field lock, boolean written) {
        Value v = target;
        while (v instanceof Value.Element x) v = x.array();
        if (v instanceof Value.Local) return false;
        Path p = in.locks().path(v);
        if (p.root() == Path.Root.CLASS) return false;
        FieldDecl f = p.root() == Path.Root.FIELD ? p.field() : null;
        if (f == null) return written;
        if (f == lock || !(f instanceof Field own)) return false;
        if (written || !own.isFinal()) return true;
        Type t = own.type();
        if (t.isPrimitive() || t.simpleName().startsWith("Log")) return false;
        return t.decl() == null || program.knowledge().type(Role.IMMUTABLE, t.name()).isEmpty();
    }
}
