package dev.snarl.program;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The methods that come to a point of some kind in the thread of their caller, themselves or by what they call: for each the shortest way. A call that
 * may run several methods counts when all of them come there. Immutable.
 *
 * @param <P> what is at a point
 */
public final class CallReach<P> {
    /**
     * One step of a way: the method has a point itself ({@code own} is set), or calls {@code callee} at {@code edge}, which comes to one.
     *
     * @param depth how many calls away the point is
     */
    public record Hop<P>(Method method, P own, CallEdge edge, Method callee, int depth) {}

    private final Program program;
    private final Map<Method, Hop<P>> hops = new LinkedHashMap<>();

    /**
     * @param points  for each method that has a point in its caller's thread, one of them
     * @param longest the number of calls that a way has at most
     */
    public CallReach(Program program, Map<Method, P> points, int longest) {
        this.program = program;
        Set<Method> level = new TreeSet<>(points.keySet());
        for (Method m : level) hops.put(m, new Hop<>(m, points.get(m), null, null, 0));
        for (int depth = 1; depth <= longest && !level.isEmpty(); depth++) level = callers(level, depth);
    }

    private Set<Method> callers(Set<Method> level, int depth) {
        Set<Method> asked = new TreeSet<>();
        for (Method m : level) for (CallEdge e : program.calls().edgesTo(m)) if (!hops.containsKey(e.caller())) asked.add(e.caller());
        Map<Method, Hop<P>> found = new LinkedHashMap<>();
        for (Method m : asked) {
            if (m.owner().unit().test()) continue;
            BitSet handlers = null;
            for (CallEdge e : program.calls().edgesFrom(m)) {
                Hop<P> h = e.inCallersThread() ? through(e) : null;
                if (h == null) continue;
                // What only the handling of an error comes to is not on the way.
                if (handlers == null) handlers = handlers(program, m);
                if (handlers.get(e.event())) continue;
                found.put(m, new Hop<>(m, null, e, h.method(), depth));
                break;
            }
        }
        hops.putAll(found);
        return new TreeSet<>(found.keySet());
    }

    /** The call stands in a catch clause. */
    public static boolean handles(Program program, CallEdge e) {
        return handlers(program, e.caller()).get(e.event());
    }

    private static BitSet handlers(Program program, Method m) {
        return Nodes.handlers(program.interpret(m).typing().body().root());
    }

    /** The nearest point behind a call, or null when one of the methods that it may run comes to none. */
    public Hop<P> through(CallEdge e) {
        Hop<P> nearest = null;
        for (Method m : e.callees()) {
            Hop<P> h = hops.get(m);
            if (h == null) return null;
            if (nearest == null || h.depth() < nearest.depth()) nearest = h;
        }
        return nearest;
    }

    /** The first step of a method's way, or null. */
    public Hop<P> of(Method m) {
        return hops.get(m);
    }

    /** The way from a step to its point, that step first. */
    public List<Hop<P>> way(Hop<P> start) {
        List<Hop<P>> out = new ArrayList<>();
        for (Hop<P> h = start; h != null; h = h.callee() == null ? null : hops.get(h.callee())) out.add(h);
        return out;
    }

    /** All methods that come to a point. */
    public Set<Method> methods() {
        return new TreeSet<>(hops.keySet());
    }
}
