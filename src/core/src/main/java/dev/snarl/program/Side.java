package dev.snarl.program;

import java.util.List;

/**
 * An access as one thread comes to it.
 *
 * @param entity the object whose field it is, named so that equal names may be one object for several threads
 * @param local  the entity is made anew at each run of the method that hands the task over: different runs have different ones
 * @param held   the locks held there, all callers' included
 * @param top    the method where the thread's part starts (the host for callers, the task's method), and the event in it that leads here
 * @param via    the calls from there to the access
 */
public record Side(Access access, ThreadRole role, String entity, boolean local, List<Held.Entry> held, Method top, int topEvent, int topLoops, List<CallEdge> via) {
    public boolean writes() {
        return access.writes();
    }
}
