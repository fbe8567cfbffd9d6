package dev.snarl.program;

/**
 * A lock as one body names it.
 *
 * @param path    the object whose monitor is taken, or the Lock (for a view of a read-write lock: the read-write lock itself)
 * @param key     what it is across threads: equal keys are alike (one lock for each object, or one for all); see {@link Locks}
 * @param mode    a read or an exclusive hold
 * @param monitor a monitor, not a Lock object
 * @param shared  false for a lock that no other thread can reach, or of which nothing is known: it guards nothing
 * @param label   as a reader knows it: {@code this}, {@code Counter.lock}
 * @param trial   taken by tryLock: it never waits for ever
 */
public record Lock(Path path, String key, LockMode mode, boolean monitor, boolean shared, String label, boolean trial) {
    Lock asTrial() {
        return new Lock(path, key, mode, monitor, shared, label, true);
    }

    /** The same lock object, whatever the mode. */
    boolean sameLock(Lock o) {
        return path.known() && o.path.known() ? path.equals(o.path) : key.equals(o.key) && !path.known() && !o.path.known();
    }
}
