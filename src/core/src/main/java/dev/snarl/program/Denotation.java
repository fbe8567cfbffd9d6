package dev.snarl.program;

/**
 * What a name or a dotted name stands for: a field (with the enclosing type through which an unqualified name finds it), a type, or nothing known.
 *
 * @param through for an unqualified instance or static field: the lexically enclosing type that has or inherits it; null when qualified or imported
 */
record Denotation(FieldDecl field, Decl type, SourceType through) {
    static final Denotation NONE = new Denotation(null, null, null);

    static Denotation of(FieldDecl f, SourceType through) {
        return new Denotation(f, null, through);
    }

    static Denotation of(Decl t) {
        return new Denotation(null, t, null);
    }

    boolean isType() {
        return type != null;
    }
}
