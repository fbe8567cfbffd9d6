package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Follows child processes through the locals of one body: which values are the process, and which are its output or a reader around it.
 * What goes through fields, collections and other methods is not followed.
 */
final class ChildValues {
    private static final int DEPTH = 12;
    private final Interpretation in;
    private final Program program;
    private final Predicate<Value> seed;
    private final Set<Integer> processes = new LinkedHashSet<>();
    private final Map<Integer, EnumSet<Pipe>> streams = new LinkedHashMap<>();

    /** @param seed tells the values that are a process at their source: the call that starts it, or a parameter */
    ChildValues(Program program, Interpretation in, Predicate<Value> seed) {
        this.program = program;
        this.in = in;
        this.seed = seed;
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Event e : in.events()) {
                if (!(e instanceof Event.Assign a)) continue;
                if (process(a.value())) grown |= processes.add(a.local());
                Set<Pipe> p = pipes(a.value());
                if (!p.isEmpty()) grown |= streams.computeIfAbsent(a.local(), k -> EnumSet.noneOf(Pipe.class)).addAll(p);
            }
        }
    }

    /** Whether a value is, or may be, the process. */
    boolean process(Value v) {
        return process(v, 0);
    }

    private boolean process(Value v, int depth) {
        if (v == null || depth > DEPTH) return false;
        if (seed.test(v)) return true;
        if (v instanceof Value.Local l) return processes.contains(l.index());
        if (v instanceof Value.Cast c) return process(c.operand(), depth + 1);
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (process(x, depth + 1)) return true;
        }
        return false;
    }

    /** The pipes of the process that can be read through a value: its streams, and readers around them. */
    Set<Pipe> pipes(Value v) {
        return pipes(v, 0);
    }

    private Set<Pipe> pipes(Value v, int depth) {
        if (v == null || depth > DEPTH) return Pipe.NONE;
        if (v instanceof Value.Local l) return streams.containsKey(l.index()) ? streams.get(l.index()) : Pipe.NONE;
        if (v instanceof Value.Cast c) return pipes(c.operand(), depth + 1);
        if (v instanceof Value.Choice c) {
            EnumSet<Pipe> all = EnumSet.noneOf(Pipe.class);
            for (Value x : c.values()) all.addAll(pipes(x, depth + 1));
            return all;
        }
        if (!(v instanceof Value.Result r)) return Pipe.NONE;
        Event e = in.typing().event(r.event());
        if (e instanceof Event.Call c) return opened(c, depth);
        EnumSet<Pipe> all = EnumSet.noneOf(Pipe.class);
        if (e instanceof Event.New n && wraps(n)) for (Value a : n.args()) all.addAll(pipes(a, depth + 1));
        return all;
    }

    private Set<Pipe> opened(Event.Call c, int depth) {
        MethodFact f = input(c);
        return f != null && process(c.receiver(), depth + 1) ? Pipe.of(f) : Pipe.NONE;
    }

    /** The knowledge that a call gives a stream of a process, or null. */
    MethodFact input(Event.Call c) {
        if (c.receiver() == null) return null;
        MethodFact f = program.roles().first(Role.PROCESS_INPUT, c.name(), c.args().size(), in.typing().target(c.id()));
        return f != null && f.attribute("mode", "").isEmpty() ? f : null;
    }

    /** A reader of the platform around another stream: its constructor reads nothing. */
    boolean wraps(Event.New n) {
        if (n.anonymous() >= 0 || n.type().dims() > 0) return false;
        Type t = in.typing().typeOf(new Value.Result(n.id()));
        String name = t.name();
        if (t.decl() == null) return false;
        if (name.equals("java.util.Scanner")) return true;
        return name.startsWith("java.io.") && !name.equals("java.io.ObjectInputStream") && (name.endsWith("Reader") || name.endsWith("InputStream"));
    }
}
