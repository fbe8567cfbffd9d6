package dev.snarl.rules.processes;

import dev.snarl.knowledge.MethodFact;
import java.util.EnumSet;
import java.util.Set;

/** A pipe that a child writes into. */
enum Pipe {
    OUTPUT, ERRORS;

    static final Set<Pipe> NONE = Set.of();

    static EnumSet<Pipe> both() {
        return EnumSet.allOf(Pipe.class);
    }

    /** The pipes that a line of knowledge names ({@code kind=stdout,stderr}). */
    static EnumSet<Pipe> of(MethodFact f) {
        EnumSet<Pipe> out = EnumSet.noneOf(Pipe.class);
        String kind = f.attribute("kind", "");
        if (kind.contains("stdout")) out.add(OUTPUT);
        if (kind.contains("stderr")) out.add(ERRORS);
        return out;
    }
}
