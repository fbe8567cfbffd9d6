package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A task that counts a latch down only when nothing throws before. */
public final class LatchCountdownNotInFinally implements Rule {
    /** Where somebody waits for a latch. */
    private record Await(Method method, Path path, boolean timed) {}

    /** Code that a thread of its own runs: a lambda of the method, or all of it. */
    private record Code(Method method, int lambda) {}

    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodFact f : program.knowledge().methods(Role.COUNT_DOWN)) names.add(f.name());
        List<Method> counting = program.methodsMentioning(names);
        if (counting.isEmpty()) return;
        Set<Method> wanted = new LinkedHashSet<>(counting);
        List<Await> awaits = awaits(program);
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        for (Code c : codes(program, wanted)) {
            if (c.method.owner().unit().reported() && !fates.inTest(c.method)) check(program, c, awaits, findings);
        }
    }

    private static List<Await> awaits(Program program) {
        Set<String> names = LockKinds.names(program, "latch", Role.BLOCK, Role.STATUS);
        names.addAll(LockKinds.names(program, "barrier", Role.BLOCK));
        List<Await> out = new ArrayList<>();
        for (Method m : program.methodsMentioning(names)) {
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !names.contains(c.name()) || c.receiver() == null) continue;
                MethodFact f = LockKinds.fact(program, in, c, Role.BLOCK);
                if (LockKinds.is(f, "latch") || LockKinds.is(f, "barrier") && c.name().contains("dvance")) out.add(new Await(m, in.locks().path(c.receiver()), f.attribute("timed", "").equals("yes")));
            }
        }
        return out;
    }

    private static Set<Code> codes(Program program, Set<Method> counting) {
        Set<Code> out = new LinkedHashSet<>();
        for (Task t : program.tasks()) {
            Role r = t.fact() == null ? null : t.fact().role();
            if (r != Role.START && r != Role.SUBMIT && r != Role.THREAD_CONSTRUCTOR) continue;
            if (t.lambda() >= 0 && counting.contains(t.host())) out.add(new Code(t.host(), t.lambda()));
            if (t.method() == null) continue;
            Method code = program.fates().code(t.method());
            if (counting.contains(code)) out.add(new Code(code, -1));
        }
        for (Method part : counting) {
            Method m = part;
            Method whole = program.calls().whole(m);
            if (whole != m && program.fates().code(whole) == m) m = whole;
            boolean run = m.name().equals("run") && m.facts().params().isEmpty() && m.owner().isA("java.lang.Runnable").yes();
            boolean call = m.name().equals("call") && m.facts().params().isEmpty() && m.owner().isA("java.util.concurrent.Callable").yes();
            if (run || call || soleOfTask(program, part)) out.add(new Code(part, -1));
        }
        return out;
    }

    /** A private method that is all the code of a lambda which a thread of its own runs. */
    private static boolean soleOfTask(Program program, Method m) {
        List<CallEdge> edges = program.calls().edgesTo(m);
        if (!m.isPrivate() || edges.size() != 1 || edges.get(0).reference() || edges.get(0).lambda() < 0) return false;
        CallEdge e = edges.get(0);
        for (Event x : program.interpret(e.caller()).events()) {
            if (x.id() != e.event() && program.interpret(e.caller()).typing().lambdaOf(x.id()) == e.lambda()) return false;
        }
        for (Task t : program.tasksOf(e.caller())) {
            Role r = t.fact() == null ? null : t.fact().role();
            if (t.lambda() == e.lambda() && (r == Role.START || r == Role.SUBMIT || r == Role.THREAD_CONSTRUCTOR)) return true;
        }
        return false;
    }

    private static void check(Program program, Code code, List<Await> awaits, MethodFindings findings) {
        Interpretation in = program.interpret(code.method);
        Set<String> told = new LinkedHashSet<>();
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || in.typing().lambdaOf(c.id()) != code.lambda) continue;
            if (LockKinds.fact(program, in, c, Role.COUNT_DOWN) == null) continue;
            Path latch = in.locks().path(c.receiver());
            if (!latch.known() || !told.add(latch.toString())) continue;
            Node body = code.lambda < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(code.lambda).body();
            Await await = awaited(program, in, latch, awaits);
            if (await == null || !plain(body, c)) continue;
            List<CountDowns.Thrower> thrown = new CountDowns(program, in, latch).run(body);
            if (!thrown.isEmpty()) tell(in, code, c, latch, thrown.get(0), await, findings);
        }
    }

    /** Who waits for the latch: by the same name, from the method around the task, or (a latch that was handed in) anybody who waits for one. */
    private static Await awaited(Program program, Interpretation in, Path latch, List<Await> awaits) {
        Await found = null;
        boolean stored = latch.field() instanceof Field f && handedIn(program, f);
        for (Await a : awaits) {
            boolean same = latch.field() != null ? a.path.field() == latch.field() : a.method == in.method() && a.path.equals(latch) || latch.root() == Path.Root.CAPTURED && around(in.method(), a.method);
            boolean handed = stored && a.path.root() != Path.Root.FIELD && a.method != in.method();
            if (!same && !handed) continue;
            if (found == null || found.timed && !a.timed) found = a;
        }
        return found;
    }

    private static boolean handedIn(Program program, Field f) {
        for (Creations.Stored v : Creations.stored(program, f)) if (v.in().locks().path(v.value()).root() == Path.Root.PARAM) return true;
        return false;
    }

    /** Neither in a finally, whose author has thought of it, nor on a condition or in a loop: then it tells of an event, not of the end. */
    private static boolean plain(Node n, Event.Call c) {
        if (n == c) return true;
        if (n instanceof Node.Seq s) return s.nodes().stream().anyMatch(x -> plain(x, c));
        if (n instanceof Node.Sync s) return plain(s.body(), c);
        if (n instanceof Node.Labeled l) return plain(l.body(), c);
        return n instanceof Node.Try t && plain(t.body(), c);
    }

    private static boolean around(Method inner, Method outer) {
        for (Method m = inner.owner().outerMethod(); m != null; m = m.owner().outerMethod()) if (m == outer) return true;
        return false;
    }

    private static void tell(Interpretation in, Code code, Event.Call c, Path latch, CountDowns.Thrower thrower, Await await, MethodFindings findings) {
        Method m = in.method();
        String name = LockName.of(in.typing(), c.receiver());
        String what = thrower.event() instanceof Event.Call x ? LockName.of(in.typing(), new Value.Result(x.id())) : thrower.event() instanceof Event.New n ? "new " + n.type().simpleName() + "()" : "a throw";
        String where = code.lambda >= 0 ? "A task in " + m.label() : m.label();
        findings.at(m, c.span(), name + "." + c.name()).evidence("no finally and no catch on that way counts down").related(thrower.at(), "may throw before the count")
                .thread("the task").step(thrower.at(), what + " throws").step(c.span(), "is not come to: " + name + " keeps its count")
                .tell(await.timed ? Confidence.LOW : Confidence.MEDIUM, where + " calls " + name + "." + c.name() + "() only if nothing before it throws, as " + what + " may. "
                                + await.method.label() + " then waits for the count " + (await.timed ? "until its time is up." : "for ever."),
                        "Put the work in a try, and count down in its finally.");
    }
}
