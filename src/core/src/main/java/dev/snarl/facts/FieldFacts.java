package dev.snarl.facts;

import java.util.List;

/**
 * A field as declared. Its initialiser's code is in the type's initialiser method ({@code <clinit>} or {@code <init-block>}) as a
 * {@link Event.Write} to the field; {@code initializer} is true where there is one.
 */
public record FieldFacts(String name, TypeRef type, int mods, List<AnnotationFacts> annotations, boolean initializer, Span nameSpan) {
    public boolean is(int bit) {
        return Mods.has(mods, bit);
    }
}
