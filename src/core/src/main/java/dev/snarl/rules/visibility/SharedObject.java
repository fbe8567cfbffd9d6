package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.program.Access;
import dev.snarl.program.Field;
import dev.snarl.program.OwnThreadExecutors;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.program.Type;

/** Why it is believed that several threads set one field of one object lazily. */
final class SharedObject {
    record Evidence(String reason, Confidence confidence) {}

    private SharedObject() {}

    /** Null when nothing says that the object is shared. */
    static Evidence evidence(Program program, LazyInit l) {
        Field f = l.field();
        String declared = program.sharedByDeclaration(f.owner());
        if (declared != null && OwnThreadExecutors.keeps(f.owner())) return null;
        if (declared != null) return new Evidence(declared, Confidence.HIGH);
        if (f.isVolatile()) return holdsState(l) ? new Evidence(f.label() + " is volatile: its author expects several threads", Confidence.MEDIUM) : null;
        for (Race r : program.races(f)) {
            if (initialises(r.first(), l) && initialises(r.second(), l) && near(r.first()) && near(r.second())) {
                return new Evidence("reached by " + who(r.first()) + " and by " + who(r.second()), Confidence.HIGH);
            }
        }
        return null;
    }

    private static boolean initialises(Side s, LazyInit l) {
        Access a = s.access();
        return a.method() == l.method() && (a.event() == l.write().event() || a.event() == l.test().event());
    }

    /** Not so far that the paths may exclude each other, or that equal names may be different objects. */
    private static boolean near(Side s) {
        return s.via().size() <= (s.entity().startsWith("field:") ? 1 : 2) && !s.entity().startsWith("param:");
    }

    static String who(Side s) {
        return s.role().isCaller() ? "callers of " + s.top().label() : s.role().task().label();
    }

    /** A collection or an atomic that is made for several threads: what one puts into its own, the other does not find. Views and helpers may be made twice. */
    private static boolean holdsState(LazyInit l) {
        Type t = l.made().type();
        return t.decl() != null && l.made().created() && t.name().startsWith("java.util.concurrent.") && emptyAtFirst(t);
    }

    private static boolean emptyAtFirst(Type t) {
        return t.isA("java.util.Collection").yes() || t.isA("java.util.Map").yes() || t.isA("java.util.concurrent.locks.Lock").yes() || t.name().startsWith("java.util.concurrent.atomic.");
    }
}
