package dev.snarl.program;

public enum AccessKind {
    READ, WRITE, UPDATE;

    public boolean writes() {
        return this != READ;
    }
}
