package dev.snarl.platform;

/**
 * Something that appeared in a release of the JDK and may have gone in a later one. What began as a preview counts
 * from its first final release; what has never been final counts from its first preview and says so.
 */
public interface Lifespan {
    /** The feature release in which it appeared; 8 means 8 or earlier. */
    int since();

    /** The first feature release without it, or 0 where the newest known release still has it. */
    int removedIn();

    /** Whether the given feature release has it; releases before 8 are asked as 8, unknown newer ones as the newest. */
    default boolean existsIn(int release) {
        return since() <= Math.max(release, 8) && (removedIn() == 0 || release < removedIn());
    }
}
