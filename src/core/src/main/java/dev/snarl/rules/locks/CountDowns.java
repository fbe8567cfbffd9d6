package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeRef;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.List;

/** Follows one piece of code and finds what may throw on a way on which a latch has not been counted down. One use, one thread. */
final class CountDowns {
    /** @param blocking ends with InterruptedException, which a clause of that type takes */
    record Thrower(Event event, Span at, boolean blocking) {}

    private final Program program;
    private final Interpretation in;
    private final Path latch;
    private List<Thrower> thrown = new ArrayList<>();
    /** Some way to the present point has not counted down. */
    private boolean open = true;

    CountDowns(Program program, Interpretation in, Path latch) {
        this.program = program;
        this.in = in;
        this.latch = latch;
    }

    /** What leaves the code by an exception with the count not done; empty when all ways count. */
    List<Thrower> run(Node code) {
        node(code);
        return thrown;
    }

    private void node(Node n) {
        if (n == null) return;
        if (n instanceof Event e) event(e);
        else if (n instanceof Node.Seq s) s.nodes().forEach(this::node);
        else if (n instanceof Node.Branch b) branch(b);
        else if (n instanceof Node.Loop l) loop(l);
        else if (n instanceof Node.Switch s) switches(s);
        else if (n instanceof Node.Try t) tries(t);
        else if (n instanceof Node.Sync s) node(s.body());
        else if (n instanceof Node.Labeled l) node(l.body());
        else if (n instanceof Node.Throw t) {
            if (open) thrown.add(new Thrower(null, t.span(), false));
            open = false;
        } else if (n instanceof Node.Return || n instanceof Node.Jump) {
            // Leaving early without the count is not an exception: it may be meant.
            open = false;
        }
    }

    private void branch(Node.Branch b) {
        boolean before = open;
        node(b.then());
        boolean then = open;
        open = before;
        node(b.otherwise());
        open |= then;
    }

    private void loop(Node.Loop l) {
        boolean before = open;
        node(l.test());
        node(l.body());
        node(l.update());
        boolean endless = l.kind() != Node.LoopKind.FOREACH && l.condition() == null;
        // Where the loop itself counts, its rounds are as many as the count.
        if (!endless && !counts(l.body())) open = before;
    }

    private boolean counts(Node n) {
        boolean[] found = new boolean[1];
        dev.snarl.program.Nodes.walk(n, x -> found[0] |= x instanceof Event.Call c && counts(c));
        return found[0];
    }

    private void switches(Node.Switch s) {
        boolean before = open, out = false, complete = s.expression(), falls = false;
        for (Node.Case c : s.cases()) {
            complete |= c.isDefault();
            open = before || falls;
            node(c.body());
            falls = c.falls() && open;
            out |= open;
        }
        open = out || !complete && before;
    }

    private void tries(Node.Try t) {
        List<Thrower> outer = thrown;
        boolean before = open;
        thrown = new ArrayList<>();
        node(t.resources());
        node(t.body());
        List<Thrower> body = thrown;
        boolean after = open;
        List<Thrower> rest = new ArrayList<>();
        for (Thrower x : body) if (t.catches().stream().noneMatch(c -> takes(c, x))) rest.add(x);
        thrown = rest;
        for (Node.Catch c : t.catches()) {
            open = !body.isEmpty() && before;
            node(c.body());
            after |= open;
        }
        open = after;
        if (t.hasFinally()) {
            List<Thrower> pending = thrown;
            thrown = new ArrayList<>();
            boolean normal = open;
            open = true;
            node(t.finallyBody());
            if (open) {
                thrown.addAll(0, pending);
                open = normal;
            } else {
                open = false;
            }
        }
        outer.addAll(thrown);
        thrown = outer;
    }

    private static boolean takes(Node.Catch c, Thrower x) {
        for (TypeRef r : c.types()) {
            String n = r.simpleName();
            if (n.equals("Throwable") || n.equals("Exception") || n.equals("RuntimeException")) return true;
            if (x.blocking() && n.equals("InterruptedException")) return true;
        }
        return false;
    }

    private void event(Event e) {
        if (e instanceof Event.Call c && counts(c)) {
            open = false;
            return;
        }
        if (!open || !program.mayThrow(in, e)) return;
        if (e instanceof Event.Call c) {
            if (LogCalls.is(c, in.typing().target(c.id())) || c.args().isEmpty() && (c.name().startsWith("get") || c.name().startsWith("is"))) return;
            boolean blocking = false;
            for (MethodFact f : program.roles().of(c.name(), c.args().size(), in.typing().target(c.id()))) {
                // An await of another latch and a sleep throw for an interruption alone.
                blocking |= LockKinds.interruptible(f) && f.role() == Role.BLOCK && !f.attribute("kind", "").equals("future");
            }
            thrown.add(new Thrower(e, e.span(), blocking));
        } else {
            thrown.add(new Thrower(e, e.span(), false));
        }
    }

    private boolean counts(Event.Call c) {
        if (c.receiver() != null && LockKinds.fact(program, in, c, Role.COUNT_DOWN) != null) return in.locks().path(c.receiver()).equals(latch);
        // Who is given the latch may count.
        for (var a : c.args()) if (in.locks().path(a).equals(latch)) return true;
        var m = in.typing().target(c.id()).source();
        return m != null && m.hasBody() && latch.field() != null && countsInside(program.interpret(m));
    }

    private boolean countsInside(Interpretation there) {
        for (Event e : there.events()) {
            if (e instanceof Event.Call c && c.receiver() != null && LockKinds.fact(program, there, c, Role.COUNT_DOWN) != null && there.locks().path(c.receiver()).field() == latch.field()) return true;
        }
        return false;
    }
}
