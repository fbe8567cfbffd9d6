package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a body's events: which can come before which in one run. Branches that exclude each other are told apart and loops are known; what
 * happens in a lambda of its own is placed where it is written. Used by one thread.
 */
public final class Sequence {
    /** Where an event stands: a node of the tree around it and the arm of that node, the outermost first. */
    private record Place(Node node, int arm) {}

    private static final int BODY = 0, OTHER = 1, UPDATE = 2, FINALLY = 3, CATCHES = 4;

    private final Map<Integer, List<Place>> places = new LinkedHashMap<>();
    private final Map<Integer, Integer> lambdaOf = new LinkedHashMap<>();
    private final Map<Integer, List<Value>> returns = new LinkedHashMap<>();
    private final List<Node.Try> tries = new ArrayList<>();
    private final List<Place> around = new ArrayList<>();
    private final Body body;
    private int lambda = -1;

    private Sequence(Body body) {
        this.body = body;
        walk(body.root());
        for (int i = 0; i < body.lambdas().size(); i++) {
            LambdaFacts l = body.lambdas().get(i);
            lambda = i;
            around.clear();
            walk(l.body());
        }
    }

    public static Sequence of(Body body) {
        return new Sequence(body);
    }

    /** The values returned by the method itself (-1) or by a lambda; a plain return has none. */
    public List<Value> returned(int lambda) {
        return returns.getOrDefault(lambda, List.of());
    }

    /** All try statements, those of lambdas included, in the order written. */
    public List<Node.Try> tries() {
        return tries;
    }

    /** The last event inside a try's body, or -1 for an empty one; and whether {@code event} stands in that body or its resources. */
    public boolean inside(Node.Try t, int event) {
        for (Place p : places.getOrDefault(event, List.of())) if (p.node() == t && p.arm() == BODY) return true;
        return false;
    }

    /**
     * Whether the event {@code first} can come before {@code then} in one run of the code that starts at {@code from}: not where they stand in branches
     * that exclude each other, nor where it comes later, unless a loop that {@code from} stands outside of leads back.
     */
    public boolean canPrecede(int first, int then, int from) {
        int a = lambdaOf.getOrDefault(first, -1), b = lambdaOf.getOrDefault(then, -1);
        if (a != b) return first < then || within(b, a) && !within(a, b);
        List<Place> x = places.getOrDefault(first, List.of()), y = places.getOrDefault(then, List.of());
        List<Place> start = places.getOrDefault(from, List.of());
        for (int i = 0; i < x.size() && i < y.size(); i++) {
            Place p = x.get(i), q = y.get(i);
            if (p.node() != q.node()) break;
            if (p.node() instanceof Node.Loop && !inLoop(start, p.node())) return true;
            if (p.arm() != q.arm()) return first < then && !excludes(p, q);
        }
        return first < then;
    }

    private static boolean inLoop(List<Place> places, Node loop) {
        for (Place p : places) if (p.node() == loop) return true;
        return false;
    }

    private static boolean excludes(Place p, Place q) {
        if (p.node() instanceof Node.Branch) return true;
        if (p.node() instanceof Node.Switch s) {
            for (int i = p.arm(); i < q.arm(); i++) if (!s.cases().get(i).falls()) return true;
            return q.arm() < p.arm();
        }
        return p.node() instanceof Node.Try && p.arm() >= CATCHES && q.arm() >= CATCHES;
    }

    /** Whether lambda {@code inner} is {@code outer} or stands in it; every lambda stands in the method, which is -1. */
    private boolean within(int inner, int outer) {
        for (int l = inner; l >= 0; l = body.lambdas().get(l).outer()) if (l == outer) return true;
        return outer == -1;
    }

    private void walk(Node n) {
        if (n == null) return;
        if (n instanceof Event e) {
            places.put(e.id(), List.copyOf(around));
            lambdaOf.put(e.id(), lambda);
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) walk(c);
        } else if (n instanceof Node.Branch b) {
            arm(n, BODY, b.then());
            arm(n, OTHER, b.otherwise());
        } else if (n instanceof Node.Loop l) {
            arm(n, OTHER, l.test());
            arm(n, BODY, l.body());
            arm(n, UPDATE, l.update());
        } else if (n instanceof Node.Switch s) {
            for (int i = 0; i < s.cases().size(); i++) arm(n, i, s.cases().get(i).body());
        } else if (n instanceof Node.Try t) {
            tries.add(t);
            arm(n, BODY, t.resources());
            arm(n, BODY, t.body());
            for (int i = 0; i < t.catches().size(); i++) arm(n, CATCHES + i, t.catches().get(i).body());
            arm(n, FINALLY, t.finallyBody());
        } else if (n instanceof Node.Sync s) {
            arm(n, BODY, s.body());
        } else if (n instanceof Node.Labeled l) {
            walk(l.body());
        } else if (n instanceof Node.Assert a) {
            walk(a.test());
        } else if (n instanceof Node.Return r && r.value() != null) {
            returns.computeIfAbsent(lambda, k -> new ArrayList<>(1)).add(r.value());
        }
    }

    private void arm(Node node, int arm, Node inner) {
        if (inner == null) return;
        around.add(new Place(node, arm));
        walk(inner);
        around.remove(around.size() - 1);
    }
}
