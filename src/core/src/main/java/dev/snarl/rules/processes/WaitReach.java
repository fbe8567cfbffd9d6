package dev.snarl.rules.processes;

import dev.snarl.facts.ImportFacts;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.CallEdge;
import dev.snarl.program.CallReach;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
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
    private static final int MOST = 8;
    private final Program program;
    private final Map<Method, List<ProcessWait>> waits = new LinkedHashMap<>();
    private final CallReach<ProcessWait> reach;

    WaitReach(Program program) {
        this.program = program;
        Map<Method, ProcessWait> first = new LinkedHashMap<>();
        for (Method m : candidates()) {
            Interpretation in = program.interpret(m);
            List<ProcessWait> found = ProcessWaits.of(program, in);
            if (found.isEmpty()) continue;
            waits.put(m, found);
            if (m.owner().unit().test()) continue;
            for (ProcessWait w : found) {
                if (w.kind() == ProcessWait.Kind.START || !in.inCallersThread(w.event())) continue;
                first.put(m, w);
                break;
            }
        }
        reach = new CallReach<>(program, first, MOST);
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

    /** The nearest wait behind a call, or null when one of the methods that it may run does not wait. */
    CallReach.Hop<ProcessWait> through(CallEdge e) {
        return reach.through(e);
    }

    /** The way from a method to its wait, the method's own step first. */
    List<CallReach.Hop<ProcessWait>> way(CallReach.Hop<ProcessWait> start) {
        return reach.way(start);
    }

    /** What waits or starts in a method's own body. */
    List<ProcessWait> own(Method m) {
        return waits.getOrDefault(m, List.of());
    }

    /** The methods that wait or start themselves, or that call one which waits. */
    Set<Method> methods() {
        Set<Method> out = new TreeSet<>(waits.keySet());
        for (Method m : reach.methods()) {
            out.add(m);
            for (CallEdge e : program.calls().edgesTo(m)) out.add(e.caller());
        }
        return out;
    }
}
