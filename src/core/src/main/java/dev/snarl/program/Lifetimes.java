package dev.snarl.program;

import dev.snarl.facts.MethodFacts;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.List;
import java.util.ArrayList;
import java.util.Set;

/**
 * Which methods run only while their object is not yet shared (constructors, and what only they call; life-cycle methods by knowledge), and which run
 * in the threads of tasks alone.
 */
final class Lifetimes {
    private final boolean[] initial;
    private final boolean[] lifecycle;
    private final boolean[] taskOnly;

    Lifetimes(Universe universe, CallGraph calls, Roles roles, Set<Method> tasks) {
        int n = universe.methods().size();
        initial = new boolean[n];
        lifecycle = new boolean[n];
        taskOnly = new boolean[n];
        Set<String> annotations = roles.knowledge().annotations(Role.LIFECYCLE);
        for (Method m : universe.methods()) {
            initial[m.id()] = m.facts().isInitializer();
            lifecycle[m.id()] = !m.facts().isInitializer() && (annotated(m, annotations) || byKnowledge(m, roles));
            taskOnly[m.id()] = tasks.contains(m);
        }
        for (Method m : universe.methods()) if (!lifecycle[m.id()] && m.isPrivate()) lifecycle[m.id()] = lifecycle[calls.whole(m).id()];
        List<Method> called = new ArrayList<>();
        for (Method m : universe.methods()) if (!calls.edgesTo(m).isEmpty() && EntryLocks.callersKnown(m)) called.add(m);
        boolean changed = true;
        for (int round = 0; changed && round < 10; round++) {
            changed = false;
            for (Method m : called) {
                if (!initial[m.id()] && onlyInitial(m, calls)) changed = initial[m.id()] = true;
                if (!taskOnly[m.id()] && onlyTasks(m, calls)) changed = taskOnly[m.id()] = true;
            }
        }
    }

    /** Itself, or a method of a superclass that it overrides. */
    private static boolean annotated(Method m, Set<String> annotations) {
        for (Method o = m; o != null; o = Overriding.overridden(o) instanceof Method up ? up : null) if (SourceType.has(o.facts().annotations(), annotations)) return true;
        return false;
    }

    private static boolean byKnowledge(Method m, Roles roles) {
        for (MethodFact f : roles.knowledge().methods(m.name())) {
            if (f.role() != Role.LIFECYCLE || !f.acceptsArity(m.facts().params().size())) continue;
            if (f.anyType() || m.owner().isA(f.type()).yes()) return true;
        }
        return false;
    }

    private boolean onlyInitial(Method m, CallGraph calls) {
        for (CallEdge e : calls.edgesTo(m)) {
            boolean own = e.receiver().isThis() || m.isStatic();
            if (!own || !e.inCallersThread() || !initial[e.caller().id()]) return false;
            if (m.isStatic() && !e.caller().facts().name().equals(MethodFacts.STATIC_INIT) && !e.caller().isStatic()) return false;
        }
        return true;
    }

    private boolean onlyTasks(Method m, CallGraph calls) {
        for (CallEdge e : calls.edgesTo(m)) {
            if (e.caller() == m) continue;
            if (e.inCallersThread() && !taskOnly[e.caller().id()]) return false;
            if (!e.inCallersThread() && e.reference()) return false;
        }
        return true;
    }

    /** Runs only before its object (for a static one: its class) is shared. */
    boolean initial(Method m) {
        return initial[m.id()];
    }

    /** By knowledge: runs before the object is shared, or after. */
    boolean lifecycle(Method m) {
        return lifecycle[m.id()];
    }

    /** Runs in task threads alone. */
    boolean taskOnly(Method m) {
        return taskOnly[m.id()];
    }
}
