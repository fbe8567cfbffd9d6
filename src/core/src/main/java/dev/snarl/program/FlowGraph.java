package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways through one piece of code, a method's own or one lambda's: points joined by what comes next when no call throws. A catch clause is the start of
 * a way of its own; an explicit throw leads to the clauses around it. A finally part stands once for each place that it leads to. Used by one thread.
 */
public final class FlowGraph {
    public enum Kind {
        /** An event happens. */
        EVENT,
        /** A branch, loop or switch decides. Of a branch and of a loop with a condition, the first way is "true" and the second "false". */
        TEST,
        /** A catch clause starts. */
        CATCH,
        RETURN,
        THROW,
        /** Nothing happens: the head of a loop, or where ways meet. */
        JOIN,
        /** The code is left by its end or by a return. */
        END,
        /** The code is left by an explicit throw. */
        RAISED
    }

    /** A place in the flow. Identity is the object. */
    public static final class Point {
        private final Kind kind;
        private final Node node;
        private final Value value;
        private final List<Point> next = new ArrayList<>(2);

        private Point(Kind kind, Node node, Value value) {
            this.kind = kind;
            this.node = node;
            this.value = value;
        }

        public Kind kind() {
            return kind;
        }

        /** The event, branch, loop, switch, return or throw; null for the others. */
        public Node node() {
            return node;
        }

        /** What a TEST asks (a foreach: what it goes over; a switch: its selector), what a RETURN or THROW gives; may be null. */
        public Value value() {
            return value;
        }

        public List<Point> next() {
            return next;
        }

        /** The event of an EVENT, else null. */
        public Event event() {
            return node instanceof Event e ? e : null;
        }
    }

    private enum FrameKind { LOOP, SWITCH, YIELD, LABEL, CATCHES, FINALLY }

    /** What stands around a node: where jumps and throws go. */
    private static final class Frame {
        final FrameKind kind;
        final Frame outer;
        String label;
        Point breaks, continues;
        Node finallyBody;
        final Map<Point, Point> finallyCopies = new IdentityHashMap<>();
        List<Point> catches = List.of();
        boolean catchesAll;

        Frame(FrameKind kind, Frame outer) {
            this.kind = kind;
            this.outer = outer;
        }
    }

    private final Point end = new Point(Kind.END, null, null);
    private final Point raised = new Point(Kind.RAISED, null, null);
    private final Map<Integer, List<Point>> byEvent = new HashMap<>();
    private final Map<Node.Catch, List<Point>> byClause = new IdentityHashMap<>();
    private final List<Point> points = new ArrayList<>();
    private final Point start;

    private FlowGraph(Node code) {
        start = build(code, end, null, null);
    }

    /** The graph of a body's root or of a lambda's body. */
    public static FlowGraph of(Node code) {
        return new FlowGraph(code);
    }

    public Point start() {
        return start;
    }

    public Point end() {
        return end;
    }

    /** All points but END and RAISED; an order that depends on the code alone. */
    public List<Point> points() {
        return points;
    }

    /** Where an event stands: several times inside a finally; never for the events of lambdas. */
    public List<Point> pointsOf(int event) {
        return byEvent.getOrDefault(event, List.of());
    }

    /** Where a catch clause starts. */
    public List<Point> pointsOf(Node.Catch clause) {
        return byClause.getOrDefault(clause, List.of());
    }

    /** Whether {@code to} can be reached from {@code from} without passing {@code without} (null: anything may be passed). A point reaches itself. */
    public boolean reaches(Point from, Point to, Point without) {
        return reachesWithoutAny(from, to, without == null ? List.of() : List.of(without));
    }

    /** The same with several points that are not to be passed. */
    public boolean reachesWithoutAny(Point from, Point to, Collection<Point> without) {
        if (without.contains(from)) return from == to;
        Map<Point, Boolean> seen = new IdentityHashMap<>();
        List<Point> open = new ArrayList<>();
        open.add(from);
        seen.put(from, true);
        while (!open.isEmpty()) {
            Point p = open.remove(open.size() - 1);
            if (p == to) return true;
            for (Point n : p.next) if (!without.contains(n) && seen.put(n, true) == null) open.add(n);
        }
        return false;
    }

    private Point point(Kind kind, Node node, Value value) {
        Point p = new Point(kind, node, value);
        points.add(p);
        return p;
    }

