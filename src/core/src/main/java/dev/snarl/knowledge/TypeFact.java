package dev.snarl.knowledge;

import java.util.List;
import java.util.Map;

/**
 * A type, or every type of a package, that plays a role. Its subtypes count as well where the role makes sense for them: the linker decides.
 *
 * @param role       the role
 * @param name       the qualified name, nested types with a dot; a package ends in {@code .*}
 * @param attributes the attributes in the order written
 * @param origin     the file and line that says so
 */
public record TypeFact(Role role, String name, Map<String, String> attributes, String origin) implements Line {
    /** Whether all types of a package (not of its subpackages) are meant. */
    public boolean isPackage() {
        return name.endsWith(".*");
    }

    /** The supertypes named by {@code extends}, direct or not; empty if there are none. */
    public List<String> supertypes() {
        return values("extends");
    }

    /** The method that a lambda of this type implements, or null if the line names none. */
    public String functional() {
        return attribute("functional", null);
    }

    @Override
    public String signature() {
        return name;
    }
}
