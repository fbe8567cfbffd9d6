package dev.snarl.program;

import dev.snarl.facts.Span;

/**
 * A lock is taken.
 *
 * @param before what is held before it
 * @param event  the call that takes it, or -1 for a synchronized statement or method
 * @param lambda the lambda that it happens in, or -1
 * @param helper a scanned method takes it for its caller
 */
public record Acquisition(Lock lock, Held before, int event, int lambda, Span span, boolean helper) {}
