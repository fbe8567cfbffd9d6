package dev.snarl.facts;

/**
 * One step of a trace: at {@code site}, inside {@code member} ("Counter.add"), {@code text} happens ("acquires this.lock").
 * {@code order} is the step's place in the order over all threads of the interleaving, counted from 1, or 0 where the trace has no such order.
 */
public record Step(Site site, String member, String text, int order) {}
