package dev.snarl.program;

import java.util.List;

/**
 * The lock that guards a field, as its uses tell.
 *
 * @param lock     one hold of it
 * @param locked   the accesses that hold it
 * @param unlocked those that certainly do not hold it; constructors, owned objects and uncertain ones are in neither list
 */
public record Guard(Field field, Lock lock, List<Access> locked, List<Access> unlocked) {
    public double share() {
        return (double) locked.size() / (locked.size() + unlocked.size());
    }

    /** Some access writes under the lock. */
    public boolean writtenUnder() {
        for (Access a : locked) if (a.writes()) return true;
        return false;
    }
}
