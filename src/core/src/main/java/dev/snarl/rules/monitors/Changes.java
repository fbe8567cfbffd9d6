package dev.snarl.rules.monitors;

import dev.snarl.facts.Event;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.MethodDecl;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.List;
import java.util.Set;

/** Whether code may change anything that other threads can see: an assignment, or a call that is not known to change nothing. Used by one thread. */
final class Changes {
    private static final Set<Role> NEUTRAL = Set.of(Role.ACQUIRE, Role.TRY_ACQUIRE, Role.RELEASE, Role.SIGNAL, Role.VIEW, Role.HOLDS);
    private static final List<String> PURE_TYPES = List.of("java.lang.String", "java.lang.StringBuilder", "java.lang.Math", "java.lang.System", "java.lang.Object", "java.lang.Class",
            "java.lang.Integer", "java.lang.Long", "java.lang.Boolean", "java.util.Objects", "java.util.Arrays");
    private static final List<String> PURE_NAMES = List.of("get", "is", "has", "contains", "size", "toString", "hashCode", "equals", "sleep", "yield", "currentThread", "iterator", "next");
    private static final int DEPTH = 2;
    private final Program program;

    Changes(Program program) {
        this.program = program;
    }

    /** Whether an event may be such a change. */
    boolean is(Interpretation in, Event e) {
        return is(in, e, DEPTH);
    }

    private boolean is(Interpretation in, Event e, int depth) {
        if (e instanceof Event.Write || e instanceof Event.Update) return true;
        if (e instanceof Event.New n) return n.type().dims() == 0 && in.typing().typeOf(new dev.snarl.facts.Value.Result(n.id())).decl() instanceof SourceType;
        return e instanceof Event.Call c && !neutral(in, c, depth);
    }

    private boolean neutral(Interpretation in, Event.Call c, int depth) {
        Target t = in.typing().target(c.id());
        for (Role r : NEUTRAL) if (program.roles().first(r, c.name(), c.args().size(), t) != null) return true;
        if (LogCalls.is(c, t)) return true;
        MethodDecl m = t.method();
        if (m == null || t.ambiguous()) return false;
        if (m instanceof Method s) return depth > 0 && still(s, depth - 1);
        Decl owner = m.owner();
        return PURE_TYPES.contains(owner.name()) && !c.name().equals("exit") || owner.name().startsWith("java.") && PURE_NAMES.stream().anyMatch(c.name()::startsWith) && !c.name().startsWith("getAnd");
    }

    /** A scanned method that changes nothing. */
    private boolean still(Method m, int depth) {
        if (!m.hasBody() || m.facts().isInitializer()) return false;
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) if (is(in, e, depth)) return false;
        return true;
    }

    /** The plain field that an assignment sets without the lock of that key; null for everything else. */
    static Field plainWithout(Interpretation in, Event e, String lock) {
        dev.snarl.facts.Value target = e instanceof Event.Write w ? w.target() : e instanceof Event.Update u ? u.target() : null;
        if (target == null) return null;
        Path p = in.locks().path(target);
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f) || f.isVolatile() || Type.UNKNOWN == f.type()) return null;
        for (Held.Entry h : in.heldAt(e.id()).entries()) if (h.lock().key().equals(lock)) return null;
        return f;
    }
}
