package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.program.ThreadRole;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A formatter that keeps state between the steps of one call is used by several threads without a common lock. */
public final class ThreadUnsafeFormatShared implements Rule {
    /** Calls that change the format or its working state; what only asks for a setting is not here. */
    private static final List<String> USES = List.of("format", "parse", "parseObject", "formatToCharacterIterator", "applyPattern", "applyLocalizedPattern", "set", "apply", "toLocalizedPattern");
    private static final Set<String> HARMLESS = Set.of("setFormat");

    /** A use of a format: in which method, at which event, of which object, and why that object is shared. */
    private record Use(Method method, int event, Span span, String name, String subject, List<String> evidence, List<Related> related, ThreadRole role) {
        Site site() {
            return Program.site(method, span);
        }
    }

    @Override
    public void check(Program program, Findings out) {
        Map<String, Use> first = new LinkedHashMap<>();
        for (Method m : program.methodsMentioning(USES)) {
            if (m.owner().unit().test() || program.declaredUnsafe(m.owner()) || program.initial(m) || program.lifecycle(m)) continue;
            for (Use u : uses(program, m)) first.merge(u.subject, u, (a, b) -> Comparator.comparing(Use::site).compare(a, b) <= 0 ? a : b);
        }
        for (Use u : first.values()) report(u, out);
    }

    private static List<Use> uses(Program program, Method m) {
        List<Use> found = new ArrayList<>();
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!in.reached(e.id()) || !(e instanceof Event.Call c)) continue;
            if (c.receiver() != null && uses(c.name()) && program.roles().format(in.typing().typeOf(c.receiver()))) {
                add(program, in, c.id(), c.span(), c.receiver(), found);
            }
            for (Value a : c.args()) {
                if (a instanceof Value.MethodRef r && r.scope() != null && uses(r.method()) && program.roles().format(in.typing().typeOf(r.scope()))) {
                    add(program, in, c.id(), r.span(), r.scope(), found);
                }
            }
        }
        return found;
    }

    private static boolean uses(String name) {
        for (String u : USES) {
            if (name.equals(u) || u.equals("set") && name.startsWith("set") && !HARMLESS.contains(name)) return true;
        }
        return false;
    }

    private static void add(Program program, Interpretation in, int event, Span span, Value receiver, List<Use> found) {
        Path p = in.locks().path(receiver);
        Method m = in.method();
        if (program.singleThread(m, in.escapingLambda(event)) || in.escapingLambda(event) < 0 && program.mainOnly(m)) return;
        if (p.root() == Path.Root.FIELD) {
            boolean global = p.start().root() == Path.Root.CLASS;
            if (!(p.field() instanceof Field f) || guarded(program, in, event, p, global)) return;
            if (program.declaredUnsafe(f.owner()) || program.confined(f)) return;
            Use u = global ? global(m, event, span, f) : member(program, m, event, span, f);
            if (u != null) found.add(u);
        } else if (p.root() == Path.Root.FRESH || p.root() == Path.Root.RESULT) {
            Use u = captured(program, in, event, span, receiver, p);
            if (u != null) found.add(u);
        }
    }

    /** A lock of one object does not guard what all objects share. */
    private static boolean guarded(Program program, Interpretation in, int event, Path format, boolean global) {
        List<Held.Entry> held = new ArrayList<>(in.heldAt(event).entries());
        if (in.escapingLambda(event) < 0) held.addAll(program.entryLocks(in.method()).entries());
        for (Held.Entry h : held) {
            if (!h.lock().shared()) continue;
            Path l = h.lock().path();
            boolean all = h.lock().key().endsWith("@class") || l.start().root() == Path.Root.CLASS || l.equals(format) || l.root() == Path.Root.FIELD && staticField(l)
                    || !l.known() && !h.lock().key().endsWith("@this");
            if (!global || all) return true;
        }
        return false;
    }

    private static boolean staticField(Path l) {
        return dev.snarl.facts.Mods.has(l.field().mods(), dev.snarl.facts.Mods.STATIC);
    }

    private static Use global(Method m, int event, Span span, Field f) {
        return new Use(m, event, span, f.label(), f.key(), List.of(f.label() + " is " + (f.isStatic() ? "static" : "reached through a static field") + ": one object for every thread of the program"),
                List.of(declared(f)), null);
    }

    private static Related declared(Field f) {
        return new Related(Program.site(f.owner(), f.facts().nameSpan()), "the format is declared here");
    }

    private static Use member(Program program, Method m, int event, Span span, Field f) {
        String why = sharedOwner(program, f.owner());
        if (why != null) return new Use(m, event, span, f.label(), f.key(), List.of(why), List.of(declared(f)), null);
        for (Race r : program.meetings(f)) {
            RaceStory story = RaceStory.of(r);
            List<Related> related = new ArrayList<>(story.related());
            related.add(declared(f));
            return new Use(m, event, span, f.label(), f.key(), story.evidence(), related, r.first().role());
        }
        return null;
    }

    private static String sharedOwner(Program program, SourceType t) {
        if (t.kind() == TypeKind.ENUM) return t.label() + " is an enum: each constant is one object for every thread";
        return program.sharedByDeclaration(t);
    }

    /** A format made here and captured by tasks of which several run at once. */
    private static Use captured(Program program, Interpretation in, int event, Span span, Value receiver, Path p) {
        int lambda = in.escapingLambda(event);
        if (lambda < 0 || within(in, p.index(), lambda)) return null;
        for (Task t : program.tasksOf(in.method())) {
            if (t.lambda() != lambda) continue;
            ThreadRole role = program.role(t);
            if (!role.many() || !t.parallel() && in.typing().loopDepth(p.index()) >= t.loops()) continue;
            String name = receiver instanceof Value.Local l ? in.typing().body().locals().get(l.index()).name() : "the format";
            return new Use(in.method(), event, span, name, in.method().key() + " " + name + " " + p.index(),
                    List.of("a " + t.label() + " that several threads run at once has captured it"),
                    List.of(new Related(Program.site(in.method(), t.span()), t.label() + " handed over here")), role);
        }
        return null;
    }

    private static boolean within(Interpretation in, int event, int lambda) {
        for (int l = in.typing().lambdaOf(event); l >= 0; l = in.typing().body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }

    private static void report(Use u, Findings out) {
        Step a1 = new Step(u.site(), u.method.label(), "starts to use " + u.name + ", which keeps half of its result in its own fields", 1);
        Step b1 = new Step(u.site(), u.method.label(), "uses " + u.name + " and overwrites those fields", 2);
        Step a2 = new Step(u.site(), u.method.label(), "goes on with the other thread's half: a wrong result, or an exception", 3);
        String who = u.role == null || u.role.isCaller() ? "a caller of " + u.method.label() : u.role.label();
        out.add(new Finding("thread-unsafe-format-shared", null, Confidence.HIGH, u.site(), u.method.label(),
                "The format " + u.name + " is used by several threads without a common lock: two calls at once mix up their results.", u.evidence, u.related,
                List.of(new ThreadTrace("thread A: " + who, List.of(a1, a2)), new ThreadTrace("thread B: another " + (u.role == null ? "caller" : "run"), List.of(b1))),
                "Use a java.time.format.DateTimeFormatter (immutable), make a new format for each use, or keep one in a ThreadLocal.", u.subject, ""));
    }
}
