package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;

/** writeObject is the only code of its class that takes the lock, or readObject locks an object that no other thread can know. */
public final class SyncSerializationMethod implements Rule {
    private static final String WRITE = "writeObject", READ = "readObject";

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (SourceType t : program.universe().types()) {
            if (!t.unit().reported() || !t.isA("java.io.Serializable").yes()) continue;
            for (Method m : t.methods()) {
                if (!m.isPrivate() || m.facts().params().size() != 1 || !m.hasBody() || fates.inTest(m)) continue;
                boolean write = m.name().equals(WRITE) && param(m, "ObjectOutputStream"), read = m.name().equals(READ) && param(m, "ObjectInputStream");
                if (!write && !read || !locksSelf(program, m)) continue;
                // Where other methods lock, readObject may do so for the sake of those who read the code: harmless.
                if (lockedElsewhere(program, m)) continue;
                if (write) out.add(write(m));
                else if (!handsItselfOut(program, m)) out.add(read(m));
            }
        }
    }

    private static boolean param(Method m, String type) {
        return m.facts().params().get(0).type().simpleName().equals(type);
    }

    /** By its modifier, or by one statement around all of it. */
    private static boolean locksSelf(Program program, Method m) {
        if (m.isSynchronized()) return true;
        Method code = program.fates().code(m);
        if (!program.takesLock(code)) return false;
        Node root = program.interpret(code).typing().body().root();
        while (root instanceof Node.Seq s && s.nodes().size() == 1) root = s.nodes().get(0);
        return root instanceof Node.Sync s && s.lock() instanceof Value.This;
    }

    /** Any other code of the class, its superclasses and the types in it takes a lock, or may do so unseen; so may code that locks such objects from outside. */
    private static boolean lockedElsewhere(Program program, Method own) {
        SourceType t = own.owner();
        // Bounded: a class that cannot be told from its namesake may seem to be its own ancestor.
        int steps = 0;
        for (SourceType s = t; ; ) {
            if (locks(program, s, own) || steps++ > 64) return true;
            Type up = s.superclass();
            if (up == null || up.is("java.lang.Object") || up.is("java.lang.Record") || up.is("java.lang.Enum")) break;
            if (!(up.decl() instanceof SourceType next)) return true;
            s = next;
        }
        for (Method m : program.methodsWithMonitors()) {
            for (Interpretation.SyncRegion r : program.interpret(m).regions()) {
                if (program.calls().whole(m) != own && program.interpret(m).typing().typeOf(r.node().lock()).isA(t.name()).yes()) return true;
            }
        }
        return false;
    }

    private static boolean locks(Program program, SourceType t, Method own) {
        for (Method m : t.methods()) {
            if (m == own || serial(program.calls().whole(m))) continue;
            if (program.takesLock(m)) return true;
        }
        for (SourceType in : t.inner()) if (locks(program, in, own)) return true;
        return false;
    }

    private static boolean serial(Method m) {
        if (!m.isPrivate() || m.facts().params().size() != 1) return false;
        return m.name().equals(READ) && param(m, "ObjectInputStream") || m.name().equals(WRITE) && param(m, "ObjectOutputStream");
    }

    /** The object that is being read is given to others before it is complete. */
    private static boolean handsItselfOut(Program program, Method m) {
        for (Event e : program.interpret(program.fates().code(m)).events()) {
            List<Value> given = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : e instanceof Event.Write w ? List.of(w.value()) : List.of();
            for (Value v : given) if (v instanceof Value.This || v instanceof Value.Lambda || v instanceof Value.MethodRef r && r.scope() instanceof Value.This) return true;
            if (e instanceof Event.New n && n.anonymous() >= 0) return true;
        }
        return false;
    }

    private Finding write(Method m) {
        return finding(m, Confidence.HIGH, m.label() + " is the only code of the class that takes its lock: no method that changes the object is kept out while it is written.",
                "Make the methods that change the object take the same lock, or drop the lock here.");
    }

    private Finding read(Method m) {
        return finding(m, Confidence.HIGH, m.label() + " locks an object that is still being read: no other thread can have it, so the lock keeps nobody out.",
                "Drop the lock; if readers need to see the fields, publish the object safely after it was read.");
    }

    private Finding finding(Method m, Confidence confidence, String message, String remedy) {
        Span at = m.facts().nameSpan();
        return new Finding(id(), null, confidence, Program.site(m, at), m.label(), message, List.of(), List.of(), List.of(), remedy, m.key(), "");
    }
}
