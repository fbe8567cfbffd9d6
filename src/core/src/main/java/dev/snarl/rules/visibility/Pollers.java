package dev.snarl.rules.visibility;

import dev.snarl.facts.LambdaFacts;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Runs;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The code that is written for threads of its own: run and call methods, lambdas that become tasks. Used by one thread. */
final class Pollers {
    private static final List<String> TASKS = List.of("java.lang.Runnable", "java.util.concurrent.Callable");
    private static final int NEAR = 2;
    private static final int FAR = 7;
    private static final int LIMIT = 400;

    /** A task's code. {@code lambda} is -1 for a whole method. */
    record Root(Method method, int lambda) {}

    private final Program program;

    Pollers(Program program) {
        this.program = program;
    }

    List<Root> roots() {
        Set<Root> out = new LinkedHashSet<>();
        for (Task t : program.tasks()) {
            if (t.thread().equals("edt") || t.thread().equals("ui") || t.thread().equals("fx")) continue;
            if (t.lambda() >= 0) out.add(new Root(t.host(), t.lambda()));
            else if (t.method() != null && t.method().hasBody()) out.add(new Root(t.method(), -1));
        }
        for (SourceType t : program.universe().types()) {
            if (t.isA(TASKS.get(0)).yes()) for (Method m : t.ownMethods("run")) add(m, out);
            if (t.isA(TASKS.get(1)).yes()) for (Method m : t.ownMethods("call")) add(m, out);
        }
        for (Method m : program.methodsMentioning(List.of("Runnable", "Callable"))) {
            Interpretation in = program.interpret(m);
            for (int l = 0; l < in.typing().body().lambdas().size(); l++) if (task(in, l)) out.add(new Root(m, l));
        }
        return new ArrayList<>(out);
    }

    private static boolean task(Interpretation in, int lambda) {
        LambdaFacts l = in.typing().body().lambdas().get(lambda);
        if (!l.params().isEmpty() || in.lambda(lambda).runs() == Runs.IMMEDIATE) return false;
        Type t = in.typing().lambdaTarget(lambda);
        return TASKS.stream().anyMatch(x -> t.is(x));
    }

    private static void add(Method m, Set<Root> out) {
        if (m.facts().params().isEmpty() && m.hasBody()) out.add(new Root(m, -1));
    }

    /** The methods of the same file that the task calls itself, near by: their loops are its loops. */
    List<Method> near(Root r) {
        List<Method> out = new ArrayList<>();
        for (Method m : reach(r, NEAR)) {
            if (m.owner().outermost() == r.method().owner().outermost() && m.hasBody() && !m.facts().isInitializer()) out.add(m);
        }
        return out;
    }

    /** All methods that the task may run in its own thread. */
    Set<Method> reached(Root r) {
        return reach(r, FAR);
    }

    private Set<Method> reach(Root r, int depth) {
        Set<Method> seen = new LinkedHashSet<>();
        List<Method> now = new ArrayList<>();
        Interpretation in = r.lambda() < 0 ? null : program.interpret(r.method());
        for (CallEdge e : program.calls().edgesFrom(r.method())) {
            if (in != null && !inside(in, e.event(), r.lambda()) || in == null && !e.inCallersThread()) continue;
            if (e.lambda() != (r.lambda() < 0 ? -1 : r.lambda())) continue;
            for (Method c : e.callees()) if (seen.add(c)) now.add(c);
        }
        for (int i = 1; i < depth && seen.size() < LIMIT; i++) {
            List<Method> next = new ArrayList<>();
            for (Method m : now) {
                for (CallEdge e : program.calls().edgesFrom(m)) {
                    if (e.inCallersThread()) for (Method c : e.callees()) if (seen.add(c)) next.add(c);
                }
            }
            now = next;
        }
        return seen;
    }

    private static boolean inside(Interpretation in, int event, int lambda) {
        for (int l = in.typing().lambdaOf(event); l >= 0; l = in.typing().body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }
}
