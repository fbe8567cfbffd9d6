package dev.snarl.program;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.Mods;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Infers the guard of a field: the lock held at most of its accesses. */
final class Guards {
    private static final Pattern SETS_UP = Pattern.compile("ensure|init|load|lazy|check|setUp|prepare|start|open|refresh|update");
    private static final Pattern SHOWS = Pattern.compile("to\\w*string\\w*|dump\\w*|describe\\w*");
    private static final int CALLERS = 3;
    private final Program program;

    Guards(Program program) {
        this.program = program;
    }

    /** The best guard, or null when no access is locked. */
    Guard of(Field f) {
        List<Access> counted = new ArrayList<>();
        Map<String, Integer> count = new TreeMap<>();
        Map<String, Lock> locks = new TreeMap<>();
        for (Access a : program.accesses(f)) {
            if (!counts(a)) continue;
            counted.add(a);
            Set<String> seen = new HashSet<>();
            for (Held.Entry h : program.heldAt(a)) {
                if (!h.lock().shared() || !seen.add(h.lock().key()) || h.lock().mode() == LockMode.READ && a.writes()
                        || h.lock().path().root() == Path.Root.RESULT) continue;
                count.merge(h.lock().key(), a.writes() ? 3 : 2, Integer::sum);
                locks.putIfAbsent(h.lock().key(), h.lock());
            }
        }
        String best = null;
        for (Map.Entry<String, Integer> e : count.entrySet()) if (best == null || e.getValue() > count.get(best)) best = e.getKey();
        if (best == null) return null;
        List<Access> locked = new ArrayList<>();
        List<Access> unlocked = new ArrayList<>();
        for (Access a : counted) {
            if (holds(a, best)) {
                locked.add(a);
            } else if (certain(a) && !heldByAllCallers(a, best)) {
                unlocked.add(a);
                if (heldBySomeCaller(a, best)) locked.add(a);
            }
        }
        return new Guard(f, locks.get(best), List.copyOf(locked), List.copyOf(unlocked));
    }

    private boolean counts(Access a) {
        return !a.owned() && !program.specialAccess(a.method()) && !program.initial(a.method()) && !program.lifecycle(a.method()) && !a.method().owner().unit().test() && !ownBuilder(a);
    }

    /** A local object of the class that this method has just made or was given alone: builders, copies. */
    private static boolean ownBuilder(Access a) {
        return a.base().root() == Path.Root.FRESH;
    }

    private boolean holds(Access a, String key) {
        for (Held.Entry h : program.heldAt(a)) if (h.lock().key().equals(key)) return true;
        return false;
    }

    /** Anyone may call the method, but all calls in sight come from under the lock: callbacks, visitors, internal helpers that are public. */
    private boolean heldByAllCallers(Access a, String key) {
        if (!a.inCallersThread()) return false;
        return heldByAllCallers(a.method(), key, 0);
    }

