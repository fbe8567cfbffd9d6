package dev.snarl.rules.processes;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Sequence;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a body does with the pipes of a process: reads or closes them, hands them or the process to somebody who may, or ends the process. */
final class PipeUses {
    /** Anywhere in the run. */
    static final int ANYTIME = -1;

    /**
     * @param event where, or {@link #ANYTIME}
     * @param pipes which somebody may read from there on
     * @param ends  the process is told to end
     */
    record Use(int event, Set<Pipe> pipes, boolean ends) {}

    private static final int DEPTH = 3;
    /** Of a process: they neither read, nor hand it on, nor end it. */
    private static final Set<String> NEUTRAL = Set.of("waitFor", "exitValue", "isAlive", "pid", "info", "toString", "hashCode", "equals", "getClass",
            "getOutputStream", "outputWriter", "onExit", "supportsNormalTermination", "children", "descendants");
    /** Of a stream: they take nothing out of the pipe. */
    private static final Set<String> UNREAD = Set.of("available", "ready", "markSupported", "mark", "hashCode", "toString", "equals", "getEncoding", "getClass");
    /** What they get they print: no reader, whatever the type. */
    private static final Set<String> PRINTS = Set.of("trace", "debug", "info", "warn", "error", "print", "println", "printf", "format", "valueOf", "requireNonNull",
            "assertNotNull");

    private final Program program;
    private final Interpretation in;
    private final ChildValues child;
    private final Sequence sequence;
    private final int depth;
    private final boolean hook;
    private final List<Use> uses = new ArrayList<>();

    private PipeUses(Program program, Interpretation in, ChildValues child, Sequence sequence, int depth) {
        this.program = program;
        this.in = in;
        this.child = child;
        this.sequence = sequence;
        this.depth = depth;
        boolean h = false;
        for (Event e : in.events()) h |= e instanceof Event.Call c && c.name().equals("addShutdownHook");
        this.hook = h;
    }

    static List<Use> of(Program program, Interpretation in, Predicate<Value> seed, Sequence sequence) {
        return new PipeUses(program, in, new ChildValues(program, in, seed), sequence, 0).find();
    }

