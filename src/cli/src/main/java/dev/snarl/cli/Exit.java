package dev.snarl.cli;

/** The exit codes. */
final class Exit {
    static final int CLEAN = 0;
    static final int FINDINGS = 1;
    static final int WRONG = 2;

    private Exit() {}
}
