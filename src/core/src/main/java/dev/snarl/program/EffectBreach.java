package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Span;
import java.util.List;

/**
 * A method does to locks what its annotation rules out, or does not do what it promises.
 *
 * @param method     the annotated method, or one that overrides it
 * @param declaring  the method that has the annotation
 * @param annotation as written
 * @param lock       the lock as a reader knows it
 * @param span       where in the method: the acquisition, the call that leads to it, the release, or the way out
 * @param way        the calls from the method to the one that takes the lock; empty where it does so itself
 * @param at         the last acquisition of the way, in the last called method, or null
 */
public record EffectBreach(Kind kind, Method method, Method declaring, AnnotationFacts annotation, String lock, Span span, List<CallEdge> way, Span at) {
    public enum Kind {
        /** It takes a lock though it must take none. */
        TAKES,
        /** It gives back a lock of its caller though it must not. */
        GIVES_BACK,
        /** It returns without the lock that it promises to hold. */
        NOT_HELD,
        /** It returns without having given back the lock that it promises to give back. */
        NOT_GIVEN_BACK
    }

    public EffectBreach {
        way = List.copyOf(way);
    }
}
