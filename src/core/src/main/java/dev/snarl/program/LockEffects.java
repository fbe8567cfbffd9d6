package dev.snarl.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The effects of scanned methods on their callers' locks. Built once, then only read. */
final class LockEffects {
    static final LockEffects NONE = new LockEffects();
    private final Map<Method, List<LockEffect>> effects = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    void put(Method m, List<LockEffect> list) {
        if (list.isEmpty()) return;
        effects.put(m, list);
        names.add(m.name());
    }

    List<LockEffect> of(Method m) {
        return effects.getOrDefault(m, List.of());
    }

    /** Whether any method of that name has an effect. */
    boolean mayHave(String name) {
        return names.contains(name);
    }

    Set<String> names() {
        return names;
    }
}
