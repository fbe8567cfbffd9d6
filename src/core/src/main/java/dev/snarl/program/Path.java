package dev.snarl.program;

import java.util.Objects;

/**
 * Names a value inside one body: a root and steps of fields and elements. Equal paths name the same object within one trace as long as no step is
 * reassigned; a path rooted in {@link Root#UNKNOWN} equals nothing, not even itself, for any question that matters ({@link #known()}).
 */
public final class Path {
    public enum Root { THIS, OUTER, PARAM, LOCAL, CAPTURED, CLASS, FRESH, RESULT, UNKNOWN, FIELD, ELEMENT }

    static final Path UNKNOWN = new Path(Root.UNKNOWN, -1, null, null, null, Type.UNKNOWN);

    private final Root root;
    private final int index;
    private final Decl decl;
    private final Path base;
    private final FieldDecl field;
    private final Type type;

    private Path(Root root, int index, Decl decl, Path base, FieldDecl field, Type type) {
        this.root = root;
        this.index = index;
        this.decl = decl;
        this.base = base;
        this.field = field;
        this.type = type;
    }

    static Path self(SourceType t) {
        return new Path(Root.THIS, 0, t, null, null, Type.of(t));
    }

    static Path outer(Decl t) {
        return new Path(Root.OUTER, 0, t, null, null, Type.of(t));
    }

    static Path param(int i, Type type) {
        return new Path(Root.PARAM, i, null, null, null, type);
    }

    static Path local(int i, Type type) {
        return new Path(Root.LOCAL, i, null, null, null, type);
    }

    static Path captured(int typesOut, int local, Type type) {
        return new Path(Root.CAPTURED, typesOut << 16 | local, null, null, null, type);
    }

    /** The class object of a type: the lock of its static synchronized methods. */
    static Path classOf(Decl t) {
        return new Path(Root.CLASS, 0, t, null, null, Type.UNKNOWN);
    }

    static Path fresh(int event, Type type) {
        return new Path(Root.FRESH, event, null, null, null, type);
    }

    static Path result(int event, Type type) {
        return new Path(Root.RESULT, event, null, null, null, type);
    }

    Path field(FieldDecl f, Type type) {
        if (root == Root.UNKNOWN) return UNKNOWN;
        return length() > 6 ? UNKNOWN : new Path(Root.FIELD, 0, null, this, f, type);
    }

    static Path staticField(FieldDecl f) {
        return new Path(Root.FIELD, 0, null, classOf(f.owner()), f, f.type());
    }

    Path element(Type type) {
        return root == Root.UNKNOWN || length() > 6 ? UNKNOWN : new Path(Root.ELEMENT, 0, null, this, null, type);
    }

    private int length() {
        int n = 0;
        for (Path p = this; p != null; p = p.base) n++;
        return n;
    }

    /** FIELD and ELEMENT for a step; else what the path starts from. */
    public Root root() {
        return root;
    }

    /** What the innermost base is. */
    public Path start() {
        Path p = this;
        while (p.base != null) p = p.base;
        return p;
    }

    /** The parameter, local, or event number of a PARAM, LOCAL, FRESH or RESULT. */
    public int index() {
        return root == Root.CAPTURED ? index & 0xffff : index;
    }

    int typesOut() {
        return index >> 16;
    }

    /** The type of THIS and OUTER, the class of CLASS. */
    public Decl decl() {
        return decl;
    }

    /** The path before the last step, or null. */
    public Path base() {
        return base;
    }

    /** The field of a FIELD step, or null. */
    public FieldDecl field() {
        return field;
    }

    public Type type() {
        return type;
    }

    public boolean known() {
        return start().root != Root.UNKNOWN;
    }

    public boolean isThis() {
        return root == Root.THIS;
    }

    /** Whether the value itself is an object that this body made. */
    public boolean isFresh() {
        return root == Root.FRESH;
    }

    @Override
    public boolean equals(Object o) {
        if (this == o) return true;
        if (!(o instanceof Path p) || root != p.root || index != p.index || decl != p.decl) return false;
        if (root == Root.UNKNOWN) return false;
        return same(field, p.field) && Objects.equals(base, p.base);
    }

    private static boolean same(FieldDecl a, FieldDecl b) {
        return a == b || a != null && b != null && a.owner() == b.owner() && a.name().equals(b.name());
    }

    @Override
    public int hashCode() {
        return Objects.hash(root, index, field == null ? 0 : field.name().hashCode(), base);
    }

    /** As a reader would write it; locals and parameters are named by the body. */
    @Override
    public String toString() {
        return switch (root) {
            case THIS -> "this";
            case OUTER -> decl.simpleName() + ".this";
            case PARAM -> "parameter " + index;
            case LOCAL -> "local " + index;
            case CAPTURED -> "captured " + index();
            case CLASS -> decl.simpleName() + ".class";
            case FRESH -> "new " + type.simpleName();
            case RESULT -> "result " + index;
            case UNKNOWN -> "?";
            case FIELD -> (base.root == Root.CLASS ? base.decl.simpleName() : base) + "." + field.name();
            case ELEMENT -> base + "[]";
        };
    }
}
