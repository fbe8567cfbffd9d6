package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
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
import dev.snarl.program.LockMode;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A formatter that keeps state between the steps of one call is used by several threads without a common lock. */
public final class ThreadUnsafeFormatShared implements Rule {
    /** Calls that change the format or its working state; what only asks for a setting is not here. */
    private static final List<String> USES = List.of("format", "parse", "parseObject", "formatToCharacterIterator", "applyPattern", "applyLocalizedPattern", "set", "apply", "toLocalizedPattern");
    private static final int FAR = 1;
    private static final int RELATED = 4;
    private static final Set<String> HARMLESS = Set.of("setFormat");

    /**
     * A use of a format: in which method, at which event, of which object, and why that object is shared.
     *
     * @param locks the keys of the locks that are held and can guard it
     * @param vague a lock may be held: nothing is said of this use
     */
    private record Use(Method method, Span span, String name, String type, String subject, List<String> evidence, List<Related> related, ThreadRole role, boolean seen,
                       Set<String> locks, boolean vague) {
        Site site() {
            return Program.site(method, span);
        }
    }

    @Override
    public void check(Program program, Findings out) {
        Map<String, List<Use>> formats = new LinkedHashMap<>();
        for (Method m : program.methodsMentioning(USES)) {
            if (m.owner().unit().test() || program.declaredUnsafe(m.owner()) || program.initial(m) || program.lifecycle(m)) continue;
            for (Use u : uses(program, m)) formats.computeIfAbsent(u.subject, k -> new ArrayList<>()).add(u);
        }
        for (List<Use> uses : formats.values()) {
            uses.sort(Comparator.comparing(Use::site));
            String guard = guard(uses);
            for (Use u : uses) {
                if (u.vague || u.locks.contains(guard)) continue;
                report(u, uses, guard, out);
                break;
            }
        }
        offered(program, out);
    }

    /** A public constant that nothing here uses is there for others: whoever calls it shares it with all other callers, and no lock is agreed on. */
    private static void offered(Program program, Findings out) {
        for (SourceType t : program.universe().types()) {
            if (!t.unit().reported() || t.unit().test() || program.declaredUnsafe(t) || !open(t)) continue;
            for (Field f : t.fields()) {
                if (!f.isStatic() || !f.isFinal() || !t.isInterface() && !f.facts().is(Mods.PUBLIC) || !program.roles().format(f.type())) continue;
                if (program.accesses(f).stream().anyMatch(a -> !a.writes()) || f.facts().annotations().stream().anyMatch(a -> a.simpleName().equals("Deprecated"))) continue;
                Site site = Program.site(t, f.facts().nameSpan());
                Step a = new Step(site, t.label(), "a caller starts to use " + f.label() + ", which keeps half of its result in its own fields", 1);
                Step b = new Step(site, t.label(), "another caller uses it and overwrites those fields", 2);
                out.add(new Finding("thread-unsafe-format-shared", null, Confidence.LOW, site, t.label(),
                        "The format " + f.label() + " is offered to all code as one object, though two calls at once mix up their results.",
                        List.of(f.label() + " is public and static: one object for every thread of the program"), List.of(),
                        List.of(new ThreadTrace("thread A: any caller", List.of(a)), new ThreadTrace("thread B: any other caller", List.of(b))),
                        "Offer a java.time.format.DateTimeFormatter, or a method that makes a new format for each caller.", f.key(), ""));
            }
        }
    }

