package dev.snarl.program;

/**
 * Who executes: a task in a thread of its own, or whoever calls the methods of a class.
 *
 * @param task  the task, or null for callers
 * @param many  several runs at once are possible on one object
 * @param lane  what serialises its runs with others of the same lane (a single-thread executor, the UI thread), or null
 * @param label for the reader: "pool task started in Server.accept"
 */
public record ThreadRole(Task task, boolean many, String lane, String label) {
    public static final ThreadRole CALLER = new ThreadRole(null, false, null, "a caller's thread");
    public static final ThreadRole CALLERS = new ThreadRole(null, true, null, "a caller's thread");

    public boolean isCaller() {
        return task == null;
    }
}
