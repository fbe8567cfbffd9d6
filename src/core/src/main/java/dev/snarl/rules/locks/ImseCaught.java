package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A catch of IllegalMonitorStateException that goes on as if nothing had happened. */
public final class ImseCaught implements Rule {
    private static final String THROWN = "java.lang.IllegalMonitorStateException";
    private static final Set<Role> LOCKING = EnumSet.of(Role.RELEASE, Role.AWAIT, Role.SIGNAL);

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(List.of("IllegalMonitorStateException"))) {
            if (!m.owner().unit().reported() || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            Nodes.walk(in.typing().body().root(), n -> check(program, in, n, findings));
            in.typing().body().lambdas().forEach(l -> Nodes.walk(l.body(), n -> check(program, in, n, findings)));
        }
    }

    private static boolean catches(Node n) {
        if (!(n instanceof Node.Try t)) return false;
        for (Node.Catch c : t.catches()) for (TypeRef r : c.types()) if (r.simpleName().equals("IllegalMonitorStateException")) return true;
        return false;
    }

    private static void check(Program program, Interpretation in, Node n, MethodFindings findings) {
        if (!catches(n)) return;
        Node.Try t = (Node.Try) n;
        for (Node.Catch c : t.catches()) {
            boolean named = false;
            for (TypeRef r : c.types()) {
                Type type = program.universe().resolve(r, in.method().owner(), in.method());
                named |= type.isA(THROWN).yes();
            }
            if (!named || rethrows(c)) continue;
            Event.Call lock = locking(program, in, t.body());
            // Among other types, the one clause may be for anything: it must stand around a lock call.
            if (c.types().size() > 1 && lock == null || lock != null && leased(program, in, lock)) continue;
            tell(in, c, lock, findings);
        }
    }

    /** The exception is passed on, as it is or in another. */
    private static boolean rethrows(Node.Catch c) {
        boolean[] found = new boolean[1];
        Nodes.walk(c.body(), n -> found[0] |= n instanceof Node.Throw);
        return found[0];
    }

    private static Event.Call locking(Program program, Interpretation in, Node body) {
        Event.Call[] found = new Event.Call[1];
        Nodes.walk(body, n -> {
            if (found[0] != null || !(n instanceof Event.Call c)) return;
            Target t = in.typing().target(c.id());
            List<MethodFact> facts = program.roles().of(c.name(), c.args().size(), t);
            for (MethodFact f : facts) if (LOCKING.contains(f.role())) found[0] = c;
        });
        return found[0];
    }

    /** A lock that others can take away (a lease that ends): its owner cannot know, and must catch. */
    private static boolean leased(Program program, Interpretation in, Event.Call c) {
        if (c.receiver() == null) return false;
        Type t = in.typing().typeOf(c.receiver());
        if (t.decl() == null) return true;
        for (MethodFact f : program.roles().of(c.name(), c.args().size(), in.typing().target(c.id()))) {
            if (f.role() == Role.RELEASE && !t.name().startsWith("java.")) return true;
        }
        return false;
    }

    private static void tell(Interpretation in, Node.Catch c, Event.Call lock, MethodFindings findings) {
        Method m = in.method();
        String call = lock == null ? "" : LockName.of(in.typing(), new Value.Result(lock.id()));
        MethodFindings.Draft d = findings.at(m, c.span(), "catch");
        if (lock != null) d.related(lock.span(), "the call that needs the lock").step(lock.span(), "calls " + call + ", perhaps without owning the lock");
        d.step(c.span(), "catches the exception and goes on");
        d.tell(lock == null ? Confidence.MEDIUM : Confidence.HIGH, m.label() + " catches IllegalMonitorStateException"
                        + (call.isEmpty() ? "" : " around " + call) + " and goes on. The exception says that the thread does not own the lock it works with: what the lock should have guarded was not guarded.",
                "Take the lock before the call, so that the exception cannot occur; a release that may not own it needs a flag or isHeldByCurrentThread().");
    }
}
