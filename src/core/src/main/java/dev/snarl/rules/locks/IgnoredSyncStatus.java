package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.program.ValueWalk;
import dev.snarl.rules.Findings;
import dev.snarl.rules.MethodFindings;
import dev.snarl.rules.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The answer of tryLock, tryAcquire, a timed wait or an offer is dropped, though it alone says whether it worked. */
public final class IgnoredSyncStatus implements Rule {
    /** Asking the queue or latch itself is an answer, too. */
    private static final Set<String> LOOKS = Set.of("getCount", "remainingCapacity", "size", "isEmpty", "contains", "poll", "pollFirst", "pollLast", "remove", "removeFirst",
            "removeLast", "take", "clear", "drainTo", "getHoldCount", "isHeldByCurrentThread", "availablePermits", "isWriteLockedByCurrentThread");

    @Override
    public void check(Program program, Findings out) {
        Set<String> names = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.TRY_ACQUIRE, Role.STATUS}) for (MethodFact f : program.knowledge().methods(r)) names.add(f.name());
        Fates fates = program.fates();
        MethodFindings findings = new MethodFindings(this, out);
        for (Method m : program.methodsMentioning(names)) {
            if (!m.owner().unit().reported() || fates.inTest(m)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !names.contains(c.name()) || !dropped(in, c)) continue;
                Target t = in.typing().target(c.id());
                if (t.source() != null || wrapper(in, c)) continue;
                MethodFact f = program.roles().first(Role.TRY_ACQUIRE, c.name(), c.args().size(), t);
                if (f == null) f = program.roles().first(Role.STATUS, c.name(), c.args().size(), t);
                if (f != null) check(program, in, c, f, findings);
            }
        }
    }

    /** A statement of its own, or kept in a variable that nobody reads. */
    private static boolean dropped(Interpretation in, Event.Call c) {
        if (!c.resultUsed()) {
            int l = in.typing().lambdaOf(c.id());
            return l < 0 || !returned(in, c, l);
        }
        for (Event e : in.events()) {
            if (!(e instanceof Event.Assign a) || !(a.value() instanceof Value.Result r) || r.event() != c.id()) continue;
            LocalFacts l = in.typing().body().locals().get(a.local());
            if (l.kind() != LocalFacts.Kind.VARIABLE || l.assignments() != 1) return false;
            String n = l.name();
            return !n.startsWith("ignore") && !n.startsWith("unused") && !n.startsWith("_") && !read(in, a.local()) && onlyUse(in, c, a);
        }
        return false;
    }

    private static boolean returned(Interpretation in, Event.Call c, int lambda) {
        boolean[] found = new boolean[1];
        ValueWalk.values(in.typing().body().lambdas().get(lambda).body(), v -> found[0] |= v instanceof Value.Result r && r.event() == c.id());
        return found[0];
    }

    private static boolean read(Interpretation in, int local) {
        boolean[] found = new boolean[1];
        ValueWalk.values(in.typing().body().root(), v -> found[0] |= v instanceof Value.Local l && l.index() == local);
        in.typing().body().lambdas().forEach(l -> ValueWalk.values(l.body(), v -> found[0] |= v instanceof Value.Local x && x.index() == local));
        return found[0] || in.method().owner().facts().isAnonymous() || captured(in, local);
    }

    /** A local type in the body may read it. */
    private static boolean captured(Interpretation in, int local) {
        for (Event e : in.events()) if (e instanceof Event.New n && n.anonymous() >= 0 && n.id() > 0) return in.typing().body().locals().get(local).effectivelyFinal();
        return false;
    }

    /** {@code if (ok = tryLock())} uses the result itself as well. */
    private static boolean onlyUse(Interpretation in, Event.Call c, Event.Assign a) {
        int[] uses = new int[1];
        ValueWalk.values(in.typing().body().root(), v -> uses[0] += v instanceof Value.Result r && r.event() == c.id() ? 1 : 0);
        in.typing().body().lambdas().forEach(l -> ValueWalk.values(l.body(), v -> uses[0] += v instanceof Value.Result r && r.event() == c.id() ? 1 : 0));
        return uses[0] <= 1;
    }

    /** A lock, queue or latch that hands on to another: its caller has the result. A mock that is being told what to expect. */
    private static boolean wrapper(Interpretation in, Event.Call c) {
        if (c.receiver() instanceof Value.Super) return true;
        return c.receiver() instanceof Value.Result r && in.events()[r.event()] instanceof Event.Call v && v.name().equals("verify");
    }

    private static void check(Program program, Interpretation in, Event.Call c, MethodFact f, MethodFindings findings) {
        Value object = f.attribute("arg", "").isEmpty() ? c.receiver() : c.args().get(Integer.parseInt(f.attribute("arg", "0")));
        Path p = in.locks().path(object == null ? new Value.This("") : object);
        String kind = f.attribute("kind", "");
        boolean timed = f.attribute("timed", "").equals("yes");
        if (f.attribute("mode", "").equals("optimistic") || lookedAt(in, c, p)) return;
        Confidence confidence = Confidence.HIGH;
        switch (kind) {
            case "latch":
                if (in.typing().loopDepth(c.id()) > 0 || pause(in, c, p) || !goesOn(in, c) || asksLater(in, c)) return;
                // Whoever goes on may find out in another way that the time ran out: by an answer that is not there.
                confidence = Confidence.LOW;
                break;
            case "queue":
                Boolean bounded = bounded(program, in, p);
                if (bounded == null ? !timed : !bounded || !consumed(program, in, p)) return;
                confidence = bounded == null ? Confidence.LOW : Confidence.MEDIUM;
                break;
            case "semaphore":
                for (Creations.Creation made : Creations.of(program, in, p)) if ("0".equals(made.arg(0))) return;
                break;
            default:
        }
        String name = LockName.of(in.typing(), object);
        Method m = in.method();
        String outcome = switch (kind) {
            case "latch" -> "the time may run out before the count is zero, and the code then goes on as if the others were done";
            case "queue" -> "when the queue is full" + (timed ? " until the time is up" : "") + ", the element is lost without a trace";
            case "semaphore" -> "when there is no permit, the code goes on without one";
            default -> "when another thread has the lock, the code goes on without it";
        };
        findings.at(m, c.span(), name + "." + c.name()).evidence(c.resultUsed() ? "the variable that holds the result is never read" : "the call is a statement of its own")
                .step(c.span(), "calls " + c.name() + " and does not look at the answer")
                .tell(confidence, m.label() + " drops the result of " + name + "." + c.name() + "(..): " + outcome + ".", remedy(kind));
    }

    private static String remedy(String kind) {
        return switch (kind) {
            case "latch" -> "Test the result, and give up or report when it is false.";
            case "queue" -> "Test the result and deal with the element that was refused, or use put().";
            case "semaphore" -> "Go on only if the result is true, or use acquire().";
            default -> "Go on only if the result says that the lock is held, or use lock().";
        };
    }

    private static boolean lookedAt(Interpretation in, Event.Call c, Path p) {
        if (!p.known()) return false;
        for (Event e : in.events()) {
            if (e instanceof Event.Call x && x != c && x.receiver() != null && LOOKS.contains(x.name()) && in.locks().path(x.receiver()).equals(p)) return true;
        }
        return false;
    }

    /** A latch that nobody is given: its wait is a sleep. */
    private static boolean pause(Interpretation in, Event.Call c, Path p) {
        if (!p.known() || p.root() == Path.Root.UNKNOWN) return true;
        if (!p.isFresh()) return false;
        boolean[] other = new boolean[1];
        for (Event e : in.events()) {
            if (e instanceof Event.Call x && x != c) {
                other[0] |= x.receiver() != null && in.locks().path(x.receiver()).equals(p);
                for (Value a : x.args()) other[0] |= in.locks().path(a).equals(p);
            } else if (e instanceof Event.New n) {
                other[0] |= n.anonymous() >= 0;
                for (Value a : n.args()) other[0] |= in.locks().path(a).equals(p);
            }
        }
        return !other[0];
    }

    /** Something is done after it that a reader of logs would not do. */
    private static boolean goesOn(Interpretation in, Event.Call c) {
        int l = in.typing().lambdaOf(c.id());
        for (Event e : in.events()) {
            if (e.id() <= c.id() || in.typing().lambdaOf(e.id()) != l) continue;
            if (e instanceof Event.Call x && !LogCalls.is(x, in.typing().target(x.id())) && !x.name().equals("interrupt") && !x.name().equals("currentThread")) return true;
            if (e instanceof Event.Write || e instanceof Event.Read) return true;
        }
        return false;
    }

    /** What is there is looked at afterwards, however the wait has ended. */
    private static boolean asksLater(Interpretation in, Event.Call c) {
        int l = in.typing().lambdaOf(c.id());
        boolean[] asks = new boolean[1];
        Nodes.walk(l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body(), n -> {
            Span at = n instanceof Node.Branch b ? b.span() : n instanceof Node.Loop o ? o.span() : n instanceof Node.Switch s ? s.span() : null;
            asks[0] |= at != null && at.compareTo(c.span()) > 0 || n instanceof Node.Return r && r.span().compareTo(c.span()) > 0 && truth(in, r.value());
        });
        return asks[0];
    }

    private static boolean truth(Interpretation in, Value v) {
        return v != null && (v instanceof Value.Binary || in.typing().typeOf(v).name().equals("boolean"));
    }

    /** Somebody waits for the elements of the queue. One that is only polled keeps what may be made again: a pool. */
    private static boolean consumed(Program program, Interpretation in, Path p) {
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f)) return false;
        for (Method m : program.methodsMentioning(List.of(f.name()))) {
            Interpretation there = program.interpret(m);
            for (Event e : there.events()) {
                if (!(e instanceof Event.Call c) || c.receiver() == null) continue;
                boolean waits = c.name().startsWith("take") || c.name().startsWith("poll") && c.args().size() == 2 || c.name().equals("drainTo");
                if (waits && there.locks().path(c.receiver()).field() == f) return true;
            }
        }
        return false;
    }

    /** Whether the queue can be full; null where it is not known how it was made. A queue for one element is a signal: one is as good as two. */
    private static Boolean bounded(Program program, Interpretation in, Path p) {
        List<Creations.Creation> made = Creations.of(program, in, p);
        if (made.isEmpty()) return null;
        for (Creations.Creation c : made) {
            boolean array = c.is("java.util.concurrent.ArrayBlockingQueue");
            boolean linked = c.is("java.util.concurrent.LinkedBlockingQueue") || c.is("java.util.concurrent.LinkedBlockingDeque");
            if (!array && !(linked && c.args().size() == 1 && c.arg(0) != null) || "1".equals(c.arg(0)) || "Integer.MAX_VALUE".equals(c.arg(0))) return false;
        }
        return true;
    }
}
