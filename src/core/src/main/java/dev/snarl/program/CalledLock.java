package dev.snarl.program;

/** A step of a path that asks a method without parameters for a lock; its calls are believed to give one object. */
record CalledLock(String name) implements FieldDecl {
    @Override
    public Decl owner() {
        return null;
    }

    @Override
    public Type type() {
        return Type.UNKNOWN;
    }

    @Override
    public int mods() {
        return dev.snarl.facts.Mods.FINAL;
    }

    static boolean in(Path p) {
        for (Path x = p; x != null; x = x.base()) if (x.field() instanceof CalledLock) return true;
        return false;
    }
}
