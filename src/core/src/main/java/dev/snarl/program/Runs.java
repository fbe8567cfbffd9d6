package dev.snarl.program;

/** When and where a function runs that is handed to a call. */
public enum Runs {
    /** Now, in the calling thread, with its locks held. */
    IMMEDIATE,
    /** Later, or in another thread: nothing is held. */
    DEFERRED,
    /** Now, but on several threads at once. */
    PARALLEL,
    /** Not known. */
    UNKNOWN
}
