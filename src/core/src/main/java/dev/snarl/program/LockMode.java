package dev.snarl.program;

/** How a lock is held. A read hold excludes writers only. */
public enum LockMode { EXCLUSIVE, READ }
