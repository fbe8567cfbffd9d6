package dev.snarl.rules.blocking;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.Block;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tasks that a wait waits for: of the thread, the future or the pool that it names. For one thread. */
final class AwaitedTasks {
    private final Program program;
    private final Map<Field, List<Task>> byPool = new LinkedHashMap<>();
    private final Map<Field, List<Task>> byObject = new LinkedHashMap<>();

    AwaitedTasks(Program program) {
        this.program = program;
        for (Task t : program.tasks()) {
            if (t.host().owner().unit().test()) continue;
            Field pool = field(t.executor()), object = field(t.object());
            if (pool != null) byPool.computeIfAbsent(pool, k -> new ArrayList<>(2)).add(t);
            if (object != null && t.event() >= 0) byObject.computeIfAbsent(object, k -> new ArrayList<>(2)).add(t);
        }
    }

    private static Field field(Path p) {
        return p.root() == Path.Root.FIELD && (p.base().isThis() || p.base().root() == Path.Root.CLASS) && p.field() instanceof Field f ? f : null;
    }

    List<Task> of(Block b) {
        Path p = b.subject();
        boolean pool = b.kind().equals("executor");
        if (p.root() == Path.Root.FRESH || p.root() == Path.Root.RESULT) {
            List<Task> out = new ArrayList<>();
            for (Task t : program.tasksOf(b.method())) {
                if (pool ? p.equals(t.executor()) : madeBy(t, p.index()) || t.object().equals(p)) out.add(t);
            }
            return out;
        }
        Field f = field(p);
        if (f == null) {
            List<Task> out = new ArrayList<>();
            if (p.known()) for (Task t : program.tasksOf(b.method())) if (p.equals(pool ? t.executor() : t.object())) out.add(t);
            return out;
        }
        return pool ? byPool.getOrDefault(f, List.of()) : kept(f);
    }

    private static boolean madeBy(Task t, int event) {
        return t.event() == event || t.created() == event;
    }

    /** The tasks of the threads or futures that are kept in a field: of every value that it gets, or none where one of them is not known. */
    private List<Task> kept(Field f) {
        List<Task> out = new ArrayList<>(byObject.getOrDefault(f, List.of()));
        for (Access a : program.accesses(f)) if (a.writes() && !stored(a.method(), f, out)) return List.of();
        if (f.isFinal()) for (Method m : f.owner().methods()) if (m.facts().isInitializer() && m.hasBody() && !stored(m, f, out)) return List.of();
        return out;
    }

    private boolean stored(Method m, Field f, List<Task> out) {
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!(e instanceof Event.Write w) || in.locks().path(w.target()).field() != f) continue;
            if (w.value() instanceof Value.Constant) continue;
            Path v = in.locks().path(w.value());
            int made = v.root() == Path.Root.FRESH || v.root() == Path.Root.RESULT ? v.index() : -1;
            int before = out.size();
            for (Task t : program.tasksOf(m)) if (made >= 0 && madeBy(t, made) && !out.contains(t)) out.add(t);
            if (out.size() == before && byObject.get(f) == null) return false;
        }
        return true;
    }
}
