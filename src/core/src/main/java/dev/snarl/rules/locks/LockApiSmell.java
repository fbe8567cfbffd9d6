package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.LinkedHashSet;
import java.util.Set;

/** Control flow that depends on whether a lock is taken at the moment, and tryLock on a fair lock, which does not wait its turn. */
public final class LockApiSmell implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.LOCK_STATE, Role.HOLDS, Role.TRY_ACQUIRE}) for (MethodFact f : program.knowledge().methods(r)) names.add(f.name());
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(names)) {
            if (!m.owner().unit().reported() || fates.inTest(m) || m.owner().isA("java.util.concurrent.locks.Lock").possible()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) if (e instanceof Event.Call c && names.contains(c.name())) fair(program, in, c, findings);
            Nodes.walk(in.typing().body().root(), n -> decision(program, in, n, findings));
            in.typing().body().lambdas().forEach(l -> Nodes.walk(l.body(), n -> decision(program, in, n, findings)));
        }
    }

    private static void fair(Program program, Interpretation in, Event.Call c, MethodFindings findings) {
        Target t = in.typing().target(c.id());
        MethodFact f = program.roles().first(Role.TRY_ACQUIRE, c.name(), c.args().size(), t);
        if (f == null || c.receiver() == null || f.attribute("timed", "").equals("yes") || f.attribute("kind", "").equals("stamped")) return;
        boolean semaphore = f.attribute("kind", "").equals("semaphore");
        var made = Creations.of(program, in, in.locks().path(c.receiver()));
        if (made.isEmpty()) return;
        for (Creations.Creation x : made) if (!"true".equals(x.arg(semaphore ? 1 : 0))) return;
        String name = LockName.of(in.typing(), c.receiver());
        findings.at(in.method(), c.span(), name + "." + c.name()).step(c.span(), "barges in front of the queue").tell(Confidence.MEDIUM,
                in.method().label() + " calls " + name + "." + c.name() + "() without a time although '" + name + "' is fair: it takes what is free at once, before all threads that wait their turn.",
                "Use " + c.name() + "(0, TimeUnit.SECONDS), which honours the order, or a lock that is not fair.");
    }

    private static void decision(Program program, Interpretation in, Node n, MethodFindings findings) {
        Value asked = n instanceof Node.Branch b ? b.condition() : n instanceof Node.Loop l ? l.condition() : null;
        if (asked == null || n instanceof Node.Branch b && !b.statement()) return;
        Event.Call c = state(program, in, asked, 0);
        if (c == null) return;
        boolean holds = program.roles().first(Role.HOLDS, c.name(), c.args().size(), in.typing().target(c.id())) != null;
        if (n instanceof Node.Branch b && (harmless(program, in, b.then(), holds) && harmless(program, in, b.otherwise(), holds))) return;
        String name = c.receiver() == null ? c.name() : LockName.of(in.typing(), c.receiver()) + "." + c.name();
        findings.at(in.method(), c.span(), name).step(c.span(), "asks for the state of the lock").step(head(n), "decides by the answer").tell(Confidence.MEDIUM,
                in.method().label() + " decides by " + name + "()" + (holds ? ": who must ask whether the lock is held does not know his own callers." : ", whose answer may be wrong before it is used: another thread takes or gives back the lock meanwhile."),
                holds ? "Take the lock where it is needed (it may be taken again by its owner), or say in the method's contract who holds it." : "Use tryLock() and go on by its result.");
    }

    private static Span head(Node n) {
        Span s = n instanceof Node.Branch b ? b.span() : ((Node.Loop) n).span();
        return s.known() && s.endLine() > s.line() ? new Span(s.line(), s.column(), s.line(), s.column() + 2) : s;
    }

    /** The call that asks for the lock's state inside a condition, through a variable too. */
    private static Event.Call state(Program program, Interpretation in, Value v, int depth) {
        if (depth > 8) return null;
        if (v instanceof Value.Unary u) return state(program, in, u.operand(), depth + 1);
        if (v instanceof Value.Cast c) return state(program, in, c.operand(), depth + 1);
        if (v instanceof Value.Binary b) {
            Event.Call left = state(program, in, b.left(), depth + 1);
            return left != null ? left : state(program, in, b.right(), depth + 1);
        }
        if (v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            return f.kind() == LocalFacts.Kind.VARIABLE && f.effectivelyFinal() && f.initial() != null ? state(program, in, f.initial(), depth + 1) : null;
        }
        if (!(v instanceof Value.Result r) || !(in.events()[r.event()] instanceof Event.Call c)) return null;
        Target t = in.typing().target(c.id());
        if (t.source() != null) return null;
        if (program.roles().first(Role.LOCK_STATE, c.name(), c.args().size(), t) != null) return c;
        return program.roles().first(Role.HOLDS, c.name(), c.args().size(), t) != null ? c : null;
    }

    /** Only gives the lock back, refuses, or writes for a reader. */
    private static boolean harmless(Program program, Interpretation in, Node n, boolean holds) {
        boolean[] bad = new boolean[2];
        Nodes.walk(n, x -> {
            if (x instanceof Node.Throw) bad[1] = true;
            if (x instanceof Event.Write || x instanceof Event.Update || x instanceof Node.Return && !holds) bad[0] = true;
            if (!(x instanceof Event.Call c) || LogCalls.is(c, in.typing().target(c.id()))) return;
            boolean gives = false;
            for (MethodFact f : program.roles().of(c.name(), c.args().size(), in.typing().target(c.id()))) {
                gives |= f.role() == Role.RELEASE || f.role() == Role.VIEW || f.role() == Role.HOLDS || f.role() == Role.LOCK_STATE;
            }
            bad[1] |= gives && holds;
            bad[0] |= !gives;
        });
        return bad[1] && holds || bad[1] && endsInThrow(n) || !bad[0];
    }

    private static boolean endsInThrow(Node n) {
        if (n instanceof Node.Seq s && !s.nodes().isEmpty()) return endsInThrow(s.nodes().get(s.nodes().size() - 1));
        return n instanceof Node.Throw;
    }

}
