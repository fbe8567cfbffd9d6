package dev.snarl.facts;

import java.util.List;
import java.util.Map;

/**
 * An annotation as written. {@code name} is dotted as in the source; {@code members} maps a member ("value" for the single one)
 * to its strings: a string literal's text, else the expression's source text; an array gives several.
 */
public record AnnotationFacts(String name, Map<String, List<String>> members) {
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
