package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Site;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Sequence;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds where a process value was started, here or in a method that returns it, and which of its pipes are left to be read. */
final class Starts {
    /**
     * @param event  the call of the asking body that gives the process
     * @param left   the pipes that exist and that nobody reads yet
     * @param merged the errors come with the output
     * @param site   the call that starts it
     * @param member the method that does
     */
    record Start(int event, Set<Pipe> left, boolean merged, Site site, String member) {}

    private static final int DEPTH = 3;
    private final Program program;

    Starts(Program program) {
        this.program = program;
    }

    /** All places where the process may have been started; empty when they are not all in view, or when the command is known to be silent. */
    List<Start> of(Interpretation in, Value v) {
        List<Start> out = new ArrayList<>();
        return collect(in, v, out, new LinkedHashSet<>(), DEPTH) ? out : List.of();
    }

    private boolean collect(Interpretation in, Value v, List<Start> out, Set<Integer> seen, int depth) {
        if (v instanceof Value.Constant) return true;
        if (v instanceof Value.Cast c) return collect(in, c.operand(), out, seen, depth);
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (!collect(in, x, out, seen, depth)) return false;
            return true;
        }
        if (v instanceof Value.Local l) return local(in, l.index(), out, seen, depth);
        if (!(v instanceof Value.Result r) || !(in.typing().event(r.event()) instanceof Event.Call c)) return false;
        for (Start s : out) if (s.event() == c.id()) return true;
        Target t = in.typing().target(c.id());
        if (c.name().equals("start") && t.receiver().is("java.lang.ProcessBuilder")) return built(in, c, out);
        if (c.name().equals("exec") && t.receiver().is("java.lang.Runtime")) {
            if (!c.args().isEmpty() && Commands.silent(in, c.args().get(0))) return false;
            return out.add(new Start(c.id(), Pipe.both(), false, Program.site(in.method(), c.span()), in.method().label()));
        }
        return t.source() != null && !t.ambiguous() && depth > 0 && returned(c, t.source(), out, depth - 1);
    }

    private boolean local(Interpretation in, int index, List<Start> out, Set<Integer> seen, int depth) {
        LocalFacts l = in.typing().body().locals().get(index);
        if (l.kind() != LocalFacts.Kind.VARIABLE && l.kind() != LocalFacts.Kind.RESOURCE) return false;
        if (!seen.add(index)) return true;
        boolean any = false;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Assign a) || a.local() != index) continue;
            any = true;
            if (!collect(in, a.value(), out, seen, depth)) return false;
        }
        return any;
    }

    private boolean built(Interpretation in, Event.Call start, List<Start> out) {
        BuilderSetup setup = BuilderSetup.of(program, in, start);
        if (setup == null || setup.silent()) return false;
        EnumSet<Pipe> left = Pipe.both();
        if (setup.merged()) left.remove(Pipe.ERRORS);
        left.removeAll(setup.redirected());
        return out.add(new Start(start.id(), left, setup.merged(), Program.site(in.method(), start.span()), in.method().label()));
    }

    private boolean returned(Event.Call c, Method m, List<Start> out, int depth) {
        if (!m.hasBody() || mayBeOverridden(m)) return false;
        Interpretation callee = program.interpret(m);
        Sequence sequence = Sequence.of(callee.typing().body());
        List<Start> inside = new ArrayList<>();
        for (Value v : sequence.returned(-1)) if (!collect(callee, v, inside, new LinkedHashSet<>(), depth)) return false;
        if (inside.isEmpty()) return false;
        Set<Integer> events = new LinkedHashSet<>();
        for (Start s : inside) events.add(s.event());
        List<PipeUses.Use> uses = PipeUses.of(program, callee, v -> v instanceof Value.Result r && events.contains(r.event()), sequence);
        for (Start s : inside) {
            EnumSet<Pipe> left = EnumSet.noneOf(Pipe.class);
            left.addAll(s.left());
            for (PipeUses.Use u : uses) {
                left.removeAll(u.pipes());
                if (u.ends()) left.clear();
            }
            out.add(new Start(c.id(), left, s.merged(), s.site(), s.member()));
        }
        return true;
    }

    /** Whether a call to the method may run another one: a scanned subtype declares a method of that name. */
    static boolean mayBeOverridden(Method m) {
        if (m.isPrivate() || m.isStatic() || m.facts().isInitializer() || m.owner().isFinal()) return false;
        return declaredBelow(m.owner(), m.name(), 0);
    }

    private static boolean declaredBelow(SourceType t, String name, int depth) {
        if (depth > 16) return true;
        for (SourceType s : t.subtypes()) if (!s.ownMethods(name).isEmpty() || declaredBelow(s, name, depth + 1)) return true;
        return false;
    }
}
