package dev.snarl.rules.monitors;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Kind;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LogCalls;
import dev.snarl.program.Path;
import dev.snarl.program.Question;
import dev.snarl.program.Roles;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the ways from a wake-up: each must come to a test of what the wait waits for before it uses or changes that state, or ends. One use, one thread.
 */
final class Retest {
    private static final int STATES = 4000;
    /** Calls that give an element and throw, or give null, when there is none. */
    private static final Set<String> THROWS_WHEN_EMPTY = Set.of("remove", "removeFirst", "removeLast", "element", "pop", "getFirst", "getLast", "firstElement",
            "lastElement", "first", "last", "firstKey", "lastKey", "next");
    private static final Set<String> ELEMENT = Set.of("poll", "pollFirst", "pollLast", "peek", "peekFirst", "peekLast", "get", "remove", "pollFirstEntry",
            "pollLastEntry", "firstEntry", "lastEntry", "dequeue", "pull", "getAndSet");
    /** Calls that change a number whatever it is: a test of their result comes too late. */
    private static final Set<String> COUNTS = Set.of("getAndIncrement", "incrementAndGet", "getAndDecrement", "decrementAndGet", "getAndAdd", "addAndGet");
    private static final Set<Role> LOCKING = EnumSet.of(Role.RELEASE, Role.ACQUIRE, Role.TRY_ACQUIRE, Role.SIGNAL, Role.AWAIT, Role.HOLDS);

    /** Where a way goes wrong. {@code event}: what is done there, null where the code just ends. {@code idle}: nothing at all was done since the wake-up. */
    record Lapse(Event event, Span at, boolean idle, String what) {}

    private record State(Point at, BitSet since, int did, boolean timed) {}

    private final Roles roles;
    private final Interpretation in;
    private final FlowGraph graph;
    private final Point wait;
    private final int event;
    private final boolean timed;
    private final List<Point> guards = new ArrayList<>();
    private final Question guard;
    private final Set<Path> subjects = new LinkedHashSet<>();
    private final Set<Path> direct = new LinkedHashSet<>();
    private final List<Lapse> lapses = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Set<State> seen = new HashSet<>();
    /** A condition on state stands around the wait. */
    private boolean conditioned;
    private boolean tooMuch;

    /**
     * @param wait  the point of the wait, or of a call that waits
     * @param timed the wait ends by itself
     */
    Retest(Roles roles, Interpretation in, FlowGraph graph, Point wait, boolean timed) {
        this.roles = roles;
        this.in = in;
        this.graph = graph;
        this.wait = wait;
        this.event = wait.event().id();
        this.timed = timed;
        this.guard = Question.none(in);
        findGuards();
    }

    /** The ways on which the program goes on without a new test; empty when there is none, or when there are too many ways to tell. */
    List<Lapse> lapses() {
        if (timed && !conditioned) return List.of();
        BitSet since = new BitSet();
        since.set(event);
        List<State> open = new ArrayList<>();
        push(open, wait, since, -1, false);
        while (!open.isEmpty() && !tooMuch) step(open.remove(open.size() - 1), open);
        return tooMuch ? List.of() : lapses;
    }

    /** The tests that decide whether the wait is come to, nearest last. */
    List<Point> guards() {
        return guards;
    }

    /** What these tests ask about. */
    Question guard() {
        return guard;
    }

    private void findGuards() {
        Question args = Question.none(in);
        if (wait.event() instanceof Event.Call c) for (Value a : c.args()) args.add(Question.of(in, a));
        // The operands of one condition stand together: with "a || b" the one that is asked first does not decide alone.
        Map<Node, List<Point>> conditions = new IdentityHashMap<>();
        List<Node> order = new ArrayList<>();
        for (Point t : graph.points()) {
            if (t.kind() != Kind.TEST || t.next().size() < 2 || !graph.reaches(graph.start(), t, null)) continue;
            // Going over a collection is no test of what is waited for.
            if (t.node() instanceof Node.Loop l && l.kind() == Node.LoopKind.FOREACH) continue;
            if (!conditions.containsKey(t.node())) order.add(t.node());
            conditions.computeIfAbsent(t.node(), k -> new ArrayList<>(2)).add(t);
        }
        for (Node n : order) {
            List<Point> points = conditions.get(n);
            if (points.stream().noneMatch(this::decides)) continue;
            // No way to the wait goes round this condition: it says what must not be used untested.
            boolean always = !graph.reachesWithoutAny(graph.start(), wait, points);
            for (Point t : points) guard(t, args, always);
        }
        guards.sort((a, b) -> span(a).compareTo(span(b)));
    }

