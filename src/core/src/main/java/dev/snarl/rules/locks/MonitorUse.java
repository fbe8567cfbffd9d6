package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Fates;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.ValueWalk;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A place where code takes the monitor of an object, or waits on it.
 *
 * @param lock   the object
 * @param at     the lock expression of a synchronized statement, or the call of a wait or notify
 * @param region the synchronized statement, or null
 * @param lambda the lambda that it stands in, or -1
 */
record MonitorUse(Interpretation in, Value lock, Span at, Node.Sync region, int lambda) {
    private static final Set<String> CALLS = Set.of("wait", "notify", "notifyAll");

    Method method() {
        return in.method();
    }

    /** The lock as the code names it. */
    String name() {
        return LockName.of(in.typing(), lock);
    }

    /** The lock, looked through locals that are only another name for it: that get their value once and are used for nothing but to be locked. */
    Value direct() {
        Value v = lock;
        while (v instanceof Value.Local l) {
            LocalFacts f = in.typing().body().locals().get(l.index());
            boolean other = f.initial() instanceof Value.Local || f.initial() instanceof Value.Name || f.initial() instanceof Value.Field;
            if (f.kind() != LocalFacts.Kind.VARIABLE || !f.effectivelyFinal() || !other || mentions(l.index()) != 1) break;
            v = f.initial();
        }
        return v;
    }

    private int mentions(int local) {
        int[] uses = {0};
        Consumer<Value> count = v -> {
            if (v instanceof Value.Local l && l.index() == local) uses[0]++;
        };
        ValueWalk.values(in.typing().body().root(), count);
        in.typing().body().lambdas().forEach(l -> ValueWalk.values(l.body(), count));
        return uses[0];
    }

    /** Gives the synchronized statements of the reported files, tests left out, in the order of the code. */
    static void regions(Program program, Consumer<MonitorUse> visit) {
        Fates fates = program.fates();
        for (Method m : program.methodsWithMonitors()) {
            if (!m.owner().unit().reported() || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            regionsOf(in, visit);
        }
    }

    private static void regionsOf(Interpretation in, Consumer<MonitorUse> visit) {
        for (Interpretation.SyncRegion r : in.regions()) visit.accept(new MonitorUse(in, r.node().lock(), r.node().lockSpan(), r.node(), r.lambda()));
    }

    /** The same, and then the method's calls of wait and notify on objects that it names. */
    static void all(Program program, Consumer<MonitorUse> visit) {
        Fates fates = program.fates();
        Set<Method> methods = new TreeSet<>(program.methodsWithMonitors());
        methods.addAll(program.methodsMentioning(CALLS));
        for (Method m : methods) {
            if (!m.owner().unit().reported() || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            regionsOf(in, visit);
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && c.receiver() != null && CALLS.contains(c.name()) && ofObject(in.typing().target(c.id()))) {
                    // Whoever waits holds the monitor: mostly by a statement of the same method, which has been given.
                    if (in.regions().stream().noneMatch(r -> same(in, r.node().lock(), c.receiver()))) visit.accept(new MonitorUse(in, c.receiver(), c.span(), null, in.typing().lambdaOf(c.id())));
                }
            }
        }
    }

    private static boolean same(Interpretation in, Value a, Value b) {
        return a.equals(b) || in.locks().path(a).known() && in.locks().path(a).equals(in.locks().path(b));
    }

    /** Whether a call is one of the methods of every object. */
    static boolean ofObject(Target t) {
        return t.method() != null && t.method().owner().name().equals("java.lang.Object");
    }
}
