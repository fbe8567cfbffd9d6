package dev.snarl.program;

import dev.snarl.facts.BodyCodec;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the methods that take or give back a lock for their caller: those with Lock calls of their own first, then (at most {@link #ROUNDS} times)
 * those that call such methods.
 */
final class EffectsFinder {
    private static final int ROUNDS = 3;
    private final Program program;

    EffectsFinder(Program program) {
        this.program = program;
    }

    LockEffects find() {
        Set<String> names = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.ACQUIRE, Role.TRY_ACQUIRE, Role.RELEASE}) for (MethodFact f : program.roles().knowledge().methods(r)) names.add(f.name());
        LockEffects effects = new LockEffects();
        Set<Method> done = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS && !names.isEmpty(); round++) {
            LockEffects next = new LockEffects();
            Interpretations fresh = new Interpretations(program);
            for (Method m : program.universe().methods()) {
                if (!m.hasBody() || m.facts().isInitializer() && !m.facts().isConstructor() || done.contains(m)) continue;
                if (!mentions(m, names)) continue;
                List<LockEffect> list = of(fresh.fresh(m, effects));
                if (!list.isEmpty()) {
                    next.put(m, list);
                    done.add(m);
                }
            }
            for (Method m : done) if (!next.of(m).isEmpty()) effects.put(m, next.of(m));
            names = next.names();
        }
        return effects;
    }

    private static boolean mentions(Method m, Set<String> names) {
        byte[] body = m.owner().unit().facts().bodies().get(m.facts().body());
        for (String n : names) if (BodyCodec.mentions(body, n)) return true;
        return false;
    }

    private static List<LockEffect> of(Interpretation in) {
        List<LockEffect> out = new ArrayList<>();
        List<Exit> normal = new ArrayList<>();
        for (Exit e : in.exits()) if (e.normal()) normal.add(e);
        if (normal.isEmpty()) return out;
        // Locks held at every normal way out.
        Held always = null;
        for (Exit e : normal) always = always == null ? e.held() : Held.join(always, e.held());
        for (Held.Entry h : always.must()) {
            if (h.event() >= 0 && named(h.lock().path())) out.add(new LockEffect(h.lock(), true, LockEffect.When.ALWAYS));
        }
        if (out.isEmpty()) conditional(in, normal, out);
        for (Interpretation.Release r : in.releases()) {
            if (!r.held() && r.lambda() < 0 && named(r.lock().path())) out.add(new LockEffect(r.lock(), false, LockEffect.When.ALWAYS));
        }
        return out;
    }

    /** {@code return lock.tryLock();} and {@code if (lock.tryLock()) return true; return false;} */
    private static void conditional(Interpretation in, List<Exit> exits, List<LockEffect> out) {
        Lock held = null;
        for (Exit e : exits) {
            if (e.value() instanceof Value.Result r && in.events()[r.event()] instanceof dev.snarl.facts.Event.Call c) {
                for (MethodFact f : in.locks().roles().of(c.name(), c.args().size(), in.typing().target(c.id()))) {
                    if (f.role() == Role.TRY_ACQUIRE && c.receiver() != null) {
                        Lock l = in.locks().lock(c.receiver(), false).asTrial();
                        if (named(l.path())) held = l;
                    }
                }
            } else if (isTrue(e.value())) {
                for (Held.Entry h : e.held().must()) if (h.event() >= 0 && named(h.lock().path())) held = h.lock();
            } else if (!e.held().must().isEmpty()) {
                return;
            }
        }
        if (held != null) out.add(new LockEffect(held, true, LockEffect.When.IF_TRUE));
    }

    private static boolean isTrue(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN && c.text().equals("true");
    }

    private static boolean named(Path p) {
        return switch (p.start().root()) {
            case THIS, PARAM, CLASS, OUTER -> true;
            default -> false;
        };
    }
}
