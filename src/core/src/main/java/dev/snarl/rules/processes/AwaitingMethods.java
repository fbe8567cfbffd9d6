package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Sequence;
import dev.snarl.program.Target;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The methods that wait without limit for a process that they are given, and which of its pipes they have read before. */
final class AwaitingMethods {
    private static final int ROUNDS = 3;
    private final Program program;
    /** For each such method: the parameter, and the pipes that somebody reads before the wait. */
    private final Map<Method, Map<Integer, Set<Pipe>>> awaiting = new LinkedHashMap<>();
    private final Set<Method> methods = new TreeSet<>();

    AwaitingMethods(Program program) {
        this.program = program;
        methods.addAll(program.methodsMentioning(List.of("waitFor", "onExit")));
        Set<Method> round = new TreeSet<>(methods);
        for (int i = 0; i < ROUNDS && !round.isEmpty(); i++) {
            Set<Method> next = new TreeSet<>();
            for (Method m : round) {
                if (awaiting.containsKey(m) || !learn(m)) continue;
                for (CallEdge e : program.calls().edgesTo(m)) next.add(e.caller());
            }
            methods.addAll(next);
            round = next;
        }
    }

    /** The methods in which a wait may be seen: with a call of their own, or of such a method. */
    Set<Method> methods() {
        return methods;
    }

    private boolean learn(Method m) {
        if (Starts.mayBeOverridden(m)) return false;
        Interpretation in = program.interpret(m);
        Sequence sequence = null;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || !in.reached(c.id()) || !in.inCallersThread(c.id())) continue;
            Value v = awaited(in, c);
            if (!(v instanceof Value.Local l) || !parameter(in, l.index())) continue;
            if (sequence == null) sequence = Sequence.of(in.typing().body());
            EnumSet<Pipe> read = EnumSet.noneOf(Pipe.class);
            read.addAll(before(in, c));
            for (PipeUses.Use u : PipeUses.of(program, in, l::equals, sequence)) {
                if (u.event() != PipeUses.ANYTIME && !sequence.canPrecede(u.event(), c.id(), -1)) continue;
                read.addAll(u.ends() ? Pipe.both() : u.pipes());
            }
            if (read.size() < 2) awaiting.computeIfAbsent(m, k -> new LinkedHashMap<>()).putIfAbsent(l.index(), read);
        }
        return awaiting.containsKey(m);
    }

    private static boolean parameter(Interpretation in, int local) {
        LocalFacts l = in.typing().body().locals().get(local);
        return l.kind() == LocalFacts.Kind.PARAM && l.assignments() == 0;
    }

    /** The process that a call waits for without limit, itself or by such a method, or null. */
    Value awaited(Interpretation in, Event.Call c) {
        if (c.args().isEmpty() && c.receiver() != null) {
            if (c.name().equals("waitFor")) return isProcess(in, c.receiver()) ? c.receiver() : null;
            boolean future = c.name().equals("get") || c.name().equals("join");
            if (!future || !(c.receiver() instanceof Value.Result r) || !(in.typing().event(r.event()) instanceof Event.Call o)) return null;
            return o.name().equals("onExit") && o.receiver() != null && isProcess(in, o.receiver()) ? o.receiver() : null;
        }
        int arg = argument(in, c);
        return arg < 0 ? null : c.args().get(arg);
    }

    /** The pipes that the called method itself has read before it waits. */
    Set<Pipe> before(Interpretation in, Event.Call c) {
        int arg = argument(in, c);
        return arg < 0 ? Pipe.NONE : awaiting.get(in.typing().target(c.id()).source()).get(arg);
    }

    private int argument(Interpretation in, Event.Call c) {
        if (awaiting.isEmpty() || c.args().isEmpty()) return -1;
        Target t = in.typing().target(c.id());
        Map<Integer, Set<Pipe>> params = t.source() == null || t.ambiguous() ? null : awaiting.get(t.source());
        if (params == null) return -1;
        for (int i = 0; i < c.args().size(); i++) if (params.containsKey(i) && isProcess(in, c.args().get(i))) return i;
        return -1;
    }

    static boolean isProcess(Interpretation in, Value v) {
        return in.typing().typeOf(v).is("java.lang.Process");
    }
}
