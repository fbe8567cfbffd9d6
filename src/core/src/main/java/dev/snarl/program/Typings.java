package dev.snarl.program;

import dev.snarl.facts.TypeFacts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The typings of a thread's current neighbourhood of methods: a small memory, since an anonymous class asks for its method's. Used by one thread. */
final class Typings {
    private static final int KEPT = 24;
    private final Universe universe;
    private final Functional functional;
    private final Map<SourceUnit, SourceType[]> typesOf = new HashMap<>();
    private final Map<Method, Typing> recent = new LinkedHashMap<>(32, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Method, Typing> eldest) {
            return size() > KEPT;
        }
    };

    Typings(Universe universe, Functional functional) {
        this.universe = universe;
        this.functional = functional;
    }

    Universe universe() {
        return universe;
    }

    Functional functional() {
        return functional;
    }

    Typing of(Method m) {
        Typing t = recent.get(m);
        if (t == null) {
            t = new Typing(this, m, m.body());
            recent.put(m, t);
        }
        return t;
    }

    /** The type at an index of a file. */
    SourceType typeAt(SourceUnit unit, int index) {
        SourceType[] all = typesOf.get(unit);
        if (all == null) {
            if (typesOf.size() > KEPT) typesOf.clear();
            all = new SourceType[unit.facts().types().size()];
            for (TypeFacts f : unit.facts().types()) {
                String pkg = unit.facts().packageName();
                SourceType s = universe.sourceIn(unit, pkg.isEmpty() ? f.name() : pkg + "." + f.name());
                if (s != null) all[s.index()] = s;
            }
            typesOf.put(unit, all);
        }
        return index < all.length ? all[index] : null;
    }
}
