package dev.snarl.program;

/** How an engine writes what is handed to it. */
public enum Carrier {
    /** By Java serialization: the object, and all that it holds, must be {@code Serializable}. */
    JAVA,
    /** Classes without the interface are carried as well, with their fields; what is {@code Serializable}, and every lambda, goes by Java serialization. */
    COMPACT,
    /** Classes are carried by other means; lambdas alone must be {@code Serializable}. */
    LAMBDAS
}
