package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Boils an interpretation down to what the whole-program questions need. One use, one thread. */
final class Summarizer {
    private final Interpretation in;
    private final Typing typing;
    private final Locks locks;
    private final Roles roles;
    private final FunctionUse functions;
    private final List<Access> accesses = new ArrayList<>();
    private final List<CallEdge> edges = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Map<SourceType, Summary.AnonymousUse> anonymous = new LinkedHashMap<>();
    private final List<Join> joins = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<Integer> hooks = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();
    private final Set<Decl> receivers = new LinkedHashSet<>(4);
    private int[] escapes;
    private int calls;
    private int resolved;
    private int lambdas;
    private int known;

    Summarizer(Interpretation in, Roles roles, FunctionUse functions) {
        this.in = in;
        this.typing = in.typing();
        this.locks = in.locks();
        this.roles = roles;
        this.functions = functions;
    }

    Summary run() {
        for (Event e : in.events()) {
            if (e instanceof Event.Call c) {
                calls++;
                if (typing.target(c.id()).method() != null) resolved++;
            }
            if (!in.reached(e.id())) continue;
            if (e instanceof Event.Read r) access(e, r.target(), AccessKind.READ, false, null);
            else if (e instanceof Event.Write w) access(e, w.target(), AccessKind.WRITE, w.readsTarget() || dependsOn(w.value(), w.target(), 0), w.value());
            else if (e instanceof Event.Update u) access(e, u.target(), AccessKind.UPDATE, true, null);
            else if (e instanceof Event.Call c) call(c);
            else if (e instanceof Event.New n) creation(n);
        }
        closes(typing.body().root());
        for (var l : typing.body().lambdas()) closes(l.body());
        linkStarts();
        return new Summary(List.copyOf(accesses), List.copyOf(edges), List.copyOf(tasks), anonymous, List.copyOf(joins), acquisitions(), List.copyOf(blocks), List.copyOf(receivers), calls, resolved, lambdas, known);
    }

    private List<Acquisition> acquisitions() {
        if (in.acquisitions().isEmpty()) return List.of();
        List<Acquisition> out = new ArrayList<>();
        for (Acquisition a : in.acquisitions()) {
            if (!a.helper()) out.add(new Acquisition(a.lock(), a.before(), a.event(), in.escapingFrom(a.lambda()), a.span(), false));
        }
        return List.copyOf(out);
    }

    private void access(Event e, Value target, AccessKind kind, boolean dependent, Value value) {
        boolean element = false;
        boolean ownSlot = false;
        Value v = target;
        while (v instanceof Value.Element x) {
            element = true;
            ownSlot |= x.index() instanceof Value.Local i && typing.body().locals().get(i.index()).kind() != LocalFacts.Kind.PARAM || x.index() instanceof Value.Captured;
            v = x.array();
        }
        if (v instanceof Value.Local l && element) {
            // An alias of the array in a field: int[] a = this.counts; a[i]++.
            LocalFacts f = typing.body().locals().get(l.index());
            if (f.effectivelyFinal() && f.initial() != null && (f.initial() instanceof Value.Name || f.initial() instanceof Value.Field)) v = f.initial();
        }
        if (!(v instanceof Value.Name) && !(v instanceof Value.Field)) return;
        Denotation d = typing.denote(v);
        if (!(d.field() instanceof Field f) || f.isFinal() && !element && !roles.format(f.type()) && !(kind == AccessKind.READ && roles.maybeUnsafeCollection(f.type()))) return;
        if (kind == AccessKind.READ && element) return;
        Path p = locks.path(v);
        Path base = p.base() == null ? Path.UNKNOWN : p.base();
        int lambda = in.escapingLambda(e.id());
        boolean owned = base.start().root() == Path.Root.FRESH && base.isFresh() && notEscaped(base, e.id(), lambda);
        int param = -1;
        MethodFact pool = null;
        boolean constant = value instanceof Value.Constant;
        if (value != null) {
            Path vp = locks.path(value);
            if (vp.root() == Path.Root.PARAM) param = vp.index();
            if (value instanceof Value.Result || value instanceof Value.Local) pool = poolOf(value, 0);
        }
        accesses.add(new Access(f, kind, element, base, typing.method(), e.id(), lambda, lambda < 0 ? Runs.IMMEDIATE : in.lambda(lambda).runs(), in.heldAt(e.id()),
                e.span(), owned, dependent, typing.loopDepth(e.id()), param, pool, constant, ownSlot));
    }

