package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All waits and signals of the program, by the queue of waiters that they are about. Immutable once made. */
public final class ConditionCalls {
    private static final String CONDITION = "java.util.concurrent.locks.Condition";
    private final Map<String, List<ConditionCall>> byKey = new LinkedHashMap<>();
    private final List<ConditionCall> all = new ArrayList<>();

    ConditionCalls(Program program) {
        Set<String> names = new LinkedHashSet<>();
        for (Role r : List.of(Role.AWAIT, Role.SIGNAL)) for (MethodFact f : program.knowledge().methods(r)) names.add(f.name());
        for (Method m : program.methodsMentioning(names)) {
            if (m.owner().isA(CONDITION).yes()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && names.contains(c.name())) add(program, in, c);
            }
        }
    }

    private void add(Program program, Interpretation in, Event.Call c) {
        Target t = in.typing().target(c.id());
        MethodFact f = program.roles().first(Role.AWAIT, c.name(), c.args().size(), t);
        boolean waits = f != null;
        if (f == null) f = program.roles().first(Role.SIGNAL, c.name(), c.args().size(), t);
        if (f == null || f.attribute("kind", "").equals("guard")) return;
        boolean monitor = f.attribute("kind", "").equals("monitor");
        Value on = f.attribute("arg", "").isEmpty() ? c.receiver() : c.args().get(Integer.parseInt(f.attribute("arg", "0")));
        Path p = on == null ? in.locks().receiverPath(c, t) : in.locks().path(on);
        Lock lock = in.locks().of(p, LockMode.EXCLUSIVE, monitor);
        // Which Condition a parameter or local is, nobody knows.
        boolean named = monitor ? lock.shared() : p.root() == Path.Root.FIELD || p.root() == Path.Root.ELEMENT;
        String key = !named ? null : monitor ? lock.key() : Locks.key(p);
        int lambda = in.escapingLambda(c.id());
        List<Held.Entry> held = new ArrayList<>();
        if (lambda < 0) held.addAll(program.entryLocks(in.method()).must());
        held.addAll(in.heldAt(c.id()).must());
        if (!monitor) lock = own(lock, held);
        ConditionCall call = new ConditionCall(in.method(), c, waits, f.attribute("timed", "").equals("yes"), f.attribute("mode", "").equals("all"), monitor, p, key, lock, held, lambda);
        all.add(call);
        if (key != null) byKey.computeIfAbsent(key, k -> new ArrayList<>(2)).add(call);
    }

    /** Where nothing tells which lock a condition belongs to: the only one that is held, for its lock must be held. */
    private static Lock own(Lock lock, List<Held.Entry> held) {
        Lock only = null;
        for (Held.Entry e : held) {
            if (e.lock().key().equals(lock.key())) return lock;
            if (only != null && !only.key().equals(e.lock().key())) return lock;
            only = e.lock();
        }
        return only == null ? lock : only;
    }

    /** Every one, by method and place. */
    public List<ConditionCall> all() {
        return all;
    }

    /** Those about one queue of waiters, by method and place. */
    public List<ConditionCall> of(String key) {
        return key == null ? List.of() : byKey.getOrDefault(key, List.of());
    }

    /** The waits among them. */
    public List<ConditionCall> waits(String key) {
        return of(key).stream().filter(ConditionCall::waits).toList();
    }

    /** The signals among them. */
    public List<ConditionCall> signals(String key) {
        return of(key).stream().filter(c -> !c.waits()).toList();
    }
}
