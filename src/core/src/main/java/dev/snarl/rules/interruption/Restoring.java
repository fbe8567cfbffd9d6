package dev.snarl.rules.interruption;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells whether code restores the interrupt flag of its thread, or hands a caught exception on to where it is not lost. Used by one thread. */
final class Restoring {
    private static final int DEPTH = 4;
    private static final String THREAD = "java.lang.Thread";
    /** Platform types whose methods take an exception only to show it. */
    private static final Set<String> SHOWING = Set.of("java.lang.String", "java.lang.StringBuilder", "java.lang.StringBuffer", "java.util.Objects",
            "java.io.PrintStream", "java.io.PrintWriter", "java.lang.Class");

    private final Program program;
    private final Map<Method, Boolean> restores = new HashMap<>();

    Restoring(Program program) {
        this.program = program;
    }

    /** Whether a call sets the interrupt flag of the thread it happens in, itself or through what it calls. */
    boolean restores(Interpretation in, Event e) {
        return restores(in, e, DEPTH);
    }

    private boolean restores(Interpretation in, Event e, int depth) {
        if (e instanceof Event.Call c) {
            Target t = in.typing().target(c.id());
            MethodFact f = program.roles().first(Role.RESTORES_INTERRUPT, c.name(), c.args().size(), t);
            if (f != null) return !c.name().equals("interrupt") || currentThread(in, c);
            if (t.method() == null && t.receiver().isA(THREAD) != dev.snarl.program.Tri.NO && c.name().equals("interrupt") && c.args().isEmpty()) return true;
            if (t.method() == null && c.name().toLowerCase(Locale.ROOT).contains("interrupt") && !c.name().startsWith("is")) return true;
        }
        if (depth == 0 || !(e instanceof Event.Call || e instanceof Event.New)) return false;
        for (Method m : callees(in, e)) if (restores(m, depth - 1)) return true;
        return false;
    }

    private List<Method> callees(Interpretation in, Event e) {
        if (e instanceof Event.New) {
            Method m = in.typing().target(e.id()).source();
            return m != null && m.hasBody() ? List.of(m) : List.of();
        }
        for (CallEdge edge : program.calls().edgesFrom(in.method())) if (edge.event() == e.id() && !edge.reference()) return edge.callees();
        return List.of();
    }

    boolean restores(Method m) {
        return restores(m, DEPTH);
    }

    private boolean restores(Method m, int depth) {
        Boolean known = restores.get(m);
        if (known != null) return known;
        if (!m.hasBody()) return false;
        restores.put(m, false);
        Interpretation in = program.interpret(m);
        // What a handler of the method's own restores is another interrupt.
        BitSet handlers = new BitSet();
        InterruptSources sources = new InterruptSources(program, in);
        Codes.each(in.typing().body().root(), n -> {
            if (n instanceof Node.Try t) for (Node.Catch c : t.catches()) if (sources.taking(c) != InterruptSources.Taking.NOT) handlers.or(Codes.events(c.body()));
        });
        boolean found = false;
        for (Event e : in.events()) {
            if (!handlers.get(e.id()) && in.inCallersThread(e.id()) && restores(in, e, depth)) {
                found = true;
                break;
            }
        }
        if (!found && depth < DEPTH) restores.remove(m);
        else restores.put(m, found);
        return found;
    }

    /** The receiver is the running thread, or may be for all that is known. */
    private boolean currentThread(Interpretation in, Event.Call c) {
        Value r = c.receiver();
        if (r == null || r instanceof Value.This || r instanceof Value.Super) return true;
        return current(in, r, 0);
    }

    private boolean current(Interpretation in, Value r, int depth) {
        if (depth > 6) return true;
        if (r instanceof Value.Result x) return in.typing().event(x.event()) instanceof Event.Call k && !(k.name().equals("get") || k.name().equals("next"));
        if (r instanceof Value.Cast x) return current(in, x.operand(), depth + 1);
        if (r instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            if (f.kind() == LocalFacts.Kind.FOREACH || f.kind() == LocalFacts.Kind.PATTERN) return false;
            if (f.kind() == LocalFacts.Kind.PARAM) return !receiverElsewhere(in, l.index());
            return f.initial() == null || current(in, f.initial(), depth + 1);
        }
        Path p = in.locks().path(r);
        return !(p.field() instanceof Field f) || !createdHere(f);
    }

