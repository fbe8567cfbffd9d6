package dev.snarl.rules.atomics;

import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import java.util.List;
import java.util.Set;

/** The classes of java.util.concurrent.atomic, told by type. */
final class AtomicTypes {
    static final String PACKAGE = "java.util.concurrent.atomic.";
    /** Hold one value that is read and written as a whole. */
    private static final Set<String> CELLS = Set.of("AtomicInteger", "AtomicLong", "AtomicBoolean", "AtomicReference");
    private static final Set<String> ARRAYS = Set.of("AtomicIntegerArray", "AtomicLongArray", "AtomicReferenceArray");
    private static final List<String> COUNTERS = List.of("LongAdder", "DoubleAdder", "LongAccumulator", "DoubleAccumulator", "AtomicStampedReference", "AtomicMarkableReference");

    private AtomicTypes() {}

    /** The simple name of the atomic class that a value of this type is, or null. A subclass counts as what it extends. */
    static String cell(Type t) {
        return named(t, CELLS);
    }

    static String array(Type t) {
        return named(t, ARRAYS);
    }

    private static String named(Type t, Set<String> names) {
        if (t.decl() == null) return null;
        if (t.name().startsWith(PACKAGE)) {
            String n = t.name().substring(PACKAGE.length());
            return names.contains(n) ? n : null;
        }
        for (String n : names.stream().sorted().toList()) if (t.isA(PACKAGE + n) == Tri.YES) return n;
        return null;
    }

    /** Any of the classes that hold a value and inherit the identity equals of Object: exactly, since a subclass may define its own. */
    static boolean identityEquals(Type t) {
        if (t.decl() == null || !t.name().startsWith(PACKAGE)) return false;
        String n = t.name().substring(PACKAGE.length());
        return CELLS.contains(n) || ARRAYS.contains(n) || COUNTERS.contains(n);
    }
}
