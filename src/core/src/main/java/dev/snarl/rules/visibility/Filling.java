package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import java.util.List;

/** What is still done to an object after it was stored in a field: the same object under the field's name, or the local's it was stored from. */
final class Filling {
    record Step(Span span, String what) {}

    /** What methods of libraries are called that put something in. */
    private static final List<String> FILLS = List.of("add", "put", "set", "init", "load", "register", "append", "push", "offer", "insert", "configure", "read", "fill", "enable", "open", "connect",
            "start", "bind", "prepare", "populate", "parse");

    private final Program program;
    private final Interpretation in;
    private final Field field;
    private final Event.Write write;
    private final Path stored;

    Filling(Program program, Interpretation in, Field field, Event.Write write) {
        this.program = program;
        this.in = in;
        this.field = field;
        this.write = write;
        this.stored = in.locks().path(write.target());
    }

    /** The first such step under the test of the field, or null. */
    Step after(UnsetTests tests) {
        boolean locked = !in.heldAt(write.id()).isEmpty();
        int lambda = in.typing().lambdaOf(write.id());
        FlowGraph graph = FlowGraph.of(lambda < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(lambda).body());
        for (Event e : in.events()) {
            if (e.id() <= write.id() || !in.reached(e.id()) || in.typing().lambdaOf(e.id()) != lambda || !under(tests, e.id(), field) || !follows(graph, e)) continue;
            if (locked && in.heldAt(e.id()).isEmpty()) return null;
            if (e instanceof Event.Write w && w != write && in.locks().path(w.target()).equals(stored)) return null;
            if (e instanceof Event.Assign a && write.value() instanceof Value.Local l && l.index() == a.local()) return null;
            Step s = step(e);
            if (s != null) return s;
        }
        return null;
    }

    private boolean follows(FlowGraph graph, Event e) {
        for (FlowGraph.Point a : graph.pointsOf(write.id())) for (FlowGraph.Point b : graph.pointsOf(e.id())) if (graph.reaches(a, b, null)) return true;
        return false;
    }

    static boolean under(UnsetTests tests, int event, Field f) {
        for (UnsetTests.Test t : tests.at(event)) if (t.field() == f) return true;
        return false;
    }

    private Step step(Event e) {
        if (e instanceof Event.Call c && c.receiver() != null && same(c.receiver()) && fills(c)) return new Step(c.span(), "calls " + c.name() + "() on it");
        Value target = e instanceof Event.Write w ? w.target() : e instanceof Event.Update u ? u.target() : null;
        if (target instanceof Value.Field f && same(f.base())) return new Step(e.span(), "writes its field " + f.name());
        if (target instanceof Value.Element x && same(x.array())) return new Step(e.span(), "writes its elements");
        return null;
    }

    private boolean same(Value v) {
        if (v instanceof Value.Cast c) return same(c.operand());
        if (write.value() instanceof Value.Local l && v.equals(l)) return true;
        Path p = in.locks().path(v);
        return p.known() && p.equals(stored) || p.isFresh() && p.equals(in.locks().path(write.value()));
    }

    private boolean fills(Event.Call c) {
        Target t = in.typing().target(c.id());
        if (LogCalls.is(c, t)) return false;
        Method m = t.source();
        if (m != null && !t.ambiguous() && m.hasBody()) {
            for (Access a : program.accessesIn(m)) if (a.writes() && a.base().isThis() && a.held().isEmpty() && !a.field().isVolatile()) return true;
            return false;
        }
        for (String s : FILLS) if (c.name().startsWith(s) && (c.name().length() == s.length() || !Character.isLowerCase(c.name().charAt(s.length())))) return true;
        return false;
    }
}