    private boolean decides(Point t) {
        int to = 0;
        for (Point n : t.next()) if (graph.reaches(n, wait, t)) to++;
        return to > 0 && to < t.next().size();
    }

    private void guard(Point t, Question args, boolean always) {
        if (t.next().stream().noneMatch(n -> graph.reaches(n, wait, t))) return;
        if (decides(t)) known(t);
        Question q = Question.of(in, t.value());
        // How long to wait, or whether there is a limit, is no condition that another thread makes true.
        if (q.ofState() && !q.opaque() && args.subjects().containsAll(q.subjects())) return;
        guards.add(t);
        guard.add(q);
        // A pause after "if (closed) return" waits for nothing.
        conditioned |= q.ofState() && span(t).contains(wait.event().span());
        if (!always) return;
        subjects.addAll(q.subjects());
        direct(t.value(), q);
    }

    /** Fields that the guards compare themselves, not by their methods: using them needs the test. */
    private void direct(Value v, Question q) {
        if (v instanceof Value.Binary b) {
            direct(b.left(), q);
            direct(b.right(), q);
        } else if (v instanceof Value.Unary u) {
            direct(u.operand(), q);
        } else if (v instanceof Value.InstanceOf i) {
            direct(i.operand(), q);
        } else if (v instanceof Value.Name || v instanceof Value.Field || v instanceof Value.Element) {
            Path p = in.locks().path(v);
            if (q.subjects().contains(p)) direct.add(p);
        }
    }

    private static Span span(Point p) {
        if (p.node() instanceof Node.Branch b) return b.span();
        if (p.node() instanceof Node.Loop l) return l.span();
        if (p.node() instanceof Node.Switch s) return s.span();
        return Span.NONE;
    }

    private void push(List<State> open, Point from, BitSet since, int did, boolean timeAsked) {
        for (int i = from.next().size() - 1; i >= 0; i--) push1(open, from.next().get(i), since, did, timeAsked);
    }

    private void push1(List<State> open, Point to, BitSet since, int did, boolean timeAsked) {
        State s = new State(to, since, did, timeAsked);
        if (!seen.add(s)) return;
        if (seen.size() > STATES) tooMuch = true;
        open.add(s);
    }

    private void step(State s, List<State> open) {
        Point p = s.at();
        switch (p.kind()) {
            case EVENT -> event(s, p.event(), open);
            case TEST -> test(s, open);
            case RETURN -> returned(s);
            case END -> lapse(null, Span.NONE, s.did() < 0, "returns");
            case THROW, RAISED -> { }
            default -> push(open, p, s.since(), s.did(), s.timed());
        }
    }

    private void event(State s, Event e, List<State> open) {
        if (s.at() == wait || e.id() == event) {
            if (s.did() >= 0 && !timed) lapse(in.typing().event(s.did()), in.typing().event(s.did()).span(), false, described(in.typing().event(s.did())));
            return;
        }
        String use = use(e, s.since());
        if (use == null && counts(e) && !graph.reaches(s.at(), wait, null)) use = described(e);
        if (use != null) {
            lapse(e, e.span(), false, use);
            return;
        }
        BitSet since = (BitSet) s.since().clone();
        since.set(e.id());
        push(open, s.at(), since, s.did() < 0 && effect(e) ? e.id() : s.did(), s.timed());
    }

    private void lapse(Event e, Span at, boolean idle, String what) {
        lapses.add(new Lapse(e, at, idle, what));
    }

    /** Uses or changes the awaited state, which no test has shown to be there: how a reader would say it; else null. */
    private String use(Event e, BitSet since) {
        if (e instanceof Event.Write w && subjects.contains(in.locks().path(w.target()))) return described(e);
        if (e instanceof Event.Update u && subjects.contains(in.locks().path(u.target()))) return described(e);
        if (!(e instanceof Event.Call c) || c.receiver() == null || locking(c)) return null;
        Path p = in.locks().path(c.receiver());
        boolean subject = p.known() && subjects.contains(p);
        if (subject && (direct.contains(p) || !c.resultUsed() && collection(c) || THROWS_WHEN_EMPTY.contains(c.name()) || c.name().equals("get") && c.args().size() == 1 && list(c))) {
            return described(e);
        }
        return untestedElement(c.receiver(), since, 0) ? described(e) : null;
    }

