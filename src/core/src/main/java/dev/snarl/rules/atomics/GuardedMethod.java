package dev.snarl.rules.atomics;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a method does with the fields of its object under a lock that it takes itself.
 *
 * @param reads           the fields read under a lock, with the lock's key
 * @param writes          the fields written, or collections in them changed, under a lock, where the method does not first look at them itself
 * @param idempotent      all that it writes are constants and parameters: done twice, it is as done once
 * @param storesParameter it stores a parameter as it is
 * @param asks            it changes nothing at all
 */
record GuardedMethod(Map<Field, String> reads, Map<Field, String> writes, boolean idempotent, boolean storesParameter, boolean asks) {
    private static final Set<String> CHANGES = Set.of("add", "addFirst", "addLast", "put", "push", "pop", "remove", "removeFirst", "removeLast", "offer", "poll", "set", "insert");

    /** The methods that call a Lock. */
    static Set<Method> lockers(Program program) {
        return new HashSet<>(program.methodsMentioning(Set.of("lock", "lockInterruptibly", "tryLock")));
    }

    /** Whether a method takes a lock at all: cheaply told. */
    static boolean locks(Program program, Method m, Set<Method> lockers) {
        if (m.isStatic() || !m.hasBody()) return false;
        if (m.isSynchronized() || lockers.contains(m)) return true;
        for (Access a : program.accessesIn(m)) if (!a.held().isEmpty() && a.base().isThis()) return true;
        return false;
    }

    static GuardedMethod of(Program program, Method called) {
        Method m = program.fates().code(called);
        String entry = m == called ? null : key(program.entryLocks(m));
        Map<Field, String> reads = new LinkedHashMap<>(), writes = new LinkedHashMap<>();
        Interpretation in = program.interpret(m);
        Dependence depends = new Dependence(in);
        boolean constants = true, stores = false, asks = true;
        List<Access> changes = new ArrayList<>();
        for (Access a : program.accessesIn(m)) {
            if (!a.base().isThis() || a.lambda() >= 0 || a.element()) continue;
            String key = key(a.held(), entry);
            if (key == null) continue;
            if (!a.writes()) reads.put(a.field(), key);
            else changes.add(a);
        }
        for (Access a : changes) {
            if (looks(in, depends, a.field(), a.event())) continue;
            writes.put(a.field(), key(a.held(), entry));
            constants &= a.constant() || a.valueParam() >= 0;
            stores |= a.valueParam() >= 0;
        }
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || !CHANGES.contains(c.name())) continue;
            Path p = in.locks().path(c.receiver());
            if (p.root() != Path.Root.FIELD || !p.base().isThis() || !(p.field() instanceof Field f) || !collection(p) || key(in.heldAt(e.id()), entry) == null) continue;
            asks = false;
            // What is gone from a map, or out of a set, can be removed again.
            boolean again = c.name().equals("remove") && !p.type().isA("java.util.List").yes() && c.args().size() == 1 || p.type().isA("java.util.Set").yes();
            if (again || looks(in, depends, f, e.id())) continue;
            writes.put(f, key(in.heldAt(e.id()), entry));
            constants = false;
        }
        // The collections' fields themselves are final, mostly: their reads are no accesses.
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || key(in.heldAt(e.id()), entry) == null) continue;
            Path p = in.locks().path(c.receiver());
            if (p.root() == Path.Root.FIELD && p.base().isThis() && p.field() instanceof Field f && collection(p)) reads.putIfAbsent(f, key(in.heldAt(e.id()), entry));
        }
        return new GuardedMethod(reads, writes, constants, stores, asks && changes.isEmpty());
    }

    private static boolean collection(Path p) {
        return p.type().isA("java.util.Collection").yes() || p.type().isA("java.util.Map").yes();
    }

    private static String key(Held held, String entry) {
        String own = key(held);
        return own == null ? entry : own;
    }

    private static String key(Held held) {
        for (Held.Entry h : held.entries()) if (h.must() && h.lock().shared()) return h.lock().key();
        return null;
    }

    /** The method tests the field, or something that it cannot be told from, before it changes it. */
    private static boolean looks(Interpretation in, Dependence depends, Field f, int event) {
        for (Dependence.Asked a : depends.at(event)) {
            Value found = depends.made(a.condition(), event, v -> {
                if (v instanceof Value.Name || v instanceof Value.Field) return in.locks().path(v).field() == f;
                return v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c && (c.receiver() == null || in.locks().path(c.receiver()).isThis());
            });
            if (found != null) return true;
        }
        return false;
    }

    /** A field that this one reads and the other one writes under one lock, or null. */
    Field common(GuardedMethod other) {
        for (Map.Entry<Field, String> e : reads.entrySet()) if (e.getValue().equals(other.writes.get(e.getKey()))) return e.getKey();
        return null;
    }
}
