package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
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
import dev.snarl.program.Type;
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

/** An object whose class is declared not thread-safe is used by several threads without a common lock. */
public final class NotthreadsafeShared implements Rule {
    private static final int RELATED = 4;

    /**
     * A call of a method of such an object.
     *
     * @param subject what stays equal for all uses of one object
     * @param why     why threads share the object, or null where that is not known
     * @param changes it may change the object
     * @param locks   the keys of the locks that are held and can guard it
     * @param vague   a lock may be held
     */
    private record Use(Method method, Span span, String subject, String name, SourceType type, String why, Site declared, boolean changes, Set<String> locks, boolean vague) {
        Site site() {
            return Program.site(method, span);
        }
    }

    @Override
    public void check(Program program, Findings out) {
        Set<SourceType> unsafe = unsafe(program);
        if (unsafe.isEmpty()) return;
        Set<String> names = new LinkedHashSet<>();
        for (SourceType t : unsafe) for (Method m : t.methods()) if (!m.isStatic() && !m.facts().isInitializer()) names.add(m.name());
        Map<String, List<Use>> objects = new LinkedHashMap<>();
        for (Method m : program.methodsMentioning(names)) {
            if (m.owner().unit().test() || unsafe.contains(m.owner()) || program.declaredUnsafe(m.owner()) || program.initial(m) || program.lifecycle(m)
                    || !program.annotations().of(m, Role.GUARDED_BY).isEmpty() || !program.annotations().of(m, Role.SYNCHRONIZED_ANNOTATION).isEmpty()) continue;
            for (Use u : uses(program, m, unsafe)) objects.computeIfAbsent(u.subject, k -> new ArrayList<>()).add(u);
        }
        objects.values().forEach(uses -> judge(uses, out));
    }

    /** The types that are declared so, and their subclasses that are not declared otherwise. */
    private static Set<SourceType> unsafe(Program program) {
        Set<SourceType> out = new LinkedHashSet<>();
        for (SourceType t : program.universe().types()) {
            // Bounded: in code that does not compile, or is not whole, a class may seem to be its own ancestor.
            int steps = 0;
            for (SourceType s = t; s != null && steps++ < 64; s = s.superclass() != null && s.superclass().decl() instanceof SourceType up ? up : null) {
                if (!program.annotations().of(s, Role.DECLARED_SAFE).isEmpty()) break;
                if (program.annotations().of(s, Role.DECLARED_UNSAFE).isEmpty()) continue;
                out.add(t);
                break;
            }
        }
        return out;
    }

    private static List<Use> uses(Program program, Method m, Set<SourceType> unsafe) {
        List<Use> found = new ArrayList<>();
        Interpretation in = program.interpret(m);
        for (Event e : in.events()) {
            if (!in.reached(e.id()) || !(e instanceof Event.Call c) || c.receiver() == null || c.receiver() instanceof Value.Super) continue;
            Type type = in.typing().typeOf(c.receiver());
            if (!(type.decl() instanceof SourceType t) || !unsafe.contains(t)) continue;
            Method called = in.typing().target(c.id()).source();
            if (called == null || called.isStatic() || called.name().equals(MethodFacts.CONSTRUCTOR)) continue;
            Use u = use(program, in, c, t, called);
            if (u != null) found.add(u);
        }
        return found;
    }

    private static Use use(Program program, Interpretation in, Event.Call c, SourceType type, Method called) {
        Path p = in.locks().path(c.receiver());
        Method m = in.method();
        int lambda = in.escapingLambda(c.id());
        if (program.singleThread(m, lambda) || lambda < 0 && (program.mainOnly(m) || program.userInterface(m))) return null;
        boolean global = p.start().root() == Path.Root.CLASS;
        if (p.root() == Path.Root.FIELD && p.field() instanceof Field f) {
            // A field of a local or a parameter: nobody says that it is the same object for all threads.
            if (program.declaredUnsafe(f.owner()) || program.confined(f) || !program.annotations().of(f, Role.GUARDED_BY).isEmpty()) return null;
            String why = global ? f.label() + " is " + (f.isStatic() ? "static" : "reached through a static field") + ": one object for every thread of the program" : shared(program, f, m, lambda);
            return new Use(m, c.span(), f.key(), f.label(), type, why, Program.site(f.owner(), f.facts().nameSpan()), changes(called), locks(program, in, c.id(), global), vague(program, in, c.id()));
        }
        if (p.root() != Path.Root.FRESH || lambda < 0 || within(in, p.index(), lambda)) return null;
        for (Task t : program.tasksOf(m)) {
            if (t.lambda() != lambda || !program.role(t).many() || !t.parallel() && in.typing().loopDepth(p.index()) >= t.loops()) continue;
            String name = c.receiver() instanceof Value.Local l ? in.typing().body().locals().get(l.index()).name() : "the " + type.simpleName();
            return new Use(m, c.span(), m.key() + " " + name + " " + p.index(), name, type, "a " + t.label() + " that several threads run at once has captured it", Program.site(m, t.span()),
                    changes(called), locks(program, in, c.id(), false), vague(program, in, c.id()));
        }
        return null;
    }