    /** Whether a value is computed from a read of the same field: through locals that are not reassigned. */
    private boolean dependsOn(Value v, Value target, int depth) {
        if (v == null || depth > 6) return false;
        if (v.equals(target)) return true;
        if (v instanceof Value.Local l) {
            LocalFacts f = typing.body().locals().get(l.index());
            return f.kind() == LocalFacts.Kind.VARIABLE && f.initial() != null && f.assignments() <= 1 && dependsOn(f.initial(), target, depth + 1);
        }
        if (v instanceof Value.Binary b) return dependsOn(b.left(), target, depth + 1) || dependsOn(b.right(), target, depth + 1);
        if (v instanceof Value.Unary u) return dependsOn(u.operand(), target, depth + 1);
        if (v instanceof Value.Cast c) return dependsOn(c.operand(), target, depth + 1);
        // Copy on write: a copy of the field's collection.
        return depth > 0 && v instanceof Value.Result r && typing.event(r.event()) instanceof Event.New n && n.args().contains(target);
    }

    MethodFact poolOf(Value v, int depth) {
        if (v instanceof Value.Local l && depth < 4) {
            LocalFacts f = typing.body().locals().get(l.index());
            return f.effectivelyFinal() && f.initial() != null ? poolOf(f.initial(), depth + 1) : null;
        }
        if (!(v instanceof Value.Result r)) return null;
        Event e = typing.event(r.event());
        String name = e instanceof Event.Call c ? c.name() : "<init>";
        List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
        MethodFact f = roles.first(Role.POOL, name, args.size(), typing.target(r.event()));
        if (f != null && f.attribute("kind", "").equals("wrapper") && depth < 4) {
            int i = Integer.parseInt(f.attribute("arg", "0"));
            MethodFact inner = i < args.size() ? poolOf(args.get(i), depth + 1) : null;
            return inner != null ? inner : f;
        }
        return f;
    }

    private boolean notEscaped(Path base, int event, int lambda) {
        if (lambda >= 0) return typing.lambdaOf(base.index()) >= 0 && within(typing.lambdaOf(base.index()), lambda);
        if (escapes == null) findEscapes();
        return escapes[base.index()] > event;
    }

    private boolean within(int inner, int outer) {
        for (int l = inner; l >= 0; l = typing.body().lambdas().get(l).outer()) if (l == outer) return true;
        return false;
    }

    /** For each creation the first event at which others may get to know the object. */
    private void findEscapes() {
        escapes = new int[in.events().length];
        java.util.Arrays.fill(escapes, Integer.MAX_VALUE);
        for (Event e : in.events()) {
            if (e instanceof Event.Call c) {
                for (Value a : c.args()) escape(a, e.id());
                if (c.receiver() != null && roles.first(Role.START, c.name(), c.args().size(), typing.target(c.id())) != null) escape(c.receiver(), e.id());
            } else if (e instanceof Event.New n) for (Value a : n.args()) escape(a, e.id());
            else if (e instanceof Event.Write w) escape(w.value(), e.id());
            int l = in.escapingLambda(e.id());
            if (l >= 0) {
                Value used = e instanceof Event.Call c ? c.receiver() : e instanceof Event.Read r ? base(r.target()) : e instanceof Event.Write w ? base(w.target())
                        : e instanceof Event.Update u ? base(u.target()) : null;
                if (used != null) {
                    Path p = locks.path(used);
                    if (p.start().root() == Path.Root.FRESH && !within(typing.lambdaOf(p.start().index()), l)) {
                        int at = in.lambda(l).event();
                        escapes[p.start().index()] = Math.min(escapes[p.start().index()], at < 0 ? p.start().index() : at);
                    }
                }
            }
        }
    }

    private static Value base(Value v) {
        return v instanceof Value.Field f ? f.base() : v instanceof Value.Element x ? base(x.array()) : null;
    }

    private void escape(Value v, int event) {
        if (v == null) return;
        Path p = locks.path(v);
        if (p.root() == Path.Root.FRESH) escapes[p.index()] = Math.min(escapes[p.index()], event);
    }

    // ---- calls and tasks