    private static boolean open(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) {
            boolean seen = s.facts().is(Mods.PUBLIC) || s.outer() != null && s.outer().isInterface();
            if (!seen || s.facts().isAnonymous() || s.facts().outerMethod() >= 0) return false;
        }
        return true;
    }

    /** The lock that most uses hold; an empty name where none holds any. */
    private static String guard(List<Use> uses) {
        Map<String, Integer> count = new TreeMap<>();
        for (Use u : uses) for (String k : u.locks) count.merge(k, 1, Integer::sum);
        String best = "";
        for (Map.Entry<String, Integer> e : count.entrySet()) if (e.getValue() > count.getOrDefault(best, 0)) best = e.getKey();
        return best;
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
        int lambda = in.escapingLambda(event);
        if (program.singleThread(m, lambda) || lambda < 0 && (program.mainOnly(m) || program.userInterface(m))) return;
        Use u = null;
        boolean global = p.start().root() == Path.Root.CLASS;
        if (p.root() == Path.Root.FIELD) {
            if (!(p.field() instanceof Field f) || program.declaredUnsafe(f.owner()) || program.confined(f)) return;
            u = global ? global(program, m, lambda, span, f) : member(program, m, span, f);
        } else if (p.root() == Path.Root.FRESH || p.root() == Path.Root.RESULT) {
            u = captured(program, in, event, span, receiver, p);
        }
        if (u != null) found.add(held(program, in, event, p, global, u, in.typing().typeOf(receiver).simpleName()));
    }

    /** With the locks that guard it there: a lock of one object does not guard what all objects share. */
    private static Use held(Program program, Interpretation in, int event, Path format, boolean global, Use u, String type) {
        List<Held.Entry> held = new ArrayList<>(in.heldAt(event).entries());
        if (in.escapingLambda(event) < 0) held.addAll(program.entryLocks(in.method()).entries());
        Set<String> locks = new LinkedHashSet<>();
        boolean vague = false;
        for (Held.Entry h : held) {
            if (!h.lock().shared() || h.lock().mode() == LockMode.READ) continue;
            Path l = h.lock().path();
            boolean all = h.lock().key().endsWith("@class") || l.start().root() == Path.Root.CLASS || l.equals(format) || l.root() == Path.Root.FIELD && staticField(l)
                    || !l.known() && !h.lock().key().endsWith("@this");
            if (global && !all) continue;
            if (h.must()) locks.add(h.lock().key());
            else vague = true;
        }
        return new Use(u.method, u.span, u.name, type, u.subject, u.evidence, u.related, u.role, u.seen, locks, vague);
    }

    private static boolean staticField(Path l) {
        return Mods.has(l.field().mods(), Mods.STATIC);
    }

    private static Use use(Method m, Span span, String name, String subject, List<String> evidence, List<Related> related, ThreadRole role, boolean seen) {
        return new Use(m, span, name, "", subject, evidence, related, role, seen, Set.of(), false);
    }

    private static Use global(Program program, Method m, int lambda, Span span, Field f) {
        boolean seen = lambda >= 0 || program.taskOnly(m) || sharedOwner(program, m.owner()) != null;
        return use(m, span, f.label(), f.key(), List.of(f.label() + " is " + (f.isStatic() ? "static" : "reached through a static field") + ": one object for every thread of the program"),
                List.of(declared(f)), null, seen);
    }

    private static Related declared(Field f) {
        return new Related(Program.site(f.owner(), f.facts().nameSpan()), "the format is declared here");
    }

    private static Use member(Program program, Method m, Span span, Field f) {
        String why = sharedOwner(program, f.owner());
        if (why != null) return use(m, span, f.label(), f.key(), List.of(why), List.of(declared(f)), null, true);
        for (Race r : program.meetings(f)) {
            // Far from the task, the name of a class is no proof that it is one object.
            if (r.first().via().size() > FAR || r.second().via().size() > FAR || r.first().entity().startsWith("field:")) continue;
            RaceStory story = RaceStory.of(r);
            List<Related> related = new ArrayList<>(story.related());
            related.add(declared(f));
            return use(m, span, f.label(), f.key(), story.evidence(), related, r.first().role(), true);
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
            return use(in.method(), span, name, in.method().key() + " " + name + " " + p.index(),
                    List.of("a " + t.label() + " that several threads run at once has captured it"),
                    List.of(new Related(Program.site(in.method(), t.span()), t.label() + " handed over here")), role, true);
        }
        return null;
    }

    private static boolean within(Interpretation in, int event, int lambda) {
        for (int l = in.typing().lambdaOf(event); l >= 0; l = in.typing().body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }

    private static void report(Use u, List<Use> uses, String guard, Findings out) {
        Use other = u;
        for (Use o : uses) if (other == u && o != u) other = o;
        Step a1 = new Step(u.site(), u.method.label(), "starts to use " + u.name + ", which keeps half of its result in its own fields", 1);
        Step b1 = new Step(other.site(), other.method.label(), "uses " + u.name + " and overwrites those fields", 2);
        Step a2 = new Step(u.site(), u.method.label(), "goes on with the other thread's half: a wrong result, or an exception", 3);
        String who = u.role == null || u.role.isCaller() ? "a caller of " + u.method.label() : u.role.label();
        String second = other != u ? "a caller of " + other.method.label() : "another " + (u.role == null ? "caller" : "run");
        List<Related> related = new ArrayList<>();
        for (Use o : uses) {
            if (o == u || related.size() >= RELATED) continue;
            related.add(new Related(o.site(), o.locks.contains(guard) ? "used under the lock" : "used here too"));
        }
        related.addAll(u.related);
        boolean half = !guard.isEmpty();
        out.add(new Finding("thread-unsafe-format-shared", null, u.seen || half ? Confidence.HIGH : Confidence.MEDIUM, u.site(), u.method.label(),
                "The format " + u.name + " is used by several threads without a common lock: " + (half ? "here the lock is missing that other uses hold." : "two calls at once mix up their results."),
                u.evidence, related, List.of(new ThreadTrace("thread A: " + who, List.of(a1, a2)), new ThreadTrace("thread B: " + second, List.of(b1))), remedy(u), u.subject, ""));
    }

    private static String remedy(Use u) {
        return u.type.contains("Date") ? "Use a java.time.format.DateTimeFormatter (immutable), make a new format for each use, or keep one in a ThreadLocal."
                : "Make a new format for each use, keep one for each thread in a ThreadLocal, or let every use hold one lock.";
    }
}
