package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether the monitor of an atomic or a queue is used as the one lock for changes of that very object: then the block is one step for all who change it,
 * and those who only look need no lock. One thread.
 */
final class OwnMonitor {
    /** Calls that change nothing, or only what the caller has seen. */
    private static final Set<String> LOOKS = Set.of("get", "getPlain", "getAcquire", "getOpaque", "intValue", "longValue", "compareAndSet", "weakCompareAndSet", "compareAndExchange",
            "size", "isEmpty", "contains", "peek", "peekFirst", "peekLast", "iterator", "stream", "forEach", "remainingCapacity", "toString", "equals", "hashCode", "toArray",
            "containsAll", "length", "sum", "notify", "notifyAll", "wait", "getReference", "getStamp", "isMarked");

    private static final int LOOKING = 1, PUTS = 2, TAKES = 4, ACTS = PUTS | TAKES;
    private static final Pattern PUTTING = Pattern.compile("add|put|offer|push|transfer|tryTransfer");

    private final Program program;
    private final Fates fates;

    OwnMonitor(Program program) {
        this.program = program;
        this.fates = program.fates();
    }

    /**
     * The block uses the object, and nobody changes it without its monitor; or threads wait for the object, which an atomic has no other way for.
     *
     * @param field where the object is, null for a local of the code
     */
    boolean consistent(Field field, MonitorUse use, boolean atomic) {
        if (atomic && waits(use)) return true;
        int done = done(use, atomic);
        if (done == 0) return false;
        // One call needs no block, and compareAndSet looks after itself: only what looks and then acts relies on the monitor.
        if ((done & ACTS) == 0 || !atomic && (done & LOOKING) == 0) return true;
        if (field == null) return !changes(use.in(), null, use.in().locks().path(use.lock()), done, atomic);
        Collection<Method> seeing = field.isPrivate() ? fates.around(field.owner(), field.name()) : program.methodsMentioning(List.of(field.name()));
        boolean change = false;
        for (Method m : seeing) {
            if (program.initial(m) || m.facts().isInitializer()) continue;
            if (atomic && waits(program.interpret(m), field)) return true;
            change |= changes(program.interpret(m), field, null, done, atomic);
        }
        return !change;
    }

    /** What the block calls on its lock object. */
    private static int done(MonitorUse use, boolean atomic) {
        Path lock = use.in().locks().path(use.lock());
        int done = 0;
        for (Event e : use.in().events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || !use.region().span().contains(c.span()) || !lock.known()) continue;
            if (lock.equals(use.in().locks().path(c.receiver()))) done |= act(c.name(), atomic);
        }
        return done;
    }

    private static boolean waits(MonitorUse use) {
        for (Event e : use.in().events()) if (waiting(use.in(), e) && use.region().span().contains(e.span())) return true;
        return false;
    }

    private static boolean waits(Interpretation in, Field field) {
        for (Event e : in.events()) if (waiting(in, e) && in.locks().path(((Event.Call) e).receiver()).field() == field) return true;
        return false;
    }

    private static boolean waiting(Interpretation in, Event e) {
        return e instanceof Event.Call c && c.receiver() != null && (c.name().equals("wait") || c.name().startsWith("notify")) && MonitorUse.ofObject(in.typing().target(c.id()));
    }

    private static int act(String name, boolean atomic) {
        if (LOOKS.contains(name)) return LOOKING;
        return atomic ? ACTS : PUTTING.matcher(name).lookingAt() ? PUTS : TAKES;
    }

    /** Whether the code changes the object without its monitor in a way that undoes what a block has seen: who puts in is disturbed by others who do, not by those who take. */
    private boolean changes(Interpretation in, Field field, Path local, int done, boolean atomic) {
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || (act(c.name(), atomic) & done & ACTS) == 0) continue;
            Value r = c.receiver();
            boolean same = field != null ? in.locks().path(r).field() == field : in.locks().path(r).known() && in.locks().path(r).equals(local);
            if (same && !held(in, c.id(), in.locks().path(r))) return true;
        }
        return false;
    }

    private boolean held(Interpretation in, int event, Path object) {
        for (Held.Entry h : in.heldAt(event).must()) if (h.lock().monitor() && h.lock().path().equals(object)) return true;
        if (!in.inCallersThread(event) || object.field() == null) return false;
        for (Held.Entry h : program.entryLocks(in.method()).must()) if (h.lock().monitor() && h.lock().path().field() == object.field()) return true;
        return false;
    }
}
