package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Sequence;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The places of one body that wait for processes. */
final class ProcessWaits {
    private static final Set<String> UNREAD = Set.of("available", "ready", "markSupported", "mark", "close", "getEncoding", "hashCode", "toString", "equals", "getClass");
    private static final Map<String, Long> MILLIS = Map.of("NANOSECONDS", 0L, "MICROSECONDS", 0L, "MILLISECONDS", 1L, "SECONDS", 1000L);
    private static final long SHORT = 1000;

    private final Program program;
    private final Interpretation in;
    private final ChildValues children;
    private Sequence sequence;

    private ProcessWaits(Program program, Interpretation in) {
        this.program = program;
        this.in = in;
        this.children = new ChildValues(program, in, this::child);
    }

    /** What waits in a body, in order; starts included. */
    static List<ProcessWait> of(Program program, Interpretation in) {
        return new ProcessWaits(program, in).find();
    }

    /** A process that this body has in hand: not one that lives in a field, with which it may keep up a talk. */
    private boolean child(Value v) {
        if (!(v instanceof Value.Local) && !(v instanceof Value.Result)) return false;
        if (v instanceof Value.Result r && !(in.typing().event(r.event()) instanceof Event.Call)) return false;
        return isProcess(v) && in.locks().path(v).root() != Path.Root.FIELD;
    }

    private boolean isProcess(Value v) {
        Type t = in.typing().typeOf(v);
        return t.decl() != null && t.isA("java.lang.Process").yes();
    }

    private List<ProcessWait> find() {
        List<ProcessWait> out = new ArrayList<>();
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || !in.reached(c.id())) continue;
            ProcessWait w = blocking(c);
            if (w == null) w = future(c);
            if (w == null && !UNREAD.contains(c.name()) && !children.pipes(c.receiver()).isEmpty()) w = new ProcessWait(c.id(), tight(c), text(c), null, ProcessWait.Kind.OUTPUT);
            if (w != null) out.add(w);
        }
        return out;
    }

    private ProcessWait blocking(Event.Call c) {
        MethodFact f = program.roles().first(Role.BLOCK, c.name(), c.args().size(), in.typing().target(c.id()));
        if (f == null) return null;
        String kind = f.attribute("kind", "");
        if (kind.equals("process-start")) return new ProcessWait(c.id(), tight(c), text(c), in.locks().path(new Value.Result(c.id())), ProcessWait.Kind.START);
        if (!kind.equals("process-wait")) return null;
        boolean timed = f.attribute("timed", "").equals("yes");
        if (timed && isShort(c) || c.receiver() != null && killed(c)) return null;
        Path process = c.receiver() == null ? null : in.locks().path(c.receiver());
        return new ProcessWait(c.id(), tight(c), text(c), process, timed ? ProcessWait.Kind.TIMED : ProcessWait.Kind.END);
    }

    /** {@code child.onExit().join()}. */
    private ProcessWait future(Event.Call c) {
        if (!c.name().equals("get") && !c.name().equals("join") || !(c.receiver() instanceof Value.Result r)) return null;
        if (!(in.typing().event(r.event()) instanceof Event.Call o) || !o.name().equals("onExit") || o.receiver() == null) return null;
        Type t = in.typing().typeOf(o.receiver());
        if (!t.isA("java.lang.Process").yes() && !t.isA("java.lang.ProcessHandle").yes()) return null;
        boolean timed = !c.args().isEmpty();
        if (timed && isShort(c)) return null;
        return new ProcessWait(c.id(), tight(c), text(c), in.locks().path(o.receiver()), timed ? ProcessWait.Kind.TIMED : ProcessWait.Kind.END);
    }

    private static boolean isShort(Event.Call c) {
        if (c.args().size() != 2 || !(c.args().get(0) instanceof Value.Constant k)) return false;
        String unit = c.args().get(1) instanceof Value.Field f ? f.name() : c.args().get(1) instanceof Value.Name n ? n.id() : "";
        Long factor = MILLIS.get(unit);
        if (factor == null) return false;
        try {
            return Long.parseLong(k.text().replaceAll("[_lL]", "")) * factor < SHORT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Killed just before: such a process ends at once. */
    private boolean killed(Event.Call wait) {
        Path process = in.locks().path(wait.receiver());
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || !c.name().equals("destroyForcibly") || c.receiver() == null) continue;
            if (wait.receiver() instanceof Value.Result r && r.event() == c.id()) return true;
            if (!process.known() || !in.locks().path(c.receiver()).equals(process)) continue;
            if (sequence == null) sequence = Sequence.of(in.typing().body());
            if (sequence.canPrecede(c.id(), wait.id(), c.id())) return true;
        }
        return false;
    }

    /**
     * Whether a started process stays with this body: it is neither stored nor returned nor handed on, as far as can be seen.
     */
    boolean keptLocal(ProcessWait start) {
        ChildValues it = new ChildValues(program, in, v -> v instanceof Value.Result r && r.event() == start.event());
        if (sequence == null) sequence = Sequence.of(in.typing().body());
        for (Value v : sequence.returned(-1)) if (it.process(v)) return false;
        for (PipeUses.Use u : PipeUses.of(program, in, v -> v instanceof Value.Result r && r.event() == start.event(), sequence)) {
            if (u.pipes().equals(EnumSet.allOf(Pipe.class))) return false;
        }
        return true;
    }

    static boolean keptLocal(Program program, Interpretation in, ProcessWait start) {
        return new ProcessWaits(program, in).keptLocal(start);
    }

    private static Span tight(Event.Call c) {
        if (c.span().line() == c.span().endLine()) return c.span();
        return new Span(c.nameSpan().line(), c.nameSpan().column(), c.span().endLine(), c.span().endColumn());
    }

    private String text(Event.Call c) {
        String call = c.name() + (c.args().isEmpty() ? "()" : "(...)");
        Value v = c.receiver();
        if (v instanceof Value.Local l) return in.typing().body().locals().get(l.index()).name() + "." + call;
        if (v instanceof Value.Name n) return n.id() + "." + call;
        if (v instanceof Value.Captured x) return x.name() + "." + call;
        if (v instanceof Value.Field f) return f.name() + "." + call;
        if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call o && o.name().equals("onExit")) return "onExit()." + call;
        return call;
    }
}
