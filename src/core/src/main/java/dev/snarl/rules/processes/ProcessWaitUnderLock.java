package dev.snarl.rules.processes;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Acquisition;
import dev.snarl.program.CallEdge;
import dev.snarl.program.CallReach;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A thread waits for another process while it holds a lock, here or in what it calls. */
public final class ProcessWaitUnderLock implements Rule {
    private static final String REMEDY = "Run the process without the lock, and take the lock for its result.";

    /** A wait under a lock: in this body, or behind a call. */
    private record Case(int event, Span span, Held.Entry lock, ProcessWait own, CallEdge edge) {
        boolean starts() {
            return own != null && own.kind() == ProcessWait.Kind.START;
        }
    }

    @Override
    public void check(Program program, Findings out) {
        WaitReach reach = new WaitReach(program);
        ToolLocks tools = new ToolLocks(program, reach);
        for (Method m : reach.methods()) {
            if (m.owner().unit().test() || !m.hasBody()) continue;
            List<Case> cases = cases(program, m, reach, tools);
            List<Case> told = new ArrayList<>();
            for (Case c : cases) {
                if (c.starts() || told(program, m, c, told)) continue;
                told.add(c);
            }
            for (Case c : cases) if (c.starts() && alone(c, cases) && ProcessWaits.keptLocal(program, program.interpret(m), c.own())) told.add(c);
            for (int i = 0; i < told.size(); i++) out.add(finding(program, m, told.get(i), reach, i));
        }
    }

    private static List<Case> cases(Program program, Method m, WaitReach reach, ToolLocks tools) {
        Interpretation in = program.interpret(m);
        List<Case> out = new ArrayList<>();
        for (ProcessWait w : reach.own(m)) {
            Held.Entry lock = lock(in, in.heldAt(w.event()), tools);
            if (lock != null) out.add(new Case(w.event(), w.span(), lock, w, null));
        }
        for (CallEdge e : program.calls().edgesFrom(m)) {
            CallReach.Hop<ProcessWait> h = reach.through(e);
            Held.Entry lock = h == null ? null : lock(in, e.held(), tools);
            if (lock != null && (h.depth() == 0 || !CallReach.handles(program, e)) && !heldInside(program, reach.way(h), lock.lock())) out.add(new Case(e.event(), tight(in, e), lock, null, e));
        }
        out.sort(Comparator.comparingInt(Case::event));
        return out;
    }

    private static Span tight(Interpretation in, CallEdge e) {
        if (e.span().line() == e.span().endLine() || e.reference() || !(in.typing().event(e.event()) instanceof Event.Call c)) return e.span();
        return new Span(c.nameSpan().line(), c.nameSpan().column(), c.span().endLine(), c.span().endColumn());
    }

