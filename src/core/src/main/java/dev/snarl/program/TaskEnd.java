package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ways in which somebody can end a task, or wait for its end, without holding its thread: a field that it tests and others set, an object that others close,
 * a latch or future, a call that ends the program, its own thread left where others find it. Used by one thread.
 */
public final class TaskEnd {
    private static final Set<String> EXITS = Set.of("exit", "halt");
    private static final Set<String> SIGNALS = Set.of("notify", "notifyAll", "signal", "signalAll");
    private static final Set<String> ENDINGS = Set.of("set", "lazySet", "compareAndSet", "getAndSet", "setRelease", "setPlain", "setOpaque", "setVolatile",
            "close", "closeQuietly", "shutdown", "shutdownNow", "stop", "cancel", "interrupt", "destroy", "dispose", "terminate", "halt", "finish", "end",
            "countDown", "complete", "completeExceptionally", "release", "wakeup", "disconnect", "await", "get", "join", "acquire", "tryAcquire",
            "awaitAdvance", "arriveAndAwaitAdvance", "drainTo");
    private static final Pattern MARKER = Pattern.compile("(?i).*(poison|stop|quit|shutdown|close|terminat|eof|end_?of|sentinel|end|exit).*");
    private final Fates fates;
    private final TaskCode code;
    private final Fate fate;
    private final Decl threadClass;

    /**
     * @param fate        what becomes of the thread: its own fields count only where somebody who has it can set them
     * @param threadClass the thread's class when it is a scanned one, else null
     */
    public TaskEnd(Fates fates, TaskCode code, Fate fate, Decl threadClass) {
        this.fates = fates;
        this.code = code;
        this.fate = fate;
        this.threadClass = threadClass;
    }

    /** How the task can be ended or awaited, in words; null when no way is seen. */
    public String way() {
        if (code.onlyThrows()) return "it ends with an error";
        Set<Field> used = new LinkedHashSet<>();
        Set<Field> tested = new LinkedHashSet<>();
        for (Method m : code.methods()) {
            Typing t = fates.typing(m);
            for (Event e : t.index().events) {
                if (e == null || !code.holds(t, e.id())) continue;
                String way = e instanceof Event.Call c ? call(t, c) : null;
                if (way != null) return way;
                Field f = fieldOf(t, e);
                if (f != null) used.add(f);
            }
            tests(t, t.body().root(), tested);
            for (LambdaFacts l : t.body().lambdas()) tests(t, l.body(), tested);
            String captured = captured(t);
            if (captured != null) return captured;
        }
        used.addAll(tested);
        for (Field f : used) {
            if (f.isFinal() && MARKER.matcher(f.name()).matches()) return "a marker " + f.name() + " ends it";
            if (endedThrough(f, tested.contains(f) || f.isVolatile() || f.type() == Type.BOOLEAN)) return "others end it through " + f.label();
        }
        return null;
    }

