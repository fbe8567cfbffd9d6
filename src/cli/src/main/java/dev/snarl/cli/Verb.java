package dev.snarl.cli;

/** A command. */
interface Verb {
    /** Runs it, once its options are set, and gives the exit code. */
    int run() throws Exception;
}