    /** The point at which {@code n} starts when it goes on to {@code next}. */
    private Point build(Node n, Point next, Frame frame, String label) {
        if (n == null) return next;
        if (n instanceof Event e) {
            Point p = point(Kind.EVENT, e, null);
            p.next.add(next);
            byEvent.computeIfAbsent(e.id(), k -> new ArrayList<>(1)).add(p);
            return p;
        }
        if (n instanceof Node.Seq s) {
            return sequence(s.nodes(), s.nodes().size(), next, frame);
        }
        if (n instanceof Node.Branch b) return branch(b, List.of(), new int[1], next, frame);
        if (n instanceof Node.Loop l) return loop(l, next, frame, label);
        if (n instanceof Node.Switch s) return switches(s, next, frame, label);
        if (n instanceof Node.Try t) return tries(t, next, frame);
        if (n instanceof Node.Sync s) return build(s.body(), next, frame, null);
        if (n instanceof Node.Labeled l) return labeled(l, next, frame);
        if (n instanceof Node.Return r) {
            Point p = point(Kind.RETURN, r, r.value());
            p.next.add(through(frame, null, end));
            return p;
        }
        if (n instanceof Node.Throw t) {
            Point p = point(Kind.THROW, t, t.value());
            p.next.addAll(handlers(frame));
            return p;
        }
        if (n instanceof Node.Jump j) return jump(j, frame);
        if (n instanceof Node.Assert a) return build(a.test(), next, frame, null);
        return next;
    }

    private Point labeled(Node.Labeled l, Point next, Frame frame) {
        if (l.body() instanceof Node.Loop || l.body() instanceof Node.Switch) return build(l.body(), next, frame, l.label());
        Frame f = new Frame(FrameKind.LABEL, frame);
        f.label = l.label();
        f.breaks = next;
        return build(l.body(), next, f, null);
    }

    private Point loop(Node.Loop l, Point next, Frame frame, String label) {
        Point head = point(Kind.JOIN, null, null);
        Frame f = new Frame(FrameKind.LOOP, frame);
        f.label = label;
        f.breaks = next;
        boolean endless = l.kind() != Node.LoopKind.FOREACH && (l.condition() == null || isTrue(l.condition()));
        if (l.kind() == Node.LoopKind.DO) {
            Point test = point(Kind.JOIN, null, null);
            f.continues = test;
            test.next.add(endless ? build(l.test(), head, frame, null) : test(l, l.condition(), head, next, frame));
            head.next.add(build(l.body(), test, f, null));
            return head;
        }
        Point again = build(l.update(), head, frame, null);
        f.continues = again;
        Point body = build(l.body(), again, f, null);
        Value asked = l.kind() == Node.LoopKind.FOREACH ? l.iterable() : l.condition();
        head.next.add(endless ? build(l.test(), body, frame, null) : test(l, asked, body, next, frame));
        return head;
    }

    /** The first {@code size} nodes. */
    private Point sequence(List<Node> nodes, int size, Point next, Frame frame) {
        int[] before = {size};
        while (before[0] > 0) {
            Node n = nodes.get(--before[0]);
            next = n instanceof Node.Branch b ? branch(b, nodes, before, next, frame) : build(n, next, frame, null);
        }
        return next;
    }

    private Point branch(Node.Branch b, List<Node> nodes, int[] before, Point next, Frame frame) {
        Point yes = build(b.then(), next, frame, null), no = build(b.otherwise(), next, frame, null);
        return decide(nodes, before, b.condition(), b, yes, no, frame);
    }

    private Point test(Node.Loop l, Value asked, Point yes, Point no, Frame frame) {
        List<Node> nodes = l.test() instanceof Node.Seq s ? s.nodes() : List.of(l.test());
        int[] before = {nodes.size()};
        Point decision = decide(nodes, before, asked, l, yes, no, frame);
        return sequence(nodes, before[0], decision, frame);
    }

