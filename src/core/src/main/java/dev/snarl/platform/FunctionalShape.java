package dev.snarl.platform;

import dev.snarl.facts.TypeRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the one abstract method of an interface, in terms of the interface's own type parameters. */
final class FunctionalShape {
    private static final TypeRef OBJECT = new TypeRef("java.lang.Object", List.of(), 0, '\0');

    /** An interface with what its type parameters stand for in the interface that was asked for. */
    private record Seen(PlatformType type, Map<String, TypeRef> meaning) {
    }

    private final PlatformIndex index;
    private final PlatformType asked;
    private final int release;
    private final Map<String, Seen> visited = new HashMap<>();
    /** Subinterfaces before what they extend, so that the first declaration of a signature overrides the others. */
    private final Deque<Seen> order = new ArrayDeque<>();

    private FunctionalShape(PlatformIndex index, PlatformType asked) {
        this.index = index;
        this.asked = asked;
        release = asked.removedIn() == 0 ? index.newestRelease() : asked.removedIn() - 1;
    }

    static Optional<PlatformMethod> method(PlatformIndex index, PlatformType type) {
        if (type.kind() != PlatformKind.INTERFACE || type.isSealed()) return Optional.empty();
        return new FunctionalShape(index, type).find();
    }

    private Optional<PlatformMethod> find() {
        visit(asked, Map.of());
        Set<String> ofObject = new LinkedHashSet<>();
        for (PlatformMethod m : index.type(OBJECT.name()).orElseThrow().methods()) {
            if (m.isPublic()) ofObject.add(signature(m));
        }
        Map<String, PlatformMethod> winners = new LinkedHashMap<>();
        for (Seen seen : order) {
            for (PlatformMethod declared : seen.type.methods()) {
                if (declared.isStatic() || !declared.existsIn(release)) continue;
                PlatformMethod method = translate(declared, seen.meaning);
                String signature = signature(method);
                if (!ofObject.contains(signature)) winners.putIfAbsent(signature, method);
            }
        }
        List<PlatformMethod> open = winners.values().stream().filter(PlatformMethod::isAbstract).toList();
        return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
    }

    private void visit(PlatformType type, Map<String, TypeRef> meaning) {
        if (visited.containsKey(type.name())) return;
        Seen seen = new Seen(type, meaning);
        visited.put(type.name(), seen);
        for (Supertype edge : type.interfaces()) {
            if (!edge.existsIn(release)) continue;
            Optional<PlatformType> above = index.type(edge.type().name());
            if (above.isEmpty()) continue;
            Map<String, TypeRef> bindings = new HashMap<>();
            List<TypeParameter> parameters = above.get().typeParameters();
            List<TypeRef> args = edge.type().args();
            for (int i = 0; i < parameters.size(); i++) {
                bindings.put(parameters.get(i).name(), i < args.size() ? substitute(args.get(i), meaning) : OBJECT);
            }
            visit(above.get(), bindings);
        }
        order.addFirst(seen);
    }

    private static PlatformMethod translate(PlatformMethod m, Map<String, TypeRef> meaning) {
        if (meaning.isEmpty()) return m;
        Map<String, TypeRef> visible = new HashMap<>(meaning);
        m.typeParameters().forEach(p -> visible.remove(p.name()));
        return new PlatformMethod(m.name(), m.typeParameters(), all(m.parameters(), visible),
                substitute(m.returns(), visible), all(m.thrown(), visible), m.flags(), m.since(), m.removedIn());
    }

    private static List<TypeRef> all(List<TypeRef> types, Map<String, TypeRef> meaning) {
        List<TypeRef> translated = new ArrayList<>(types.size());
        for (TypeRef type : types) translated.add(substitute(type, meaning));
        return translated;
    }

    private static TypeRef substitute(TypeRef type, Map<String, TypeRef> meaning) {
        TypeRef known = meaning.get(type.name());
        if (known != null) {
            char wildcard = type.wildcard() != 0 ? type.wildcard() : known.wildcard();
            return new TypeRef(known.name(), known.args(), type.dims() + known.dims(), wildcard);
        }
        return type.args().isEmpty() ? type : new TypeRef(type.name(), all(type.args(), meaning), type.dims(), type.wildcard());
    }

    private String signature(PlatformMethod method) {
        StringBuilder signature = new StringBuilder(method.name()).append('(');
        for (TypeRef parameter : method.parameters()) {
            signature.append(erasure(parameter.name(), method)).append("[]".repeat(parameter.dims())).append(',');
        }
        return signature.toString();
    }

    private String erasure(String name, PlatformMethod method) {
        String at = name;
        // A bound may be another variable; each step leads to one declared before or after, so as many steps suffice.
        for (int steps = method.typeParameters().size() + asked.typeParameters().size(); steps >= 0; steps--) {
            TypeParameter variable = variable(at, method.typeParameters());
            if (variable == null) variable = variable(at, asked.typeParameters());
            if (variable == null) return at;
            if (variable.bounds().isEmpty()) return OBJECT.name();
            at = variable.bounds().get(0).name();
        }
        return at;
    }

    private static TypeParameter variable(String name, List<TypeParameter> among) {
        for (TypeParameter each : among) {
            if (each.name().equals(name)) return each;
        }
        return null;
    }
}
