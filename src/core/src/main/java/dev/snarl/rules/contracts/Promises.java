package dev.snarl.rules.contracts;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.TypeParam;
import dev.snarl.knowledge.AnnotationFact;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import dev.snarl.program.Decl;
import dev.snarl.program.SourceType;
import dev.snarl.program.SourceUnit;
import dev.snarl.program.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which types promise what, by their annotations, their ancestors and their kind. */
final class Promises {
    private static final String SUPPRESS = "SuppressWarnings";
    private static final String CONTAINERS = "containerOf";
    private final Knowledge knowledge;

    Promises(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** The promise that a type keeps or should keep, or null. */
    Promise of(SourceType t, Contract c) {
        Promise own = own(t, c);
        if (own != null) return own;
        boolean implied = t.kind() == TypeKind.ENUM;
        for (Decl d : t.ancestry().decls()) {
            Promise p = d == t || !(d instanceof SourceType s) ? null : own(s, c);
            if (p != null && p.checked()) return p;
            implied |= t.kind() != TypeKind.ANNOTATION && t.kind() != TypeKind.INTERFACE
                    && (d.kind() == TypeKind.ANNOTATION || d.name().equals("java.lang.annotation.Annotation") || d instanceof SourceType && d.kind() == TypeKind.ENUM);
        }
        return implied && c == Contract.IMMUTABLE ? new Promise(c, t, Promise.Grade.IMPLIED) : null;
    }

    /** What the type's own annotations promise, or null. */
    Promise own(SourceType t, Contract c) {
        for (AnnotationFacts a : t.facts().annotations()) {
            AnnotationFact f = knowledge.annotation(c.annotation(), a.simpleName()).orElse(null);
            if (f == null || f.attributes().containsKey("kind")) continue;
            String how = kind(a, t.unit());
            if (!how.equals("other")) return new Promise(c, t, how.equals("checked") ? Promise.Grade.CHECKED : Promise.Grade.STATED);
        }
        return null;
    }

    /** Whether the type's annotations make it so, whatever it declares: a processor writes its fields. */
    boolean generated(SourceType t, Contract c) {
        return marked(t.facts().annotations(), c, "generated") || t.hasAnnotation(Set.of("Generated", "AutoValue"));
    }

    /** A field that is filled once, when it is first asked for. */
    boolean lazy(List<AnnotationFacts> annotations) {
        return marked(annotations, Contract.IMMUTABLE, "lazy");
    }

    private boolean marked(List<AnnotationFacts> annotations, Contract c, String kind) {
        for (AnnotationFacts a : annotations) {
            if (knowledge.annotation(c.annotation(), a.simpleName()).map(f -> f.attribute("kind", "")).orElse("").equals(kind)) return true;
        }
        return false;
    }

    /** An argument for the parameter must keep the contract: immutable ones may be shared as well. */
    boolean demands(TypeParam p, Contract c) {
        return marked(p.annotations(), Contract.IMMUTABLE, "parameter") || c == Contract.THREAD_SAFE && marked(p.annotations(), Contract.THREAD_SAFE, "parameter");
    }

    /** Which contract an argument for the parameter must keep, or null. */
    Contract demanded(TypeParam p) {
        return marked(p.annotations(), Contract.IMMUTABLE, "parameter") ? Contract.IMMUTABLE : marked(p.annotations(), Contract.THREAD_SAFE, "parameter") ? Contract.THREAD_SAFE : null;
    }

    /** The type parameters of which the type is a container: it keeps the contract if the arguments do. */
    Set<String> containers(SourceType t, Contract c) {
        Set<String> out = new LinkedHashSet<>(named(t, c));
        for (TypeParam p : t.facts().typeParams()) if (demands(p, c)) out.add(p.name());
        if (own(t, c) == null) for (Decl d : t.ancestry().decls()) if (d != t && d instanceof SourceType s && own(s, c) != null) inherited(t, s, c, out);
        return out;
    }

    /** A subtype that promises nothing of its own is a container of what it gives to the container above. */
    private void inherited(SourceType t, SourceType above, Contract c, Set<String> out) {
        Type seen = t.ancestry().as(above.name());
        Set<String> theirs = containers(above, c);
        for (int i = 0; seen != null && i < seen.args().size() && i < above.typeParams().size(); i++) {
            String a = seen.args().get(i).name();
            if (theirs.contains(above.typeParams().get(i)) && t.typeParams().contains(a)) out.add(a);
        }
    }

    /** The names that the annotation itself lists, whether or not there are such parameters. */
    List<String> named(SourceType t, Contract c) {
        for (AnnotationFacts a : t.facts().annotations()) {
            boolean speaks = knowledge.annotation(c.annotation(), a.simpleName()).isPresent()
                    || c == Contract.THREAD_SAFE && knowledge.annotation(Role.IMMUTABLE_ANNOTATION, a.simpleName()).isPresent();
            if (speaks && a.members().containsKey(CONTAINERS)) return a.members().get(CONTAINERS);
        }
        return List.of();
    }

    private String kind(AnnotationFacts a, SourceUnit unit) {
        return knowledge.type(Role.CONTRACT_ANNOTATION, qualified(a.name(), unit)).map((TypeFact f) -> f.attribute("kind", "")).orElse("");
    }

    /** The qualified name where the file's imports tell it, else the name as written. */
    private String qualified(String name, SourceUnit unit) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        String rest = dot < 0 ? "" : name.substring(dot);
        for (ImportFacts i : unit.facts().imports()) {
            if (i.star() || i.isStatic()) continue;
            if (i.name().equals(first) || i.name().endsWith("." + first)) return i.name() + rest;
        }
        for (ImportFacts i : unit.facts().imports()) {
            if (i.star() && !i.isStatic() && knowledge.type(Role.CONTRACT_ANNOTATION, i.name() + "." + name).isPresent()) return i.name() + "." + name;
        }
        return name;
    }

    /** The author has read a warning about it and wants no more of them. */
    static boolean suppressed(List<AnnotationFacts> annotations, Contract c) {
        for (AnnotationFacts a : annotations) {
            if (!a.simpleName().equals(SUPPRESS)) continue;
            for (String v : a.members().getOrDefault("value", List.of())) if (c.suppressedBy(v)) return true;
        }
        return false;
    }

    /** The same for a type: a type around it speaks for it too. */
    static boolean suppressed(SourceType t, Contract c) {
        for (SourceType s = t; s != null; s = s.outer()) {
            if (suppressed(s.facts().annotations(), c)) return true;
            if (s.outerMethod() != null && suppressed(s.outerMethod().facts().annotations(), c)) return true;
        }
        return false;
    }
}
