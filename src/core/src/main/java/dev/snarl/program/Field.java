package dev.snarl.program;

import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.Mods;

/** A field of a scanned type. Identity is the object. */
public final class Field implements FieldDecl, Comparable<Field> {
    private final SourceType owner;
    private final FieldFacts facts;
    private volatile Type type;

    Field(SourceType owner, FieldFacts facts) {
        this.owner = owner;
        this.facts = facts;
    }

    @Override
    public String name() {
        return facts.name();
    }

    @Override
    public SourceType owner() {
        return owner;
    }

    @Override
    public Type type() {
        Type t = type;
        if (t == null) type = t = owner.universe().resolve(facts.type(), owner, null);
        return t;
    }

    @Override
    public int mods() {
        return facts.mods();
    }

    public FieldFacts facts() {
        return facts;
    }

    public boolean isStatic() {
        return facts.is(Mods.STATIC);
    }

    public boolean isFinal() {
        return facts.is(Mods.FINAL);
    }

    public boolean isVolatile() {
        return facts.is(Mods.VOLATILE);
    }

    public boolean isPrivate() {
        return facts.is(Mods.PRIVATE);
    }

    /** {@code Counter.count}: the simple type name and the field. */
    public String label() {
        return owner.label() + "." + name();
    }

    /** The qualified type name and the field: the same on every run, whatever the lines. */
    public String key() {
        return owner.name() + "." + name();
    }

    @Override
    public int compareTo(Field o) {
        int c = owner.compareTo(o.owner);
        return c != 0 ? c : facts.nameSpan().compareTo(o.facts.nameSpan());
    }

    @Override
    public String toString() {
        return key();
    }
}