    /** The innermost lock held there for certain that others may wait for; a lock that only serialises the tool is none. */
    private static Held.Entry lock(Interpretation in, Held held, ToolLocks tools) {
        List<Held.Entry> entries = held.must();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Lock l = entries.get(i).lock();
            if (l.shared() && !permits(l) && !tools.isToolLock(l)) return entries.get(i);
        }
        return null;
    }

    private static boolean permits(Lock l) {
        return !l.monitor() && (l.path().type().isA("java.util.concurrent.Semaphore").yes() || l.path().type().name().contains("Semaphore"));
    }

    /** The same lock is taken again on the way, where it is told, or given back. */
    private static boolean heldInside(Program program, List<CallReach.Hop<ProcessWait>> way, Lock lock) {
        for (CallReach.Hop<ProcessWait> h : way) {
            Interpretation in = program.interpret(h.method());
            Held held = h.own() != null ? in.heldAt(h.own().event()) : h.edge().held();
            for (Held.Entry e : held.must()) if (e.lock().key().equals(lock.key())) return true;
            for (Lock l : in.released()) {
                if (!l.key().equals(lock.key())) continue;
                boolean own = false;
                for (Acquisition a : in.acquisitions()) own |= a.lock().key().equals(lock.key());
                if (!own) return true;
            }
        }
        return false;
    }

    /** One finding for each region and process. */
    private static boolean told(Program program, Method m, Case c, List<Case> told) {
        for (Case t : told) {
            if (!region(t).equals(region(c))) continue;
            if (c.own() != null && t.own() != null) {
                Path a = t.own().process(), b = c.own().process();
                if (a == null || b == null || !a.known() || a.equals(b)) return true;
            } else if (c.edge() != null && t.edge() != null && c.edge().callees().equals(t.edge().callees())) {
                return true;
            } else if (c.edge() == null || t.edge() == null) {
                return true;
            }
        }
        return false;
    }

    private static String region(Case c) {
        return c.lock().lock().key() + " " + c.lock().at();
    }

    /** The first start of a region in which nothing waits. */
    private static boolean alone(Case start, List<Case> cases) {
        boolean first = true;
        for (Case c : cases) {
            if (c == start) first = false;
            else if (region(c).equals(region(start)) && (!c.starts() || first)) return false;
        }
        return true;
    }

    private static Finding finding(Program program, Method m, Case c, WaitReach reach, int ordinal) {
        Interpretation in = program.interpret(m);
        Lock l = c.lock().lock();
        String name = name(m, l);
        List<CallReach.Hop<ProcessWait>> way = c.edge() == null ? List.of() : reach.way(reach.through(c.edge()));
        ProcessWait wait = c.own() != null ? c.own() : way.get(way.size() - 1).own();
        String call = c.own() != null ? c.own().text() : callee(c.edge()) + "()";
        String message = call + (c.starts() ? " starts a process" : " waits for another process") + " while it holds " + name
                + (c.starts() ? ", and every thread that needs the lock waits for the fork." : ". Every thread that needs the lock stands still until that process has done its work.");
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Program.site(m, c.lock().at()), m.label(), "takes " + name, 0));
        List<Related> related = new ArrayList<>();
        related.add(new Related(Program.site(m, c.lock().at()), name + " is taken here"));
        if (c.edge() != null) steps.add(new Step(Program.site(m, c.span()), m.label(), "calls " + way.get(0).method().label(), 0));
        for (CallReach.Hop<ProcessWait> h : way) {
            if (h.own() == null) steps.add(new Step(Program.site(h.method(), h.edge().span()), h.method().label(), "calls " + h.callee().label(), 0));
        }
        Method last = way.isEmpty() ? m : way.get(way.size() - 1).method();
        steps.add(new Step(Program.site(last, wait.span()), last.label(), wait.kind().what() + " with " + name + " held", 0));
        if (c.edge() != null) related.add(new Related(Program.site(last, wait.span()), wait.kind().what()));
        List<String> evidence = others(program, m, l, related);
        Confidence confidence = c.starts() || way.size() > 3 ? Confidence.LOW : way.size() > 1 || wait.kind() == ProcessWait.Kind.TIMED ? Confidence.MEDIUM : Confidence.HIGH;
        return new Finding("process-wait-under-lock", null, confidence, Program.site(m, c.span()), m.label(), message, evidence, related,
                List.of(new ThreadTrace("the waiting thread", steps)), REMEDY, m.key() + " " + l.key() + " " + ordinal, "");
    }

    private static String callee(CallEdge e) {
        Method m = e.callees().get(0);
        return m.facts().isConstructor() ? "new " + m.owner().simpleName() : m.name();
    }

    /** The lock as a reader knows it. */
    private static String name(Method m, Lock l) {
        Path p = l.path();
        return switch (p.root()) {
            case THIS -> "the monitor of this " + m.owner().label();
            case OUTER, CLASS -> "the monitor of " + l.label();
            case FIELD -> p.base().isThis() ? p.field().owner().simpleName() + "." + l.label() : l.label();
            default -> l.label();
        };
    }

    /** Who else needs the lock, as far as the types around it tell. */
    private static List<String> others(Program program, Method m, Lock l, List<Related> related) {
        Set<String> who = new LinkedHashSet<>();
        for (Method o : ToolLocks.users(m, l)) {
            if (o == m) continue;
            for (Acquisition a : program.interpret(o).acquisitions()) {
                if (!a.lock().key().equals(l.key())) continue;
                if (who.isEmpty()) related.add(new Related(Program.site(o, a.span()), "needs the same lock"));
                who.add(o.label());
                break;
            }
        }
        if (who.isEmpty()) return List.of();
        List<String> names = new ArrayList<>(who);
        String some = String.join(", ", names.subList(0, Math.min(3, names.size())));
        return List.of("The lock is also taken by " + some + (names.size() > 3 ? " and " + (names.size() - 3) + " more." : "."));
    }
}
