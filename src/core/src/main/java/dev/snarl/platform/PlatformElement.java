package dev.snarl.platform;

/** What types, fields and methods of the platform have in common: modifiers and a life span. Immutable. */
public sealed interface PlatformElement extends Lifespan permits PlatformType, PlatformField, PlatformMethod {
    int PUBLIC = 1;
    int PROTECTED = 1 << 1;
    int STATIC = 1 << 2;
    int FINAL = 1 << 3;
    int ABSTRACT = 1 << 4;
    int DEPRECATED = 1 << 5;
    int PREVIEW = 1 << 6;
    /** Types only. */
    int SEALED = 1 << 7;
    /** Types only: there as a supertype of exported types; no program can name it. */
    int HIDDEN = 1 << 8;
    /** Fields only. */
    int CONSTANT = 1 << 7;
    /** Fields only. */
    int VOLATILE = 1 << 8;
    /** Methods only. */
    int SYNCHRONIZED = 1 << 7;
    /** Methods only. */
    int DEFAULT = 1 << 8;
    /** Methods only. */
    int VARARGS = 1 << 9;

    /** The simple name of a member, the qualified name of a type. */
    String name();

    /** The modifiers as a set of the bits above, as the newest release that has the element declares them. */
    int flags();

    default boolean isPublic() {
        return (flags() & PUBLIC) != 0;
    }

    default boolean isProtected() {
        return (flags() & PROTECTED) != 0;
    }

    default boolean isStatic() {
        return (flags() & STATIC) != 0;
    }

    default boolean isFinal() {
        return (flags() & FINAL) != 0;
    }

    default boolean isAbstract() {
        return (flags() & ABSTRACT) != 0;
    }

    default boolean isDeprecated() {
        return (flags() & DEPRECATED) != 0;
    }

    /** True for a preview or incubating element that no release has made final. */
    default boolean isPreview() {
        return (flags() & PREVIEW) != 0;
    }
}
