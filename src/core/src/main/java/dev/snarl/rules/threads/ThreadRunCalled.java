package dev.snarl.rules.threads;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Runs;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code run()} of a thread is called: its body runs in the caller and no thread is started. */
public final class ThreadRunCalled implements Rule {
    private static final String THREAD = "java.lang.Thread";
    private static final String RUN = "run";

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (Method m : program.methodsMentioning(Set.of(RUN))) {
            // A run() that calls another's runs in a new thread already.
            if (!m.owner().unit().reported() || run(program.calls().whole(m)) || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            Map<String, Integer> ordinals = new HashMap<>();
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && c.name().equals(RUN) && c.args().isEmpty()) call(program, in, c, ordinals, out);
                references(program, in, e, ordinals, out);
            }
        }
    }

    private static boolean run(Method m) {
        return m.name().equals(RUN) && m.facts().params().isEmpty();
    }

    private void call(Program program, Interpretation in, Event.Call c, Map<String, Integer> ordinals, Findings out) {
        Target t = in.typing().target(c.id());
        Type type = t.receiver();
        if (!type.isA(THREAD).yes() || t.method() == null || t.method().isStatic() || t.viaType() || !in.inCallersThread(c.id()) || takesPart(program, in, c) || ofOwnRun(program, in, c)) return;
        String name = name(in, c.receiver());
        Span at = c.span().line() == c.span().endLine() ? c.span() : new Span(c.nameSpan().line(), c.nameSpan().column(), c.span().endLine(), c.span().endColumn());
        out.add(finding(in, c.id(), name.isEmpty() ? "run()" : name + ".run()", name, at, type, started(program, in, c), ordinals));
    }

    private void references(Program program, Interpretation in, Event e, Map<String, Integer> ordinals, Findings out) {
        List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
        for (int i = 0; i < args.size(); i++) {
            if (!(args.get(i) instanceof Value.MethodRef r) || !r.method().equals(RUN) || r.scope() instanceof Value.Super) continue;
            Type type = in.typing().methodRefScope(r);
            Runs runs = program.argumentRuns(in, e.id(), i);
            if (!type.isA(THREAD).yes() || runs != Runs.IMMEDIATE || !in.inCallersThread(e.id())) continue;
            String name = r.scope() == null ? "" : name(in, r.scope());
            String shown = (name.isEmpty() ? type.simpleName() : name) + "::run";
            out.add(finding(in, e.id(), shown, name, r.span(), type, null, ordinals));
        }
    }

    /** {@code super.run()} in a method that only the thread's own run() calls, so that subclasses can wrap it. */
    private static boolean ofOwnRun(Program program, Interpretation in, Event.Call c) {
        if (!(c.receiver() instanceof Value.Super)) return false;
        List<CallEdge> callers = program.calls().edgesTo(in.method());
        return !callers.isEmpty() && callers.stream().allMatch(e -> e.caller().name().equals(RUN) && e.receiver().isThis() && e.inCallersThread());
    }

    /** The caller started other threads of the class and does its own share of their work. */
    private static boolean takesPart(Program program, Interpretation in, Event.Call c) {
        if (c.receiver() == null) return false;
        Path own = in.locks().path(c.receiver());
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call s) || s.receiver() == null || !starts(program, in, s)) continue;
            Type other = in.typing().target(s.id()).receiver(), mine = in.typing().target(c.id()).receiver();
            Path path = in.locks().path(s.receiver());
            if (!sameClass(in, other, path, mine, own)) continue;
            if (!path.equals(own) || !path.known()) return true;
        }
        return false;
    }

    private static boolean sameClass(Interpretation in, Type other, Path path, Type mine, Path own) {
        Type a = path.isFresh() ? path.type() : other, b = own.isFresh() ? own.type() : mine;
        return a.decl() != null && a.decl() == b.decl();
    }

    private static boolean starts(Program program, Interpretation in, Event.Call s) {
        return program.roles().first(Role.START, s.name(), s.args().size(), in.typing().target(s.id())) != null;
    }

    /** Where the very same thread is started in this method too, or null. */
    private static Event.Call started(Program program, Interpretation in, Event.Call c) {
        if (c.receiver() == null) return null;
        Path own = in.locks().path(c.receiver());
        for (Event e : in.events()) {
            if (e instanceof Event.Call s && s.receiver() != null && starts(program, in, s) && in.locks().path(s.receiver()).equals(own)) return s;
        }
        return null;
    }

    /** The variable or field that holds the thread; empty where there is none. */
    private static String name(Interpretation in, Value v) {
        if (v instanceof Value.Local l) return in.typing().body().locals().get(l.index()).name();
        if (v instanceof Value.Captured c) return c.name();
        if (v instanceof Value.Name n) return in.locks().path(v).root() == Path.Root.CLASS ? "" : n.id();
        return v instanceof Value.Field f && in.locks().path(v).root() != Path.Root.CLASS ? f.name() : "";
    }

    private Finding finding(Interpretation in, int event, String shown, String name, Span at, Type type, Event.Call started, Map<String, Integer> ordinals) {
        Method m = in.method();
        String what = type.simpleName().isEmpty() ? "a Thread" : type.is(THREAD) ? "a Thread" : "a thread (" + type.simpleName() + ")";
        List<Related> related = new ArrayList<>();
        String message;
        if (started == null) {
            message = shown + " runs the body of " + what + " in the calling thread: no new thread is started, and " + m.label() + " goes on only when the body has ended.";
        } else {
            message = shown + " runs the body of " + what + " once more, in the calling thread, while the thread started in " + m.label() + " runs it too.";
            related.add(new Related(Program.site(m, started.span()), "the thread is started here"));
        }
        int ordinal = ordinals.merge(shown, 1, Integer::sum);
        return new Finding(id(), null, Confidence.HIGH, Program.site(m, at), m.label(), message, List.of(), related, List.of(),
                "Call start(); or, if the caller is to do the work, pass a Runnable instead of a Thread.", m.key() + "|" + shown + "|" + ordinal, "");
    }
}
