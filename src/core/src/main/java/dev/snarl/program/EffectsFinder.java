package dev.snarl.program;

import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

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

    LockEffects find(int threads) {
        Set<String> names = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.ACQUIRE, Role.TRY_ACQUIRE, Role.RELEASE}) for (MethodFact f : program.roles().knowledge().methods(r)) names.add(f.name());
        LockEffects effects = new LockEffects();
        Set<Method> done = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS && !names.isEmpty(); round++) {
            LockEffects next = new LockEffects();
            List<Method> asked = new ArrayList<>();
            for (Method m : program.methodsMentioning(names)) {
                if ((!m.facts().isInitializer() || m.facts().isConstructor()) && !done.contains(m)) asked.add(m);
            }
            List<List<LockEffect>> found = ofAll(asked, effects, threads);
            for (int i = 0; i < asked.size(); i++) {
                if (found.get(i).isEmpty()) continue;
                next.put(asked.get(i), found.get(i));
                done.add(asked.get(i));
            }
            for (Method m : done) if (!next.of(m).isEmpty()) effects.put(m, next.of(m));
            names = next.names();
        }
        return effects;
    }

    private List<List<LockEffect>> ofAll(List<Method> methods, LockEffects known, int threads) {
        List<List<LockEffect>> out = new ArrayList<>(Collections.nCopies(methods.size(), null));
        AtomicInteger next = new AtomicInteger();
        Workers.run(Math.min(threads, methods.size()), () -> {
            Interpretations fresh = new Interpretations(program);
            for (int i; (i = next.getAndIncrement()) < methods.size(); ) out.set(i, of(fresh.fresh(methods.get(i), known)));
        });
        return out;
    }

    private static List<LockEffect> of(Interpretation in) {
        List<Exit> normal = new ArrayList<>();
        for (Exit e : in.exits()) if (e.normal() && e.lambda() < 0) normal.add(e);
        if (normal.isEmpty()) return List.of();
        List<LockEffect> out = new ArrayList<>();
        taken(normal, LockEffect.When.ALWAYS, out);
        if (out.isEmpty()) conditional(normal, out);
        for (Exit e : normal) {
            for (Lock l : e.owed()) {
                if (named(l.path()) && out.stream().noneMatch(x -> !x.acquires() && x.lock().sameLock(l))) out.add(new LockEffect(l, false, LockEffect.When.ALWAYS));
            }
        }
        return out;
    }

    /** Locks that the body took and holds on all these ways out. */
    private static void taken(List<Exit> exits, LockEffect.When when, List<LockEffect> out) {
        Held all = null;
        for (Exit e : exits) all = all == null ? e.held() : Held.join(all, e.held());
        for (Held.Entry h : all.must()) {
            if (h.event() < 0 || !named(h.lock().path())) continue;
            boolean own = true;
            for (Exit e : exits) own &= e.held().entries().stream().anyMatch(x -> x.event() >= 0 && x.lock().sameLock(h.lock()));
            if (own) out.add(new LockEffect(h.lock(), true, when));
        }
    }

    /** {@code return lock.tryLock();}, {@code if (lock.tryLock()) return true; return false;}: held where it says yes, and only there. */
    private static void conditional(List<Exit> exits, List<LockEffect> out) {
        List<Exit> yes = new ArrayList<>();
        for (Exit e : exits) {
            if (e.value() == null || e.truth() == Tri.UNKNOWN) return;
            if (e.truth().yes()) yes.add(e);
            else for (Held.Entry h : e.held().entries()) if (h.event() >= 0) return;
        }
        if (!yes.isEmpty() && yes.size() < exits.size()) taken(yes, LockEffect.When.IF_TRUE, out);
    }

    static boolean named(Path p) {
        return switch (p.start().root()) {
            case THIS, PARAM, CLASS, OUTER -> true;
            default -> false;
        };
    }
}
