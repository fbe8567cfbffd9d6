package dev.snarl.knowledge;

import java.util.Map;

/**
 * An annotation that plays a role. It is known by its simple name, so that every vocabulary which has the word counts.
 *
 * @param role       the role
 * @param name       the simple name without {@code @}
 * @param attributes the attributes in the order written
 * @param origin     the file and line that says so
 */
public record AnnotationFact(Role role, String name, Map<String, String> attributes, String origin) implements Line {
    @Override
    public String signature() {
        return '@' + name;
    }
}
