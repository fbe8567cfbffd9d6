package dev.snarl.program;

import dev.snarl.facts.Mods;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Finds all threads that come to a place, if that can be told. */
final class Lanes {
    private static final int DEPTH = 8;
    private final Program program;
    private final Threads threads;

    Lanes(Program program) {
        this.program = program;
        this.threads = new Threads(program);
    }

    /** Null where any thread may come. */
    Set<String> of(Method m, int lambda) {
        Set<String> out = new TreeSet<>();
        return collect(m, lambda, out, new HashSet<>(), 0) && !out.isEmpty() ? out : null;
    }

    private boolean collect(Method m, int lambda, Set<String> out, Set<String> seen, int depth) {
        if (!seen.add(m.id() + ":" + lambda)) return true;
        if (depth > DEPTH) return false;
        if (lambda >= 0) {
            boolean handed = false;
            for (Task t : program.tasksOf(m)) {
                if (t.lambda() != lambda) continue;
                handed = true;
                if (!add(t, out)) return false;
            }
            return handed;
        }
        if (isMain(m) || listensToUi(m)) {
            out.add(isMain(m) ? "main" : "ui");
            return true;
        }
        boolean handed = false;
        for (Task t : program.tasks()) {
            if (t.method() != m) continue;
            handed = true;
            if (!add(t, out)) return false;
        }
        if (!EntryLocks.callersKnown(m) && !(handed && program.taskOnly(m))) return false;
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.caller() == m || e.reference() && handed) continue;
            if (!collect(e.caller(), e.lambda(), out, seen, depth + 1)) return false;
        }
        return true;
    }

    private boolean add(Task t, Set<String> out) {
        ThreadRole r = threads.role(t);
        if (r.many() || r.lane() == null && !t.periodic() && !threads.once(t)) return false;
        out.add(r.lane() != null ? r.lane() : "task:" + t.host().id() + ":" + t.event());
        return true;
    }

    /** It implements a listener, a model or a component of the user interface, which calls it in its own thread. */
    private static boolean listensToUi(Method m) {
        if (m.isStatic() || m.facts().isInitializer() || !m.is(Mods.PUBLIC)) return false;
        for (Decl d : m.owner().ancestry().decls()) {
            boolean ui = d instanceof PlatformDecl && (d.name().startsWith("javax.swing.") || d.name().startsWith("java.awt.") || d.name().startsWith("javafx."));
            if (!ui) continue;
            for (MethodDecl o : d.ownMethods(m.name())) if (Members.sameErasure(o, m)) return true;
        }
        return false;
    }

    static boolean isMain(Method m) {
        return m.name().equals("main") && m.isStatic() && m.is(Mods.PUBLIC) && m.facts().params().size() == 1 && m.paramTypes().get(0).dims() == 1;
    }
}