    /** A call of a collection whose result nobody looks at changes it; what methods of other types do is not known. */
    private boolean collection(Event.Call c) {
        Type t = in.typing().target(c.id()).receiver();
        return t.isA("java.util.Collection").yes() || t.isA("java.util.Map").yes();
    }

    /** Changes an awaited counter. Where the wait can be come to from there, the change may be a part of the test. */
    private boolean counts(Event e) {
        return e instanceof Event.Call c && c.receiver() != null && COUNTS.contains(c.name()) && subjects.contains(in.locks().path(c.receiver()))
                && in.typing().target(c.id()).receiver().name().startsWith("java.util.concurrent.atomic.Atomic");
    }

    private boolean list(Event.Call c) {
        return in.typing().target(c.id()).receiver().isA("java.util.List").yes();
    }

    /** The value is what a queue or slot that the guards ask about has just given: null if there is nothing. */
    private boolean untestedElement(Value v, BitSet since, int depth) {
        if (depth > 4) return false;
        if (v instanceof Value.Cast c) return untestedElement(c.operand(), since, depth + 1);
        if (v instanceof Value.Local l) {
            for (int i = since.nextSetBit(0); i >= 0; i = since.nextSetBit(i + 1)) {
                if (in.typing().event(i) instanceof Event.Assign a && a.local() == l.index() && untestedElement(a.value(), since, depth + 1)) return true;
            }
            return false;
        }
        if (!(v instanceof Value.Result r) || !since.get(r.event()) || !(in.typing().event(r.event()) instanceof Event.Call c) || c.receiver() == null) return false;
        if (!ELEMENT.contains(c.name()) || !subjects.contains(in.locks().path(c.receiver()))) return false;
        return collection(c) || c.name().startsWith("poll") || c.name().startsWith("peek")
                || in.typing().target(c.id()).receiver().isA("java.util.concurrent.atomic.AtomicReference").yes();
    }

    private boolean locking(Event.Call c) {
        Target t = in.typing().target(c.id());
        for (MethodFact f : roles.of(c.name(), c.args().size(), t)) if (LOCKING.contains(f.role())) return true;
        return false;
    }

    /** Something that others may notice. */
    private boolean effect(Event e) {
        if (e instanceof Event.Write || e instanceof Event.Update) return true;
        return e instanceof Event.Call c && !locking(c) && !LogCalls.is(c, in.typing().target(c.id()));
    }

    String described(Event e) {
        if (e instanceof Event.Write w) return "sets " + in.locks().label(in.locks().path(w.target()));
        if (e instanceof Event.Update u) return "changes " + in.locks().label(in.locks().path(u.target()));
        if (!(e instanceof Event.Call c)) return "goes on";
        return "calls " + Waits.called(in, c);
    }

    private void test(State s, List<State> open) {
        Point p = s.at();
        Question q = Question.since(in, p.value(), s.since(), event);
        if (q.answers(guard)) return;
        // A timed wait that only the clock repeats is a pause.
        if (timed && q.ofTime() && guards.contains(p) && !Question.of(in, p.value()).ofState()) return;
        boolean timeAsked = s.timed() || q.ofTime();
        if (p.next().size() == 2 && q.ofTime()) {
            Boolean out = timedOut(p.value(), 0);
            if (out != null) {
                // The way of the timeout gives up knowingly; the other believes that the condition holds.
                push1(open, p.next().get(out ? 1 : 0), s.since(), s.did(), s.timed());
                return;
            }
        }
        Boolean answer = answer(p.value(), s.since());
        if (answer != null && p.next().size() == 2) push1(open, p.next().get(answer ? 0 : 1), s.since(), s.did(), timeAsked);
        else push(open, p, s.since(), s.did(), timeAsked);
    }

