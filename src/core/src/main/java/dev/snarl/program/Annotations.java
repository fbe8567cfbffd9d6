package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.TypeParam;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.Role;
import java.util.List;
import java.util.Set;

/**
 * What authors say of their code with annotations. They are known by simple name, so every vocabulary that has the word counts. Says nothing of types
 * that are not scanned. Immutable; safe for use by several threads.
 */
public final class Annotations {
    private final Knowledge knowledge;

    Annotations(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Those of a list that play a role, in the order written; empty where there are none. */
    public List<AnnotationFacts> of(List<AnnotationFacts> written, Role role) {
        Set<String> names = knowledge.annotations(role);
        return written.isEmpty() ? List.of() : written.stream().filter(a -> names.contains(a.simpleName())).toList();
    }

    public List<AnnotationFacts> of(SourceType t, Role role) {
        return of(t.facts().annotations(), role);
    }

    public List<AnnotationFacts> of(Field f, Role role) {
        return of(f.facts().annotations(), role);
    }

    public List<AnnotationFacts> of(Method m, Role role) {
        return of(m.facts().annotations(), role);
    }

    public List<AnnotationFacts> ofParam(Method m, int param, Role role) {
        return of(m.facts().params().get(param).annotations(), role);
    }

    public List<AnnotationFacts> of(TypeParam p, Role role) {
        return of(p.annotations(), role);
    }

    /** The first one of this simple name, or null. */
    public static AnnotationFacts named(List<AnnotationFacts> written, String simpleName) {
        for (AnnotationFacts a : written) if (a.simpleName().equals(simpleName)) return a;
        return null;
    }

    /** What knowledge says of an annotation in a role; null where it plays no such role. */
    public AnnotationFact fact(AnnotationFacts a, Role role) {
        return knowledge.annotation(role, a.simpleName()).orElse(null);
    }

    /** The strings of a member ("value" for the single one); empty where it is not written. See {@link AnnotationFacts}. */
    public static List<String> values(AnnotationFacts a, String member) {
        return a.members().getOrDefault(member, List.of());
    }

    /** The type itself, or the nearest scanned superclass or interface, that has an annotation of the role; null where none has. */
    public SourceType holder(SourceType t, Role role) {
        for (Decl d : t.ancestry().decls()) if (d instanceof SourceType s && !of(s, role).isEmpty()) return s;
        return null;
    }

    /** The author asks for silence about something: {@code @SuppressWarnings} with this word, in any case and punctuation, on the member or a type around it. */
    public static boolean suppressed(List<AnnotationFacts> member, SourceType owner, String word) {
        if (suppresses(member, word)) return true;
        for (SourceType t = owner; t != null; t = t.outer()) if (suppresses(t.facts().annotations(), word)) return true;
        return false;
    }

    /** The same for the declaration of a local around a region of a body. */
    public static boolean suppressed(dev.snarl.facts.Body body, dev.snarl.facts.Event[] events, dev.snarl.facts.Span at, String word) {
        for (dev.snarl.facts.Event e : events) {
            if (!(e instanceof dev.snarl.facts.Event.Assign a) || !a.span().contains(at)) continue;
            for (String v : body.locals().get(a.local()).suppressed()) if (letters(v).contains(letters(word))) return true;
        }
        return false;
    }

    private static boolean suppresses(List<AnnotationFacts> written, String word) {
        for (AnnotationFacts a : written) {
            if (!a.simpleName().startsWith("Suppress")) continue;
            for (String v : values(a, "value")) if (letters(v).contains(letters(word))) return true;
        }
        return false;
    }

    private static String letters(String s) {
        return s.replaceAll("[^A-Za-z]", "").toLowerCase(java.util.Locale.ROOT);
    }
}