    /** The fields that conditions, and the results of boolean methods, depend on. */
    private static void tests(Typing t, Node n, Set<Field> out) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) tests(t, c, out);
        } else if (n instanceof Node.Branch b) {
            mentioned(t, b.condition(), out, 0);
            tests(t, b.then(), out);
            tests(t, b.otherwise(), out);
        } else if (n instanceof Node.Loop l) {
            mentioned(t, l.condition(), out, 0);
            tests(t, l.test(), out);
            tests(t, l.body(), out);
        } else if (n instanceof Node.Switch s) {
            mentioned(t, s.selector(), out, 0);
            for (Node.Case c : s.cases()) tests(t, c.body(), out);
        } else if (n instanceof Node.Try y) {
            tests(t, y.body(), out);
            for (Node.Catch c : y.catches()) tests(t, c.body(), out);
            tests(t, y.finallyBody(), out);
        } else if (n instanceof Node.Sync s) {
            tests(t, s.body(), out);
        } else if (n instanceof Node.Labeled l) {
            tests(t, l.body(), out);
        } else if (n instanceof Node.Return r) {
            mentioned(t, r.value(), out, 0);
        }
    }

    private static void mentioned(Typing t, Value v, Set<Field> out, int depth) {
        if (v == null || depth > 12) return;
        if (v instanceof Value.Name || v instanceof Value.Field) {
            if (t.denote(v).field() instanceof Field f) out.add(f);
            if (v instanceof Value.Field f) mentioned(t, f.base(), out, depth + 1);
        } else if (v instanceof Value.Binary b) {
            mentioned(t, b.left(), out, depth + 1);
            mentioned(t, b.right(), out, depth + 1);
        } else if (v instanceof Value.Unary u) {
            mentioned(t, u.operand(), out, depth + 1);
        } else if (v instanceof Value.Local l) {
            mentioned(t, t.body().locals().get(l.index()).initial(), out, depth + 1);
        } else if (v instanceof Value.Result r && t.event(r.event()) instanceof Event.Call c) {
            mentioned(t, c.receiver(), out, depth + 1);
        }
    }

    private String call(Typing t, Event.Call c) {
        if (EXITS.contains(c.name()) && c.args().size() == 1) {
            MethodDecl m = t.target(c.id()).method();
            if (m != null && (m.owner().name().equals("java.lang.System") || m.owner().name().equals("java.lang.Runtime"))) return "it ends the program";
        }
        if (SIGNALS.contains(c.name()) && c.args().isEmpty()) return "it wakes somebody who waits";
        if (c.name().equals("currentThread") && c.args().isEmpty() && c.resultUsed()) {
            Fate self = fates.of(t.method(), c.id(), "java.lang.Thread");
            if (self.escapes() || !self.fields().isEmpty()) return "it leaves its thread where others find it";
        }
        return null;
    }

    private static Field fieldOf(Typing t, Event e) {
        Value v = e instanceof Event.Read r ? r.target() : e instanceof Event.Update u ? u.target() : null;
        return v != null && t.denote(v).field() instanceof Field f ? f : null;
    }

    /** A local of the starter that the task and its surroundings share: a latch, a future, a stream that the starter closes. */
    private String captured(Typing t) {
        for (int i = 0; i < t.body().locals().size(); i++) {
            LocalFacts l = t.body().locals().get(i);
            Type type = t.localType(i);
            boolean inside = false;
            boolean outside = l.kind() == LocalFacts.Kind.PARAM;
            Value local = new Value.Local(i);
            if (!waitable(type)) continue;
            for (Event e : t.index().events) {
                if (e == null || !uses(e, local)) continue;
                if (code.holds(t, e.id())) inside = true;
                else if (!(e instanceof Event.Assign)) outside = true;
            }
            for (List<Value> r : t.index().returns) outside |= r.contains(local);
            int at = declared(t, i);
            if (inside && outside && (at < 0 || !code.holds(t, at))) return "'" + l.name() + "' joins it with its starter";
        }
        // An anonymous class sees the starter's locals as captured ones.
        for (Event e : t.index().events) {
            if (e == null || !code.holds(t, e.id())) continue;
            for (Value v : values(e)) {
                if (!(v instanceof Value.Captured c) || !waitable(t.typeOf(v))) continue;
                Typing o = t.enclosing(c.typesOut());
                if (o == null) return "'" + c.name() + "' joins it with its starter";
                Value local = new Value.Local(c.local());
                boolean outside = o.body().locals().get(c.local()).kind() == LocalFacts.Kind.PARAM;
                for (Event x : o.index().events) outside |= x != null && !(x instanceof Event.Assign) && uses(x, local);
                for (List<Value> r : o.index().returns) outside |= r.contains(local);
                if (outside) return "'" + c.name() + "' joins it with its starter";
            }
        }
        return null;
    }

    private static int declared(Typing t, int local) {
        for (Event e : t.index().events) if (e instanceof Event.Assign a && a.local() == local) return a.id();
        return -1;
    }

    private static boolean waitable(Type t) {
        if (t.decl() == null) return !t.known() && t.kind() != Type.Kind.VARIABLE && t != Type.UNKNOWN;
        String n = t.decl().name();
        if (n.startsWith("java.util.concurrent.") && !t.isA("java.util.concurrent.Executor").yes()) return true;
        return t.isA("java.lang.AutoCloseable").yes() || t.isA("java.util.concurrent.Future").yes();
    }

    private static boolean uses(Event e, Value local) {
        return values(e).contains(local);
    }

    private static List<Value> values(Event e) {
        List<Value> out = new ArrayList<>();
        if (e instanceof Event.Call c) {
            if (c.receiver() != null) out.add(c.receiver());
            out.addAll(c.args());
        } else if (e instanceof Event.New n) {
            out.addAll(n.args());
        } else if (e instanceof Event.Write w) {
            out.add(w.value());
        } else if (e instanceof Event.Assign a) {
            out.add(a.value());
        }
        List<Value> scopes = new ArrayList<>();
        for (Value v : out) if (v instanceof Value.MethodRef r && r.scope() != null) scopes.add(r.scope());
        out.addAll(scopes);
        return out;
    }

    /** Whether other code sets the field, or ends or awaits what it holds. */
    private boolean endedThrough(Field f, boolean flag) {
        boolean own = threadClass != null && (threadClass == f.owner() || threadClass.ancestry().decls().contains(f.owner())) && !f.isStatic();
        if (f.isFinal() && f.type().isPrimitive()) return false;
        if (flag && !f.isPrivate() && !f.isFinal() && !own) return true;
        for (Method m : fates.seeing(f)) {
            if (m.facts().isInitializer()) continue;
            Typing t = fates.typing(m);
            for (Event e : t.index().events) {
                if (e == null || code.holds(t, e.id())) continue;
                if (own && !reachable(t, e)) continue;
                if (flag && e instanceof Event.Write w && t.denote(w.target()).field() == f) return true;
                if (flag && e instanceof Event.Update u && t.denote(u.target()).field() == f) return true;
                if (e instanceof Event.Call c && ends(t, c, f)) return true;
            }
        }
        return false;
    }

    private static boolean ends(Typing t, Event.Call c, Field f) {
        boolean signal = ENDINGS.contains(c.name()) || c.name().startsWith("close") || c.name().startsWith("stop") || c.name().startsWith("shutdown");
        if (signal && c.receiver() != null && stands(t, c.receiver(), f, 0)) return true;
        for (Value a : c.args()) {
            if (signal && stands(t, a, f, 0)) return true;
            if (a instanceof Value.MethodRef r && r.scope() != null && ENDINGS.contains(r.method()) && stands(t, r.scope(), f, 0)) return true;
        }
        return false;
    }

    /** Whether a value is the field, an element of it, or a local that was read from it. */
    private static boolean stands(Typing t, Value v, Field f, int depth) {
        if (v == null || depth > 6) return false;
        if (v instanceof Value.Name || v instanceof Value.Field) return t.denote(v).field() == f;
        if (v instanceof Value.Element e) return stands(t, e.array(), f, depth + 1);
        if (v instanceof Value.Cast c) return stands(t, c.operand(), f, depth + 1);
        if (v instanceof Value.Local l) {
            return stands(t, t.body().locals().get(l.index()).initial(), f, depth + 1) || stands(t, t.index().iterables[l.index()], f, depth + 1);
        }
        return false;
    }

    /** Whether code that sets a field of the thread object itself can run: it is called on this very thread, or has some thread in hand. */
    private boolean reachable(Typing t, Event e) {
        if (t.method().isStatic() || threadClass == null) return true;
        if (!threadClass.ancestry().decls().contains(t.method().owner())) return true;
        for (Fate.Use u : fate.uses()) if (u.name().equals(t.method().name())) return true;
        return false;
    }
}
