package dev.snarl.program;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes interpretations, and keeps a few recent ones. Used by one thread. */
final class Interpretations {
    private static final int KEPT = 400;
    private final Program program;
    private final Typings typings;
    private final Map<Method, Interpretation> recent = new LinkedHashMap<>(96, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Method, Interpretation> eldest) {
            return size() > KEPT;
        }
    };

    Interpretations(Program program) {
        this.program = program;
        this.typings = new Typings(program.universe(), program.functional());
    }

    Interpretation of(Method m, LockEffects effects) {
        Interpretation i = recent.get(m);
        if (i == null) {
            i = fresh(m, effects);
            recent.put(m, i);
        }
        return i;
    }

    Interpretation fresh(Method m, LockEffects effects) {
        Typing t = typings.of(m);
        return new Interpreter(t, new Locks(t, program.roles(), program.getters()), program.roles(), program.functions(), effects, program.throwing(),
                program.wrappers()).run();
    }
}
