package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.TypeKind;
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
    /** How many calls away from the task's own code a sign counts. */
    static final int NEAR = 2;
    private static final Set<String> EXITS = Set.of("exit", "halt");
    private static final Set<String> SIGNALS = Set.of("notify", "notifyAll", "signal", "signalAll");
    static final Set<String> ENDINGS = Set.of("set", "lazySet", "compareAndSet", "getAndSet", "setRelease", "setPlain", "setOpaque", "setVolatile",
            "close", "closeQuietly", "shutdown", "shutdownNow", "stop", "cancel", "interrupt", "destroy", "dispose", "terminate", "halt", "finish", "end",
            "countDown", "complete", "completeExceptionally", "release", "wakeup", "disconnect");
    static final Set<String> WAITS = Set.of("await", "get", "join", "acquire", "tryAcquire", "awaitAdvance", "arriveAndAwaitAdvance", "take", "poll", "drainTo");
    private static final Set<String> DONE = Set.of("complete", "completeExceptionally", "countDown", "set", "setException", "success", "failure", "trySuccess",
            "tryFailure", "setSuccess", "setFailure", "release", "offer", "put", "add", "arrive", "done");
    private static final List<String> SYNCHRONIZERS = List.of("java.util.concurrent.Future", "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CountDownLatch", "java.util.concurrent.CyclicBarrier", "java.util.concurrent.Phaser", "java.util.concurrent.Semaphore",
            "java.util.concurrent.Exchanger", "java.util.concurrent.BlockingQueue", "java.util.concurrent.locks.Condition", "java.util.concurrent.locks.Lock");
    private static final Pattern MARKER = Pattern.compile("(?i).*(poison|quit|shutdown|terminat|sentinel).*|(.*_)?(stop|eof|end|close|exit|done)(_.*)?");
    private final Fates fates;
    private final TaskCode code;
    private final Fate fate;
    private final Decl threadClass;
    private final Typing starter;
    private final Value task;

    /**
     * @param starter     the body that creates the thread
     * @param task        the task that it is given there, or null
     * @param fate        what becomes of the thread: its own fields count only where somebody who has it can set them
     * @param threadClass the thread's class when it is a scanned one, else null
     */
    public TaskEnd(Fates fates, TaskCode code, Fate fate, Decl threadClass, Typing starter, Value task) {
        this.fates = fates;
        this.code = code;
        this.fate = fate;
        this.threadClass = threadClass;
        this.starter = starter;
        this.task = task;
    }

    /** How the task can be ended or awaited, in words; null when no way is seen. */
    public String way() {
        if (code.onlyThrows()) return "it ends with an error";
        if (code.stopsOthers()) return "it is a shutdown itself";
        String handle = new TaskHandle(this, fates, code, starter).way(task);
        if (handle != null) return handle;
        Set<Field> used = new LinkedHashSet<>();
        LoopTests loops = new LoopTests(fates, code).find();
        if (loops.otherEnd() != null) return loops.otherEnd();
        for (Method m : code.methods()) {
            Typing t = fates.typing(m);
            for (Event e : t.index().events) {
                if (e == null || !code.holds(t, e.id())) continue;
                String way = e instanceof Event.Call c ? call(t, c) : null;
                if (way != null) return way;
                Field f = fieldOf(t, e);
                if (f != null && code.depth(m) < NEAR) used.add(f);
            }
            String captured = captured(t);
            if (captured != null) return captured;
        }
        used.addAll(loops.fields());
        for (Field f : used) {
            boolean tested = loops.fields().contains(f);
            if (tested && f.isFinal() && MARKER.matcher(f.name()).matches()) return "a marker " + f.name() + " ends it";
            if (endedThrough(f, tested && canFlag(f))) return "others end it through " + f.label();
        }
        return null;
    }

    /** Whether a field is of a kind that tells a loop to end: a boolean, a state, a mark that threads exchange. */
    private static boolean canFlag(Field f) {
        Type t = f.type();
        if (t.isPrimitive() || f.isVolatile() || t.isArray()) return true;
        Decl d = t.decl();
        return d == null || d.name().equals("java.lang.Boolean") || d.kind() == TypeKind.ENUM || !(d instanceof SourceType) && !t.is("java.lang.String") && !Holders.keeps(t);
    }

    private String call(Typing t, Event.Call c) {
        int depth = code.depth(t.method());
        if (depth <= NEAR && EXITS.contains(c.name()) && c.args().size() == 1) {
            MethodDecl m = t.target(c.id()).method();
            if (m != null && (m.owner().name().equals("java.lang.System") || m.owner().name().equals("java.lang.Runtime"))) return "it ends the program";
        }
        boolean near = t.method().owner().outermost() == code.methods().get(0).owner().outermost();
        if (near && SIGNALS.contains(c.name()) && c.args().isEmpty()) return "it wakes somebody who waits";
        if (near && c.name().equals("currentThread") && c.args().isEmpty() && c.resultUsed()) {
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
        for (int i = 0; i < t.body().locals().size() && code.inPart(t.method()); i++) {
            Value local = new Value.Local(i);
            boolean inside = false;
            for (Event e : t.index().events) if (e != null && code.holds(t, e.id()) && uses(e, local) && joins(t, e, local)) inside = true;
            if (inside && outside(t, i, -1)) return "'" + t.body().locals().get(i).name() + "' joins it with its starter";
        }
        // An anonymous class sees the starter's locals as captured ones.
        for (Event e : t.index().events) {
            if (e == null || !code.holds(t, e.id())) continue;
            for (Value v : values(e)) {
                if (!(v instanceof Value.Captured c) || !joins(t, e, v)) continue;
                Typing o = t.enclosing(c.typesOut());
                if (o == null || outside(o, c.local(), -1)) return "'" + c.name() + "' joins it with its starter";
            }
        }
        return null;
    }

    /** Whether other code than the task has a local of the starter in hand: its caller, or what follows the start. */
    boolean outside(Typing t, int i, int except) {
        Value local = new Value.Local(i);
        if (t.body().locals().get(i).kind() == LocalFacts.Kind.PARAM) return true;
        if (t.body().locals().get(i).kind() == LocalFacts.Kind.LAMBDA_PARAM) return false;
        for (Event e : t.index().events) {
            if (e == null || e.id() == except || e instanceof Event.Assign || !uses(e, local) || code.holds(t, e.id())) continue;
            boolean asks = e instanceof Event.Call c && local.equals(c.receiver()) && !WAITS.contains(c.name()) && !ENDINGS.contains(c.name());
            if (!asks) return true;
        }
        for (List<Value> r : t.index().returns) if (r.contains(local)) return true;
        return t.body().locals().get(i).kind() == LocalFacts.Kind.RESOURCE;
    }

    /** Whether a value that the task uses can end it or tell of its end. */
    private static boolean joins(Typing t, Event e, Value v) {
        Type type = t.typeOf(v);
        if (type.decl() == null) return !type.known() && e instanceof Event.Call c && v.equals(c.receiver()) && DONE.contains(c.name());
        return joins(type);
    }

    /** Whether objects of the type tell of the end of what uses them, or bring it about. */
    static boolean joins(Type type) {
        if (type.decl() == null) return false;
        String n = type.decl().name();
        if (n.startsWith("java.util.concurrent.atomic.")) return true;
        for (String s : SYNCHRONIZERS) if (type.isA(s).yes()) return true;
        return type.decl() instanceof PlatformDecl && type.isA("java.lang.AutoCloseable").yes() && !type.isA("java.util.concurrent.Executor").yes();
    }

    static boolean synchronizer(Type t) {
        for (String s : SYNCHRONIZERS) if (t.isA(s).possible()) return true;
        return false;
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
    boolean endedThrough(Field f, boolean flag) {
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
        boolean waits = WAITS.contains(c.name()) && synchronizer(f.type());
        boolean signal = waits || ENDINGS.contains(c.name()) || c.name().startsWith("close") || c.name().startsWith("stop") || c.name().startsWith("shutdown");
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
