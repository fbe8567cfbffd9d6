package dev.snarl.rules.interruption;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what can throw an InterruptedException out of a piece of code: declared by the callee, known of a library, or thrown on the spot. */
final class InterruptSources {
    static final String INTERRUPTED = "java.lang.InterruptedException";

    /**
     * @param event the call or creation, null for a throw
     * @param loop  a loop of the code stands around it: the exception leaves that loop
     */
    record Source(Event event, Span span, String name, boolean loop) {}

    /** How a clause takes an InterruptedException. */
    enum Taking { NOT, BROADLY, BY_NAME }

    private final Interpretation in;
    private final Program program;
    /** Parameters that are known to be false or true in this run, by their index. */
    private final Map<Integer, Boolean> given;

    InterruptSources(Program program, Interpretation in) {
        this(program, in, Map.of());
    }

    private InterruptSources(Program program, Interpretation in, Map<Integer, Boolean> given) {
        this.program = program;
        this.in = in;
        this.given = given;
    }

    Taking taking(Node.Catch c) {
        Taking found = Taking.NOT;
        for (TypeRef r : c.types()) {
            Type t = in.typing().typeOf(new Value.Cast(List.of(r), Value.UNKNOWN));
            if (t.is(INTERRUPTED)) return Taking.BY_NAME;
            if (t.is("java.lang.Exception") || t.is("java.lang.Throwable")) found = Taking.BROADLY;
        }
        return found;
    }

    /** What may throw out of the code, in order; lambdas run elsewhere. */
    List<Source> of(Node n) {
        List<Source> out = new ArrayList<>();
        visit(n, false, out);
        return out;
    }

    /** The first call of the code that may throw it for all that is known: its target is not found, or declares a supertype. */
    List<Source> possible(Node n) {
        List<Source> out = new ArrayList<>(1);
        Codes.each(n, c -> {
            if (!out.isEmpty() || !(c instanceof Event.Call e)) return;
            Target t = in.typing().target(e.id());
            boolean may = t.method() == null || t.method().thrown().stream().anyMatch(x -> !x.known() || x.is("java.lang.Exception") || x.is("java.lang.Throwable"));
            if (may) out.add(new Source(e, e.span(), name(e), false));
        });
        return out;
    }

    boolean interruptible(Event e) {
        if (!(e instanceof Event.Call) && !(e instanceof Event.New n && n.type().dims() == 0)) return false;
        Target t = in.typing().target(e.id());
        if (t.method() != null && !t.ambiguous()) return declares(t) && !ruledOut(t, e);
        if (t.method() != null) return t.candidates().stream().allMatch(m -> m.thrown().stream().anyMatch(x -> x.is(INTERRUPTED)));
        if (!(e instanceof Event.Call c)) return false;
        for (MethodFact f : program.roles().of(c.name(), c.args().size(), t)) if (f.attribute("interruptible", "").equals("yes")) return true;
        return false;
    }

    /** The callee only throws it if asked to by a parameter, and the call does not ask: {@code await0(timeout, false)}. */
    private boolean ruledOut(Target t, Event e) {
        Method m = t.source();
        if (m == null || !m.hasBody() || !given.isEmpty() || !(e instanceof Event.Call c)) return false;
        if (!m.isPrivate() && !m.isStatic() && !m.is(Mods.FINAL)) return false;
        Map<Integer, Boolean> told = new HashMap<>();
        for (int i = 0; i < c.args().size() && i < m.facts().params().size(); i++) {
            if (c.args().get(i) instanceof Value.Constant k && k.kind() == Value.ConstantKind.BOOLEAN) told.put(i, k.text().equals("true"));
        }
        if (told.isEmpty()) return false;
        Interpretation there = program.interpret(m);
        return new InterruptSources(program, there, told).of(there.typing().body().root()).isEmpty();
    }

    /** What a condition is by the given parameters, or null. */
    private Boolean decided(Value v) {
        if (v instanceof Value.Local l && in.typing().body().locals().get(l.index()).effectivelyFinal()) return given.get(l.index());
        if (v instanceof Value.Unary u && u.op().equals("!")) {
            Boolean inner = decided(u.operand());
            return inner == null ? null : !inner;
        }
        return null;
    }

    private static boolean declares(Target t) {
        for (Type x : t.method().thrown()) if (x.is(INTERRUPTED)) return true;
        return false;
    }

    private void visit(Node n, boolean loop, List<Source> out) {
        if (n == null) return;
        if (n instanceof Event e) {
            if (interruptible(e)) out.add(new Source(e, e.span(), name(e), loop));
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) visit(c, loop, out);
        } else if (n instanceof Node.Branch b) {
            Boolean yes = decided(b.condition());
            if (yes == null || yes) visit(b.then(), loop, out);
            if (yes == null || !yes) visit(b.otherwise(), loop, out);
        } else if (n instanceof Node.Loop l) {
            visit(l.test(), true, out);
            visit(l.body(), true, out);
            visit(l.update(), true, out);
        } else if (n instanceof Node.Switch s) {
            for (Node.Case c : s.cases()) visit(c.body(), loop, out);
        } else if (n instanceof Node.Try t) {
            attempt(t, loop, out);
        } else if (n instanceof Node.Sync s) {
            visit(s.body(), loop, out);
        } else if (n instanceof Node.Labeled l) {
            visit(l.body(), loop, out);
        } else if (n instanceof Node.Throw t && t.value() != null && in.typing().typeOf(t.value()).is(INTERRUPTED)) {
            out.add(new Source(null, t.span(), "throw", loop));
        }
    }

    private void attempt(Node.Try t, boolean loop, List<Source> out) {
        List<Source> body = new ArrayList<>();
        visit(t.resources(), loop, body);
        visit(t.body(), loop, body);
        boolean taken = false;
        for (Node.Catch c : t.catches()) {
            if (!taken && taking(c) != Taking.NOT) taken = !throwsLocal(c.body(), c.local());
            visit(c.body(), loop, out);
        }
        if (!taken) out.addAll(body);
        visit(t.finallyBody(), loop, out);
    }

    /** Whether the code throws a caught exception again. */
    private boolean throwsLocal(Node n, int local) {
        if (n instanceof Node.Throw t) return t.value() instanceof Value.Local l && l.index() == local;
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) if (throwsLocal(c, local)) return true;
            return false;
        }
        if (n instanceof Node.Branch b) {
            Boolean yes = decided(b.condition());
            return (yes == null || yes) && throwsLocal(b.then(), local) || (yes == null || !yes) && throwsLocal(b.otherwise(), local);
        }
        if (n instanceof Node.Try t) return throwsLocal(t.body(), local) || t.hasFinally() && throwsLocal(t.finallyBody(), local);
        if (n instanceof Node.Sync s) return throwsLocal(s.body(), local);
        return n instanceof Node.Loop l && throwsLocal(l.body(), local);
    }

    private String name(Event e) {
        if (e instanceof Event.Call c) {
            if (c.receiver() == null) return c.name() + "()";
            if (c.receiver() instanceof Value.Local l) return in.typing().body().locals().get(l.index()).name() + "." + c.name() + "()";
            if (c.receiver() instanceof Value.Name n) return n.id() + "." + c.name() + "()";
            return c.name() + "()";
        }
        return e instanceof Event.New n ? "new " + n.type().simpleName() + "()" : "the call";
    }
}
