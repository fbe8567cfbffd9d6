package dev.snarl.program;

/** Which declaration a method overrides. */
public final class Overriding {
    private Overriding() {}

    /**
     * The method of the nearest superclass that a method overrides, scanned or of the platform; null where there is none in sight, and for static and
     * private methods, constructors and initialisers. Interfaces are not asked.
     */
    public static MethodDecl overridden(Method m) {
        if (m.isStatic() || m.isPrivate() || m.facts().isInitializer()) return null;
        for (Type t = m.owner().superclass(); t != null && t.decl() != null; t = t.decl().superclass()) {
            for (MethodDecl o : t.decl().ownMethods(m.name())) {
                if (!o.isStatic() && !o.is(dev.snarl.facts.Mods.PRIVATE) && Members.sameErasure(o, m)) return o;
            }
        }
        return null;
    }
}
