package dev.snarl.rules.monitors;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Mods;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Runs;
import dev.snarl.program.Target;
import dev.snarl.program.Task;
import dev.snarl.program.Tri;
import dev.snarl.program.Type;
import dev.snarl.rules.locks.Creations;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether the thread that comes to a call holds a lock there: by its own code or by that of a caller. One use, one thread. */
final class Ownership {
    private static final int DEPTH = 6;
    private static final List<String> TAKING = List.of("lock", "acquire", "enter", "guard", "monitor");
    private final Program program;
    private final Set<Method> tasks = new HashSet<>();
    private final Map<Field, Boolean> fresh = new HashMap<>();

    Ownership(Program program) {
        this.program = program;
        for (Task t : program.tasks()) if (t.method() != null) tasks.add(t.method());
    }

    /** Who was asked whether the lock is held. */
    enum Answer {
        /** It is, or something that is not understood may hold it. */
        MAYBE,
        /** Nobody whose code is seen, but the method can be called by others. */
        NOT_SEEN,
        /** Nobody. */
        NO
    }

    /** @param wanted a monitor, or a Lock */
    Answer at(Interpretation in, int event, Lock wanted) {
        if (!in.reached(event)) return Answer.MAYBE;
        int l = in.escapingLambda(event);
        if (l >= 0 && in.lambda(l).runs() == Runs.UNKNOWN) return Answer.MAYBE;
        for (Held.Entry e : in.heldAt(event).entries()) {
            if (e.lock().monitor() == wanted.monitor() && maySame(in, e.lock(), wanted)) return Answer.MAYBE;
        }
        if (takesUnseen(in, event)) return Answer.MAYBE;
        return l >= 0 ? Answer.NO : callers(in.method(), wanted, new HashSet<>(), 0);
    }

    private Answer callers(Method m, Lock wanted, Set<Method> seen, int depth) {
        if (depth > DEPTH) return Answer.MAYBE;
        if (!seen.add(m)) return Answer.NO;
        for (Held.Entry e : program.entryLocks(m).entries()) if (mayKey(e.lock(), wanted)) return Answer.MAYBE;
        // Code that no thread else can know of yet, or that is not called by anybody.
        if (m.facts().isInitializer()) return Answer.NO;
        List<CallEdge> edges = program.calls().edgesTo(m);
        boolean task = tasks.contains(m) || entry(m);
        if (edges.isEmpty()) return task ? Answer.NO : open(m) ? Answer.NOT_SEEN : Answer.MAYBE;
        Answer all = Answer.NO;
        for (CallEdge e : edges) {
            for (Held.Entry h : e.held().entries()) if (mayKey(h.lock(), wanted)) return Answer.MAYBE;
            if (e.reference() && e.lambda() >= 0) continue;
            Interpretation there = program.interpret(e.caller());
            if (takesUnseen(there, e.event())) return Answer.MAYBE;
            if (!e.inCallersThread()) {
                if (there.lambda(e.lambda()).runs() == Runs.UNKNOWN) return Answer.MAYBE;
                continue;
            }
            Answer a = callers(e.caller(), wanted, seen, depth + 1);
            if (a == Answer.MAYBE) return a;
            if (a == Answer.NOT_SEEN) all = a;
        }
        return all;
    }

    /** A method that a thread begins with. */
    private static boolean entry(Method m) {
        String n = m.name();
        if (!m.facts().params().isEmpty()) return false;
        return n.equals("run") && m.owner().isA("java.lang.Runnable").yes() || n.equals("call") && m.owner().isA("java.util.concurrent.Callable").yes();
    }

    /** Code that is not scanned can call the method. A protected one is there for inheritors, who may hold the lock. */
    private static boolean open(Method m) {
        return !m.isPrivate() && !m.is(Mods.PROTECTED) && !m.is(Mods.ABSTRACT);
    }

    private static boolean mayKey(Lock held, Lock wanted) {
        if (held.monitor() != wanted.monitor()) return false;
        if (held.key().equals(wanted.key())) return true;
        // Where the method has a name for it, the names can be compared.
        if (!wanted.path().known() || !held.path().known()) return true;
        return !distinctRoots(held.path(), wanted.path());
    }

    private static boolean distinctRoots(Path a, Path b) {
        return unrelated(a.type(), b.type());
    }

    private boolean maySame(Interpretation in, Lock a, Lock b) {
        Path p = a.path(), q = b.path();
        if (!p.known() || !q.known() || p.equals(q) || a.key().equals(b.key())) return true;
        if (unrelated(p.type(), q.type())) return false;
        if (unstable(in, p) || unstable(in, q)) return true;
        if ((p.root() == Path.Root.CLASS) != (q.root() == Path.Root.CLASS)) return false;
        if (p.root() == Path.Root.CLASS) return false;
        boolean selves = (p.isThis() || p.root() == Path.Root.OUTER) && (q.isThis() || q.root() == Path.Root.OUTER);
        if (selves) return false;
        return !(own(p) || own(q));
    }

    /** A field that only ever holds an object made for it. */
    private boolean own(Path p) {
        if (p.root() == Path.Root.FRESH) return true;
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f)) return false;
        Boolean known = fresh.get(f);
        if (known == null) {
            known = Creations.own(program, f);
            fresh.put(f, known);
        }
        return known;
    }

    /** Two types no object can be of both. */
    private static boolean unrelated(Type a, Type b) {
        Decl x = a.decl(), y = b.decl();
        if (x == null || y == null || a.isArray() || b.isArray()) return false;
        if (x.isInterface() && !y.isFinal() || y.isInterface() && !x.isFinal()) return false;
        return x.isA(y.name()) == Tri.NO && y.isA(x.name()) == Tri.NO;
    }

    private static boolean unstable(Interpretation in, Path p) {
        for (Path x = p; x != null; x = x.base()) {
            switch (x.root()) {
                case UNKNOWN, RESULT, ELEMENT, CAPTURED, PARAM:
                    return true;
                case LOCAL:
                    LocalFacts l = in.typing().body().locals().get(x.index());
                    if (!l.effectivelyFinal() || l.initial() == null) return true;
                    break;
                default:
            }
        }
        return false;
    }

    /** A call before it whose name says that it may take a lock, though it is not seen how. */
    private boolean takesUnseen(Interpretation in, int event) {
        for (Event e : in.events()) {
            if (!(e instanceof Event.Call c) || c.id() >= event) continue;
            String n = c.name().toLowerCase(Locale.ROOT);
            if (n.startsWith("un") || n.startsWith("is") || n.startsWith("get")) continue;
            boolean taking = false;
            for (String t : TAKING) taking |= n.contains(t);
            if (!taking || n.contains("block") || n.contains("unlock")) continue;
            Target t = in.typing().target(c.id());
            if (program.roles().of(c.name(), c.args().size(), t).isEmpty()) return true;
        }
        return false;
    }
}
