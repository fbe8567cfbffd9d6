package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Acquisition;
import dev.snarl.program.Exit;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A Lock that some way out of a method leaves held. */
public final class LockNotReleased implements Rule {
    private static final Pattern ASKS = Pattern.compile("(is|get|has)[A-Z]");
    private static final List<String> ENDS = List.of("stop", "close", "shutdown", "destroy", "dispose", "terminate");

    @Override
    public void check(Program program, Findings out) {
        Partners partners = new Partners(program);
        Set<String> lockTypes = lockTypes(program);
        for (Method m : program.methodsMentioning(acquireNames(program))) {
            if (!m.owner().unit().reported() || m.owner().unit().test() || isLock(m, lockTypes)) continue;
            check(program.interpret(m), partners, out);
        }
    }

    private static Set<String> acquireNames(Program program) {
        Set<String> out = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.ACQUIRE, Role.TRY_ACQUIRE}) {
            for (MethodFact f : program.knowledge().methods(r)) {
                String kind = f.attribute("kind", "");
                if (!kind.equals("semaphore") && !kind.equals("file")) out.add(f.name());
            }
        }
        return out;
    }

    /** A class that is a lock itself: its methods are the protocol. */
    private static boolean isLock(Method m, Set<String> lockTypes) {
        for (var t = m.owner(); t != null; t = t.outer()) {
            if (!t.ownMethods("unlock").isEmpty() && !t.ownMethods("lock").isEmpty()) return true;
            for (String type : lockTypes) if (t.isA(type).yes()) return true;
        }
        return false;
    }

    /** The types with lock() and unlock(), and those whose views are such. */
    private static Set<String> lockTypes(Program program) {
        Set<String> out = new LinkedHashSet<>();
        for (Role r : new Role[] {Role.RELEASE, Role.VIEW}) {
            for (MethodFact f : program.knowledge().methods(r)) if (f.attribute("kind", "").isEmpty() && !f.anyType()) out.add(f.type());
        }
        return out;
    }

    private record Told(Lock lock, Set<Span> places) {}

    private void check(Interpretation in, Partners partners, Findings out) {
        Map<Integer, Acquisition> taken = new TreeMap<>();
        for (Acquisition a : in.acquisitions()) if (a.event() >= 0 && !a.helper() && isLock(a.lock())) taken.putIfAbsent(a.event(), a);
        Map<String, Integer> ordinals = new HashMap<>();
        List<Told> told = new ArrayList<>();
        for (Acquisition a : taken.values()) {
            List<Exit> leaks = new ArrayList<>(), normal = new ArrayList<>();
            for (Exit e : in.exits()) {
                if (e.lambda() != a.lambda()) continue;
                if (e.normal()) normal.add(e);
                for (Held.Entry h : e.held().entries()) {
                    if (h.must() && h.event() == a.event()) {
                        leaks.add(e);
                        break;
                    }
                }
            }
            String name = LockName.of(in.typing(), ((Event.Call) in.events()[a.event()]).receiver());
            int ordinal = ordinals.merge(name, 1, Integer::sum);
            if (leaks.isEmpty() || handedOn(in, a, leaks, normal, partners)) continue;
            // Taken again and still held at the same ways out: one cause.
            Set<Span> places = new LinkedHashSet<>();
            for (Exit e : leaks) places.add(e.span());
            if (told.stream().anyMatch(t -> t.lock.key().equals(a.lock().key()) && t.places.containsAll(places))) continue;
            told.add(new Told(a.lock(), places));
            leaks.sort(Comparator.comparing(Exit::kind).thenComparing(Exit::span));
            out.add(finding(in, a, leaks.get(0), name, ordinal));
        }
    }

    private static boolean isLock(Lock l) {
        if (l.monitor() || !l.path().known()) return false;
        var t = l.path().type();
        return !t.isA("java.util.concurrent.Semaphore").yes() && !t.simpleName().endsWith("Semaphore");
    }

    /** Whether somebody else can be meant to give the lock back. */
    private static boolean handedOn(Interpretation in, Acquisition a, List<Exit> leaks, List<Exit> normal, Partners partners) {
        Path p = a.lock().path();
        if (p.isFresh() || stampCaptured(in, a.event())) return true;
        leaks.removeIf(e -> inUnlockingFinally(in, e, a.lock()) && in.typing().target(call(in, e).id()).source() == null);
        // Given back first and taken again: the caller's.
        leaks.removeIf(e -> owes(e, a.lock()));
        if (leaks.isEmpty()) return true;
        // Given to the caller in a guard or a stamp: only what goes wrong before that is lost.
        boolean given = leaks.removeIf(e -> e.normal() && (carries(in, e.value(), p) || isResult(in, e.value(), a.event())));
        if (leaks.isEmpty()) return true;
        // One method for both halves, told apart by an argument.
        if (in.exits().stream().anyMatch(e -> owes(e, a.lock()))) return true;
        boolean never = in.released().stream().noneMatch(l -> l.key().equals(a.lock().key()));
        if (never && lasting(in.method())) return true;
        boolean everyWay = leaks.containsAll(normal) && !normal.isEmpty() || never;
        boolean byResult = true;
        for (Exit e : normal) byResult &= leaks.contains(e) ? e.truth().yes() : e.truth().no();
        if (!given && (everyWay || byResult) && (partners.exist(in.method(), a.lock()) || partners.callerReleases(in.method(), a.lock()))) return true;
        // The result of tryLock itself is given to the caller, or kept for later.
        boolean normalLeaks = leaks.stream().allMatch(Exit::normal);
        if (normalLeaks && byResult && !everyWay && leaks.stream().noneMatch(e -> e.value() instanceof Value.Constant)) return true;
        return uncertain(in, p) && in.released().stream().anyMatch(l -> l.key().equals(a.lock().key())) || givenAway(in, p);
    }

    /** Left by an exception of the very finally body that was to unlock. */
    private static boolean inUnlockingFinally(Interpretation in, Exit exit, Lock lock) {
        Event.Call c = call(in, exit);
        if (c == null) return false;
        boolean[] found = new boolean[1];
        Nodes.walk(in.typing().body().root(), n -> {
            if (!(n instanceof Node.Try t) || !t.hasFinally()) return;
            boolean[] inside = new boolean[2];
            Nodes.walk(t.finallyBody(), x -> {
                if (x == c) inside[0] = true;
                if (x instanceof Event.Call r && inside[0] && in.releases(r.id()).stream().anyMatch(l -> l.key().equals(lock.key()))) inside[1] = true;
            });
            found[0] |= inside[1];
        });
        return found[0];
    }

    private static Event.Call call(Interpretation in, Exit exit) {
        if (exit.kind() != Exit.Kind.EXCEPTION) return null;
        for (Event e : in.events()) if (e instanceof Event.Call c && c.span().equals(exit.span())) return c;
        return null;
    }

    /** The returned value holds the lock: a guard made with it, the lock, a function of it. */
    private static boolean carries(Interpretation in, Value v, Path lock) {
        if (v == null) return false;
        if (v instanceof Value.MethodRef r) return r.scope() != null && in.locks().path(r.scope()).equals(lock);
        if (in.locks().path(v).equals(lock)) return true;
        if (in.typing().typeOf(v).isA("java.lang.AutoCloseable").yes()) return true;
        if (v instanceof Value.Local l) {
            for (Event e : in.events()) if (e instanceof Event.Assign x && x.local() == l.index() && madeWith(in, x.value(), lock)) return true;
        }
        return madeWith(in, v, lock);
    }

    private static boolean madeWith(Interpretation in, Value v, Path lock) {
        if (!(v instanceof Value.Result r)) return false;
        List<Value> args = in.events()[r.event()] instanceof Event.New n ? n.args() : in.events()[r.event()] instanceof Event.Call c ? c.args() : List.of();
        return args.stream().anyMatch(a -> in.locks().path(a).equals(lock));
    }

    private static boolean owes(Exit e, Lock lock) {
        boolean stamped = lock.path().type().isA("java.util.concurrent.locks.StampedLock").yes();
        return e.owed().stream().anyMatch(l -> l.key().equals(lock.key()) && (stamped || l.mode() == lock.mode()));
    }

    /** The end of an object's life, which keeps all others out for good; not one who asks whether it has ended. */
    private static boolean lasting(Method m) {
        if (ASKS.matcher(m.name()).lookingAt()) return false;
        String n = m.name().toLowerCase(java.util.Locale.ROOT);
        for (String end : ENDS) if (n.contains(end)) return true;
        return false;
    }

    /** The stamp, or the answer of tryLock, goes to the caller. */
    private static boolean isResult(Interpretation in, Value v, int event) {
        if (v instanceof Value.Result r) return r.event() == event;
        if (!(v instanceof Value.Local l)) return false;
        for (Event e : in.events()) {
            if (e instanceof Event.Assign a && a.local() == l.index() && a.value() instanceof Value.Result r && r.event() == event) return true;
        }
        return false;
    }

    /** The stamp is kept in a local that a lambda uses: whoever runs it gives the lock back. */
    private static boolean stampCaptured(Interpretation in, int event) {
        for (int l = 0; l < in.typing().body().locals().size(); l++) {
            LocalFacts local = in.typing().body().locals().get(l);
            if (!isResult(in, new Value.Local(l), event) && !(local.initial() instanceof Value.Result r && r.event() == event)) continue;
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && in.typing().lambdaOf(e.id()) != in.typing().lambdaOf(event) && c.args().contains(new Value.Local(l))) return true;
            }
        }
        return false;
    }

    /** Another object at another time: an element, a result, a local that moves on. */
    private static boolean uncertain(Interpretation in, Path p) {
        for (Path x = p; x != null; x = x.base()) {
            if (x.root() == Path.Root.RESULT || x.root() == Path.Root.ELEMENT || x.root() == Path.Root.CAPTURED) return true;
            if (x.root() != Path.Root.LOCAL) continue;
            LocalFacts l = in.typing().body().locals().get(x.index());
            if (!l.effectivelyFinal() || l.kind() == LocalFacts.Kind.FOREACH) return true;
        }
        return false;
    }

    /** The lock is an argument of a call of code that is not seen, or is stored: others may unlock it. */
    private static boolean givenAway(Interpretation in, Path lock) {
        for (Event e : in.events()) {
            List<Value> args = List.of();
            if (e instanceof Event.Call c && in.typing().target(c.id()).source() == null) args = c.args();
            else if (e instanceof Event.New n && in.typing().target(n.id()).source() == null) args = n.args();
            else if (e instanceof Event.Write w) args = List.of(w.value());
            for (Value v : args) if (in.locks().path(v).equals(lock)) return true;
        }
        return false;
    }

    private Finding finding(Interpretation in, Acquisition a, Exit exit, String name, int ordinal) {
        Method m = in.method();
        Event.Call call = (Event.Call) in.events()[a.event()];
        String member = m.label();
        boolean certain = exit.kind() != Exit.Kind.EXCEPTION;
        String way = switch (exit.kind()) {
            case RETURN -> "a return";
            case END -> "its end";
            case THROW -> "a throw";
            case EXCEPTION -> {
                String callee = thrower(in, exit.span());
                yield callee.isEmpty() ? "an exception" : "an exception from " + callee;
            }
        };
        String where = a.lambda() >= 0 ? "A lambda in " + member : member;
        String message = where + " takes the lock '" + name + "' with " + call.name() + "() and can leave by " + way + " while it still holds it. "
                + "Every other thread that wants the lock then waits for ever.";
        Site at = Program.site(m, a.span()), left = Program.site(m, tight(exit, in));
        List<Step> steps = List.of(new Step(at, member, "takes " + name, 1), new Step(left, member, "leaves by " + way + ", " + name + " still held", 2));
        boolean cleanup = inUnlockingFinally(in, exit, a.lock());
        String evidence = cleanup ? "the call stands before the unlock() in its finally: if it throws, the unlock() is skipped" : certain ? "the path from the acquisition to this way out holds no unlock()"
                : "the call may throw, and no finally or catch between here and the caller unlocks";
        return new Finding(id(), null, certain ? Confidence.HIGH : cleanup ? Confidence.LOW : Confidence.MEDIUM, at, member, message, List.of(evidence),
                List.of(new Related(left, "left here while " + name + " is held")), List.of(new ThreadTrace("a thread that calls " + member, steps)),
                cleanup ? "Unlock first in the finally, or in a finally of its own." : "Put a try right behind the acquisition, and unlock in its finally.", m.key() + " " + name + (ordinal > 1 ? " " + ordinal : ""), "");
    }

    private static Span tight(Exit e, Interpretation in) {
        if (e.kind() == Exit.Kind.END) return e.lambda() >= 0 ? in.typing().body().lambdas().get(e.lambda()).arrow() : in.method().facts().nameSpan();
        return e.span();
    }

    private static String thrower(Interpretation in, Span at) {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && c.span().equals(at)) return LockName.of(in.typing(), new Value.Result(c.id()));
            if (e instanceof Event.New n && n.span().equals(at)) return "new " + n.type().simpleName();
        }
        return "";
    }
}
