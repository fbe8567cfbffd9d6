package dev.snarl.program;

import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import java.util.List;
import java.util.Set;

/**
 * What may become of an object, from its creation on: every call on it that the scanned program may make, and where it is kept. A collection that holds
 * the object counts as the object. The answer is generous: it merges all paths, all instances of a field and all callers, so what it does not hold does
 * not happen, unless the object {@link #escapes()}.
 *
 * @param uses   the calls on the object or on what holds it, in the order found
 * @param fields the fields that keep it, in the order found
 * @param locals the local variables that name it, in the order found
 * @param escape how it comes out of sight ("returned by Pools.make"); null when all of its life is seen
 */
public record Fate(List<Use> uses, List<Field> fields, List<LocalName> locals, String escape) {
    public Fate {
        uses = List.copyOf(uses);
        fields = List.copyOf(fields);
        locals = List.copyOf(locals);
    }

    /**
     * A call on the object, or a reference to a method of it.
     *
     * @param event    the call; for a method reference the call that it is an argument of, or -1
     * @param receiver what the method is called on; null for an unqualified call on {@code this}
     * @param span     the call, or the method reference
     * @param nameSpan the method's name, or the method reference
     */
    public record Use(Method method, int event, String name, Value receiver, List<Value> args, Span span, Span nameSpan) {}

    /** A local variable or parameter of a body. */
    public record LocalName(Method method, int index, String name) {}

    /** True when code that is not seen may do anything with the object. */
    public boolean escapes() {
        return escape != null;
    }

    /** Whether a method of one of these names may be called on the object. */
    public boolean called(Set<String> names) {
        for (Use u : uses) if (names.contains(u.name())) return true;
        return false;
    }
}
