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
import dev.snarl.program.LogCalls;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An atomic is read, something is made of it or decided by it, and it is set: each call is atomic, the two together are not. */
public final class AtomicCheckThenAct implements Rule {
    private static final Set<String> SETS = Set.of("set", "setPlain", "setOpaque", "setRelease", "getAndSet");
    private static final Set<String> GETS = Set.of("get", "getPlain", "getOpaque", "getAcquire", "intValue", "longValue");
    private static final Set<String> SWAPS = Set.of("compareAndSet", "compareAndExchange", "weakCompareAndSet", "weakCompareAndSetPlain", "weakCompareAndSetVolatile", "weakCompareAndSetAcquire",
            "weakCompareAndSetRelease", "compareAndExchangeAcquire", "compareAndExchangeRelease");

    @Override
    public void check(Program program, Findings out) {
        Map<Field, Boolean> singleWriter = new HashMap<>();
        for (Method m : program.methodsMentioning(SETS)) {
            if (!m.owner().unit().reported() || m.owner().unit().test() || program.initial(m) || program.lifecycle(m) || program.mainOnly(m) || program.userInterface(m)
                    || program.specialAccess(m) || program.declaredUnsafe(m.owner()) || !program.entryLocks(m).isEmpty()) continue;
            Interpretation in = program.interpret(m);
            Dependence depends = null;
            Map<String, Integer> ordinals = new HashMap<>();
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !SETS.contains(c.name()) || c.receiver() == null || !in.reached(c.id()) || !in.heldAt(c.id()).isEmpty()) continue;
                Type t = in.typing().typeOf(c.receiver());
                boolean array = AtomicTypes.array(t) != null;
                if (c.args().size() != (array ? 2 : 1) || !array && AtomicTypes.cell(t) == null) continue;
                Path p = in.locks().path(c.receiver());
                if (!shared(in, p) || swapped(in, p)) continue;
                if (depends == null) depends = new Dependence(in);
                Finding f = check(program, in, depends, c, p, t, array, singleWriter, ordinals);
                if (f != null) out.add(f);
            }
        }
    }

    /** A field, or an entry of a concurrent map: others can have it too. */
    private static boolean shared(Interpretation in, Path p) {
        if (!p.known()) return false;
        if (p.root() == Path.Root.RESULT) {
            if (!(in.typing().event(p.index()) instanceof Event.Call c) || c.receiver() == null) return false;
            Path map = in.locks().path(c.receiver());
            return map.root() == Path.Root.FIELD && map.type().isA("java.util.concurrent.ConcurrentMap").yes();
        }
        if (p.root() != Path.Root.FIELD) return false;
        return switch (p.start().root()) {
            case THIS, OUTER, CLASS -> true;
            default -> false;
        };
    }

    /** The method swaps too: its gets and sets are parts of a protocol. */
    private static boolean swapped(Interpretation in, Path p) {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && SWAPS.contains(c.name()) && c.receiver() != null && in.locks().path(c.receiver()).equals(p)) return true;
        }
        return false;
    }

    private Finding check(Program program, Interpretation in, Dependence depends, Event.Call set, Path p, Type t, boolean array, Map<Field, Boolean> singleWriter, Map<String, Integer> ordinals) {
        Value value = set.args().get(set.args().size() - 1);
        Event.Call get = made(program, in, depends, value, p, set, array);
        boolean made = get != null;
        if (get == null && set.name().equals("getAndSet") || decidedElsewhere(in, depends, set)) return null;
        if (get == null) {
            for (Dependence.Asked a : depends.at(set.id())) {
                if (a.node() instanceof Node.Loop) continue;
                Event.Call g = read(in, depends.made(a.condition(), set.id(), v -> reads(in, v, p, set, array)));
                if (g == null || harmless(program, in, depends, a, set, p, t, value) || setBefore(in, depends, a, set, p)) continue;
                get = g;
            }
        }
        if (get == null || !in.heldAt(get.id()).isEmpty() || in.typing().lambdaOf(get.id()) != in.typing().lambdaOf(set.id())) return null;
        Field f = p.field() instanceof Field x ? x : null;
        if (f != null && (program.confined(f) || singleWriter.computeIfAbsent(f, k -> singleWriter(program, k)))) return null;
        if (f == null && program.singleThread(in.method(), in.escapingLambda(set.id()))) return null;
        return finding(in, get, set, p, f, made, ordinals);
    }

    /** The read that the new value is computed from. The value as it was read, given back by a local, is no computation. */
    private static Event.Call made(Program program, Interpretation in, Dependence depends, Value value, Path p, Event.Call set, boolean array) {
        Value computed = depends.made(value, set.id(), v -> {
            boolean compound = v instanceof Value.Binary || v instanceof Value.Unary || v instanceof Value.Result && !reads(in, v, p, set, array);
            return compound && !passesOn(program, in, v, p, set, array) && depends.made(v, set.id(), x -> reads(in, x, p, set, array)) != null;
        });
        return computed == null ? null : read(in, depends.made(computed, set.id(), v -> reads(in, v, p, set, array)));
    }

    /** A call of a scanned method that gets the old value and returns something else. */
    private static boolean passesOn(Program program, Interpretation in, Value v, Path p, Event.Call set, boolean array) {
        Event.Call c = read(in, v);
        Method m = c == null ? null : in.typing().target(c.id()).source();
        if (m == null || !m.hasBody()) return false;
        boolean[] other = {true};
        Nodes.walk(program.interpret(m).typing().body().root(), n -> {
            if (!(n instanceof Node.Return r) || r.value() == null) return;
            other[0] &= r.value() instanceof Value.Local l && l.index() < c.args().size() && !reads(in, c.args().get(l.index()), p, set, array);
        });
        return other[0];
    }

    /** A compare-and-set, of whatever atomic, or a tryLock lets one thread come here. */
    private static boolean decidedElsewhere(Interpretation in, Dependence depends, Event.Call set) {
        for (Dependence.Asked a : depends.at(set.id())) {
            Value one = depends.made(a.condition(), set.id(), v -> read(in, v) != null && (SWAPS.contains(read(in, v).name()) || read(in, v).name().startsWith("try")));
            if (one != null) return true;
        }
        return false;
    }

    /** The same test has led to a set before: this one only follows it. */
    private static boolean setBefore(Interpretation in, Dependence depends, Dependence.Asked asked, Event.Call set, Path p) {
        for (Event e : in.events()) {
            if (e.id() < set.id() && e instanceof Event.Call c && SETS.contains(c.name()) && c.receiver() != null && depends.at(c.id()).contains(asked)
                    && in.locks().path(c.receiver()).equals(p) && depends.at(set.id()).containsAll(depends.at(c.id()))) return true;
        }
        return false;
    }

    private static Event.Call read(Interpretation in, Value v) {
        return v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c ? c : null;
    }

    private static boolean reads(Interpretation in, Value v, Path p, Event.Call set, boolean array) {
        if (!(v instanceof Value.Result r) || !(in.typing().event(r.event()) instanceof Event.Call c) || c.receiver() == null || c.id() >= set.id() || !GETS.contains(c.name())) return false;
        if (c.args().size() != (array ? 1 : 0) || !in.locks().path(c.receiver()).equals(p)) return false;
        return !array || c.args().get(0).equals(set.args().get(0));
    }

    /** It sets what was there at first, or what any other thread would set too, and nothing else hangs on the test. */
    private static boolean harmless(Program program, Interpretation in, Dependence depends, Dependence.Asked asked, Event.Call set, Path p, Type t, Value value) {
        boolean constant = value instanceof Value.Constant || in.locks().path(value).field() != null && !(value instanceof Value.Local);
        if (constant && initial(program, p, t, value)) return true;
        if (constant && caught(in, asked, set)) return true;
        if (value instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c && c.receiver() != null && in.locks().path(c.receiver()).equals(p)) return true;
        if (!constant && sentinel(asked.condition()) && !t.isA("java.util.concurrent.atomic.AtomicReference").yes() && depends.made(value, set.id(), v -> reads(in, v, p, set, false)) == null && !(value instanceof Value.Local l && l.index() < in.method().facts().params().size())) return true;
        if (!constant) return t.isA("java.util.concurrent.atomic.AtomicReference").yes() && (immutable(program, in, value) || forNull(asked.condition()) && !fresh(in, value, set));
        for (Event e : in.events()) {
            if (e.id() == set.id() || !depends.at(e.id()).contains(asked)) continue;
            if (e instanceof Event.Write || e instanceof Event.Update) return false;
            if (e instanceof Event.Call c && !LogCalls.is(c, in.typing().target(c.id())) && !GETS.contains(c.name()) && !c.resultUsed()) return false;
        }
        return true;
    }

    /** What was tried under the test has failed, and is not to be tried again: every thread that fails says so. */
    private static boolean caught(Interpretation in, Dependence.Asked asked, Event.Call set) {
        boolean[] found = {false};
        Nodes.walk(asked.node(), n -> {
            if (n instanceof Node.Try t) for (Node.Catch c : t.catches()) Nodes.walk(c.body(), x -> found[0] |= x == set);
        });
        return found[0];
    }

    /** A comparison with a number: the atomic has no value yet, and whoever sees that works the same one out. */
    private static boolean sentinel(Value condition) {
        return condition instanceof Value.Binary b && !b.op().equals("&&") && !b.op().equals("||") && (number(b.right()) || number(b.left()));
    }

    private static boolean number(Value v) {
        if (v instanceof Value.Unary u) return number(u.operand());
        return v instanceof Value.Constant c && (c.kind() == Value.ConstantKind.INT || c.kind() == Value.ConstantKind.LONG);
    }

    /** The test asks whether there is a value at all. */
    private static boolean forNull(Value condition) {
        return condition instanceof Value.Binary b && (b.op().equals("&&") || b.op().equals("||") ? forNull(b.left()) || forNull(b.right())
                : b.right() instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL);
    }

    /** A new object, which differs from the one of another thread; a value that was computed or looked up is the same for both. */
    private static boolean fresh(Interpretation in, Value value, Event.Call set) {
        if (in.locks().path(value).isFresh()) return true;
        Value last = null;
        if (value instanceof Value.Local l) for (Event e : in.events()) if (e instanceof Event.Assign a && a.local() == l.index() && a.id() < set.id()) last = a.value();
        return last instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.New;
    }

    /** A value of which any thread would set an equal one. */
    private static boolean immutable(Program program, Interpretation in, Value value) {
        Type made = in.typing().typeOf(value);
        return made.decl() != null && program.knowledge().type(dev.snarl.knowledge.Role.IMMUTABLE, made.name()).isPresent();
    }

    /** The value that the atomic starts with: a reset. */
    private static boolean initial(Program program, Path p, Type t, Value value) {
        Value first = p.field() instanceof Field f ? firstValue(program, f) : null;
        if (first != null) return first.equals(value);
        if (!(value instanceof Value.Constant c)) return false;
        return switch (c.kind()) {
            case NULL -> true;
            case BOOLEAN -> c.text().equals("false");
            case INT, LONG -> c.text().equals("0") || c.text().equalsIgnoreCase("0L");
            default -> false;
        };
    }

    /** What the field's initialiser puts in, or null for none, or for nothing told. */
    private static Value firstValue(Program program, Field f) {
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w) || in.locks().path(w.target()).field() != f) continue;
                if (w.value() instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.New n && n.args().size() == 1) return n.args().get(0);
            }
        }
        return null;
    }

    /** All that change the atomic run in one thread. */
    private static boolean singleWriter(Program program, Field f) {
        Writers w = Writers.of(program, f);
        return w.any() && w.oneThread(program);
    }

    private Finding finding(Interpretation in, Event.Call get, Event.Call set, Path p, Field f, boolean made, Map<String, Integer> ordinals) {
        Method m = in.method();
        String name = f != null ? f.label() : in.locks().label(p);
        String after = made ? "a value made of what get() gave" : "after a test of what get() gave";
        String loss = made ? "what another thread sets in between is lost" : "two threads can both pass the test";
        List<Step> a = List.of(step(m, get, "reads " + name, 1), step(m, set, made ? "sets what it made of the old value" : "sets it and goes on", 3));
        List<Step> b = List.of(step(m, get, "reads " + name + ": the same value", 2), step(m, set, made ? "sets what it made of the old value too: one change is lost" : "sets it and goes on, too", 4));
        String identity = m.key() + "|" + name + "|" + ordinals.merge(name, 1, Integer::sum);
        return new Finding(id(), null, made ? Confidence.HIGH : Confidence.LOW, Program.site(m, set.span()), m.label(),
                "The atomic " + name + " is set " + (made ? "to " : "") + after + ", in two steps: " + loss + ".",
                List.of(name + " is atomic: its author expects several threads"), List.of(new Related(Program.site(m, get.span()), "read here")),
                List.of(new ThreadTrace("thread A", a), new ThreadTrace("thread B", b)), remedy(made), identity, "");
    }

    private static String remedy(boolean made) {
        if (!made) return "Let one call test and set: compareAndSet decides which thread goes on.";
        return "Use one call: incrementAndGet, addAndGet, updateAndGet or accumulateAndGet.";
    }

    private static Step step(Method m, Event.Call c, String text, int order) {
        return new Step(Program.site(m, c.span()), m.label(), text, order);
    }
}
