package dev.snarl.facts;

import java.util.List;

/** A type parameter with its bounds (empty: Object) and the annotations on its declaration. */
public record TypeParam(String name, List<TypeRef> bounds, List<AnnotationFacts> annotations) {
    public TypeParam {
        bounds = List.copyOf(bounds);
        annotations = List.copyOf(annotations);
    }
}