    private List<Use> find() {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c) call(c);
            else if (e instanceof Event.New n) creation(n);
            else if (e instanceof Event.Write w) handed(w.id(), w.value());
            else if (e instanceof Event.Assign a && a.value() instanceof Value.MethodRef r) reference(a.id(), r);
        }
        for (int i = 0; i < in.typing().body().lambdas().size(); i++) for (Value v : sequence.returned(i)) handed(ANYTIME, v);
        for (Node.Try t : sequence.tries()) closes(t);
        inInnerTypes(in.method().owner());
        return uses;
    }

    private void add(int event, Set<Pipe> pipes) {
        if (!pipes.isEmpty()) uses.add(new Use(event, pipes, false));
    }

    private void ends(int event) {
        // A hook ends the child when the parent ends: too late for one that waits.
        if (hook && (event == ANYTIME || in.typing().lambdaOf(event) >= 0)) return;
        uses.add(new Use(event, Pipe.NONE, true));
    }

    private void call(Event.Call c) {
        if (child.process(c.receiver())) onProcess(c.id(), c.name(), child.input(c));
        Set<Pipe> through = child.pipes(c.receiver());
        if (!UNREAD.contains(c.name())) add(c.id(), through);
        if (PRINTS.contains(c.name())) return;
        for (int i = 0; i < c.args().size(); i++) {
            Value a = c.args().get(i);
            if (child.process(a)) add(c.id(), byCallee(in.typing().target(c.id()), i));
            else handed(c.id(), a);
        }
    }

    private void onProcess(int event, String name, MethodFact input) {
        if (name.startsWith("destroy")) ends(event);
        else if (input == null && !NEUTRAL.contains(name)) add(event, Pipe.both());
    }

    private void creation(Event.New n) {
        if (child.wraps(n)) return;
        for (int i = 0; i < n.args().size(); i++) {
            Value a = n.args().get(i);
            if (child.process(a)) add(n.id(), byCallee(in.typing().target(n.id()), i));
            else handed(n.id(), a);
        }
    }

    private void handed(int event, Value v) {
        if (v instanceof Value.MethodRef r) {
            reference(event, r);
        } else if (child.process(v)) {
            add(event, Pipe.both());
        } else {
            add(event, child.pipes(v));
        }
    }

    private void reference(int event, Value.MethodRef r) {
        if (child.process(r.scope())) {
            if (r.method().equals("getInputStream") || r.method().equals("inputReader")) add(event, EnumSet.of(Pipe.OUTPUT));
            else if (r.method().equals("getErrorStream") || r.method().equals("errorReader")) add(event, EnumSet.of(Pipe.ERRORS));
            else if (!r.method().startsWith("destroy")) onProcess(event, r.method(), null);
            else if (!hook) uses.add(new Use(event, Pipe.NONE, true));
        } else if (r.scope() != null) {
            add(event, child.pipes(r.scope()));
        }
    }

    /** The pipes that a called method may have somebody read when it gets the process; both where that is not known. */
    private Set<Pipe> byCallee(Target t, int arg) {
        Method m = t.source();
        if (m == null || t.ambiguous() || !m.hasBody() || depth >= DEPTH || m.varargs() || arg >= m.facts().params().size() || Starts.mayBeOverridden(m)) return Pipe.both();
        Interpretation callee = program.interpret(m);
        Predicate<Value> seed = v -> v instanceof Value.Local l && l.index() == arg;
        Sequence inside = Sequence.of(callee.typing().body());
        for (Value v : inside.returned(-1)) if (seed.test(v)) return Pipe.both();
        EnumSet<Pipe> all = EnumSet.noneOf(Pipe.class);
        for (Use u : new PipeUses(program, callee, new ChildValues(program, callee, seed), inside, depth + 1).find()) {
            if (u.ends()) return Pipe.both();
            all.addAll(u.pipes());
        }
        return all;
    }

    /** The end of a try closes its resources. */
    private void closes(Node.Try t) {
        Set<Pipe> pipes = EnumSet.noneOf(Pipe.class);
        for (int l : t.locals()) if (l >= 0) pipes.addAll(child.pipes(new Value.Local(l)));
        for (Value v : t.existing()) if (v != null) pipes.addAll(child.pipes(v));
        if (pipes.isEmpty()) return;
        int last = -1;
        for (Event e : in.events()) if (sequence.inside(t, e.id())) last = e.id();
        // What stands in the body comes before the close, also after its last event.
        if (last >= 0) uses.add(new Use(last, pipes, false));
    }

    /** Anonymous and local types of this method that capture the process or a stream. */
    private void inInnerTypes(SourceType owner) {
        for (SourceType t : owner.inner()) {
            if (t.outerMethod() != in.method()) continue;
            captured(t);
        }
    }

    private void captured(SourceType t) {
        for (Method m : t.methods()) {
            if (!m.hasBody()) continue;
            for (Event e : program.interpret(m).events()) {
                if (e instanceof Event.Call c) {
                    if (c.receiver() instanceof Value.Captured v && isProcess(v)) captured(c);
                    else add(ANYTIME, pipesOf(c.receiver()));
                    for (Value a : c.args()) add(ANYTIME, pipesOf(a));
                } else if (e instanceof Event.New n) {
                    for (Value a : n.args()) add(ANYTIME, pipesOf(a));
                } else if (e instanceof Event.Assign a) {
                    add(ANYTIME, pipesOf(a.value()));
                } else if (e instanceof Event.Write w) {
                    add(ANYTIME, pipesOf(w.value()));
                }
            }
        }
        for (SourceType i : t.inner()) captured(i);
    }

    private void captured(Event.Call c) {
        switch (c.name()) {
            case "getInputStream", "inputReader" -> add(ANYTIME, EnumSet.of(Pipe.OUTPUT));
            case "getErrorStream", "errorReader" -> add(ANYTIME, EnumSet.of(Pipe.ERRORS));
            default -> onProcess(ANYTIME, c.name(), null);
        }
    }

    private boolean isProcess(Value.Captured v) {
        return named(v) && child.process(new Value.Local(v.local()));
    }

    private boolean named(Value.Captured v) {
        List<LocalFacts> locals = in.typing().body().locals();
        return v.local() < locals.size() && locals.get(v.local()).name().equals(v.name());
    }

    private Set<Pipe> pipesOf(Value v) {
        if (v instanceof Value.Cast c) return pipesOf(c.operand());
        if (!(v instanceof Value.Captured x) || !named(x)) return Pipe.NONE;
        if (isProcess(x)) return Pipe.both();
        return child.pipes(new Value.Local(x.local()));
    }
}
