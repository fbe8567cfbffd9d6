package dev.snarl.rules.processes;

import dev.snarl.facts.ImportFacts;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The methods that wait for a process in the thread of their caller, themselves or by what they call: for each the shortest way. A call that may run
 * several methods counts when all of them wait.
 */
final class WaitReach {
    /**
     * One step of a way: the method waits itself ({@code own} is set), or calls {@code callee} at {@code edge}, which does.
     *
     * @param depth how many calls away the wait is
     */
    record Hop(Method method, ProcessWait own, CallEdge edge, Method callee, int depth) {}

    private static final int MOST = 8;
    private final Program program;
    private final Map<Method, List<ProcessWait>> waits = new LinkedHashMap<>();
    private final Map<Method, Hop> hops = new LinkedHashMap<>();

    WaitReach(Program program) {
        this.program = program;
        Set<Method> level = new TreeSet<>();
        for (Method m : candidates()) {
            Interpretation in = program.interpret(m);
            List<ProcessWait> found = ProcessWaits.of(program, in);
            if (found.isEmpty()) continue;
            waits.put(m, found);
            if (m.owner().unit().test()) continue;
            for (ProcessWait w : found) {
                if (w.kind() == ProcessWait.Kind.START || !in.inCallersThread(w.event())) continue;
                hops.put(m, new Hop(m, w, null, null, 0));
                level.add(m);
                break;
            }
        }
        for (int depth = 1; depth <= MOST && !level.isEmpty(); depth++) level = callers(level, depth);
    }

    /** The methods that may wait or start. */
    private Set<Method> candidates() {
        Set<String> names = new LinkedHashSet<>(List.of("waitFor", "onExit", "exec", "start"));
        for (MethodFact f : program.knowledge().methods(Role.PROCESS_INPUT)) if (f.type().startsWith("java.")) names.add(f.name());
        Set<Method> out = new TreeSet<>();
        for (Method m : program.methodsMentioning(names)) out.add(m);
        Set<String> libraries = new LinkedHashSet<>();
        Set<String> packages = new LinkedHashSet<>();
        for (MethodFact f : program.knowledge().methods(Role.BLOCK)) {
            if (!f.attribute("kind", "").startsWith("process-") || f.type().startsWith("java.")) continue;
            libraries.add(f.name());
            packages.add(f.type().substring(0, f.type().lastIndexOf('.') + 1));
        }
        for (Method m : program.methodsMentioning(libraries)) if (imports(m, packages)) out.add(m);
        return out;
    }

    private static boolean imports(Method m, Set<String> packages) {
        for (ImportFacts i : m.owner().unit().facts().imports()) for (String p : packages) if ((i.name() + ".").startsWith(p)) return true;
        return false;
    }

    private Set<Method> callers(Set<Method> level, int depth) {
        Set<Method> asked = new TreeSet<>();
        for (Method m : level) for (CallEdge e : program.calls().edgesTo(m)) if (!hops.containsKey(e.caller())) asked.add(e.caller());
        Map<Method, Hop> found = new LinkedHashMap<>();
        for (Method m : asked) {
            if (m.owner().unit().test()) continue;
            for (CallEdge e : program.calls().edgesFrom(m)) {
                Hop h = through(e);
                if (h == null || !e.inCallersThread()) continue;
                found.put(m, new Hop(m, null, e, h.method(), depth));
                break;
            }
        }
        hops.putAll(found);
        return new TreeSet<>(found.keySet());
    }

    /** The nearest wait behind a call, or null when one of the methods that it may run does not wait. */
    Hop through(CallEdge e) {
        Hop nearest = null;
        for (Method m : e.callees()) {
            Hop h = hops.get(m);
            if (h == null) return null;
            if (nearest == null || h.depth() < nearest.depth()) nearest = h;
        }
        return nearest;
    }

    /** The way from a method to its wait, the method's own step first. */
    List<Hop> way(Hop start) {
        List<Hop> out = new ArrayList<>();
        for (Hop h = start; h != null; h = h.callee() == null ? null : hops.get(h.callee())) out.add(h);
        return out;
    }

    /** What waits or starts in a method's own body. */
    List<ProcessWait> own(Method m) {
        return waits.getOrDefault(m, List.of());
    }

    /** The methods that wait or start themselves, or that call one which waits. */
    Set<Method> methods() {
        Set<Method> out = new TreeSet<>(waits.keySet());
        for (Method m : hops.keySet()) {
            out.add(m);
            for (CallEdge e : program.calls().edgesTo(m)) out.add(e.caller());
        }
        return out;
    }
}
