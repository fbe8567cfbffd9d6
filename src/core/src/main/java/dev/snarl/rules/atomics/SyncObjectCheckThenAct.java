package dev.snarl.rules.atomics;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Node;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Target;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two methods of one object that take its lock each: the first asks, the second acts on the answer, and the lock is free in between. */
public final class SyncObjectCheckThenAct implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Map<Method, GuardedMethod> guarded = new HashMap<>();
        Set<Method> lockers = GuardedMethod.lockers(program);
        for (Method m : program.universe().methods()) {
            if (!m.hasBody() || !m.owner().unit().reported() || m.owner().unit().test() || program.calls().edgesFrom(m).size() < 2) continue;
            boolean asks = program.calls().edgesFrom(m).stream().anyMatch(e -> e.callees().size() == 1 && !e.reference() && GuardedMethod.locks(program, e.callees().get(0), lockers));
            if (!asks || program.initial(m) || program.lifecycle(m) || program.mainOnly(m) || program.userInterface(m) || program.specialAccess(m) || program.declaredUnsafe(m.owner())
                    || !program.entryLocks(m).isEmpty()) continue;
            check(program, program.interpret(m), guarded, out);
        }
    }

    private void check(Program program, Interpretation in, Map<Method, GuardedMethod> guarded, Findings out) {
        Dependence depends = null;
        Map<String, Integer> ordinals = new HashMap<>();
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call act) || !in.reached(act.id()) || !in.heldAt(act.id()).isEmpty()) continue;
            GuardedMethod b = guarded(program, in, act, guarded);
            if (b == null || b.writes().isEmpty()) continue;
            Path p = receiver(in, act);
            if (!others(p) || program.singleThread(in.method(), in.escapingLambda(act.id()))) continue;
            if (depends == null) depends = new Dependence(in);
            Event.Call asked = asked(program, in, depends, act, p, b, guarded);
            if (asked == null) continue;
            out.add(finding(in, asked, act, p, b, guarded.get(in.typing().target(asked.id()).source()), ordinals));
        }
    }

    private static GuardedMethod guarded(Program program, Interpretation in, Event.Call c, Map<Method, GuardedMethod> known) {
        Target t = in.typing().target(c.id());
        Method m = t.source();
        if (m == null || t.ambiguous() || !m.hasBody() || m.isStatic() || namedLocked(m.name())) return null;
        return known.computeIfAbsent(m, k -> GuardedMethod.of(program, k));
    }

    /** By its name the method is for callers that hold a lock of their own. */
    private static boolean namedLocked(String name) {
        return name.endsWith("Unlocked") || name.endsWith("Locked") || name.endsWith("UnderLock") || name.endsWith("NoLock");
    }

    private static Path receiver(Interpretation in, Event.Call c) {
        if (c.receiver() != null) return in.locks().path(c.receiver());
        Target t = in.typing().target(c.id());
        return t.implicit() == in.method().owner() ? in.locks().path(new Value.This("")) : in.locks().path(Value.UNKNOWN);
    }

    /** An object that others can have: itself, a field's, a parameter's. */
    private static boolean others(Path p) {
        if (!p.known()) return false;
        return switch (p.start().root()) {
            case THIS, OUTER, CLASS, PARAM -> true;
            default -> false;
        };
    }

    /** The earlier call on the same object on which the act depends, where no lock is held and the act does not look again. */
    private static Event.Call asked(Program program, Interpretation in, Dependence depends, Event.Call act, Path p, GuardedMethod b, Map<Method, GuardedMethod> guarded) {
        for (Value arg : act.args()) {
            Event.Call q = call(in, depends.made(arg, act.id(), v -> question(program, in, v, act, p, b, guarded)));
            if (q != null && b.storesParameter()) return q;
        }
        if (b.idempotent()) return null;
        for (Dependence.Asked a : depends.at(act.id())) {
            if (a.node() instanceof Node.Loop) continue;
            Event.Call q = answer(program, in, a.condition(), act, p, b, guarded, 0);
            if (q != null) return q;
        }
        return null;
    }

    /** The call whose answer the condition compares, itself or by a local; what is asked of the answer in turn is another matter. */
    private static Event.Call answer(Program program, Interpretation in, Value v, Event.Call act, Path p, GuardedMethod b, Map<Method, GuardedMethod> guarded, int depth) {
        if (depth > 8) return null;
        if (v instanceof Value.Unary u) return answer(program, in, u.operand(), act, p, b, guarded, depth + 1);
        if (v instanceof Value.Binary x) {
            Event.Call left = answer(program, in, x.left(), act, p, b, guarded, depth + 1);
            return left != null ? left : answer(program, in, x.right(), act, p, b, guarded, depth + 1);
        }
        if (v instanceof Value.Local l) {
            var f = in.typing().body().locals().get(l.index());
            return f.effectivelyFinal() && f.initial() != null ? answer(program, in, f.initial(), act, p, b, guarded, depth + 1) : null;
        }
        return question(program, in, v, act, p, b, guarded) ? call(in, v) : null;
    }

    private static Event.Call call(Interpretation in, Value v) {
        return v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c ? c : null;
    }

    private static boolean question(Program program, Interpretation in, Value v, Event.Call act, Path p, GuardedMethod b, Map<Method, GuardedMethod> guarded) {
        Event.Call c = call(in, v);
        if (c == null || c.id() >= act.id() || in.typing().lambdaOf(c.id()) != in.typing().lambdaOf(act.id()) || !in.heldAt(c.id()).isEmpty() || !receiver(in, c).equals(p)) return false;
        GuardedMethod a = guarded(program, in, c, guarded);
        return a != null && a.common(b) != null && a.asks();
    }

    private Finding finding(Interpretation in, Event.Call asked, Event.Call act, Path p, GuardedMethod b, GuardedMethod a, Map<String, Integer> ordinals) {
        Method m = in.method();
        Field f = a.common(b);
        String object = p.isThis() ? "this" : in.locks().label(p);
        String identity = m.key() + "|" + asked.name() + "|" + act.name() + "|" + ordinals.merge(asked.name() + act.name(), 1, Integer::sum);
        List<Step> one = List.of(step(m, asked, "calls " + asked.name() + "(): the lock is taken and given back", 1), step(m, act, "calls " + act.name() + "() on an answer that holds no more", 3));
        List<Step> two = List.of(step(m, act, "calls " + act.name() + "() in between: " + f.label() + " is another", 2));
        return new Finding(id(), null, Confidence.MEDIUM, Program.site(m, act.span()), m.label(),
                act.name() + "() acts on what " + asked.name() + "() of the same object told. Each holds the lock of " + f.label() + ", the two together do not: another thread can change it in between.",
                List.of(f.owner().label() + " guards " + f.name() + " with a lock: its author expects several threads"), List.of(new Related(Program.site(m, asked.span()), "asked here")),
                List.of(new ThreadTrace("thread A", one), new ThreadTrace("thread B: comes in between", two)),
                "Hold the lock of " + object + " around both calls, or give " + f.owner().label() + " one method that asks and acts.", identity, "");
    }

    private static Step step(Method m, Event.Call c, String text, int order) {
        return new Step(Program.site(m, c.span()), m.label(), text, order);
    }
}
