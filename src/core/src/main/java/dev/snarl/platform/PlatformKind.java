package dev.snarl.platform;

/** The kind of a declared type. The order is part of the index's format: new kinds go last. */
public enum PlatformKind {
    CLASS, INTERFACE, ENUM, RECORD, ANNOTATION;

    /** True for interfaces and annotation types. */
    public boolean isInterface() {
        return this == INTERFACE || this == ANNOTATION;
    }
}
