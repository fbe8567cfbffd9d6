package dev.snarl.engine;

import dev.snarl.facts.TypeRef;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.KnowledgeException;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import dev.snarl.platform.PlatformIndex;
import dev.snarl.platform.PlatformMethod;
import dev.snarl.platform.PlatformType;
import dev.snarl.platform.Supertype;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what knowledge says of the JDK with the JDK: a misspelt name would only ever be silent. Types of other libraries may be absent from a scan. */
public final class KnowledgeCheck {
    private final PlatformIndex index = PlatformIndex.get();

    private KnowledgeCheck() {}

    /**
     * Each line that names a type or a method of the JDK that is not there, in the order of roles and lines.
     *
     * @param origins which lines to look at, by their origin ({@code file:line})
     */
    public static List<KnowledgeException> problems(Knowledge knowledge, Predicate<String> origins) {
        KnowledgeCheck check = new KnowledgeCheck();
        List<KnowledgeException> out = new ArrayList<>();
        for (Role r : Role.values()) {
            for (TypeFact f : knowledge.typeFacts(r)) if (!f.isPackage() && origins.test(f.origin()) && check.absent(f.name())) out.add(check.noType(f.origin(), f.name()));
            for (MethodFact f : knowledge.methods(r)) {
                if (f.anyType() || !origins.test(f.origin())) continue;
                if (check.absent(f.type())) out.add(check.noType(f.origin(), f.type()));
                else if (check.index.type(f.type()).isPresent() && !check.has(f)) out.add(check.noMethod(f));
            }
        }
        return out;
    }

    /** In a package that is the JDK's alone: {@code javax} is shared with others. */
    private boolean absent(String type) {
        return (type.startsWith("java.") || type.startsWith("jdk.")) && index.type(type).isEmpty();
    }

    private KnowledgeException noType(String origin, String type) {
        int dot = type.lastIndexOf('.');
        String pack = dot < 0 ? "" : type.substring(0, dot);
        List<String> near = index.hasPackage(pack) ? index.typesIn(pack) : index.packages().stream().map(p -> p + type.substring(dot)).filter(t -> index.type(t).isPresent()).toList();
        return KnowledgeException.unresolved(origin, "the JDK has no type " + type, type, near);
    }

    private KnowledgeException noMethod(MethodFact f) {
        List<String> names = new ArrayList<>();
        for (PlatformType t : ancestry(f.type())) {
            for (PlatformMethod m : t.methods()) {
                String signature = m.name() + m.parameters().stream().map(p -> p.name() + "[]".repeat(p.dims())).collect(Collectors.joining(",", "(", ")"));
                if (m.name().equals(f.name())) names.add(0, signature);
                else names.add(signature);
            }
        }
        String said = f.signature().substring(f.signature().indexOf('#') + 1);
        return KnowledgeException.unresolved(f.origin(), f.type() + " has no method " + said, said, names);
    }

    private boolean has(MethodFact f) {
        for (PlatformType t : ancestry(f.type())) for (PlatformMethod m : t.methods(f.name())) if (fits(f, m)) return true;
        return false;
    }

    private List<PlatformType> ancestry(String type) {
        List<PlatformType> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            String name = open.poll();
            PlatformType t = seen.add(name) ? index.type(name).orElse(null) : null;
            if (t == null) continue;
            out.add(t);
            if (t.superclass() != null) open.add(t.superclass().name());
            for (Supertype s : t.superclasses()) open.add(s.type().name());
            for (Supertype s : t.interfaces()) open.add(s.type().name());
        }
        return out;
    }

    private static boolean fits(MethodFact f, PlatformMethod m) {
        if (f.params() == null) return true;
        if (f.params().size() != m.parameters().size()) return m.isVarargs() && f.params().size() >= m.parameters().size() - 1;
        for (int i = 0; i < f.params().size(); i++) {
            String said = f.params().get(i);
            TypeRef is = m.parameters().get(i);
            boolean variable = is.name().indexOf('.') < 0 && (is.name().length() <= 2 || m.typeParameters().stream().anyMatch(p -> p.name().equals(is.name())));
            if (!said.equals(MethodFact.ANY) && !variable && !simple(said).equals(simple(is.name()) + "[]".repeat(is.dims()))) return false;
        }
        return true;
    }

    private static String simple(String name) {
        String plain = name.replace("...", "[]");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
