package dev.snarl.program;

/**
 * What a method does to its caller's locks: after a normal return (or when it returns {@code when}) the lock is held though it was not before, or is
 * no longer held. The path is rooted in this, a parameter or a class.
 */
public record LockEffect(Lock lock, boolean acquires, When when) {
    public enum When { ALWAYS, IF_TRUE }
}
