package dev.snarl.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one line of a knowledge file says. Immutable and safe to share between threads. */
public sealed interface Line permits MethodFact, TypeFact, AnnotationFact {
    /** The role that the line's subject plays. */
    Role role();

    /** The attributes in the order written; never null, often empty. */
    Map<String, String> attributes();

    /** The file and line that says so, as {@code acquire.txt:12}; a user's file is named with its path. */
    String origin();

    /** The signature in its one normal spelling. No two lines of a role have the same. */
    String signature();

    /** The attribute's value, or {@code otherwise} where the line has no such attribute. */
    default String attribute(String key, String otherwise) {
        return attributes().getOrDefault(key, otherwise);
    }

    /** Whether the attribute is {@code yes}. */
    default boolean says(String key) {
        return "yes".equals(attributes().get(key));
    }

    /** The zero-based index of the argument that the attribute names (the first, if several), or -1 if it names none. */
    default int argument(String key) {
        List<Integer> all = arguments(key);
        return all.isEmpty() ? -1 : all.get(0);
    }

    /** The zero-based indexes of the arguments that the attribute names; empty if it is absent or names none ({@code task=this}). */
    default List<Integer> arguments(String key) {
        List<Integer> indexes = new ArrayList<>(1);
        for (String value : values(key)) {
            if (!value.isEmpty() && value.charAt(0) >= '0' && value.charAt(0) <= '9') {
                indexes.add(Integer.valueOf(value));
            }
        }
        return indexes;
    }

    /** The parts of the attribute's comma-separated value, empty if the line has no such attribute. */
    default List<String> values(String key) {
        String value = attributes().get(key);
        return value == null ? List.of() : List.of(value.split(","));
    }
}
