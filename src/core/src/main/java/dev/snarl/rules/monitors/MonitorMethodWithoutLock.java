package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import dev.snarl.rules.locks.LockName;
import java.util.Set;

/** A wait or notify of an object whose monitor the calling thread does not hold. */
public final class MonitorMethodWithoutLock implements Rule {
    private static final Set<String> NAMES = Set.of("wait", "notify", "notifyAll", "timedWait");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Ownership owners = new Ownership(program);
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(NAMES)) {
            if (!m.owner().unit().reported() || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) if (e instanceof Event.Call c && NAMES.contains(c.name())) check(program, owners, in, c, findings);
        }
    }

    private static void check(Program program, Ownership owners, Interpretation in, Event.Call c, MethodFindings findings) {
        Target t = in.typing().target(c.id());
        MethodFact f = program.roles().first(Role.AWAIT, c.name(), c.args().size(), t);
        if (f == null) f = program.roles().first(Role.SIGNAL, c.name(), c.args().size(), t);
        // A method of that name which the type declares itself is another one.
        if (f == null || !f.attribute("kind", "").equals("monitor") || t.source() != null || t.ambiguous()) return;
        if (f.attribute("arg", "").isEmpty() && c.receiver() == null && t.method() == null) return;
        Value object = f.attribute("arg", "").isEmpty() ? c.receiver() == null ? new Value.This("") : c.receiver() : c.args().get(0);
        if (object instanceof Value.Super) object = new Value.This("");
        Lock wanted = in.locks().monitor(object);
        Ownership.Answer a = owners.at(in, c.id(), wanted);
        if (a == Ownership.Answer.MAYBE) return;
        String name = LockName.of(in.typing(), object);
        Held held = in.heldAt(c.id());
        boolean other = false;
        for (Held.Entry h : held.entries()) other |= h.lock().monitor();
        if (a == Ownership.Answer.NOT_SEEN && !other && foreign(in, wanted.path())) return;
        Method m = in.method();
        MethodFindings.Draft d = findings.at(m, c.span(), name + "." + c.name());
        StringBuilder message = new StringBuilder(m.label() + " calls " + Waits.called(in, c) + " without holding the monitor of "
                + (name.equals("this") ? "its object" : "'" + name + "'"));
        for (Held.Entry h : held.entries()) {
            if (!h.lock().monitor()) continue;
            message.append("; it holds that of ").append(h.lock().label().equals("this") ? "'this'" : "'" + h.lock().label() + "'");
            d.related(h.at(), "this monitor is held");
            break;
        }
        message.append(". The call throws IllegalMonitorStateException, and nobody ").append(c.name().contains("notify") ? "is woken." : "waits.");
        d.evidence(other ? "the monitor that is held is another object's" : a == Ownership.Answer.NO ? "neither the method nor any of its callers takes this monitor"
                : "the method takes no monitor, and no caller in the scanned code does");
        d.step(c.span(), "calls " + c.name() + " without owning the monitor");
        d.tell(a == Ownership.Answer.NO || other ? Confidence.HIGH : Confidence.MEDIUM, message.toString(),
                "Call it inside synchronized (" + name + "), on the object that the waiting side uses, and change the awaited state there too.");
    }

    /** An object that the callers know and may have locked: an argument, or what is reached from one. */
    private static boolean foreign(Interpretation in, Path p) {
        Path.Root r = p.start().root();
        return r != Path.Root.THIS && r != Path.Root.CLASS && r != Path.Root.FRESH && r != Path.Root.OUTER;
    }
}
