package dev.snarl.program;

import dev.snarl.facts.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from an object that is to be written to the first part of it that Java serialization refuses.
 *
 * @param links from the object to the part, at least one; the last one says what is refused
 * @param sure  the part is made in view, or is a lambda: not only declared so
 */
public record SerialBreak(List<Link> links, boolean sure) {
    public enum Kind { LAMBDA, REFERENCE, OBJECT, CAPTURE, FIELD }

    /**
     * One step.
     *
     * @param kind   what the object is reached by; LAMBDA, REFERENCE and OBJECT: it is refused itself
     * @param name   the variable, the field, or for a refused object its class
     * @param type   the simple name of the type that the step comes to: for LAMBDA and REFERENCE the interface
     * @param holder the simple name of the type that declares the field of a FIELD step, else empty
     */
    public record Link(Kind kind, String name, String type, String holder, Site site, String member) {}

    public SerialBreak {
        links = List.copyOf(links);
    }

    SerialBreak after(Link first) {
        List<Link> all = new ArrayList<>();
        all.add(first);
        all.addAll(links);
        return new SerialBreak(all, sure);
    }

    /** The step that comes to the refused part. */
    public Link last() {
        return links.get(links.size() - 1);
    }
}
