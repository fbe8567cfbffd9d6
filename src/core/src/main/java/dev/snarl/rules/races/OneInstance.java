package dev.snarl.rules.races;

import dev.snarl.facts.Event;
import dev.snarl.facts.TypeKind;
import dev.snarl.program.Decl;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of which classes there is one object in all: singletons by their code or by their container. Used by one rule, in one thread. */
final class OneInstance {
    private final Program program;
    private final Map<SourceType, Boolean> known = new HashMap<>();

    OneInstance(Program program) {
        this.program = program;
    }

    /** The class whose object owns a lock; null where that is not known. */
    static Decl holder(Lock l) {
        Path p = l.path().root() == Path.Root.FIELD ? l.path().base() : l.path();
        return p.root() == Path.Root.THIS || p.root() == Path.Root.OUTER ? p.decl() : null;
    }

    /** True too where it is not known what class that is. */
    boolean of(Decl d) {
        if (!(d instanceof SourceType t)) return true;
        Boolean one = known.get(t);
        if (one == null) known.put(t, one = find(t));
        return one;
    }

    private boolean find(SourceType t) {
        if (t.kind() == TypeKind.ENUM || program.sharedByDeclaration(t) != null && !t.hasAnnotation(program.knowledge().annotations(dev.snarl.knowledge.Role.DECLARED_SAFE))) return true;
        if (t.facts().isAnonymous()) return of(t.outer());
        if (!hiddenConstructors(t)) return false;
        int made = 0;
        for (Method m : program.methodsMentioning(List.of(t.simpleName()))) {
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.New n) || n.type().dims() > 0 || in.typing().typeOf(new dev.snarl.facts.Value.Result(n.id())).decl() != t) continue;
                // A lazy or double-checked getter is the other way to make one object.
                boolean kept = kept(in, n);
                if (!kept) return false;
                made++;
            }
        }
        return made > 0;
    }

    /** Stored in a static field of the class or of its holder. */
    private static boolean kept(Interpretation in, Event.New n) {
        for (Event e : in.events()) {
            if (e instanceof Event.Write w && in.locks().path(w.value()).isFresh() && in.locks().path(w.value()).index() == n.id()
                    && in.locks().path(w.target()).field() instanceof dev.snarl.program.Field f && f.isStatic()) return true;
        }
        return false;
    }

    private static boolean hiddenConstructors(SourceType t) {
        List<Method> constructors = t.ownMethods("<init>");
        if (constructors.isEmpty()) return false;
        for (Method c : constructors) if (!c.isPrivate()) return false;
        return true;
    }
}
