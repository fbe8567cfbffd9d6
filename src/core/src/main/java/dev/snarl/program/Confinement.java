package dev.snarl.program;

import dev.snarl.facts.Mods;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether code runs in one thread at a time: only in tasks that never overlap. */
final class Confinement {
    private final Program program;
    private final Threads threads;

    Confinement(Program program) {
        this.program = program;
        this.threads = new Threads(program);
    }

    /** {@code lambda} is the escaping lambda that the code stands in, or -1. */
    boolean singleThread(Method m, int lambda) {
        Set<String> lanes = new HashSet<>();
        if (lambda >= 0) {
            for (Task t : program.tasksOf(m)) if (t.lambda() == lambda && !add(t, lanes)) return false;
            return lanes.size() == 1;
        }
        return collect(m, lanes, new HashSet<>(), 0) && lanes.size() == 1;
    }

    /**
     * As far as the scanned code goes, only the run method of one class comes here, one of the method's own class or one nested with it: the thread that
     * this class is. Callers out of sight are not counted, though the method may be public.
     */
    boolean ownThreadOnly(Method m) {
        Set<Method> roots = new HashSet<>();
        return roots(m, m.owner().outermost(), roots, new HashSet<>(), 0) && oneClass(roots);
    }

    /** An object has one class: of a class and its subclasses only one runs. */
    private static boolean oneClass(Set<Method> roots) {
        for (Method top : roots) {
            boolean all = true;
            for (Method r : roots) all &= r.owner().isA(top.owner().name()).yes();
            if (all) return true;
        }
        return false;
    }

    private boolean roots(Method m, SourceType nest, Set<Method> roots, Set<Method> seen, int depth) {
        if (!seen.add(m)) return true;
        if (depth > 8) return false;
        if (runs(m)) {
            for (Task t : program.tasks()) if (t.method() == m && threads.role(t).many()) return false;
            roots.add(m);
            return m.owner().outermost() == nest;
        }
        List<CallEdge> edges = program.calls().edgesTo(m);
        boolean any = false;
        for (CallEdge e : edges) {
            if (e.caller().owner().unit().test()) continue;
            if (!e.inCallersThread() || e.reference() || !roots(e.caller(), nest, roots, seen, depth + 1)) return false;
            any = true;
        }
        return any;
    }

    /** What a thread runs; where the class extends one out of sight, that is believed of its name. */
    private static boolean runs(Method m) {
        return m.name().equals("run") && m.facts().params().isEmpty() && !m.owner().isA("java.lang.Runnable").no();
    }

    /** Only the main thread comes here: a main method, or one that only such methods call. */
    boolean mainOnly(Method m) {
        return mainOnly(m, new HashSet<>(), 0);
    }

    private boolean mainOnly(Method m, Set<Method> seen, int depth) {
        if (m.name().equals("main") && m.isStatic()) return true;
        if (!seen.add(m)) return true;
        if (depth > 6 || !EntryLocks.callersKnown(m) || program.calls().edgesTo(m).isEmpty()) return false;
        for (CallEdge e : program.calls().edgesTo(m)) if (!e.inCallersThread() || !mainOnly(e.caller(), seen, depth + 1)) return false;
        return true;
    }

    /** It implements a listener, a model or a component of the user interface, which calls it in its own thread. */
    static boolean userInterface(Method m) {
        if (m.isStatic() || m.facts().isInitializer() || !m.is(Mods.PUBLIC)) return false;
        for (Decl d : m.owner().ancestry().decls()) {
            boolean ui = d instanceof PlatformDecl && (d.name().startsWith("javax.swing.") || d.name().startsWith("java.awt.") || d.name().startsWith("javafx."));
            if (!ui) continue;
            for (MethodDecl o : d.ownMethods(m.name())) if (Members.sameErasure(o, m)) return true;
        }
        return false;
    }

    /** The lanes of all ways to a method; false when one of them is a caller's thread. */
    private boolean collect(Method m, Set<String> lanes, Set<Method> seen, int depth) {
        if (!seen.add(m)) return true;
        if (!program.taskOnly(m) || depth > 8) return false;
        boolean handed = false;
        for (Task t : program.tasks()) {
            if (t.method() != m) continue;
            handed = true;
            if (!add(t, lanes)) return false;
        }
        // A Thread's own run(), started somewhere out of sight.
        if (!handed && m.name().equals("run") && m.owner().isA("java.lang.Thread").yes()) lanes.add("thread:" + m.id());
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.inCallersThread()) {
                if (!collect(e.caller(), lanes, seen, depth + 1)) return false;
            } else {
                boolean found = false;
                for (Task t : program.tasksOf(e.caller())) {
                    if (e.reference() ? t.method() == m && t.span().contains(e.span()) : t.lambda() == e.lambda()) found = add(t, lanes);
                }
                if (!found) return false;
            }
        }
        return true;
    }

    private boolean add(Task t, Set<String> lanes) {
        ThreadRole r = threads.role(t);
        if (r.many() || r.lane() == null && !t.periodic() && !threads.once(t)) return false;
        lanes.add(r.lane() != null ? r.lane() : t.periodic() || t.method() != null ? "method:" + (t.method() != null ? t.method().id() : t.host().id()) : "task:" + t.host().id() + ":" + t.event());
        return true;
    }
}