    /**
     * The point that decides a condition. Each operand of {@code &&} and {@code ||} gets a point of its own, so that no way takes the second operand for
     * asked where the first has decided. The branch that holds the second operand's events stands last before the test: it is taken in
     * ({@code before} counts down).
     */
    private Point decide(List<Node> nodes, int[] before, Value asked, Node owner, Point yes, Point no, Frame frame) {
        if (asked instanceof Value.Binary b && (b.op().equals("&&") || b.op().equals("||"))) {
            boolean and = b.op().equals("&&");
            Node last = before[0] > 0 ? nodes.get(before[0] - 1) : null;
            Point right;
            if (last instanceof Node.Branch held && !held.statement() && held.condition().equals(b.left()) && (and ? held.otherwise() : held.then()).equals(Node.EMPTY)) {
                before[0]--;
                Node events = and ? held.then() : held.otherwise();
                List<Node> inner = events instanceof Node.Seq s ? s.nodes() : List.of(events);
                int[] rest = {inner.size()};
                Point p = decide(inner, rest, b.right(), owner, yes, no, frame);
                right = sequence(inner, rest[0], p, frame);
            } else {
                right = decide(List.of(), new int[1], b.right(), owner, yes, no, frame);
            }
            return decide(nodes, before, b.left(), owner, and ? right : yes, and ? no : right, frame);
        }
        Point p = point(Kind.TEST, owner, asked);
        p.next.add(yes);
        p.next.add(no);
        return p;
    }

    private static boolean isTrue(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN && c.text().equals("true");
    }

    private Point switches(Node.Switch s, Point next, Frame frame, String label) {
        Frame f = new Frame(s.expression() ? FrameKind.YIELD : FrameKind.SWITCH, frame);
        f.label = label;
        f.breaks = next;
        Point p = point(Kind.TEST, s, s.selector());
        boolean complete = s.expression();
        Point following = next;
        List<Point> entries = new ArrayList<>();
        for (int i = s.cases().size() - 1; i >= 0; i--) {
            Node.Case c = s.cases().get(i);
            complete |= c.isDefault();
            following = build(c.body(), c.falls() ? following : next, f, null);
            entries.add(0, following);
        }
        p.next.addAll(entries);
        if (!complete || entries.isEmpty()) p.next.add(next);
        return p;
    }

    private Point tries(Node.Try t, Point next, Frame frame) {
        Frame around = frame;
        Point after = next;
        if (t.hasFinally()) {
            around = new Frame(FrameKind.FINALLY, frame);
            around.finallyBody = t.finallyBody();
            after = copy(around, next);
        }
        List<Point> clauses = new ArrayList<>(t.catches().size());
        boolean all = false;
        for (Node.Catch c : t.catches()) {
            Point p = point(Kind.CATCH, null, null);
            p.next.add(build(c.body(), after, around, null));
            byClause.computeIfAbsent(c, k -> new ArrayList<>(1)).add(p);
            clauses.add(p);
            for (var type : c.types()) all |= type.simpleName().equals("Throwable");
        }
        Frame inner = new Frame(FrameKind.CATCHES, around);
        inner.catches = clauses;
        inner.catchesAll = all;
        Point body = build(t.body(), after, inner, null);
        return build(t.resources(), body, inner, null);
    }

    private Point copy(Frame f, Point target) {
        Point made = f.finallyCopies.get(target);
        if (made == null) {
            made = build(f.finallyBody, target, f.outer, null);
            f.finallyCopies.put(target, made);
        }
        return made;
    }

    /** {@code target} as reached from inside {@code from} on the way out to {@code to} (exclusive): through the finally parts between. */
    private Point through(Frame from, Frame to, Point target) {
        List<Frame> passed = new ArrayList<>(2);
        for (Frame f = from; f != to; f = f.outer) if (f.kind == FrameKind.FINALLY) passed.add(f);
        for (int i = passed.size() - 1; i >= 0; i--) target = copy(passed.get(i), target);
        return target;
    }

    private List<Point> handlers(Frame from) {
        List<Point> out = new ArrayList<>(2);
        for (Frame f = from; f != null; f = f.outer) {
            if (f.kind != FrameKind.CATCHES) continue;
            for (Point c : f.catches) out.add(through(from, f, c));
            if (f.catchesAll) return out;
        }
        out.add(through(from, null, raised));
        return out;
    }

    private Point jump(Node.Jump j, Frame frame) {
        for (Frame f = frame; f != null; f = f.outer) {
            Point target = switch (j.kind()) {
                case YIELD -> f.kind == FrameKind.YIELD ? f.breaks : null;
                case CONTINUE -> f.kind == FrameKind.LOOP && (j.label() == null || j.label().equals(f.label)) ? f.continues : null;
                case BREAK -> (j.label() == null ? f.kind == FrameKind.LOOP || f.kind == FrameKind.SWITCH : j.label().equals(f.label)) ? f.breaks : null;
            };
            if (target != null) return through(frame, f, target);
        }
        return end;
    }
}