    /** The parameter is a thread that this method joins, starts or asks: another one. */
    private static boolean receiverElsewhere(Interpretation in, int local) {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && c.receiver() instanceof Value.Local l && l.index() == local && !c.name().equals("interrupt")) return true;
        }
        return false;
    }

    /** Every thread that the field is given was made for it. */
    private boolean createdHere(Field f) {
        boolean any = false;
        for (Access a : program.accesses(f)) {
            if (!a.writes()) continue;
            Interpretation in = program.interpret(a.method());
            if (!(in.typing().event(a.event()) instanceof Event.Write w)) return false;
            if (w.value() instanceof Value.Constant) continue;
            if (!in.locks().path(w.value()).isFresh()) return false;
            any = true;
        }
        return any;
    }

    /** A field that a handler sets is read by a method that restores: the interrupt is kept there. */
    boolean restoredElsewhere(Field f) {
        for (Access a : program.accesses(f)) if (!a.writes() && restores(a.method())) return true;
        return false;
    }

    /** Some caller of the method restores: what the method returns tells it that there was an interrupt. */
    boolean restoredByCaller(Method m) {
        for (CallEdge e : program.calls().edgesTo(m)) if (restores(e.caller())) return true;
        return false;
    }

    // ---- handing on

    /** The locals of a body that hold a caught exception, or one made from it. */
    Set<Integer> aliases(Interpretation in, int local) {
        Set<Integer> out = new HashSet<>();
        out.add(local);
        for (int round = 0; round < 3; round++) {
            for (Event e : in.events()) if (e instanceof Event.Assign a && holds(in, a.value(), out, true)) out.add(a.local());
        }
        return out;
    }

    /** Whether a value is the exception, or, if {@code wrapped}, another that was made from it. */
    boolean holds(Interpretation in, Value v, Set<Integer> aliases, boolean wrapped) {
        if (v instanceof Value.Local l) return aliases.contains(l.index());
        if (v instanceof Value.Cast c) return holds(in, c.operand(), aliases, wrapped);
        if (v instanceof Value.Choice c) return c.values().stream().anyMatch(x -> holds(in, x, aliases, wrapped));
        if (!wrapped || !(v instanceof Value.Result r)) return false;
        Event e = in.typing().event(r.event());
        if (e instanceof Event.New n) return n.args().stream().anyMatch(x -> holds(in, x, aliases, true));
        if (!(e instanceof Event.Call c)) return false;
        return c.args().stream().anyMatch(x -> holds(in, x, aliases, true)) || c.name().equals("initCause") && holds(in, c.receiver(), aliases, true);
    }

    /** Whether a call or creation that is given the exception may do with it what keeps the interrupt. */
    boolean handsOn(Interpretation in, Event e, Set<Integer> aliases, int depth) {
        List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
        for (int i = 0; i < args.size(); i++) {
            if (holds(in, args.get(i), aliases, true) && takes(in, e, i, depth)) return true;
        }
        return false;
    }

    private boolean takes(Interpretation in, Event e, int arg, int depth) {
        Target t = in.typing().target(e.id());
        if (e instanceof Event.New n) {
            // An exception around another is thrown or logged; any other object keeps it for somebody.
            Type type = in.typing().typeOf(new Value.Result(n.id()));
            if (n.type().dims() > 0 || type.decl() == null || type.isA("java.lang.Throwable").possible()) return false;
            return t.source() == null || depth > 0 && passes(t.source(), arg, depth - 1);
        }
        Event.Call c = (Event.Call) e;
        if (LogCalls.is(c, t)) return false;
        if (c.name().equals("<super>") || c.name().equals("<this>")) return false;
        if (t.method() == null) return true;
        if (t.source() == null) return !shows(t);
        List<Method> callees = callees(in, e);
        if (callees.isEmpty()) return true;
        if (depth == 0) return false;
        for (Method m : callees) if (passes(m, arg, depth - 1)) return true;
        return false;
    }

    private static boolean shows(Target t) {
        String owner = t.method().owner().name();
        return SHOWING.contains(owner) || owner.startsWith("java.util.logging.") || owner.startsWith("java.lang.System") || t.method().owner().isA("java.lang.Throwable").yes();
    }

    /** Whether a scanned method throws its argument, stores it, returns it, or gives it to code that is not known. */
    private boolean passes(Method m, int arg, int depth) {
        int param = Math.min(arg, m.facts().params().size() - 1);
        if (param < 0 || !m.hasBody()) return true;
        Interpretation in = program.interpret(m);
        Set<Integer> aliases = aliases(in, param);
        for (Event e : in.events()) {
            if (e instanceof Event.Write w && holds(in, w.value(), aliases, true)) return true;
            if (handsOn(in, e, aliases, depth)) return true;
        }
        return leavesWith(in, in.typing().body().root(), Set.of(param));
    }

    /** Whether a body throws or returns the exception itself. */
    private boolean leavesWith(Interpretation in, Node n, Set<Integer> aliases) {
        if (n instanceof Node.Throw t) return t.value() != null && (holds(in, t.value(), aliases, false) || saysInterrupt(in, t.value()));
        if (n instanceof Node.Return r) return r.value() != null && (holds(in, r.value(), aliases, false) || saysInterrupt(in, r.value()));
        List<Node> inner = new ArrayList<>();
        if (n instanceof Node.Seq s) inner.addAll(s.nodes());
        else if (n instanceof Node.Branch b) inner.addAll(List.of(b.then(), b.otherwise()));
        else if (n instanceof Node.Loop l) inner.add(l.body());
        else if (n instanceof Node.Switch s) s.cases().forEach(c -> inner.add(c.body()));
        else if (n instanceof Node.Sync s) inner.add(s.body());
        else if (n instanceof Node.Labeled l) inner.add(l.body());
        else if (n instanceof Node.Try t) {
            inner.add(t.body());
            t.catches().forEach(c -> inner.add(c.body()));
            if (t.hasFinally()) inner.add(t.finallyBody());
        }
        for (Node c : inner) if (leavesWith(in, c, aliases)) return true;
        return false;
    }

    /** Whether the type of an exception says that there was an interrupt: InterruptedException, InterruptedIOException, and what libraries name so. */
    boolean saysInterrupt(Interpretation in, Value v) {
        return saysInterrupt(in, v, 0);
    }

    private boolean saysInterrupt(Interpretation in, Value v, int depth) {
        if (depth > 6) return false;
        if (v instanceof Value.Choice c) return c.values().stream().anyMatch(x -> saysInterrupt(in, x, depth + 1));
        // The caught exception itself is no new one: whether it is thrown is asked elsewhere.
        if (v instanceof Value.Local l && in.typing().body().locals().get(l.index()).kind() == LocalFacts.Kind.CATCH) return false;
        if (named(in.typing().typeOf(v))) return true;
        if (v instanceof Value.Cast c) return saysInterrupt(in, c.operand(), depth + 1);
        if (v instanceof Value.Local l) {
            for (Event e : in.events()) if (e instanceof Event.Assign a && a.local() == l.index() && saysInterrupt(in, a.value(), depth + 1)) return true;
        }
        if (!(v instanceof Value.Result r)) return false;
        Event e = in.typing().event(r.event());
        if (e instanceof Event.New n) return saying(n.type().simpleName());
        return e instanceof Event.Call c && (c.receiver() != null && c.receiver() instanceof Value.Result && saysInterrupt(in, c.receiver(), depth + 1) || saying(c.name()));
    }

    private static boolean named(Type t) {
        if (saying(t.simpleName())) return true;
        return t.isA(InterruptSources.INTERRUPTED).yes() || t.isA("java.io.InterruptedIOException").yes();
    }

    private static boolean saying(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("interrupt") || lower.contains("cancel") || lower.contains("abort");
    }
}