    private static String shared(Program program, Field f, Method m, int lambda) {
        if (f.owner().kind() == TypeKind.ENUM && lambda < 0) return f.owner().label() + " is an enum: each constant is one object for every thread";
        // What is not called from outside may run in a queue of the class's own: nobody says that two threads are in it.
        String why = lambda < 0 && m.owner() == f.owner() && m.is(Mods.PUBLIC) ? program.sharedByDeclaration(f.owner()) : null;
        if (why != null) return why;
        for (Task t : lambda < 0 ? List.<Task>of() : program.tasksOf(m)) if (t.lambda() == lambda && program.role(t).many()) return "a " + t.label() + " that several threads run at once uses it";
        for (Race r : program.meetings(f)) {
            // Away from the task, the name of a class is no proof that it is one object.
            if (!r.first().via().isEmpty() || !r.second().via().isEmpty() || r.first().entity().startsWith("field:")) continue;
            return r.first().role().isCaller() ? r.second().role().label() + " uses it, and callers of " + f.owner().label() + " too" : r.first().role().label() + " uses it, and another thread too";
        }
        return null;
    }

    /** By its name it only looks. */
    private static boolean changes(Method called) {
        String n = called.name();
        return !(n.startsWith("get") || n.startsWith("is") || n.startsWith("has") || n.startsWith("can") || n.equals("size") || n.equals("length") || n.equals("contains") || n.equals("toString")
                || n.equals("equals") || n.equals("hashCode") || n.equals("name") || n.equals("description"));
    }

    private static boolean within(Interpretation in, int event, int lambda) {
        for (int l = in.typing().lambdaOf(event); l >= 0; l = in.typing().body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }

    private static List<Held.Entry> held(Program program, Interpretation in, int event) {
        List<Held.Entry> held = new ArrayList<>(in.heldAt(event).entries());
        if (in.escapingLambda(event) < 0) held.addAll(program.entryLocks(in.method()).entries());
        return held;
    }

    /** A lock of one object does not guard what all objects share. */
    private static Set<String> locks(Program program, Interpretation in, int event, boolean global) {
        Set<String> keys = new LinkedHashSet<>();
        for (Held.Entry h : held(program, in, event)) {
            boolean own = h.lock().key().endsWith("@this") || h.lock().path().start().root() == Path.Root.THIS;
            if (h.must() && h.lock().shared() && h.lock().mode() != LockMode.READ && !(global && own)) keys.add(h.lock().key());
        }
        return keys;
    }

    private static boolean vague(Program program, Interpretation in, int event) {
        for (Held.Entry h : held(program, in, event)) if (!h.must()) return true;
        return false;
    }

    private static void judge(List<Use> uses, Findings out) {
        if (uses.stream().noneMatch(Use::changes) || uses.stream().allMatch(u -> u.why == null)) return;
        uses.sort(Comparator.comparing(Use::site));
        Map<String, Integer> count = new TreeMap<>();
        for (Use u : uses) for (String k : u.locks) count.merge(k, 1, Integer::sum);
        String guard = "";
        for (Map.Entry<String, Integer> e : count.entrySet()) if (e.getValue() > count.getOrDefault(guard, 0)) guard = e.getKey();
        Use first = null;
        for (Use u : uses) {
            if (u.vague || u.locks.contains(guard) || u.why == null || guard.isEmpty() && !u.changes) continue;
            if (first == null || u.changes && !first.changes) first = u;
        }
        if (first != null) report(first, uses, guard, out);
    }

    private static void report(Use u, List<Use> uses, String guard, Findings out) {
        String why = u.why;
        Use other = u;
        for (Use o : uses) {
            if (why == null) why = o.why;
            if (other == u && o != u) other = o;
        }
        List<Related> related = new ArrayList<>();
        related.add(new Related(Program.site(u.type, u.type.facts().nameSpan()), u.type.label() + " is declared not thread-safe"));
        related.add(new Related(u.declared, "shared here"));
        for (Use o : uses) if (o != u && related.size() < RELATED) related.add(new Related(o.site(), o.locks.contains(guard) ? "used under a lock" : "used here too"));
        Step a1 = new Step(u.site(), u.method.label(), "starts to change " + u.name, 1);
        Step b1 = new Step(other.site(), other.method.label(), "works on " + u.name + " while it is half changed", 2);
        Step a2 = new Step(u.site(), u.method.label(), "goes on, and relies on what the other thread has changed", 3);
        out.add(new Finding("notthreadsafe-shared", null, guard.isEmpty() ? Confidence.MEDIUM : Confidence.HIGH, u.site(), u.method.label(),
                u.name + " is shared between threads without a common lock, and its class " + u.type.label() + " is declared not thread-safe" + (guard.isEmpty() ? "." : ": here the lock is missing that other uses hold."),
                List.of(why), related, List.of(new ThreadTrace("thread A: a caller of " + u.method.label(), List.of(a1, a2)), new ThreadTrace("thread B: " + (other == u ? "another caller" : "a caller of " + other.method.label()), List.of(b1))),
                "Let every use of " + u.name + " hold one lock, or give each thread an object of its own.", u.subject, ""));
    }
}
