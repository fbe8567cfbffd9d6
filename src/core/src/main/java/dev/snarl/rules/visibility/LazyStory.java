package dev.snarl.rules.visibility;

import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import java.util.List;

/** Tells how two threads both find a field not set. */
final class LazyStory {
    private LazyStory() {}

    static List<ThreadTrace> twice(LazyInit l) {
        String name = l.field().label();
        Method m = l.method();
        List<Step> a = List.of(step(m, l.test(), "tests " + name + ": not set", 1), step(m, l.write(), "sets it to its own object and goes on with that", 3));
        List<Step> b = List.of(step(m, l.test(), "tests " + name + ": still not set", 2), step(m, l.write(), "sets it to another object; the first is lost", 4));
        return List.of(new ThreadTrace("thread A: the first to come", a), new ThreadTrace("thread B: comes a moment later", b));
    }

    static Step step(Method m, Access a, String text, int order) {
        return new Step(Program.site(m, a.span()), m.label(), text, order);
    }
}
