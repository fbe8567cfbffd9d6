package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;

/** Who calls whom among the scanned methods. Immutable. */
public final class CallGraph {
    static final int PARTS = 4;
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

    /**
     * The method that a private one is a part of: its only caller, where that calls it in its own thread, on the same object, and is no part itself.
     * What a name, a signature or an annotation says of the whole holds for the part. The method itself where it is no part.
     */
    public Method whole(Method m) {
        Method at = m;
        for (int i = 0; i < PARTS; i++) {
            CallEdge e = only(at);
            if (e == null || !e.inCallersThread() || e.caller() == m) return at;
            at = e.caller();
        }
        return at;
    }

    /** The call of a private method that nothing else calls, from its own class and on the same object; else null. */
    CallEdge only(Method m) {
        if (!m.isPrivate() || m.facts().isInitializer()) return null;
        List<CallEdge> edges = edgesTo(m);
        if (edges.size() != 1) return null;
        CallEdge e = edges.get(0);
        boolean same = m.isStatic() || e.receiver().isThis();
        return same && !e.reference() && e.callees().size() == 1 && e.caller() != m && e.caller().owner() == m.owner() ? e : null;
    }
}
