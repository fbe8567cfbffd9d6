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

/**
 * Whether the monitor of an atomic or a queue is used as the one lock for changes of that very object: then the block is one step for all who change it,
 * and those who only look need no lock. One thread.
 */
final class OwnMonitor {
    /** Calls that change nothing, or in one step from a value that the caller has seen. */
    private static final Set<String> LOOKS = Set.of("get", "getPlain", "getAcquire", "getOpaque", "intValue", "longValue", "compareAndSet", "weakCompareAndSet", "compareAndExchange",
            "size", "isEmpty", "contains", "peek", "peekFirst", "peekLast", "iterator", "stream", "forEach", "remainingCapacity", "toString", "equals", "hashCode", "toArray",
            "containsAll", "length", "sum", "notify", "notifyAll", "wait", "getReference", "getStamp", "isMarked");

    private final Program program;
    private final Fates fates;

    OwnMonitor(Program program) {
        this.program = program;
        this.fates = program.fates();
    }

    /** {@code field}: where the object is, null for a local of the code. The block uses the object, and nobody changes it without its monitor. */
    boolean consistent(Field field, MonitorUse use) {
        if (field == null) return uses(use) && !changes(use.in(), null, use.in().locks().path(use.lock()));
        if (!uses(use) && !waits(use)) return false;
        Collection<Method> seeing = field.isPrivate() ? fates.around(field.owner(), field.name()) : program.methodsMentioning(List.of(field.name()));
        for (Method m : seeing) {
            if (program.initial(m) || m.facts().isInitializer()) continue;
            if (changes(program.interpret(m), field, null)) return false;
        }
        return true;
    }

    private boolean uses(MonitorUse use) {
        Path lock = use.in().locks().path(use.lock());
        for (Event e : use.in().events()) {
            if (e instanceof Event.Call c && c.receiver() != null && use.region().span().contains(c.span()) && lock.known() && lock.equals(use.in().locks().path(c.receiver()))) return true;
        }
        return false;
    }

    private boolean waits(MonitorUse use) {
        for (Event e : use.in().events()) {
            if (e instanceof Event.Call c && c.name().equals("wait") && use.region().span().contains(c.span())) return true;
        }
        return false;
    }

    private boolean changes(Interpretation in, Field field, Path local) {
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || LOOKS.contains(c.name())) continue;
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
