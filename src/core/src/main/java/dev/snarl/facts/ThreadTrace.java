package dev.snarl.facts;

import java.util.List;

/** What one thread does in an interleaving; {@code thread} names it for the reader ("thread A: pool task at Main.java:12"). */
public record ThreadTrace(String thread, List<Step> steps) {
    public ThreadTrace {
        steps = List.copyOf(steps);
    }
}
