package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Acquisition;
import dev.snarl.program.Exit;
import dev.snarl.program.Fates;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A permit that some way out of a method keeps, or a release on a way that has no permit. */
public final class SemaphorePermitLeak implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Set<String> types = LockKinds.types(program);
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        Map<String, Set<Method>> givers = new HashMap<>();
        List<Method> methods = program.methodsMentioning(LockKinds.names(program, LockKinds.SEMAPHORE, Role.RELEASE));
        for (Method m : methods) {
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !gives(program, in, c)) continue;
                for (Lock l : in.releases(c.id())) {
                    // Who has taken one on every way gives back his own.
                    if (in.heldAt(c.id()).must().stream().noneMatch(h -> h.lock().key().equals(l.key()))) givers.computeIfAbsent(l.key(), k -> new HashSet<>()).add(m);
                }
            }
        }
        for (Method m : methods) {
            if (!m.owner().unit().reported() || fates.inTest(m) || LockKinds.inside(m, types)) continue;
            Interpretation in = program.interpret(m);
            for (UnheldRelease.Lapse l : new UnheldRelease(program, in, LockKinds.SEMAPHORE).lapses()) surplus(program, in, l, findings);
            leaks(program, in, givers, findings);
        }
    }

    private static boolean gives(Program program, Interpretation in, Event.Call c) {
        return LockKinds.is(LockKinds.fact(program, in, c, Role.RELEASE), LockKinds.SEMAPHORE);
    }

    /** Made without permits: who releases tells something, nobody gives back. */
    private static boolean signal(Program program, Interpretation in, Lock l) {
        for (Creations.Creation c : Creations.of(program, in, l.path())) if ("0".equals(c.arg(0))) return true;
        return false;
    }

    private static void surplus(Program program, Interpretation in, UnheldRelease.Lapse l, MethodFindings findings) {
        if (signal(program, in, l.lock())) return;
        Method m = in.method();
        String name = LockName.of(in.typing(), l.release().receiver());
        String taking = l.taking().name() + "(..)";
        String way = switch (l.why()) {
            case INTERRUPTED -> taking + " inside the try may be interrupted";
            case REFUSED -> taking + " may have got none";
            case EARLIER_CALL -> LockName.of(in.typing(), new Value.Result(l.thrower().id())) + " inside the try may throw before " + taking;
            default -> "the try can be left before " + taking;
        };
        findings.at(m, l.release().span(), name + " surplus").evidence("on this way the thread has got no permit").related(l.taking().span(), "the permit is taken here")
                .step(l.at(), "goes wrong: no permit is taken").step(l.release().span(), "gives back a permit all the same")
                .tell(l.why() == UnheldRelease.Why.REFUSED || l.why() == UnheldRelease.Why.EARLIER_CALL ? Confidence.MEDIUM : Confidence.HIGH,
                        m.label() + " can come to " + name + ".release() without a permit: " + way + ". Each time, one thread more than meant is let in from then on.",
                        l.why() == UnheldRelease.Why.REFUSED ? "Release only if the result was true." : "Acquire before the try, so that the finally is come to with a permit only.");
    }

    private static void leaks(Program program, Interpretation in, Map<String, Set<Method>> givers, MethodFindings findings) {
        Map<Integer, Acquisition> taken = new TreeMap<>();
        for (Acquisition a : in.acquisitions()) {
            if (a.event() < 0 || a.helper() || !(in.events()[a.event()] instanceof Event.Call c)) continue;
            boolean semaphore = LockKinds.is(LockKinds.fact(program, in, c, Role.ACQUIRE), LockKinds.SEMAPHORE)
                    || LockKinds.is(LockKinds.fact(program, in, c, Role.TRY_ACQUIRE), LockKinds.SEMAPHORE);
            if (semaphore && LockKinds.stable(in, a.lock().path())) taken.putIfAbsent(a.event(), a);
        }
        for (Acquisition a : taken.values()) {
            if (!releasedHere(program, in, a) || signal(program, in, a.lock())) continue;
            boolean partner = givers.getOrDefault(a.lock().key(), Set.of()).stream().anyMatch(g -> g != in.method()) || releasedElsewhere(program, in, a);
            List<Exit> leaks = new ArrayList<>();
            boolean normalKeeps = false, normalFree = false;
            for (Exit e : in.exits()) {
                if (e.lambda() != a.lambda()) continue;
                boolean keeps = false;
                for (Held.Entry h : e.held().entries()) keeps |= h.must() && h.event() == a.event();
                if (keeps) leaks.add(e);
                if (e.normal() && keeps) normalKeeps = true;
                else if (e.normal()) normalFree = true;
            }
            // The permit goes on with what the method gives or starts.
            if (leaks.isEmpty() || normalKeeps && (partner || !normalFree)) continue;
            leaks.sort(Comparator.comparing(Exit::kind).thenComparing(Exit::span));
            tell(in, a, leaks.get(0), findings);
        }
    }

    /** The code that takes the permit gives it back on some way. */
    private static boolean releasedHere(Program program, Interpretation in, Acquisition a) {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && in.typing().lambdaOf(c.id()) == a.lambda() && gives(program, in, c) && in.releases(c.id()).stream().anyMatch(l -> l.path().equals(a.lock().path()))
                    && in.heldAt(c.id()).entries().stream().anyMatch(h -> h.event() == a.event())) return true;
        }
        return false;
    }

    /** A lambda or a class in the body gives back, perhaps later. */
    private static boolean releasedElsewhere(Program program, Interpretation in, Acquisition a) {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && in.typing().lambdaOf(c.id()) != a.lambda() && gives(program, in, c)) return true;
            List<Value> args = e instanceof Event.Call c && in.releases(c.id()).isEmpty() ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (Value v : args) {
                if (in.locks().path(v).equals(a.lock().path())) return true;
                if (v instanceof Value.MethodRef r && r.scope() != null && in.locks().path(r.scope()).equals(a.lock().path())) return true;
            }
            if (e instanceof Event.New n && n.anonymous() >= 0) return true;
        }
        return false;
    }

    private static void tell(Interpretation in, Acquisition a, Exit e, MethodFindings findings) {
        Method m = in.method();
        Event.Call call = (Event.Call) in.events()[a.event()];
        String name = call.receiver() == null ? "this" : LockName.of(in.typing(), call.receiver());
        String way = switch (e.kind()) {
            case RETURN -> "a return";
            case END -> "its end";
            case THROW -> "a throw";
            case EXCEPTION -> "an exception";
        };
        var at = e.kind() == Exit.Kind.END ? e.lambda() >= 0 ? in.typing().body().lambdas().get(e.lambda()).arrow() : m.facts().nameSpan() : e.span();
        findings.at(m, call.span(), name).evidence(e.kind() == Exit.Kind.EXCEPTION ? "the call may throw, and no finally gives the permit back" : "other ways of the method give the permit back, this one does not")
                .related(at, "left here with the permit").step(call.span(), "takes a permit of " + name).step(at, "leaves by " + way + " and keeps the permit")
                .tell(e.kind() == Exit.Kind.EXCEPTION ? Confidence.MEDIUM : Confidence.HIGH,
                        m.label() + " takes a permit of '" + name + "' with " + call.name() + "(..) and can leave by " + way + " without giving it back. When all permits are lost in this way, every later caller waits for ever.",
                        "Put a try right behind the acquisition, and release in its finally.");
    }
}
