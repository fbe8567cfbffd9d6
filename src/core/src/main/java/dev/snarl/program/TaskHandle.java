package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;

/** What the starter of a task keeps in hand besides the thread: the task object, and what it gave to it. Used by one thread. */
final class TaskHandle {
    private final TaskEnd ends;
    private final Fates fates;
    private final TaskCode code;
    private final Typing t;

    TaskHandle(TaskEnd ends, Fates fates, TaskCode code, Typing starter) {
        this.ends = ends;
        this.fates = fates;
        this.code = code;
        this.t = starter;
    }

    /** How the starter, or code that it shares the task with, can end or await it; null when no way is seen. */
    String way(Value task) {
        if (waits()) return "its starter waits for it";
        Field kept = task == null ? null : field(task);
        if (task != null && received(task, kept)) return "whoever gave the task has it in hand";
        if (kept != null && ends.endedThrough(kept, false)) return "others end the task in " + kept.label();
        if (task instanceof Value.Local l) {
            for (Event e : t.index().events) {
                if (e instanceof Event.Call c && task.equals(c.receiver()) && TaskEnd.ENDINGS.contains(c.name())) return "the task is ended by " + c.name();
                if (e instanceof Event.Write w && w.value().equals(task) && t.denote(w.target()).field() instanceof Field f && ends.endedThrough(f, false)) {
                    return "others end the task in " + f.label();
                }
                if (e instanceof Event.Assign a && a.local() == l.index()) {
                    String given = given(a.value());
                    if (given != null) return given;
                }
            }
        }
        String given = task == null ? null : given(task);
        for (Event.New n : threads()) if (given == null) given = given(n);
        return given;
    }

    /** An object with more to it than a run method, that somebody else made. */
    private boolean received(Value task, Field kept) {
        Decl d = t.typeOf(task).decl();
        if (d == null || d.name().equals("java.lang.Runnable")) return false;
        if (task instanceof Value.Local l) return t.body().locals().get(l.index()).kind() == LocalFacts.Kind.PARAM;
        if (kept == null) return false;
        for (Method m : fates.seeing(kept)) {
            Typing in = fates.typing(m);
            for (Event e : in.index().events) {
                if (e instanceof Event.Write w && in.denote(w.target()).field() == kept && !(w.value() instanceof Value.Constant) && !made(in, w.value())) return true;
            }
        }
        return false;
    }

    private static boolean made(Typing in, Value v) {
        if (v instanceof Value.Lambda || v instanceof Value.MethodRef) return true;
        if (v instanceof Value.Local l) {
            Value initial = in.body().locals().get(l.index()).initial();
            return initial != null && !(initial instanceof Value.Local) && made(in, initial);
        }
        return v instanceof Value.Result r && in.event(r.event()) instanceof Event.New;
    }

    private Field field(Value v) {
        return t.denote(v).field() instanceof Field f ? f : null;
    }

    /** The creations of scanned thread classes in this body: what they are given, their run method gets. */
    private List<Event.New> threads() {
        List<Event.New> out = new ArrayList<>();
        for (Event e : t.index().events) {
            if (e instanceof Event.New n && t.typeOf(new Value.Result(n.id())).decl() instanceof SourceType s && s.isA("java.lang.Thread").yes()
                    && code.known() && code.methods().get(0).owner() == s) out.add(n);
        }
        return out;
    }

    private String given(Value v) {
        return v instanceof Value.Result r && t.event(r.event()) instanceof Event.New n ? given(n) : null;
    }

    /** A latch, future or stream that a task object gets. */
    private String given(Event.New n) {
        for (Value a : n.args()) {
            if (!TaskEnd.joins(t.typeOf(a))) continue;
            if (a instanceof Value.Local l && !ends.outside(t, l.index(), n.id())) continue;
            if (field(a) != null && !ends.endedThrough(field(a), false)) continue;
            return "what it is given joins it with its starter";
        }
        return null;
    }

    /** {@code latch.await()} in the very method that starts the thread. */
    private boolean waits() {
        for (Event e : t.index().events) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || !TaskEnd.WAITS.contains(c.name()) || code.holds(t, c.id())) continue;
            if (!(c.receiver() instanceof Value.Local)) continue;
            Type type = t.typeOf(c.receiver());
            if (type.decl() != null && TaskEnd.synchronizer(type) && !type.isA("java.util.Collection").yes()) return true;
        }
        return false;
    }
}
