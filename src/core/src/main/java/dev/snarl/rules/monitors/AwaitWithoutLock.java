package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import dev.snarl.rules.locks.LockName;
import java.util.LinkedHashSet;
import java.util.Set;

/** An await or signal on a Condition whose Lock the calling thread does not hold. */
public final class AwaitWithoutLock implements Rule {
    private static final String CONDITION = "java.util.concurrent.locks.Condition";
    private static final String LOCK = "java.util.concurrent.locks.Lock";

    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.AWAIT, Role.SIGNAL}) for (MethodFact f : program.knowledge().methods(r)) if (onCondition(f)) names.add(f.name());
        Fates fates = program.fates();
        Ownership owners = new Ownership(program);
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(names)) {
            if (!m.owner().unit().reported() || fates.inTest(m) || m.owner().isA(CONDITION).possible() || m.owner().isA(LOCK).possible()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) if (e instanceof Event.Call c && names.contains(c.name())) check(program, owners, in, c, findings);
        }
    }

    private static boolean onCondition(MethodFact f) {
        return f.attribute("kind", "").isEmpty();
    }

    private static void check(Program program, Ownership owners, Interpretation in, Event.Call c, MethodFindings findings) {
        Target t = in.typing().target(c.id());
        MethodFact f = program.roles().first(Role.AWAIT, c.name(), c.args().size(), t);
        if (f == null) f = program.roles().first(Role.SIGNAL, c.name(), c.args().size(), t);
        if (f == null || !onCondition(f) || t.source() != null) return;
        Value condition = f.attribute("arg", "").isEmpty() ? c.receiver() : c.args().get(Integer.parseInt(f.attribute("arg", "0")));
        if (condition == null) return;
        Lock wanted = in.locks().lock(condition);
        // The lock that made the condition is not seen.
        boolean known = wanted.path().known() && wanted.path().type().isA(LOCK).yes();
        if (!known && !in.heldAt(c.id()).isEmpty()) return;
        Ownership.Answer a = owners.at(in, c.id(), wanted);
        if (a == Ownership.Answer.MAYBE || a == Ownership.Answer.NOT_SEEN && !known) return;
        Method m = in.method();
        String name = LockName.of(in.typing(), condition);
        String lock = known && !wanted.path().isFresh() ? "'" + in.locks().label(wanted.path()) + "'" : "the lock that made it";
        boolean signal = f.role() == Role.SIGNAL;
        MethodFindings.Draft d = findings.at(m, c.span(), name + "." + c.name());
        d.evidence(a == Ownership.Answer.NO ? "neither the method nor any of its callers takes the lock" : "the method does not take the lock, and no caller in the scanned code does");
        d.step(c.span(), "calls " + c.name() + " without owning " + lock);
        d.tell(known && a == Ownership.Answer.NO ? Confidence.HIGH : Confidence.MEDIUM,
                m.label() + " calls " + c.name() + "() on the condition '" + name + "' without holding " + lock
                        + ". The call throws IllegalMonitorStateException, and nobody " + (signal ? "is woken." : "waits."),
                "Take the lock that the condition was made from, change or test the awaited state under it, and " + (signal ? "signal" : "wait") + " before giving it back.");
    }
}
