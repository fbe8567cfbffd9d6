package dev.snarl.program;

import dev.snarl.facts.MethodFacts;
import java.util.List;

/** Which platform types keep the objects that they are given, and hand them out again, without doing anything else with them. */
final class Holders {
    private static final List<String> KEEPERS = List.of("java.util.Collection", "java.util.Map", "java.util.Map.Entry", "java.util.Iterator", "java.util.Enumeration",
            "java.util.Optional", "java.util.stream.BaseStream", "java.util.concurrent.atomic.AtomicReference",
            "java.util.concurrent.atomic.AtomicReferenceArray", "java.lang.ThreadLocal", "java.lang.ref.Reference", "java.util.stream.Stream.Builder");
    private static final List<String> FACTORIES = List.of("java.util.", "java.util.stream.", "java.util.concurrent.atomic.");

    private Holders() {}

    /** Whether an object of the type keeps what it is given. */
    static boolean keeps(Type t) {
        if (t.isArray()) return true;
        if (t.decl() == null) return false;
        for (String k : KEEPERS) if (t.decl().isA(k).yes()) return true;
        return false;
    }

    /** A static method such as {@code List.of}, {@code Objects.requireNonNull}, {@code Arrays.asList}: its result holds, or is, its argument. */
    static boolean passes(MethodDecl m) {
        if (!m.isStatic() || !(m.owner() instanceof PlatformDecl)) return false;
        return FACTORIES.contains(packageOf(m.owner()));
    }

    /** A platform method that only looks at its argument: it neither keeps it nor ends it. */
    static boolean looks(MethodDecl m) {
        if (!(m.owner() instanceof PlatformDecl)) return false;
        String p = packageOf(m.owner());
        String n = m.owner().name();
        if (p.equals("java.util.concurrent.")) return true;
        if (n.equals("java.util.concurrent.locks.LockSupport")) return true;
        if (p.equals("java.io.")) return m.name().startsWith("print") || m.name().equals("format");
        if (n.equals("java.lang.Thread")) return m.name().equals(MethodFacts.CONSTRUCTOR);
        return n.equals("java.lang.Object") || n.equals("java.lang.String") || n.startsWith("java.lang.String") || n.equals("java.lang.System")
                || n.equals("java.util.logging.Logger");
    }

    /** Whether a value of the type can be, or hold, an object that somebody put into what it came from. */
    static boolean canHold(Type t) {
        if (t.isPrimitive() || t == Type.VOID) return false;
        if (t.isArray()) return t.elementDecl() != null || !t.known();
        return !(t.is("java.lang.String") || t.is("java.lang.Boolean") || t.is("java.lang.Integer") || t.is("java.lang.Long"));
    }

    private static String packageOf(Decl d) {
        String n = d.name();
        int i = 0;
        // Segments up to the first that starts with a capital.
        while (i < n.length() && !Character.isUpperCase(n.charAt(i))) {
            int dot = n.indexOf('.', i);
            if (dot < 0) break;
            i = dot + 1;
        }
        return n.substring(0, i);
    }
}
