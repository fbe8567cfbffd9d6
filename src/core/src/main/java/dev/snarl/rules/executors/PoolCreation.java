package dev.snarl.rules.executors;

import dev.snarl.facts.Event;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Daemons;
import dev.snarl.program.Decl;
import dev.snarl.program.Fates;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Tri;
import dev.snarl.program.Typing;
import java.util.List;

/**
 * The creation of a pool of java.util.concurrent whose threads stay until somebody ends it: no daemons, not virtual, and they do not time out.
 *
 * @param factory what creates it, as a reader knows it: {@code newFixedThreadPool}, {@code ThreadPoolExecutor}
 */
record PoolCreation(String factory) {
    private static final String POOL_CLASS = "java.util.concurrent.ThreadPoolExecutor";

    /** The pool that an event creates; null when it creates none, or one that ends by itself, or when that cannot be told. */
    static PoolCreation of(Program program, Fates fates, Typing t, Event e) {
        if (e instanceof Event.Call c) {
            MethodFact f = program.roles().first(Role.POOL, c.name(), c.args().size(), t.target(c.id()));
            return f != null && stays(fates, t, f, c.args()) ? new PoolCreation(c.name()) : null;
        }
        if (!(e instanceof Event.New n) || n.type().dims() > 0) return null;
        Target target = t.target(n.id());
        MethodFact f = program.roles().first(Role.POOL, MethodFacts.CONSTRUCTOR, n.args().size(), target);
        if (f != null) return stays(fates, t, f, n.args()) ? new PoolCreation(n.type().simpleName()) : null;
        Decl d = target.receiver().decl();
        boolean own = d instanceof SourceType && d.isA(POOL_CLASS).yes() && target.resolved() && target.source() != null && target.source().hasBody();
        return own && superStays(program, fates, fates.typing(target.source()), 4) ? new PoolCreation(n.type().simpleName()) : null;
    }

    /** What the constructor of a subclass asks of the platform's class. */
    private static boolean superStays(Program program, Fates fates, Typing ctor, int depth) {
        for (int i = 0; i < ctor.body().events(); i++) {
            if (!(ctor.event(i) instanceof Event.Call c) || !c.name().startsWith("<")) continue;
            Target target = ctor.target(i);
            MethodFact f = program.roles().first(Role.POOL, MethodFacts.CONSTRUCTOR, c.args().size(), target);
            if (f != null) return stays(fates, ctor, f, c.args());
            return depth > 0 && target.resolved() && target.source() != null && target.source().hasBody()
                    && superStays(program, fates, fates.typing(target.source()), depth - 1);
        }
        return false;
    }

    private static boolean stays(Fates fates, Typing t, MethodFact f, List<Value> args) {
        if (!f.type().startsWith("java.util.concurrent.") || !f.attribute("daemon", "").isEmpty()) return false;
        switch (f.attribute("kind", "")) {
            case "common", "managed", "wrapper":
                return false;
            default:
        }
        switch (f.attribute("threads", "")) {
            case "virtual", "direct", "per-task", "work-stealing":
                return false;
            default:
        }
        Value size = argument(f, "size", args);
        if (size instanceof Value.Constant c && c.text().equals("0")) return false;
        Value factory = argument(f, "factory", args);
        return factory == null || new Daemons(fates).ofFactory(t, factory) == Tri.NO;
    }

    private static Value argument(MethodFact f, String attribute, List<Value> args) {
        String at = f.attribute(attribute, "");
        if (at.isEmpty()) return null;
        int i = Integer.parseInt(at);
        return i < args.size() ? args.get(i) : null;
    }
}
