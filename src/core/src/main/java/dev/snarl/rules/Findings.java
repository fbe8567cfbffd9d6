package dev.snarl.rules;

import dev.snarl.facts.Finding;
import java.util.ArrayList;
import java.util.List;

/** Takes what one rule finds. Used by one thread. Levels and fingerprints are set by the engine: rules give {@code null} and an empty string. */
public final class Findings {
    private final List<Finding> list = new ArrayList<>();

    public void add(Finding f) {
        list.add(f);
    }

    /** What was found, in the order found. */
    public List<Finding> list() {
        return list;
    }
}
