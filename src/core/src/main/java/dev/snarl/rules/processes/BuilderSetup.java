package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Sequence;
import dev.snarl.program.Target;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a ProcessBuilder has been told before it starts a process. A setting that is made on some path only counts as made: who makes it knows of the pipe.
 */
final class BuilderSetup {
    private static final String BUILDER = "java.lang.ProcessBuilder";
    private static final int DEPTH = 3;
    private final Program program;
    private final Interpretation in;
    private final Sequence sequence;
    private final int depth;
    /** Locals that hold the builder, and the events that give it: its creation, or the call of a method that returns it. */
    private final Set<Integer> locals = new LinkedHashSet<>();
    private final Set<Integer> sources = new LinkedHashSet<>();
    private final EnumSet<Pipe> redirected = EnumSet.noneOf(Pipe.class);
    private boolean merged;
    private boolean silent;

    private BuilderSetup(Program program, Interpretation in, int depth) {
        this.program = program;
        this.in = in;
        this.sequence = Sequence.of(in.typing().body());
        this.depth = depth;
    }

    /** The setup at a call of {@code start()}; null when the builder, or somebody who had it, is not in view. */
    static BuilderSetup of(Program program, Interpretation in, Event.Call start) {
        BuilderSetup s = new BuilderSetup(program, in, DEPTH);
        return start.receiver() != null && s.source(start.receiver()) && s.settings(start.id()) ? s : null;
    }

    Set<Pipe> redirected() {
        return redirected;
    }

    boolean merged() {
        return merged;
    }

    /** The command writes a line at most. */
    boolean silent() {
        return silent;
    }

    /** Finds where a builder comes from; false when that is not in view. */
    private boolean source(Value v) {
        if (v instanceof Value.Cast c) return source(c.operand());
        if (v instanceof Value.Constant) return true;
        if (v instanceof Value.Choice c) {
            for (Value x : c.values()) if (!source(x)) return false;
            return true;
        }
        if (v instanceof Value.Local l) return local(l.index());
        if (!(v instanceof Value.Result r)) return false;
        Event e = in.typing().event(r.event());
        if (e instanceof Event.Call c) {
            if (fluent(c)) return source(c.receiver());
            return sources.contains(c.id()) || sources.add(c.id()) && returned(c);
        }
        if (!(e instanceof Event.New n) || n.anonymous() >= 0 || !in.typing().typeOf(v).is(BUILDER)) return false;
        sources.add(n.id());
        silent |= Commands.silent(in, n.args());
        return true;
    }

    private boolean local(int index) {
        LocalFacts l = in.typing().body().locals().get(index);
        if (l.kind() != LocalFacts.Kind.VARIABLE) return false;
        if (!locals.add(index)) return true;
        boolean any = false;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Assign a) || a.local() != index) continue;
            any = true;
            if (!source(a.value())) return false;
        }
        return any;
    }

    /** A method that returns a builder which it made. */
    private boolean returned(Event.Call c) {
        Target t = in.typing().target(c.id());
        Method m = t.source();
        if (m == null || t.ambiguous() || depth == 0 || !m.hasBody() || Starts.mayBeOverridden(m)) return false;
        BuilderSetup inside = new BuilderSetup(program, program.interpret(m), depth - 1);
        boolean any = false;
        for (Value v : inside.sequence.returned(-1)) {
            any = true;
            if (!inside.source(v)) return false;
        }
        if (!any || !inside.settings(Integer.MAX_VALUE)) return false;
        take(inside);
        return true;
    }

    private void take(BuilderSetup o) {
        redirected.addAll(o.redirected);
        merged |= o.merged;
        silent |= o.silent;
    }

    /** A method of the builder that gives the builder back. */
    private boolean fluent(Event.Call c) {
        Target t = in.typing().target(c.id());
        return c.receiver() != null && t.receiver().is(BUILDER) && t.method() != null && t.method().returnType().is(BUILDER);
    }

    private boolean isBuilder(Value v) {
        for (int i = 0; i < 64 && v != null; i++) {
            if (v instanceof Value.Cast c) {
                v = c.operand();
            } else if (v instanceof Value.Local l) {
                return locals.contains(l.index());
            } else if (v instanceof Value.Result r) {
                if (sources.contains(r.event())) return true;
                if (!(in.typing().event(r.event()) instanceof Event.Call c) || !fluent(c)) return false;
                v = c.receiver();
            } else if (v instanceof Value.Choice c) {
                for (Value x : c.values()) if (isBuilder(x)) return true;
                return false;
            } else {
                return false;
            }
        }
        return false;
    }

    /** Reads the settings made before an event; false when somebody else had the builder. */
    private boolean settings(int until) {
        aliases();
        int from = sources.isEmpty() ? -1 : sources.iterator().next();
        for (Event e : in.events()) {
            if (until != Integer.MAX_VALUE && e.id() != until && !sequence.canPrecede(e.id(), until, from)) continue;
            if (e instanceof Event.Call c) {
                if (isBuilder(c.receiver())) setting(c);
                Target t = in.typing().target(c.id());
                for (int i = 0; i < c.args().size(); i++) if (isBuilder(c.args().get(i)) && !byCallee(t, i)) return false;
            } else if (e instanceof Event.New n) {
                for (Value a : n.args()) if (isBuilder(a)) return false;
            } else if (e instanceof Event.Write w && isBuilder(w.value())) {
                return false;
            }
        }
        return true;
    }

    private void aliases() {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Event e : in.events()) if (e instanceof Event.Assign a && isBuilder(a.value())) grown |= locals.add(a.local());
        }
    }

    private void setting(Event.Call c) {
        if (c.name().equals("command")) silent |= Commands.silent(in, c.args());
        MethodFact f = program.roles().first(Role.PROCESS_INPUT, c.name(), c.args().size(), in.typing().target(c.id()));
        if (f == null) return;
        Value arg = c.args().isEmpty() ? null : c.args().get(0);
        if (f.attribute("mode", "").equals("merge")) {
            merged |= !(arg instanceof Value.Constant k && k.text().equals("false"));
        } else if (f.attribute("mode", "").equals("redirect") && !pipe(arg)) {
            redirected.addAll(Pipe.of(f));
        }
    }

    private static boolean pipe(Value v) {
        return v instanceof Value.Field f && f.name().equals("PIPE") || v instanceof Value.Name n && n.id().equals("PIPE");
    }

    /** What a method does with a builder that it is given; false when that is not known. */
    private boolean byCallee(Target t, int arg) {
        Method m = t.source();
        if (m == null || t.ambiguous() || depth == 0 || !m.hasBody() || m.varargs() || arg >= m.facts().params().size() || Starts.mayBeOverridden(m)) return false;
        BuilderSetup inside = new BuilderSetup(program, program.interpret(m), depth - 1);
        if (!inside.in.typing().body().locals().get(arg).effectivelyFinal()) return false;
        inside.locals.add(arg);
        if (!inside.settings(Integer.MAX_VALUE)) return false;
        for (Value v : inside.sequence.returned(-1)) if (inside.isBuilder(v)) return false;
        take(inside);
        return true;
    }
}
