package dev.snarl.facts;

import java.util.List;

/** A type parameter with its bounds (empty: Object). */
public record TypeParam(String name, List<TypeRef> bounds, List<AnnotationFacts> annotations) {
    public TypeParam {
        bounds = List.copyOf(bounds);
        annotations = List.copyOf(annotations);
    }
}
