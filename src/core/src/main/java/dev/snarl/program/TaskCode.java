package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The code that a task runs: its lambda or run method, and the scanned methods that these call, some steps far. A body of it may count in part (a lambda).
 * Used by one thread.
 */
public final class TaskCode {
    private static final int DEPTH = 5;
    private static final int LIMIT = 120;
    private final Fates fates;
    /** For each method the lambda that counts, or -1 for the whole. */
    private final Map<Method, List<Integer>> regions = new LinkedHashMap<>();
    private final Map<Method, Integer> depths = new LinkedHashMap<>();
    private boolean known;

    private TaskCode(Fates fates) {
        this.fates = fates;
    }

    /** What a function or object runs that is given as a task: empty when it is not known. */
    public static TaskCode of(Fates fates, Typing t, Value task) {
        TaskCode c = new TaskCode(fates);
        c.enter(t, task, 0);
        return c;
    }

    /** What the run method of a class runs. */
    public static TaskCode ofRun(Fates fates, Decl type) {
        TaskCode c = new TaskCode(fates);
        c.run(type, 0);
        return c;
    }

    /** False when nothing of the task's code is scanned. */
    public boolean known() {
        return known;
    }

    /** True when the task does nothing but throw: a way to end the program by an error. */
    public boolean onlyThrows() {
        if (regions.isEmpty()) return false;
        Map.Entry<Method, List<Integer>> first = regions.entrySet().iterator().next();
        Typing t = fates.typing(first.getKey());
        int lambda = first.getValue().get(0);
        Node body = lambda < 0 ? t.body().root() : t.body().lambdas().get(lambda).body();
        if (body instanceof Node.Seq s && !s.nodes().isEmpty()) body = s.nodes().get(s.nodes().size() - 1);
        return body instanceof Node.Throw;
    }

    /** Whether the task goes round in a loop that is not over a collection: its work may never end. */
    public boolean loops() {
        return new LoopTests(fates, this).find().loops();
    }

    /** True when the task itself, without any loop, calls a stop or shutdown of something: a thread that ends others. */
    public boolean stopsOthers() {
        if (regions.isEmpty()) return false;
        Method first = regions.keySet().iterator().next();
        Typing t = fates.typing(first);
        for (Event e : t.index().events) {
            if (!(e instanceof Event.Call c) || !holds(t, c.id())) continue;
            if (t.loopDepth(c.id()) > 0) return false;
            if (stops(c.name())) return true;
        }
        return stops(first.name());
    }

    private static boolean stops(String name) {
        return name.startsWith("stop") || name.startsWith("shutdown") || name.startsWith("terminate") || name.equals("dispose");
    }

    /** The methods that the task runs, whole or in part, in the order reached. */
    public List<Method> methods() {
        return new ArrayList<>(regions.keySet());
    }

    /** How many calls lead from the task to the method, at most. */
    int depth(Method m) {
        return depths.getOrDefault(m, DEPTH);
    }

    /** Whether only lambdas of the method belong to the task, not the whole. */
    boolean inPart(Method m) {
        List<Integer> own = regions.get(m);
        return own != null && !own.contains(-1);
    }

    /** Whether an event of a method belongs to the task. */
    public boolean holds(Typing t, int event) {
        List<Integer> own = regions.get(t.method());
        if (own == null) return false;
        if (own.contains(-1)) return true;
        return holdsLambda(t, t.lambdaOf(event));
    }

    /** Whether a lambda of a method belongs to the task. */
    boolean holdsLambda(Typing t, int lambda) {
        List<Integer> own = regions.get(t.method());
        if (own == null || own.contains(-1)) return own != null;
        for (int l = lambda; l >= 0; l = t.body().lambdas().get(l).outer()) if (own.contains(l)) return true;
        return false;
    }

    private void enter(Typing t, Value v, int depth) {
        if (depth > DEPTH || v == null) return;
        if (v instanceof Value.Lambda l) {
            region(t, l.index(), depth);
        } else if (v instanceof Value.MethodRef r) {
            Decl d = t.methodRefScope(r).decl();
            if (d == null || r.method().equals("new")) return;
            for (MethodDecl m : Members.methods(d, r.method())) if (m instanceof Method s) for (Method o : Fates.withOverriders(s)) method(o, depth);
        } else if (v instanceof Value.Cast c) {
            enter(t, c.operand(), depth + 1);
        } else if (v instanceof Value.Choice c) {
            for (Value x : c.values()) enter(t, x, depth + 1);
        } else if (v instanceof Value.Local l) {
            LocalFacts f = t.body().locals().get(l.index());
            if (f.kind() == LocalFacts.Kind.VARIABLE) {
                for (Event e : t.index().events) if (e instanceof Event.Assign a && a.local() == l.index()) enter(t, a.value(), depth + 1);
            }
            if (regions.isEmpty()) run(t.localType(l.index()).decl(), depth);
        } else if (v instanceof Value.Result r && t.event(r.event()) instanceof Event.New n) {
            Decl d = t.typeOf(v).decl();
            if (d instanceof SourceType) run(d, depth);
            else if (!n.args().isEmpty()) enter(t, n.args().get(0), depth + 1);
        } else {
            if (t.denote(v).field() instanceof Field f) initial(f, depth);
            if (regions.isEmpty()) run(t.typeOf(v).decl(), depth);
        }
    }

    /** What the initialisers of a final field put into it. */
    private void initial(Field f, int depth) {
        if (!f.isFinal()) return;
        for (Method m : fates.around(f.owner(), f.name())) {
            if (!m.facts().isInitializer()) continue;
            Typing t = fates.typing(m);
            for (Event e : t.index().events) if (e instanceof Event.Write w && t.denote(w.target()).field() == f) enter(t, w.value(), depth + 1);
        }
    }

    private void run(Decl d, int depth) {
        if (!(d instanceof SourceType)) return;
        for (String name : List.of("run", "call")) {
            for (MethodDecl m : Members.methods(d, name)) if (m instanceof Method s && s.facts().params().isEmpty()) for (Method o : Fates.withOverriders(s)) method(o, depth);
        }
    }

    private void method(Method m, int depth) {
        if (m.hasBody() && depth <= DEPTH) region(fates.typing(m), -1, depth);
    }

    private void region(Typing t, int lambda, int depth) {
        List<Integer> own = regions.computeIfAbsent(t.method(), k -> new ArrayList<>(1));
        if (own.contains(lambda) || own.contains(-1) || regions.size() > LIMIT) return;
        own.add(lambda);
        depths.putIfAbsent(t.method(), depth);
        known = true;
        for (int i = 0; i < t.body().events(); i++) {
            if (!(t.event(i) instanceof Event.Call) || !within(t, i, lambda)) continue;
            Target target = t.target(i);
            if (target.source() == null || target.ambiguous()) continue;
            for (Method o : Fates.withOverriders(target.source())) method(o, depth + 1);
        }
    }

    private static boolean within(Typing t, int event, int lambda) {
        if (lambda < 0) return true;
        for (int l = t.lambdaOf(event); l >= 0; l = t.body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }
}
