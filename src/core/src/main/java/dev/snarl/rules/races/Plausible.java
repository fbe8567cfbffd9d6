package dev.snarl.rules.races;

import dev.snarl.facts.Event;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Claims;
import dev.snarl.program.Exit;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.program.Task;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Weighs a race in which no update is lost, only a write that readers may not see. The race is real by the letter; but callers configure an object before
 * they start it and read results after it is done, in ways that no call graph shows. What remains is what a maintainer would change.
 */
final class Plausible {
    private static final Set<String> BEFORE = Set.of("start", "init", "open", "configure", "setup", "connect", "create", "register", "bind", "launch", "main", "load", "restore", "build", "prepare",
            "add", "enable", "with");
    /** Readers that run before any thread, or start it. */
    private static final Set<String> STARTS = Set.of("start", "init", "open", "connect", "main", "setup");
    private static final Set<String> AFTER = Set.of("stop", "close", "shutdown", "destroy", "disconnect", "dispose", "terminate", "cancel", "finish", "end", "reset", "clear", "release");
    private static final Set<String> SHOWS = Set.of("toString", "hashCode", "equals");
    private static final Pattern RUNNING = Pattern.compile("is(Running|Started|Alive|Open|Active|Connected|Initialized)");
    private static final Pattern CHECKS = Pattern.compile("(check|assert|ensure|require|verify)(Not(Running|Started|Open|Initialized|Active)|NotYet\\w+|Stopped|IsStopped)");
    /** What frameworks put before the names of the steps that a class fills in. */
    private static final Pattern PREFIX = Pattern.compile("^(do|on|service|internal)(?=[A-Z])");
    private static final int FAR = 2;

    private Plausible() {}

    static boolean race(Program program, Race r) {
        boolean firstWrites = r.first().writes();
        Side w = firstWrites ? r.first() : r.second();
        Side o = firstWrites ? r.second() : r.first();
        if (w.via().size() > FAR || o.via().size() > FAR || SHOWS.contains(o.access().method().name()) && !o.writes()) return false;
        // Whichever write comes last, the value is the same.
        if (o.writes() && w.access().constant() && o.access().constant()) return false;
        // A latch that one method tests and sets: whoever misses it does the same once more.
        if (w.access().constant() && o.access().method() == w.access().method() && o.access().lambda() == w.access().lambda() && o.access().loops() == 0 && o.topLoops() == 0) return false;
        if (!told(program, w, o)) return false;
        // What is asked of whole bodies comes last.
        return !refusesWhileRunning(program, w) && !refusesWhileRunning(program, o) && !Claims.of(program, program.interpret(w.access().method())).get(w.access().event());
    }

    private static boolean told(Program program, Side w, Side o) {
        if (w.role().isCaller()) return callerWrites(w, o);
        if (o.writes() && o.role().isCaller() && !callerWrites(o, w) && !inHost(o, w.role().task())) return false;
        return taskWrites(program, w, o);
    }

    /** By its name the method runs before any thread does. */
    static boolean starts(Method m) {
        return startsWith(m, STARTS);
    }

    /** A lost update where one side is a caller far away, or one that starts things: the paths may well exclude each other. */
    static boolean lostUpdate(Race r) {
        for (Side s : java.util.List.of(r.first(), r.second())) {
            if (s.role().isCaller() && (s.via().size() > FAR || starts(s.top()) && !s.via().isEmpty())) return false;
        }
        return true;
    }

    private static boolean taskWrites(Program program, Side w, Side o) {
        Task t = w.role().task();
        if (o.role() == w.role()) {
            // The same task twice: both write the same thing, as a rule; only runs that certainly overlap are told.
            return (t.parallel() || t.loops() > 0) && !w.access().constant() && !w.entity().startsWith("field:");
        }
        if (w.access().method().facts().isInitializer()) return false;
        if (o.role().isCaller()) {
            if (inHost(o, t)) return true;
            return !startsWith(o.top(), STARTS) && !startsWith(w.access().method(), BEFORE) && !w.entity().startsWith("field:");
        }
        // One object whose run method is handed over at two places: it is one or the other.
        if (t.method() != null && t.method() == o.role().task().method() && t.object().isThis() && o.role().task().object().isThis() && t.loops() == 0) return false;
        if (startedTogether(t, o.role().task())) return true;
        // Two tasks of different places: they may well follow each other; one that polls meets the other for certain.
        return (o.topLoops() > 0 || o.access().loops() > 0 || t.periodic()) && !w.entity().startsWith("field:") && !startsWith(w.access().method(), BEFORE);
    }

    /** Two threads that one method starts one after the other, waiting for neither: they run at the same time for certain. */
    private static boolean startedTogether(Task t, Task o) {
        return t.host() == o.host() && t.hostLambda() == o.hostLambda() && ownThread(t) && ownThread(o);
    }

    private static boolean ownThread(Task t) {
        return t.fact() != null && t.fact().role() == Role.THREAD_CONSTRUCTOR;
    }

    private static boolean callerWrites(Side w, Side o) {
        Task t = o.role().task();
        if (t == null) return false;
        if (inHost(w, t)) return w.via().isEmpty();
        Method m = w.access().method();
        if (setter(w.access()) || startsWith(m, BEFORE) || startsWith(w.top(), BEFORE)) return false;
        boolean polled = t.periodic() || o.topLoops() > 0 || o.access().loops() > 0;
        if (startsWith(m, AFTER) || startsWith(w.top(), AFTER)) return polled && flag(w.access());
        return polled && !w.entity().startsWith("field:");
    }

    /** The method begins with {@code if (isRunning()) throw ...}, or a check by the like name: it is for the time before. */
    private static boolean refusesWhileRunning(Program program, Side s) {
        Method m = s.access().method();
        Interpretation in = program.interpret(m);
        for (int i = 0; i < s.access().event() && i < in.events().length; i++) {
            if (!(in.events()[i] instanceof Event.Call c) || in.typing().lambdaOf(i) != -1) continue;
            if (CHECKS.matcher(c.name()).matches()) return true;
            if (!RUNNING.matcher(c.name()).matches()) continue;
            for (Exit e : in.exits()) {
                if (e.kind() == Exit.Kind.THROW && e.span().compareTo(c.span()) > 0 && e.span().compareTo(s.access().span()) < 0) return true;
            }
        }
        return false;
    }

    private static boolean flag(Access a) {
        return a.constant() && a.field().type().name().equals("boolean");
    }

    private static boolean inHost(Side s, Task t) {
        return s.role().isCaller() && t != null && s.top() == t.host() && s.topEvent() >= t.event();
    }

    /** {@code setX(x)}, {@code x(x)}, {@code withX(x)}: its parameter, stored. */
    static boolean setter(Access a) {
        Method m = a.method();
        return a.valueParam() >= 0 && m.facts().params().size() == 1 || m.name().startsWith("set") && m.name().length() > 3;
    }

    private static boolean startsWith(Method m, Set<String> words) {
        String n = PREFIX.matcher(m.name()).replaceFirst("").toLowerCase(Locale.ROOT);
        for (String w : words) if (n.startsWith(w)) return true;
        return false;
    }
}
