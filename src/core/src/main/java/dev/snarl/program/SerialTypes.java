package dev.snarl.program;

import dev.snarl.facts.Mods;
import dev.snarl.facts.TypeKind;
import dev.snarl.platform.PlatformIndex;
import java.util.HashSet;
import java.util.Set;

/** Tells which types Java serialization takes. Used by one thread. */
final class SerialTypes {
    static final String SERIALIZABLE = "java.io.Serializable";
    private static final String OBJECT = "java.lang.Object";
    private final Universe universe;
    private Set<String> scannedAbove;
    private Set<String> platformAbove;
    private Set<String> platformExtended;

    SerialTypes(Universe universe) {
        this.universe = universe;
    }

    /**
     * Whether an object is serializable as far as its class tells.
     *
     * @param exact the object is of this very class; otherwise it may be of a subclass
     */
    Tri of(Decl d, boolean exact) {
        if (d == null) return Tri.UNKNOWN;
        Tri is = d.isA(SERIALIZABLE);
        // Knowledge names the supertypes of a library type that matter, not all of them.
        if (!is.no() || d instanceof LibraryDecl || fromLibrary(d)) return is.yes() ? is : Tri.UNKNOWN;
        if (exact) return Tri.NO;
        if (d.isInterface() || d.name().equals(OBJECT)) return Tri.UNKNOWN;
        return mayBeSerializableBelow(d) ? Tri.UNKNOWN : Tri.NO;
    }

    private static boolean fromLibrary(Decl d) {
        for (Decl a : d.ancestry().decls()) if (a instanceof LibraryDecl) return true;
        return false;
    }

    private boolean mayBeSerializableBelow(Decl d) {
        if (d.isFinal()) return false;
        if (scannedAbove().contains(d.name())) return true;
        if (d instanceof SourceType) return false;
        readPlatform();
        // An abstract class whose subclasses the platform keeps to itself, such as Clock, may be anything.
        return platformAbove.contains(d.name()) || Mods.has(d.mods(), Mods.ABSTRACT) && !platformExtended.contains(d.name());
    }

    private Set<String> scannedAbove() {
        if (scannedAbove == null) {
            scannedAbove = new HashSet<>();
            for (SourceType t : universe.types()) if (t.isA(SERIALIZABLE).possible()) addAbove(t, scannedAbove);
        }
        return scannedAbove;
    }

    private static void addAbove(Decl d, Set<String> out) {
        for (Decl a : d.ancestry().decls()) if (a != d) out.add(a.name());
    }

    private void readPlatform() {
        if (platformAbove != null) return;
        platformAbove = new HashSet<>();
        platformExtended = new HashSet<>();
        for (String name : PlatformIndex.get().typeNames()) {
            Decl d = universe.platformDecl(name);
            if (d == null || d.kind() != TypeKind.CLASS) continue;
            if (d.isA(SERIALIZABLE).possible()) addAbove(d, platformAbove);
            if (!Mods.has(d.mods(), Mods.ABSTRACT)) addAbove(d, platformExtended);
        }
    }

    /** Whether the class says itself what is written for it. */
    static boolean writesItself(Decl d) {
        for (Decl a : d.ancestry().decls()) {
            if (a.isInterface()) {
                String n = a.simpleName();
                if (!a.name().equals(SERIALIZABLE) && (n.endsWith("Serializable") || n.endsWith("Externalizable") || n.endsWith("Portable"))) return !a.isA(SERIALIZABLE).yes() || n.equals("Externalizable");
                continue;
            }
            for (MethodDecl m : a.ownMethods("writeReplace")) if (m.paramTypes().isEmpty()) return true;
        }
        return false;
    }

    /** Whether the fields that one class declares are written by a method of its own. */
    static boolean writesOwnFields(SourceType s) {
        if (s.ownField("serialPersistentFields") != null) return true;
        for (Method m : s.ownMethods("writeObject")) if (m.isPrivate() && m.facts().params().size() == 1) return true;
        return false;
    }

    /** Whether a subclass of a scanned class replaces what is written. */
    static boolean replacedBelow(SourceType s) {
        for (SourceType sub : s.subtypes()) if (writesItself(sub) || replacedBelow(sub)) return true;
        return false;
    }
}