    /** Keeps what a guard says at the wait, if it asks about locals alone and none of them is assigned on the way from it. */
    private void known(Point p) {
        if (!localsOnly(p.value())) return;
        Set<Integer> locals = Question.of(in, p.value()).locals();
        if (locals.isEmpty() || p.next().size() != 2) return;
        boolean yes = graph.reaches(p.next().get(0), wait, p);
        for (Event e : in.events()) {
            if (!(e instanceof Event.Assign a) || !locals.contains(a.local())) continue;
            for (Point at : graph.pointsOf(a.id())) {
                if (graph.reaches(at, wait, p) && graph.reaches(p.next().get(yes ? 0 : 1), at, p)) return;
            }
        }
        facts.add(Fact.of(p.value(), yes));
    }

    /** What a test of locals must say after the wait: what it said before, if nothing assigned them since, or what a constant assigned since says. */
    private Boolean answer(Value v, BitSet since) {
        if (!localsOnly(v)) return null;
        Fact asked = Fact.of(v, true);
        Set<Integer> locals = Question.of(in, v).locals();
        List<Event.Assign> assigned = new ArrayList<>(1);
        for (int i = since.nextSetBit(0); i >= 0; i = since.nextSetBit(i + 1)) {
            if (in.typing().event(i) instanceof Event.Assign a && locals.contains(a.local())) assigned.add(a);
        }
        if (assigned.size() == 1 && asked.value() instanceof Value.Local && assigned.get(0).value() instanceof Value.Constant c
                && c.kind() == Value.ConstantKind.BOOLEAN) {
            return c.text().equals("true") == asked.truth();
        }
        if (!assigned.isEmpty()) return null;
        for (Fact f : facts) if (f.value().equals(asked.value())) return f.truth() == asked.truth();
        return null;
    }

    /** That a condition on locals holds or not, without negations in it. */
    private record Fact(Value value, boolean truth) {
        static Fact of(Value v, boolean truth) {
            if (v instanceof Value.Unary u && u.op().equals("!")) return of(u.operand(), !truth);
            if (v instanceof Value.Binary b) {
                String positive = switch (b.op()) {
                    case "!=" -> "==";
                    case ">=" -> "<";
                    case ">" -> "<=";
                    default -> null;
                };
                if (positive != null) return new Fact(new Value.Binary(positive, b.left(), b.right()), !truth);
            }
            return new Fact(v, truth);
        }
    }

    private static boolean localsOnly(Value v) {
        if (v instanceof Value.Local || v instanceof Value.Constant) return true;
        if (v instanceof Value.Unary u) return localsOnly(u.operand());
        if (v instanceof Value.Binary b) return localsOnly(b.left()) && localsOnly(b.right());
        return false;
    }

    /** True: the condition holds when the wait has timed out; false: when it has not; null: it does not say. */
    private Boolean timedOut(Value v, int depth) {
        if (depth > 6) return null;
        if (v instanceof Value.Binary b && (b.op().equals("&&") || b.op().equals("||"))) {
            Boolean l = timedOut(b.left(), depth + 1), r = timedOut(b.right(), depth + 1);
            if (l != null && r != null) return l.equals(r) ? l : null;
            return l != null ? l : r;
        }
        if (v instanceof Value.Unary u && u.op().equals("!") && ofAwait(u.operand())) return true;
        if (ofAwait(v)) return false;
        if (v instanceof Value.Binary b && ofAwait(b.left())) {
            return switch (b.op()) {
                case "<=", "<" -> true;
                case ">", ">=" -> false;
                default -> null;
            };
        }
        return null;
    }

    private boolean ofAwait(Value v) {
        if (v instanceof Value.Result r) return r.event() == event;
        if (!(v instanceof Value.Local l)) return false;
        for (Event e : in.events()) {
            if (e instanceof Event.Assign a && a.local() == l.index() && a.value() instanceof Value.Result r && r.event() == event) return true;
        }
        return false;
    }

    private void returned(State s) {
        Value v = s.at().value();
        if (v != null) {
            // What is read again and returned is for the caller to test: a timed wait promises no more.
            if (timed && Question.since(in, v, s.since(), event).answers(guard)) return;
            boolean givesUp = v instanceof Value.Constant c && (c.kind() == Value.ConstantKind.NULL || c.text().equals("false"));
            if (s.timed() && givesUp) return;
        }
        Span at = s.at().node() instanceof Node.Return r ? r.span() : Span.NONE;
        lapse(null, at, s.did() < 0, "returns");
    }
}
