package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** The scanned methods that a call may run: the receiver's own when its type is known for certain, else at most {@link #MOST} implementers. */
final class Dispatch {
    private static final int MOST = 5;

    private Dispatch() {}

    static List<Method> callees(Target t, Event.Call c) {
        Method m = t.source();
        if (m == null || t.ambiguous()) return m != null && sameOwner(t) ? List.of() : List.of();
        if (fixed(m) || c.receiver() instanceof Value.Super) return m.hasBody() ? List.of(m) : List.of();
        List<Method> out = new ArrayList<>(2);
        Decl receiver = t.receiver().decl();
        if (m.hasBody()) out.add(m);
        SourceType start = receiver instanceof SourceType s ? s : m.owner();
        if (!collect(start, m, out, new int[] {0})) return List.of();
        return out;
    }

    private static boolean sameOwner(Target t) {
        return t.candidates().stream().map(MethodDecl::owner).distinct().count() == 1;
    }

    static boolean fixed(Method m) {
        return m.isPrivate() || m.isStatic() || m.facts().isInitializer() || m.is(Mods.FINAL) || m.owner().isFinal() && !m.is(Mods.ABSTRACT);
    }

    private static boolean collect(SourceType t, Method m, List<Method> out, int[] steps) {
        for (SourceType s : t.subtypes()) {
            if (++steps[0] > 200) return false;
            for (Method o : s.ownMethods(m.name())) {
                if (o.hasBody() && !o.isStatic() && Members.sameErasure(o, m) && !out.contains(o)) out.add(o);
            }
            if (out.size() > MOST || !collect(s, m, out, steps)) return false;
        }
        return true;
    }
}
