package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.facts.LocalFacts;
import java.util.LinkedHashSet;
import java.util.Set;

/** What knowledge says of calls that take and give back. */
final class LockKinds {
    private LockKinds() {}

    static final String LOCK = "";
    static final String STAMPED = "stamped";
    static final String SEMAPHORE = "semaphore";

    /** The fact of a role that speaks of the call, or null. */
    static MethodFact fact(Program program, Interpretation in, Event.Call c, Role role) {
        return program.roles().first(role, c.name(), c.args().size(), in.typing().target(c.id()));
    }

    /** The names of the methods of these roles whose kind is the given one. */
    static Set<String> names(Program program, String kind, Role... roles) {
        Set<String> out = new LinkedHashSet<>();
        for (Role r : roles) for (MethodFact f : program.knowledge().methods(r)) if (f.attribute("kind", "").equals(kind)) out.add(f.name());
        return out;
    }

    static boolean is(MethodFact f, String kind) {
        return f != null && f.attribute("kind", "").equals(kind);
    }

    static boolean interruptible(MethodFact f) {
        return f != null && f.attribute("interruptible", "").equals("yes");
    }

    /** The method belongs to a class that is a lock, a semaphore or a condition itself: what it does is the protocol. */
    static boolean inside(Method m, Set<String> lockTypes) {
        for (var t = m.owner(); t != null; t = t.outer()) {
            if (!t.ownMethods("unlock").isEmpty() && !t.ownMethods("lock").isEmpty() || !t.ownMethods("acquire").isEmpty() && !t.ownMethods("release").isEmpty()) return true;
            for (String type : lockTypes) if (t.isA(type).yes()) return true;
        }
        return false;
    }

    /** The types whose methods take and give back, and those with views that do. */
    static Set<String> types(Program program) {
        Set<String> out = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.RELEASE, Role.VIEW}) {
            for (MethodFact f : program.knowledge().methods(r)) if (!f.anyType() && !f.attribute("kind", "").equals("keyed") && !f.attribute("kind", "").equals("file")) out.add(f.type());
        }
        return out;
    }

    /** The path names one object throughout the body. */
    static boolean stable(Interpretation in, Path p) {
        for (Path x = p; x != null; x = x.base()) {
            switch (x.root()) {
                case UNKNOWN, RESULT, ELEMENT, CAPTURED:
                    return false;
                case LOCAL:
                    LocalFacts l = in.typing().body().locals().get(x.index());
                    if (!l.effectivelyFinal() || l.kind() == LocalFacts.Kind.FOREACH) return false;
                    break;
                default:
            }
        }
        return p.known();
    }
}