    private void call(Event.Call c) {
        Decl on = c.receiver() == null ? null : typing.typeOf(c.receiver()).decl();
        if (on != null) receivers.add(on);
        Target t = typing.target(c.id());
        int lambda = in.escapingLambda(c.id());
        List<MethodFact> facts = roles.of(c.name(), c.args().size(), t);
        for (MethodFact f : facts) {
            if (f.role() == Role.START || f.role() == Role.SUBMIT || f.role() == Role.PARALLEL && f.attributes().containsKey("task")) {
                handOver(c.id(), c.span(), c.args(), c.receiver(), f, lambda, f.role() == Role.PARALLEL);
            }
            // A factory's thread is like a new one: it waits for its start.
            if (f.role() == Role.THREAD_CONSTRUCTOR) handOver(c.id(), c.span(), c.args(), null, f, lambda, false);
            if (f.role() == Role.START && f.attribute("task", "").equals("this")) starts.add(c.id());
            if (f.role() == Role.BLOCK && waits(f) || f.role() == Role.SUBMIT && f.attribute("blocks", "").equals("yes")) joins.add(new Join(c.id(), madeBy(c.receiver())));
        }
        blocks(facts, c.id(), c.span(), c.receiver(), c.args(), lambda);
        functionArgs(c.id(), c.name(), c.args(), c.receiver(), lambda, c.span());
        List<Method> callees = Dispatch.callees(t, c);
        if (!callees.isEmpty()) {
            Path receiver = c.name().startsWith("<") ? Path.self(typing.method().owner()) : locks.receiverPath(c, t);
            edges.add(new CallEdge(typing.method(), callees, receiver, paths(c.args()), c.id(), lambda, in.heldAt(c.id()), false, typing.loopDepth(c.id()), c.span()));
        }
    }

    /** A thread runs from its start on, not from its creation: the start of that very thread, else the next start after it. */
    private void linkStarts() {
        for (int i = 0; i < tasks.size(); i++) {
            Task t = tasks.get(i);
            if (t.fact() == null || t.fact().role() != Role.THREAD_CONSTRUCTOR) continue;
            if (hooks.contains(t.event())) {
                tasks.remove(i--);
                continue;
            }
            int found = -1;
            for (int s : starts) {
                if (s < t.event() || in.escapingLambda(s) != t.hostLambda()) continue;
                Event.Call c = (Event.Call) in.events()[s];
                boolean same = c.receiver() != null && madeBy(c.receiver()) == t.event();
                if (same || found < 0) found = s;
                if (same) break;
            }
            if (found >= 0) {
                tasks.set(i, new Task(t.host(), found, t.hostLambda(), t.fact(), t.lambda(), t.method(), t.object(), t.args(), Math.max(t.loops(), typing.loopDepth(found)),
                        t.executor(), t.event(), t.parallel(), t.span()));
            }
        }
    }

