package dev.snarl.program;

/**
 * A wait for other threads.
 *
 * @param event where: what happens after it comes after what was waited for
 * @param made  the event that made what is waited for (a thread's creation, the call that gave the future), or -1 when it may be any
 */
public record Join(int event, int made) {
    /**
     * Whether it may wait for this task of the same body: its thread, its future, its pool, or a latch.
     *
     * @param taskOf the events of the body that hand over a task or make its thread
     */
    boolean of(Task t, java.util.Set<Integer> taskOf) {
        if (made < 0 || made == t.event() || made == t.created()) return true;
        Path e = t.executor();
        // A latch or a pool made here may be waited for in the name of any task; another task's thread or future is not this one's.
        return !taskOf.contains(made) || (e.root() == Path.Root.FRESH || e.root() == Path.Root.RESULT) && e.index() == made;
    }
}
