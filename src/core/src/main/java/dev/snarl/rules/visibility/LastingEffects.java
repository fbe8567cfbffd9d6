package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What stays when it is done twice: a started thread, a pool, an open resource, a registration. */
final class LastingEffects {
    private static final int DEPTH = 3;
    private static final String STARTS = "starts a thread";
    private static final List<String> SETS_UP = List.of("Listener", "Observer", "Handler", "Hook", "Subscriber");

    /**
     * @param method where it happens
     * @param event  its call or creation
     * @param what   a verb with its object: "starts a thread"
     */
    record Effect(Method method, Event event, String what) {}

    private final Program program;
    private final Set<Method> seen = new HashSet<>();

    LastingEffects(Program program) {
        this.program = program;
    }

    /** The effect of one event, its callee's included; null for none that is known. */
    Effect of(Interpretation in, int event) {
        return of(in, event, 0);
    }

    private Effect of(Interpretation in, int event, int depth) {
        Event e = in.typing().event(event);
        if (depth > 0 && !in.inCallersThread(event)) return null;
        Target t = e instanceof Event.Call || e instanceof Event.New ? in.typing().target(event) : null;
        if (t == null) return null;
        String name = e instanceof Event.Call c ? c.name() : "<init>";
        int arity = e instanceof Event.Call c ? c.args().size() : ((Event.New) e).args().size();
        String own = what(name, arity, t);
        // A thread that a helper far away starts mostly ends with what it helps.
        if (own != null && !(depth > 1 && own.equals(STARTS))) return new Effect(in.method(), e, own);
        Method m = t.source();
        if (m == null || t.ambiguous() || !m.hasBody() || depth >= DEPTH || !seen.add(m)) return null;
        Interpretation there = program.interpret(m);
        for (Event x : there.events()) {
            Effect f = there.reached(x.id()) ? of(there, x.id(), depth + 1) : null;
            if (f != null) return f;
        }
        return null;
    }

    private String what(String name, int arity, Target t) {
        for (MethodFact f : program.roles().of(name, arity, t)) {
            switch (f.role()) {
                case START:
                    return STARTS;
                case POOL:
                    if (f.attribute("kind", "").isEmpty() || f.attribute("kind", "").equals("scheduled")) return "creates a pool of threads";
                    break;
                case SUBMIT:
                    if (f.attribute("periodic", "").equals("yes")) return "schedules a periodic task";
                    break;
                case ONCE:
                    return f.attribute("kind", "").equals("opens") ? "opens " + opened(name, t) : "registers itself with others (" + name + ")";
                default:
            }
        }
        if (name.startsWith("add") && arity >= 1 && t.method() != null) for (String s : SETS_UP) if (name.endsWith(s)) return "registers itself with others (" + name + ")";
        return null;
    }

    private static String opened(String name, Target t) {
        String type = t.receiver().simpleName();
        return "a resource (" + (name.equals("<init>") ? "new " + type : type + "." + name) + ")";
    }
}