    private boolean heldByAllCallers(Method m, String key, int depth) {
        boolean any = false;
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.caller() == m || program.initial(e.caller())) continue;
            boolean held = false;
            for (Held.Entry h : e.held().must()) held |= h.lock().key().equals(key);
            if (!held && e.inCallersThread()) for (Held.Entry h : program.entryLocks(e.caller()).entries()) held |= h.lock().key().equals(key);
            // A public method may be called by anyone: what it does not lock itself, it leaves unlocked.
            if (!held && e.inCallersThread() && depth < CALLERS && (!e.caller().is(Mods.PUBLIC) || EntryLocks.overrides(e.caller()))) held = heldByAllCallers(e.caller(), key, depth + 1);
            if (!held) return false;
            any = true;
        }
        return any;
    }

    /** All calls in sight come from under some one lock, though callers out of sight may not. */
    boolean calledUnderLock(Method m) {
        Set<String> keys = new TreeSet<>();
        for (CallEdge e : program.calls().edgesTo(m)) {
            for (Held.Entry h : e.held().must()) keys.add(h.lock().key());
            for (Held.Entry h : program.entryLocks(e.caller()).entries()) keys.add(h.lock().key());
            for (CallEdge o : program.calls().edgesTo(e.caller())) for (Held.Entry h : o.held().must()) keys.add(h.lock().key());
        }
        for (String k : keys) if (heldByAllCallers(m, k, 0)) return true;
        return false;
    }

    /** A helper that some callers call under the lock and others without: its accesses are both. */
    private boolean heldBySomeCaller(Access a, String key) {
        if (!a.inCallersThread() || !EntryLocks.callersKnown(a.method())) return false;
        for (CallEdge e : program.calls().edgesTo(a.method())) {
            for (Held.Entry h : e.held().must()) if (h.lock().key().equals(key)) return true;
        }
        return false;
    }

    /** By its name the method is for callers that hold the lock: {@code lockedClose}, {@code closeLocked}, {@code closeUnderLock}. */
    private static boolean namedLocked(Method m) {
        String n = m.name();
        return n.startsWith("locked") || n.endsWith("Locked") || n.endsWith("UnderLock") || n.endsWith("WithLock") || n.endsWith("LockHeld");
    }

    /** Before the read this method, or a call in it, went through the lock to set the field up: {@code ensureInitialized(); use(field);}. */
    private boolean afterLockedSetUp(Access a) {
        if (a.writes()) return false;
        for (Access w : program.accessesIn(a.method())) {
            if (w.field() == a.field() && w.writes() && w.event() < a.event() && w.lambda() == a.lambda() && !w.held().isEmpty()) return true;
        }
        for (CallEdge e : program.calls().edgesFrom(a.method())) {
            if (e.event() >= a.event() || e.lambda() != a.lambda()) continue;
            for (Method m : e.callees()) {
                if (!SETS_UP.matcher(m.name()).lookingAt() && m.owner() != a.method().owner()) continue;
                for (Access w : program.accessesIn(m)) if (w.field() == a.field() && w.writes() && !program.heldAt(w).isEmpty()) return true;
            }
        }
        return false;
    }

    /** All writes stand in the very method that hands the task over, before that. */
    private boolean inTaskAfterAllWrites(Access a) {
        if (a.lambda() < 0) return false;
        for (Access w : program.accesses(a.field())) {
            if (w.writes() && !program.initial(w.method()) && (w.method() != a.method() || w.event() >= a.event())) return false;
        }
        return true;
    }

    /** Called for toString alone. */
    private boolean onlyShown(Method m, int depth) {
        if (SHOWS.matcher(m.name().toLowerCase(java.util.Locale.ROOT)).matches()) return true;
        List<CallEdge> edges = program.calls().edgesTo(m);
        if (depth > 2 || !m.isPrivate() || edges.isEmpty()) return false;
        for (CallEdge e : edges) if (!onlyShown(e.caller(), depth + 1)) return false;
        return true;
    }

    /** Nothing unknown could be the lock. */
    private boolean certain(Access a) {
        if (a.lambda() >= 0 && a.runs() == Runs.UNKNOWN || namedLocked(a.method()) || afterLockedSetUp(a) || inTaskAfterAllWrites(a) || onlyShown(a.method(), 0)) return false;
        if (SourceType.has(a.method().facts().annotations(), program.knowledge().annotations(Role.SYNCHRONIZED_ANNOTATION))) return false;
        // The author says who must hold what; whether they do is another rule's.
        for (AnnotationFacts g : program.annotations().of(a.method(), Role.GUARDED_BY)) {
            if (!program.annotations().fact(g, Role.GUARDED_BY).attributes().getOrDefault("kind", "").equals("effect")) return false;
        }
        // Held on some paths only: the others are unlocked for certain, unless it is not even known to be a lock.
        for (Held.Entry h : a.held().entries()) if (!h.must() && !h.lock().monitor() && !h.lock().path().type().known()) return false;
        return true;
    }
}
