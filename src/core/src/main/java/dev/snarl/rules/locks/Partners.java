package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Exit;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Nodes;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The code that gives back a lock which it has not taken itself: the other half of a protocol over two methods, a guard's {@code close()}, a lambda or
 * method reference that unlocks later.
 */
final class Partners {
    private final Program program;
    private final Set<String> releaseNames = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<SourceType, List<Lock>> byOutermost = new HashMap<>();

    Partners(Program program) {
        this.program = program;
        for (MethodFact f : program.knowledge().methods(Role.RELEASE)) {
            if (!f.attribute("kind", "").equals("semaphore") && !f.attribute("kind", "").equals("file")) releaseNames.add(f.name());
        }
        for (Method m : program.methodsMentioning(releaseNames)) {
            Interpretation in = program.interpret(m);
            for (Exit e : in.exits()) for (Lock l : e.owed()) add(m, l);
            if (in.acquisitions().isEmpty()) for (Lock l : in.released()) add(m, l);
            for (Value.MethodRef r : references(in)) if (r.scope() != null && releaseNames.contains(r.method())) add(m, in.locks().lock(r.scope()));
        }
    }

    private void add(Method m, Lock l) {
        keys.add(l.key() + l.mode());
        // unlock(stamp) does not say which hold it gives back.
        if (l.path().type().isA("java.util.concurrent.locks.StampedLock").yes()) keys.add(l.key() + LockMode.READ);
        byOutermost.computeIfAbsent(m.owner().outermost(), k -> new ArrayList<>()).add(l);
    }

    Set<String> releaseNames() {
        return releaseNames;
    }

    private static List<Value.MethodRef> references(Interpretation in) {
        List<Value.MethodRef> out = new ArrayList<>();
        Nodes.walk(in.typing().body().root(), n -> reference(n, out));
        in.typing().body().lambdas().forEach(l -> Nodes.walk(l.body(), n -> reference(n, out)));
        return out;
    }

    private static void reference(Node n, List<Value.MethodRef> out) {
        if (n instanceof Node.Return r) add(r.value(), out);
        else if (n instanceof Event.Assign a) add(a.value(), out);
        else if (n instanceof Event.Write w) add(w.value(), out);
        else if (n instanceof Event.Call c) c.args().forEach(a -> add(a, out));
        else if (n instanceof Event.New c) c.args().forEach(a -> add(a, out));
    }

    private static void add(Value v, List<Value.MethodRef> out) {
        if (v instanceof Value.MethodRef r) out.add(r);
        else if (v instanceof Value.Cast c) add(c.operand(), out);
        else if (v instanceof Value.Choice c) c.values().forEach(x -> add(x, out));
    }

    /** Whether anything in the program gives this lock back for others; a lock known only as a parameter or a result is looked for in the same file. */
    boolean exist(Method m, Lock lock) {
        if (keys.contains(lock.key() + lock.mode())) return true;
        Path.Root root = lock.path().start().root();
        if (root == Path.Root.THIS || root == Path.Root.CLASS || root == Path.Root.OUTER) return false;
        for (Lock l : byOutermost.getOrDefault(m.owner().outermost(), List.of())) if (l.mode() == lock.mode()) return true;
        return false;
    }

    /** Whether a caller gives back what the method takes. What it gives back of the same lock may as well be what it took itself. */
    boolean callerReleases(Method m, Lock lock) {
        for (CallEdge e : program.calls().edgesTo(m)) {
            Interpretation in = program.interpret(e.caller());
            if (in.acquisitions().stream().anyMatch(a -> !a.helper() && a.lock().key().equals(lock.key()))) continue;
            for (Lock l : in.released()) {
                if (l.key().equals(lock.key()) || lock.path().start().root() == Path.Root.PARAM && l.mode() == lock.mode()) return true;
            }
        }
        return false;
    }
}
