package dev.snarl.rules.monitors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import dev.snarl.rules.locks.LockName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Object.wait or notify of an object that has methods of its own to wait and to wake: a Condition, a latch, a semaphore. */
public final class MonitorMethodOnCondition implements Rule {
    private static final Set<String> NAMES = Set.of("wait", "notify", "notifyAll");
    private static final Set<String> SYNCHRONIZERS = Set.of("latch", "barrier", "semaphore", "exchange");

    @Override
    public void check(Program program, Findings out) {
        Map<String, String> own = synchronizers(program);
        var fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(NAMES)) {
            if (!m.owner().unit().reported() || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) if (e instanceof Event.Call c && NAMES.contains(c.name()) && c.receiver() != null) check(program, own, in, c, findings);
        }
    }

    /** The library types that one waits on by their own methods, with the method that is meant. */
    private static Map<String, String> synchronizers(Program program) {
        Map<String, String> out = new TreeMap<>();
        for (MethodFact f : program.knowledge().methods(Role.AWAIT)) {
            if (!f.anyType() && f.attribute("kind", "").isEmpty() && f.attribute("arg", "").isEmpty()) out.putIfAbsent(f.type(), f.name());
        }
        for (MethodFact f : program.knowledge().methods(Role.BLOCK)) {
            if (!f.anyType() && SYNCHRONIZERS.contains(f.attribute("kind", "")) && f.attribute("arg", "").isEmpty()) out.putIfAbsent(f.type(), f.name());
        }
        return out;
    }

    private static void check(Program program, Map<String, String> own, Interpretation in, Event.Call c, MethodFindings findings) {
        Target t = in.typing().target(c.id());
        if (t.source() != null || !(c.receiver() instanceof Value.Local || c.receiver() instanceof Value.Name || c.receiver() instanceof Value.Field
                || c.receiver() instanceof Value.Result || c.receiver() instanceof Value.Captured || c.receiver() instanceof Value.Element
                || c.receiver() instanceof Value.Cast)) return;
        MethodFact f = program.roles().first(Role.AWAIT, c.name(), c.args().size(), t);
        if (f == null) f = program.roles().first(Role.SIGNAL, c.name(), c.args().size(), t);
        if (f == null || !f.attribute("kind", "").equals("monitor")) return;
        Type type = in.typing().typeOf(c.receiver());
        // A scanned type may wait on its own monitor inside, and mean it.
        if (type.decl() == null || type.isArray() || type.decl() instanceof SourceType) return;
        String meant = null, of = null;
        for (var e : own.entrySet()) {
            if (!type.isA(e.getKey()).yes()) continue;
            meant = e.getValue();
            of = e.getKey();
            break;
        }
        if (meant == null) return;
        boolean signal = f.role() == Role.SIGNAL;
        if (signal) meant = signalOf(program, of);
        boolean held = false;
        Path p = in.locks().path(c.receiver());
        for (Held.Entry h : in.heldAt(c.id()).entries()) held |= h.lock().monitor() && (h.lock().path().equals(p) || !p.known());
        Method m = in.method();
        String name = LockName.of(in.typing(), c.receiver());
        MethodFindings.Draft d = findings.at(m, c.span(), name + "." + c.name());
        String simple = type.simpleName();
        String message = m.label() + " calls " + c.name() + "() on the " + simple + " '" + name + "'" + (meant.isEmpty() ? "" : ", where " + meant + "() is meant")
                + ". That is the method of the object's monitor, which has nothing to do with the " + simple + ": "
                + (signal ? "threads in its own waiting methods do not wake up." : "what the " + simple + " tells its waiters never arrives here.");
        d.evidence(held ? "the monitor of the object is held, so the call works on the wrong waiting set" : "the monitor of the object is not held here: the call throws IllegalMonitorStateException");
        d.step(c.span(), "calls Object." + c.name() + " on a " + simple);
        d.tell(Confidence.HIGH, message, meant.isEmpty() ? "Use the methods of " + simple + "." : "Call " + meant + "() instead.");
    }

    private static String signalOf(Program program, String type) {
        for (MethodFact f : program.knowledge().methods(Role.SIGNAL)) if (f.type().equals(type) && !f.attribute("kind", "").equals("monitor")) return f.name();
        for (MethodFact f : program.knowledge().methods(Role.RELEASE)) if (f.type().equals(type)) return f.name();
        for (MethodFact f : program.knowledge().methods(Role.COUNT_DOWN)) if (f.type().equals(type)) return f.name();
        return "";
    }
}
