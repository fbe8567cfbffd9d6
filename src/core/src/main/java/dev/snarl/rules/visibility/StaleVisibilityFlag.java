package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Node;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Acquisition;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A loop of one thread asks a plain field that another thread sets: nothing makes the new value visible, so the loop may go on for ever. */
public final class StaleVisibilityFlag implements Rule {
    private static final List<String> BEFORE = List.of("start", "init", "open", "setup", "configure", "begin", "launch", "create");
    private static final List<String> ENDS = List.of("stop", "close", "shut", "cancel", "terminate", "end", "finish", "quit", "exit", "dispose", "destroy", "halt", "kill", "abort");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Pollers pollers = new Pollers(program);
        Map<Field, Finding> found = new LinkedHashMap<>();
        for (Pollers.Root r : pollers.roots()) {
            if (fates.inTest(r.method())) continue;
            List<PollingLoops.Poll> polls = new ArrayList<>(new PollingLoops(program, fates, r.method(), r.lambda()).find());
            for (Method m : pollers.near(r)) polls.addAll(new PollingLoops(program, fates, m, -1).find());
            if (polls.isEmpty()) continue;
            Set<Method> own = pollers.reached(r);
            for (PollingLoops.Poll p : polls) if (!found.containsKey(p.field())) check(program, fates, r, p, own, found);
        }
        alone(program, fates, found);
        found.values().forEach(out::add);
    }

    /** Loops outside of tasks that nothing but another thread can end. */
    private void alone(Program program, Fates fates, Map<Field, Finding> found) {
        Set<Method> asked = new LinkedHashSet<>();
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || f.isFinal() || found.containsKey(f)) continue;
            for (Access a : program.accesses(f)) if (!a.writes() && a.loops() > 0 && !a.element()) asked.add(a.method());
        }
        for (Method m : asked) {
            if (m.facts().isInitializer() || fates.inTest(m)) continue;
            for (PollingLoops.Poll p : new PollingLoops(program, fates, m, -1).find()) {
                if (p.whole() && p.read().method() == m && !found.containsKey(p.field())) check(program, fates, new Pollers.Root(m, -1), p, Set.of(), found);
            }
        }
    }

    private void check(Program program, Fates fates, Pollers.Root r, PollingLoops.Poll p, Set<Method> own, Map<Field, Finding> found) {
        Field f = p.field();
        if (!f.owner().unit().reported() || program.declaredUnsafe(f.owner()) || program.confined(f)) return;
        boolean flag = f.type().name().equals("boolean") && !f.type().isArray();
        Access best = null;
        for (Access w : program.accesses(f)) {
            if (!w.writes() || w.element() || w.owned() || w.initial() || program.initial(w.method()) || fates.inTest(w.method())) continue;
            if (!flag && (w.valueParam() >= 0 || w.kind() == AccessKind.UPDATE && !p.whole())) continue;
            if (!otherThread(program, r, p, own, w) || setsUp(program, w) || ordered(program, r, p, own, w)) continue;
            if (best == null || rank(w) < rank(best)) best = w;
        }
        if (best != null) found.put(f, finding(program, r, p, best, flag));
    }

    /** Whether a thread other than the loop's comes to the write. */
    private static boolean otherThread(Program program, Pollers.Root r, PollingLoops.Poll p, Set<Method> own, Access w) {
        Method m = w.method();
        if (w.lambda() >= 0) return !(m == r.method() && w.lambda() == r.lambda());
        if (m == p.method() && p.lambda() < 0 || m == r.method() && r.lambda() < 0) return false;
        if (!own.contains(m)) return !m.isPrivate() || !program.calls().edgesTo(m).isEmpty() && calledByOthers(program, r, own, m);
        return calledByOthers(program, r, own, m);
    }

    private static boolean calledByOthers(Program program, Pollers.Root r, Set<Method> own, Method m) {
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.caller() == m || own.contains(e.caller()) || program.initial(e.caller()) || program.taskOnly(e.caller())) continue;
            if (e.caller() == r.method() && (r.lambda() < 0 || e.lambda() == r.lambda())) continue;
            return true;
        }
        return false;
    }

    /** Before the task is under way: in the method that hands it over, ahead of that, or one that by its name starts things. */
    private static boolean setsUp(Program program, Access w) {
        for (Task t : program.tasksOf(w.method())) if (t.event() > w.event()) return true;
        String n = w.method().name().toLowerCase(Locale.ROOT);
        for (String b : BEFORE) if (n.startsWith(b)) return true;
        if (n.equals("main")) return !after(program, w);
        for (CallEdge e : program.calls().edgesTo(w.method())) {
            for (Task t : program.tasksOf(e.caller())) if (t.event() > e.event() && program.calls().edgesTo(w.method()).size() == 1) return true;
        }
        return false;
    }

    private static boolean after(Program program, Access w) {
        for (Task t : program.tasksOf(w.method())) if (t.event() < w.event()) return true;
        return false;
    }

    /** Something else orders the write before a later round of the loop: a lock that both take, an object of the platform that both use, a volatile, an interrupt. */
    private static boolean ordered(Program program, Pollers.Root r, PollingLoops.Poll p, Set<Method> own, Access w) {
        Set<Method> loop = new LinkedHashSet<>(own);
        loop.add(p.method());
        loop.add(r.method());
        Set<String> keys = new HashSet<>();
        for (Held.Entry h : program.heldAt(w)) keys.add(h.lock().key());
        for (Acquisition a : program.acquisitions(w.method())) keys.add(a.lock().key());
        for (Method m : loop) {
            for (Acquisition a : program.acquisitions(m)) if (a.lock().shared() && keys.contains(a.lock().key())) return true;
        }
        Interpretation in = program.interpret(w.method());
        Set<Field> used = new LinkedHashSet<>();
        boolean interrupts = false;
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || e.id() < w.event()) continue;
            if (c.name().equals("interrupt")) interrupts = true;
            if (c.receiver() == null) continue;
            Path q = in.locks().path(c.receiver());
            if (q.field() instanceof Field f && q.type().name().startsWith("java.util.concurrent.")) used.add(f);
        }
        for (Access a : program.accessesIn(w.method())) if (a.writes() && a.field().isVolatile() && a.event() > w.event()) used.add(a.field());
        if (interrupts && catchesInterrupt(program, p)) return true;
        return !used.isEmpty() && uses(program, loop, used);
    }

    private static boolean uses(Program program, Set<Method> loop, Set<Field> used) {
        for (Method m : loop) {
            if (!m.hasBody()) continue;
            for (Access a : program.accessesIn(m)) if (used.contains(a.field())) return true;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && c.receiver() != null && in.locks().path(c.receiver()).field() instanceof Field f && used.contains(f)) return true;
            }
        }
        return false;
    }

    /** The loop learns of an interrupt, which comes after the write. */
    private static boolean catchesInterrupt(Program program, PollingLoops.Poll p) {
        boolean[] found = {false};
        Nodes.walk(p.loop(), n -> {
            if (!(n instanceof Node.Try t)) return;
            for (var c : t.catches()) for (var type : c.types()) if (type.simpleName().equals("InterruptedException")) found[0] = true;
        });
        Interpretation in = program.interpret(p.method());
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && (c.name().equals("isInterrupted") || c.name().equals("interrupted")) && PollingLoops.within(p.loop(), c.span())) found[0] = true;
        }
        for (var t : p.method().facts().thrown()) if (t.simpleName().equals("InterruptedException")) found[0] = true;
        return found[0];
    }

    /** The write that ends the loop is the one to tell. */
    private static int rank(Access w) {
        String n = w.method().name().toLowerCase(Locale.ROOT);
        for (String e : ENDS) if (n.startsWith(e)) return 0;
        return w.constant() ? 1 : 2;
    }

    private Finding finding(Program program, Pollers.Root r, PollingLoops.Poll p, Access w, boolean flag) {
        String name = p.field().label();
        Site set = Program.site(w.method(), w.span());
        Site read = Program.site(p.read().method(), p.read().span());
        String loop = p.method().label();
        List<Step> a = List.of(new Step(read, loop, "asks " + name + " and goes on; nothing obliges it to read the field from memory again", 1),
                new Step(read, loop, "asks again: still sees the old value, and goes on for ever", 3));
        List<Step> b = List.of(new Step(set, w.method().label(), "writes " + name, 2));
        List<Related> related = new ArrayList<>();
        related.add(new Related(read, "asked in the loop"));
        related.add(new Related(Program.site(p.field().owner(), p.field().facts().nameSpan()), "not volatile"));
        String evidence = p.whole() ? "nothing in the loop changes " + name + ": only another thread can end it" : loop + " is code of a thread of its own; " + w.method().label() + " is called by others";
        return new Finding(id(), null, flag ? Confidence.HIGH : Confidence.MEDIUM, set, w.method().label(),
                "Write of " + name + " may never be seen by the loop in " + loop + ", which reads the field without volatile or a lock.",
                List.of(evidence), related, List.of(new ThreadTrace("thread A: the loop", a), new ThreadTrace("thread B: a caller of " + w.method().label(), b)),
                "Make " + p.field().name() + " volatile (or an AtomicBoolean), or read and write it under one lock.", p.field().key(), "");
    }
}
