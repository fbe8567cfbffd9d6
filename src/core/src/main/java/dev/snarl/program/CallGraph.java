package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;

/** Who calls whom among the scanned methods. Immutable. */
public final class CallGraph {
    private final Summary[] summaries;
    private final List<List<CallEdge>> to;

    CallGraph(Summary[] summaries) {
        this.summaries = summaries;
        this.to = new ArrayList<>(summaries.length);
        for (int i = 0; i < summaries.length; i++) to.add(List.of());
        for (Summary s : summaries) {
            for (CallEdge e : s.edges()) {
                for (Method m : e.callees()) {
                    List<CallEdge> l = to.get(m.id());
                    if (l.isEmpty()) to.set(m.id(), l = new ArrayList<>(2));
                    l.add(e);
                }
            }
        }
    }

    /** The calls in a method's body, its lambdas' included, in order. */
    public List<CallEdge> edgesFrom(Method m) {
        return summaries[m.id()].edges();
    }

    /** The calls that may run a method, by caller and place. */
    public List<CallEdge> edgesTo(Method m) {
        return to.get(m.id());
    }
}
