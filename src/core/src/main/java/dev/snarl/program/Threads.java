package dev.snarl.program;

import dev.snarl.knowledge.MethodFact;
import java.util.Set;

/** Judges tasks: whether several runs can be under way at once, and what puts them in line. */
final class Threads {
    private static final Set<String> ONCE = Set.of("main", "start", "init", "initialize", "open", "run", "startup", "connect", "activate", "setUp", "begin", "launch",
            "doStart", "doInit", "doOpen", "doRun", "doConnect", "serviceStart", "serviceInit", "startInternal", "initInternal", "onStart", "startUp", "postConstruct", "afterPropertiesSet");
    private final Program program;

    Threads(Program program) {
        this.program = program;
    }

    ThreadRole role(Task t) {
        String lane = lane(t);
        boolean many = lane == null && many(t);
        return new ThreadRole(t, many, lane, t.label() + " handed over in " + t.host().label());
    }

    private String lane(Task t) {
        if (t.parallel()) return null;
        switch (t.thread()) {
            case "edt", "ui", "fx":
                return "ui";
            case "timer":
                return "timer:" + laneOf(t);
            default:
        }
        MethodFact pool = pool(t);
        return pool != null && (pool.attribute("threads", "").equals("single") || pool.attribute("threads", "").equals("event-loop")) ? "executor:" + laneOf(t) : null;
    }

    private static String laneOf(Task t) {
        String key = Locks.key(t.executor());
        return key != null ? key : t.host().id() + ":" + t.executor();
    }

    /** The knowledge of how the task's executor was made, or null. */
    MethodFact pool(Task t) {
        Path e = t.executor();
        if (e.root() == Path.Root.FIELD && e.field() instanceof Field f) {
            MethodFact found = null;
            for (Access a : program.accesses(f)) {
                if (!a.writes()) continue;
                if (a.pool() == null || found != null) return null;
                found = a.pool();
            }
            if (found != null) return found;
            return f.isFinal() ? program.finalPool(f) : null;
        }
        return e.known() ? program.localPool(t) : null;
    }

    private boolean many(Task t) {
        if (t.parallel()) return true;
        if (t.periodic()) return false;
        if (t.loops() > 0) return pooled(t) || t.fact() != null && !isSubmit(t);
        if (twice(t)) return pooled(t) || !isSubmit(t);
        if (!isSubmit(t) || t.thread().equals("shutdown")) return false;
        Method host = t.host();
        if (starts(host)) return false;
        return pooled(t) && t.hostLambda() < 0;
    }

    /** Runs once for each object, before its threads do: a constructor, a life-cycle method, or one that is named for it. */
    boolean starts(Method m) {
        return m.facts().isInitializer() || ONCE.contains(m.name()) || program.lifecycle(m);
    }

    /** Handed over once for each object: in a constructor or a method that starts things. */
    boolean once(Task t) {
        return t.loops() == 0 && (starts(t.host()) || t.method() != null && t.object().isFresh());
    }

    private boolean isSubmit(Task t) {
        return t.fact() != null && t.fact().role() == dev.snarl.knowledge.Role.SUBMIT;
    }

    /** Known to have several threads. */
    private boolean pooled(Task t) {
        if (t.thread().equals("common-pool") || t.thread().equals("virtual")) return true;
        if (t.executor().root() == Path.Root.RESULT) return true;
        MethodFact p = pool(t);
        return p != null && switch (p.attribute("threads", "")) {
            case "fixed", "cached", "work-stealing", "virtual", "per-task", "custom", "scheduled" -> true;
            default -> p.attribute("kind", "").equals("common");
        };
    }

    /** The same task object or method is handed over at two places of one host. */
    private boolean twice(Task t) {
        // No thread starts twice: two starts are of two Thread objects.
        boolean thread = t.method() != null && t.method().owner().isA("java.lang.Thread").yes() && !isSubmit(t);
        int n = 0;
        for (Task o : program.tasksOf(t.host())) {
            if (o.event() == t.event() || thread) continue;
            if (t.method() != null && o.method() == t.method() && (o.object().equals(t.object()) || !t.object().isFresh() && !o.object().isFresh())) n++;
            if (t.lambda() >= 0 && o.lambda() == t.lambda()) n++;
        }
        return n > 0;
    }
}
