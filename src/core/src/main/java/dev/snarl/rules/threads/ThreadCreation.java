package dev.snarl.rules.threads;

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
import dev.snarl.program.TaskCode;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import dev.snarl.program.Typing;
import java.util.List;

/**
 * The creation of a thread that is no daemon and belongs to no group of its own.
 *
 * @param className what is created: {@code Thread}, or the subclass
 * @param type      the thread's class when it is a scanned one, else null
 * @param started   the creation starts it too
 * @param task      the task that it is given, or null
 * @param code      what the thread runs
 */
record ThreadCreation(String className, Decl type, boolean started, Value task, TaskCode code) {
    private static final String THREAD = "java.lang.Thread";

    /** The thread that an event creates; null when it creates none, or one that may be a daemon or in a group. */
    static ThreadCreation of(Program program, Fates fates, Typing t, Event e) {
        if (e instanceof Event.New n) return n.type().dims() == 0 ? created(program, fates, t, n) : null;
        return e instanceof Event.Call c && c.receiver() != null ? given(program, fates, t, c) : null;
    }

    private static ThreadCreation created(Program program, Fates fates, Typing t, Event.New n) {
        Type type = t.typeOf(new Value.Result(n.id()));
        if (!type.isA(THREAD).yes() || new Daemons(fates).ofClass(type.decl()) != Tri.NO) return null;
        Target target = t.target(n.id());
        boolean plain = target.receiver().is(THREAD);
        if (plain && n.args().size() > 1 && inGroup(t, target, n.args().get(0))) return null;
        String name = n.type().simpleName();
        if (type.decl() instanceof SourceType s && TaskCode.ofRun(fates, s).known()) return new ThreadCreation(name, s, false, null, TaskCode.ofRun(fates, s));
        MethodFact f = program.roles().first(Role.THREAD_CONSTRUCTOR, MethodFacts.CONSTRUCTOR, n.args().size(), target);
        Value task = task(f, n.args());
        if (heldFuture(t, task)) return null;
        return new ThreadCreation(name, type.decl() instanceof SourceType ? type.decl() : null, false, task, TaskCode.of(fates, t, task));
    }

    private static boolean inGroup(Typing t, Target target, Value first) {
        if (first instanceof Value.Constant || first instanceof Value.Lambda || first instanceof Value.MethodRef) return false;
        if (target.resolved()) return target.method().paramTypes().get(0).is("java.lang.ThreadGroup");
        Type type = t.typeOf(first);
        return type.kind() != Type.Kind.VARIABLE && type.isA("java.lang.ThreadGroup") != Tri.NO;
    }

    private static Value task(MethodFact f, List<Value> args) {
        String at = f == null ? "" : f.attribute("task", "");
        if (at.isEmpty() || at.equals("this")) return null;
        int i = Integer.parseInt(at);
        return i < args.size() ? args.get(i) : null;
    }

    /** A future that somebody has in hand can be waited for, and cancelled. */
    private static boolean heldFuture(Typing t, Value task) {
        boolean inHand = task != null && !(task instanceof Value.Lambda || task instanceof Value.MethodRef || task instanceof Value.Result);
        return inHand && t.typeOf(task).isA("java.util.concurrent.Future").yes();
    }

    /** {@code Thread.ofPlatform().start(task)}, {@code builder.unstarted(task)}, {@code factory.newThread(task)}. */
    private static ThreadCreation given(Program program, Fates fates, Typing t, Event.Call c) {
        boolean start = c.name().equals("start");
        if (c.args().size() != 1 || !start && !c.name().equals("unstarted") && !c.name().equals("newThread")) return null;
        MethodFact f = program.roles().first(start ? Role.START : Role.THREAD_CONSTRUCTOR, c.name(), 1, t.target(c.id()));
        if (f == null || !f.attribute("daemon", "").isEmpty()) return null;
        if (heldFuture(t, c.args().get(0))) return null;
        Daemons daemons = new Daemons(fates);
        Tri daemon = c.name().equals("newThread") ? daemons.ofFactory(t, c.receiver()) : daemons.ofBuilder(t, c.receiver());
        return daemon == Tri.NO ? new ThreadCreation("Thread", null, start, c.args().get(0), TaskCode.of(fates, t, c.args().get(0))) : null;
    }
}