    /** The end of a try whose resource is an executor waits for its tasks. */
    private void closes(Node n) {
        if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) closes(c);
        } else if (n instanceof Node.Try t) {
            for (int l : t.locals()) {
                if (l < 0) continue;
                Type type = typing.localType(l);
                if (type.isA("java.util.concurrent.ExecutorService").yes() || type.isA("java.util.concurrent.StructuredTaskScope").yes()) {
                    int last = lastEvent(t.body());
                    if (last >= 0) joins.add(new Join(last, -1));
                }
            }
            closes(t.body());
            for (Node.Catch c : t.catches()) closes(c.body());
            if (t.hasFinally()) closes(t.finallyBody());
        } else if (n instanceof Node.Branch b) {
            closes(b.then());
            closes(b.otherwise());
        } else if (n instanceof Node.Loop l) {
            closes(l.body());
        } else if (n instanceof Node.Sync s) {
            closes(s.body());
        } else if (n instanceof Node.Labeled l) {
            closes(l.body());
        }
    }

    private static int lastEvent(Node n) {
        if (n instanceof Event e) return e.id();
        int last = -1;
        if (n instanceof Node.Seq s) for (Node c : s.nodes()) last = Math.max(last, lastEvent(c));
        if (n instanceof Node.Branch b) last = Math.max(lastEvent(b.then()), lastEvent(b.otherwise()));
        if (n instanceof Node.Loop l) last = Math.max(lastEvent(l.test()), Math.max(lastEvent(l.body()), lastEvent(l.update())));
        if (n instanceof Node.Try t) last = Math.max(lastEvent(t.body()), Math.max(lastEvent(t.resources()), t.hasFinally() ? lastEvent(t.finallyBody()) : -1));
        if (n instanceof Node.Sync s) last = lastEvent(s.body());
        if (n instanceof Node.Labeled l) last = lastEvent(l.body());
        return last;
    }

    /** The event that gave the object waited for, when this body shows it: the hand-over of one task, not of all. */
    private int madeBy(Value receiver) {
        if (receiver == null) return -1;
        Path p = locks.path(receiver);
        if (p.root() == Path.Root.FRESH || p.root() == Path.Root.RESULT) return p.index();
        if (receiver instanceof Value.Local l && typing.body().locals().get(l.index()).effectivelyFinal()
                && typing.body().locals().get(l.index()).initial() instanceof Value.Result r) return r.event();
        return -1;
    }

    private static boolean waits(MethodFact f) {
        return switch (f.attribute("kind", "")) {
            case "join", "future", "latch", "barrier", "executor", "queue", "exchange", "semaphore" -> true;
            default -> false;
        };
    }

    private void creation(Event.New n) {
        if (n.type().dims() > 0) return;
        Target t = typing.target(n.id());
        int lambda = in.escapingLambda(n.id());
        MethodFact f = roles.first(Role.THREAD_CONSTRUCTOR, "<init>", n.args().size(), t);
        if (f != null) handOver(n.id(), n.span(), n.args(), null, f, lambda, false);
        if (n.anonymous() < 0) blocks(roles.of("<init>", n.args().size(), t), n.id(), n.span(), null, n.args(), lambda);
        functionArgs(n.id(), "<init>", n.args(), null, lambda, n.span());
        Method m = t.source();
        if (m != null && m.hasBody() && !t.ambiguous()) {
            Path self = Path.fresh(n.id(), typing.typeOf(new Value.Result(n.id())));
            edges.add(new CallEdge(typing.method(), List.of(m), self, paths(n.args()), n.id(), lambda, in.heldAt(n.id()), false, typing.loopDepth(n.id()), n.span()));
        }
    }

    private void blocks(List<MethodFact> facts, int event, Span span, Value receiver, List<Value> args, int lambda) {
        MethodFact found = null;
        for (MethodFact f : facts) {
            if (f.role() != Role.BLOCK && f.role() != Role.AWAIT) continue;
            String kind = f.attribute("kind", "");
            if (kind.equals("never") || kind.equals("io")) return;
            if (found == null) found = f;
        }
        if (found == null) return;
        String arg = found.attribute("arg", "");
        Value subject = arg.isEmpty() ? receiver : Integer.parseInt(arg) < args.size() ? args.get(Integer.parseInt(arg)) : null;
        blocks.add(new Block(typing.method(), event, span, found, lambda, in.heldAt(event), subject == null ? Path.UNKNOWN : locks.path(subject)));
    }

    private List<Path> paths(List<Value> args) {
        if (args.isEmpty()) return List.of();
        List<Path> out = new ArrayList<>(args.size());
        for (Value a : args) out.add(locks.path(a));
        return out;
    }

    /** Counts functional arguments, notes anonymous ones and those that are method references. */
    private void functionArgs(int event, String name, List<Value> args, Value receiver, int lambda, Span span) {
        for (int i = 0; i < args.size(); i++) {
            Value a = args.get(i);
            for (Value f : locks.functions(a)) {
                LambdaContext x = f instanceof Value.Lambda l ? in.lambda(l.index()) : functions.of(typing, event, name, args, receiver, i);
                lambdas++;
                if (x.runs() != Runs.UNKNOWN) known++;
                if (x.runs() == Runs.PARALLEL && x.fact() != null && x.fact().role() == Role.IMMEDIATE) {
                    task(event, span, f, null, x.fact(), lambda, true, Path.UNKNOWN);
                } else if (x.event() == event && x.fact() != null && x.runs() == Runs.DEFERRED && viaHelper(x, name)) {
                    task(event, span, f, null, x.fact(), lambda, false, Path.UNKNOWN);
                }
                if (f instanceof Value.MethodRef r) {
                    List<Method> m = referenced(r);
                    Held held = x.runs() == Runs.IMMEDIATE ? in.heldAround(event, i) : Held.NONE;
                    int in2 = x.runs() == Runs.IMMEDIATE ? lambda : Integer.MAX_VALUE;
                    if (!m.isEmpty()) edges.add(new CallEdge(typing.method(), m, r.scope() == null ? Path.UNKNOWN : locks.path(r.scope()), List.of(), event, in2, held, true, typing.loopDepth(event), r.span()));
                }
            }
            Event.New n = locks.creation(a);
            if (n != null && n.anonymous() >= 0 && typing.typeOf(new Value.Result(n.id())).decl() instanceof SourceType s) {
                LambdaContext x = functions.of(typing, event, name, args, receiver, i);
                lambdas++;
                if (x.runs() != Runs.UNKNOWN) known++;
                anonymous.putIfAbsent(s, new Summary.AnonymousUse(x.runs(), x.runs() == Runs.IMMEDIATE ? in.heldAround(event, i) : in.heldAt(event)));
                if (x.runs() == Runs.DEFERRED && x.fact() != null && viaHelper(x, name)) task(event, span, a, null, x.fact(), lambda, false, Path.UNKNOWN);
            }
        }
    }

    /** The fact tells of a call inside an analysed helper, not of this very call: {@code runInPool(() -> ..)}. */
    private static boolean viaHelper(LambdaContext x, String name) {
        return !x.fact().name().equals(name) && (x.fact().role() == Role.SUBMIT || x.fact().role() == Role.START || x.fact().role() == Role.THREAD_CONSTRUCTOR);
    }

    List<Method> referenced(Value.MethodRef r) {
        Type scope = typing.methodRefScope(r);
        if (scope.decl() == null || r.method().equals("new")) return List.of();
        List<Method> out = new ArrayList<>();
        for (MethodDecl m : Members.methods(scope.decl(), r.method())) {
            if (!(m instanceof Method s)) return List.of();
            if (s.hasBody()) out.add(s);
        }
        return out.size() > 2 ? List.of() : out;
    }

    private void handOver(int event, Span span, List<Value> args, Value receiver, MethodFact f, int lambda, boolean parallel) {
        String which = f.attribute("task", "");
        if (which.equals("this")) {
            Value self = receiver == null && typing.event(event) instanceof Event.Call ? new Value.This("") : receiver;
            if (self != null) task(event, span, self, null, f, lambda, parallel, Path.UNKNOWN);
            return;
        }
        if (f.attribute("thread", "").equals("shutdown")) {
            for (Value a : args) if (locks.path(a).isFresh()) hooks.add(locks.path(a).index());
        }
        Path executor = receiver == null ? Path.UNKNOWN : locks.path(receiver);
        String by = f.attribute("executor", "");
        if (!by.isEmpty() && Integer.parseInt(by) < args.size()) executor = locks.path(args.get(Integer.parseInt(by)));
        Value on = by.isEmpty() || Integer.parseInt(by) >= args.size() ? receiver : args.get(Integer.parseInt(by));
        if (on != null && OwnThreadExecutors.is(typing, on)) return;
        for (int i : Roles.indices(which)) if (i >= 0 && i < args.size()) task(event, span, args.get(i), args, f, lambda, parallel, executor);
    }

    private void task(int event, Span span, Value v, List<Value> siblings, MethodFact f, int lambda, boolean parallel, Path executor) {
        int loops = typing.loopDepth(event);
        List<Value> fs = locks.functions(v);
        for (Value x : fs) {
            if (x instanceof Value.Lambda l) {
                tasks.add(new Task(typing.method(), event, lambda, f, l.index(), null, Path.UNKNOWN, List.of(), loops, executor, event, parallel, span));
            } else if (x instanceof Value.MethodRef r) {
                for (Method m : referenced(r)) {
                    Path object = r.scope() == null ? Path.UNKNOWN : locks.path(r.scope());
                    tasks.add(new Task(typing.method(), event, lambda, f, -1, m, object, List.of(), loops, executor, event, parallel, span));
                }
            }
        }
        if (!fs.isEmpty()) return;
        Path object = locks.path(v);
        Type t = object.isFresh() ? object.type() : typing.typeOf(v);
        if (!(t.decl() instanceof SourceType s)) return;
        Method run = runMethod(s);
        if (run == null) return;
        List<Path> args = List.of();
        if (object.isFresh() && typing.event(object.index()) instanceof Event.New n) args = paths(n.args());
        tasks.add(new Task(typing.method(), event, lambda, f, -1, run, object, args, loops, executor, event, parallel, span));
    }

    private static final List<String> RUN = List.of("run", "call", "compute", "get", "accept", "apply", "exec", "runTask", "doInBackground");

    static Method runMethod(SourceType s) {
        for (String n : RUN) {
            for (MethodDecl m : Members.methods(s, n)) {
                if (m instanceof Method x && x.hasBody() && (m.paramTypes().isEmpty() || n.equals("accept") || n.equals("apply"))) return x;
            }
        }
        return null;
    }
}
