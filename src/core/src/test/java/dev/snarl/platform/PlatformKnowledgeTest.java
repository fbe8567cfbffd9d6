package dev.snarl.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.TypeRef;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the knowledge files say of the JDK must be there: a misspelt name would only ever be silent. */
class PlatformKnowledgeTest {
    private final PlatformIndex index = PlatformIndex.get();
    private final Knowledge knowledge = Knowledge.builtIn();

    @Test
    void typesOfThePlatformExist() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Role r : Role.values()) {
            for (TypeFact f : knowledge.typeFacts(r)) {
                if (f.isPackage() || !ofPlatform(f.name())) continue;
                seen++;
                if (index.type(f.name()).isEmpty()) wrong.add(f.origin() + ": no type " + f.name());
            }
        }
        assertTrue(seen > 100, "types of the JDK in the knowledge: " + seen);
        assertEquals(List.of(), wrong);
    }

    @Test
    void methodsOfThePlatformExist() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Role r : Role.values()) {
            for (MethodFact f : knowledge.methods(r)) {
                if (f.anyType() || !ofPlatform(f.type())) continue;
                seen++;
                if (index.type(f.type()).isEmpty()) wrong.add(f.origin() + ": no type " + f.type());
                else if (candidates(f).isEmpty()) wrong.add(f.origin() + ": " + f.type() + " has no " + f.signature());
            }
        }
        assertTrue(seen > 500, "methods of the JDK in the knowledge: " + seen);
        assertEquals(List.of(), wrong);
    }

    /** Packages that are wholly the JDK's: {@code javax} is shared with others. */
    private boolean ofPlatform(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || index.type(type).isPresent();
    }

    /** The methods of the type, or inherited by it, that the line fits. */
    private List<PlatformMethod> candidates(MethodFact f) {
        List<PlatformMethod> out = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(f.type()));
        while (!open.isEmpty()) {
            String name = open.poll();
            if (!seen.add(name)) continue;
            PlatformType t = index.type(name).orElse(null);
            if (t == null) continue;
            for (PlatformMethod m : t.methods(f.name())) if (fits(f, m)) out.add(m);
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
            boolean variable = m.typeParameters().stream().anyMatch(p -> p.name().equals(is.name())) || is.name().indexOf('.') < 0 && is.name().length() <= 2;
            if (!said.equals(MethodFact.ANY) && !variable && !simple(said).equals(simple(is.name()) + "[]".repeat(is.dims()))) return false;
        }
        return true;
    }

    private static String simple(String name) {
        String plain = name.replace("...", "[]");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
