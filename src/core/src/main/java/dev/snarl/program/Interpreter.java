package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows a body's control flow with the set of held locks: through synchronized regions, Lock calls, tryLock in conditions and variables,
 * try/finally, early exits, helpers that take or give back a lock, and lambdas that run at once. Loops are followed until the state at their head
 * is stable (at most {@link #ROUNDS} times); bodies without Lock calls are followed once. One use, one thread.
 */
final class Interpreter {
    private static final int ROUNDS = 3;
    private final Typing typing;
    private final Body body;
    private final Locks locks;
    private final Roles roles;
    private final FunctionUse functions;
    private final LockEffects effects;
    private final Held[] heldAt;
    private final LambdaContext[] lambdas;
    private final List<Acquisition> acquisitions = new ArrayList<>();
    private final List<Interpretation.Release> releases = new ArrayList<>();
    private final List<Interpretation.SyncRegion> regions = new ArrayList<>();
    private final List<Exit> exits = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    private boolean lockCalls;
    private int quiet;
    private int lambda = -1;
    private Flow now;

    /** A statement that jumps or exceptions may leave: where they end up. */
    private static final class Frame {
        final Node node;
        final String label;
        /** Exceptions thrown inside a try body, before its catches. */
        final boolean catches;
        Flow breaks;
        Flow continues;
        Flow thrown;
        /** Jumps out of a try with finally, to be sent on after it. */
        final List<Pending> pending = new ArrayList<>();
        boolean isFinally;

        Frame(Node node, String label, boolean catches) {
            this.node = node;
            this.label = label;
            this.catches = catches;
        }
    }

    private record Pending(Node jump, Flow flow, boolean exception) {}

    Interpreter(Typing typing, Locks locks, Roles roles, FunctionUse functions, LockEffects effects) {
        this.typing = typing;
        this.body = typing.body();
        this.locks = locks;
        this.roles = roles;
        this.functions = functions;
        this.effects = effects;
        this.heldAt = new Held[body.events()];
        this.lambdas = new LambdaContext[body.lambdas().size()];
    }

    Interpretation run() {
        Method m = typing.method();
        lockCalls = hasLockCalls();
        classifyLambdas();
        Held start = Held.NONE;
        if (m.is(Mods.SYNCHRONIZED) || SourceType.has(m.facts().annotations(), roles.knowledge().annotations(Role.SYNCHRONIZED_ANNOTATION))) {
            Path p = m.isStatic() ? Path.classOf(m.owner()) : Path.self(m.owner());
            if (!m.is(Mods.SYNCHRONIZED)) p = generatedLock(m, p);
            Lock l = locks.of(p, LockMode.EXCLUSIVE, true);
            acquisitions.add(new Acquisition(l, Held.NONE, -1, -1, m.facts().nameSpan()));
            start = start.plus(l, true, -1, m.facts().nameSpan());
        }
        now = new Flow(start);
        node(body.root(), null);
        if (!now.dead) exits.add(new Exit(Exit.Kind.END, now.held, null, m.facts().span()));
        for (int i = 0; i < lambdas.length; i++) if (body.lambdas().get(i).outer() < 0 || !visited(i)) lambdaBody(i, Held.NONE);
        return new Interpretation(typing, locks, heldAt, lambdas, acquisitions, releases, regions, exits);
    }

    /** Lombok's own lock field: a private name that nothing else can take. */
    private static Path generatedLock(Method m, Path fallback) {
        return fallback;
    }

    private final boolean[] done = new boolean[1024];

    private boolean visited(int lambdaIndex) {
        return lambdaIndex < done.length && done[lambdaIndex];
    }

    private boolean hasLockCalls() {
        for (Event e : typing.index().events) {
            if (!(e instanceof Event.Call c)) continue;
            for (MethodFact f : roles.knowledge().methods(c.name())) {
                if (f.role() == Role.ACQUIRE || f.role() == Role.RELEASE || f.role() == Role.TRY_ACQUIRE || f.role() == Role.HOLDS) return true;
            }
            if (effects.mayHave(c.name())) return true;
        }
        return false;
    }

    private void classifyLambdas() {
        Arrays.fill(lambdas, LambdaContext.UNUSED);
        if (lambdas.length == 0) return;
        for (Event e : typing.index().events) {
            List<Value> args;
            String name;
            Value receiver = null;
            if (e instanceof Event.Call c) {
                args = c.args();
                name = c.name();
                receiver = c.receiver();
            } else if (e instanceof Event.New n && n.type().dims() == 0) {
                args = n.args();
                name = "<init>";
            } else {
                continue;
            }
            for (int i = 0; i < args.size(); i++) {
                for (Value f : locks.functions(args.get(i))) {
                    if (f instanceof Value.Lambda l && lambdas[l.index()] == LambdaContext.UNUSED) {
                        lambdas[l.index()] = functions.of(typing, e.id(), name, args, receiver, i);
                    }
                }
            }
            // A local function called by name: run.run().
            if (e instanceof Event.Call c && c.receiver() instanceof Value.Local) {
                for (Value f : locks.functions(c.receiver())) {
                    if (f instanceof Value.Lambda l && lambdas[l.index()] == LambdaContext.UNUSED) {
                        lambdas[l.index()] = new LambdaContext(Runs.IMMEDIATE, e.id(), -1, null);
                    }
                }
            }
        }
    }

    // ---- control flow

    private void node(Node n, String label) {
        if (n == null) return;
        if (n instanceof Event e) {
            event(e);
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) node(c, null);
        } else if (n instanceof Node.Branch b) {
            Flow before = now;
            now = before.copy();
            assume(b.condition(), true);
            node(b.then(), null);
            Flow then = now;
            now = before;
            assume(b.condition(), false);
            node(b.otherwise(), null);
            now = Flow.join(then, now);
        } else if (n instanceof Node.Loop l) {
            loop(l, label);
        } else if (n instanceof Node.Switch s) {
            switches(s, label);
        } else if (n instanceof Node.Try t) {
            tries(t, label);
        } else if (n instanceof Node.Sync s) {
            sync(s);
        } else if (n instanceof Node.Labeled l) {
            if (l.body() instanceof Node.Loop || l.body() instanceof Node.Switch) {
                node(l.body(), l.label());
            } else {
                Frame f = push(n, l.label(), false);
                node(l.body(), null);
                pop(f);
                now = Flow.join(now, f.breaks);
            }
        } else if (n instanceof Node.Return || n instanceof Node.Jump) {
            jump(n, now);
            now = Flow.unreachable();
        } else if (n instanceof Node.Throw) {
            raise(now, n);
            now = Flow.unreachable();
        } else if (n instanceof Node.Assert a) {
            Flow before = now.copy();
            node(a.test(), null);
            assume(a.condition(), true);
            if (now.dead) now = before;
        }
    }

    private Frame push(Node n, String label, boolean catches) {
        Frame f = new Frame(n, label, catches);
        frames.add(f);
        return f;
    }

    private void pop(Frame f) {
        frames.remove(frames.size() - 1);
    }

    private void loop(Node.Loop l, String label) {
        if (lockCalls) {
            Flow head = now.copy();
            for (int i = 0; i < ROUNDS; i++) {
                now = head.copy();
                quiet++;
                Frame f = push(l, label, false);
                Flow back = round(l, f);
                pop(f);
                quiet--;
                Flow joined = Flow.join(head, back);
                if (joined.sameAs(head)) break;
                head = joined;
            }
            now = head;
        }
        Frame f = push(l, label, false);
        Flow before = now.copy();
        Flow back = round(l, f);
        pop(f);
        Flow out;
        boolean endless = l.kind() != Node.LoopKind.FOREACH && (l.condition() == null || constant(l.condition(), true));
        if (l.kind() == Node.LoopKind.DO) {
            out = back.copy();
            now = out;
            if (!endless) assume(l.condition(), false);
        } else {
            now = Flow.join(before, back);
            if (l.condition() != null) assume(l.condition(), false);
        }
        if (endless) now = Flow.unreachable();
        now = f.breaks == null ? now : Flow.join(now, f.breaks);
    }

    /** One round; gives the state that goes back to the head. */
    private Flow round(Node.Loop l, Frame f) {
        if (l.kind() != Node.LoopKind.DO) {
            node(l.test(), null);
            if (l.condition() != null) assume(l.condition(), true);
        }
        node(l.body(), null);
        if (f.continues != null) now = Flow.join(now, f.continues);
        node(l.update(), null);
        if (l.kind() == Node.LoopKind.DO) node(l.test(), null);
        Flow back = now.copy();
        if (l.kind() == Node.LoopKind.DO && l.condition() != null && !back.dead) {
            // The way out is taken by the caller of this round; going back assumes the condition.
            return back;
        }
        return back;
    }

    private void switches(Node.Switch s, String label) {
        Frame f = push(s, label, false);
        Flow before = now;
        Flow falling = Flow.unreachable();
        Flow out = null;
        boolean hasDefault = s.expression();
        for (Node.Case c : s.cases()) {
            hasDefault |= c.isDefault();
            now = Flow.join(before.copy(), falling);
            node(c.body(), null);
            if (c.falls()) {
                falling = now;
            } else {
                out = Flow.join(out, now);
                falling = Flow.unreachable();
            }
        }
        out = Flow.join(out, falling);
        if (!hasDefault) out = Flow.join(out, before);
        pop(f);
        if (f.breaks != null) out = Flow.join(out, f.breaks);
        now = out == null ? before : out;
    }

    private void sync(Node.Sync s) {
        Lock l = locks.lock(s.lock(), true);
        if (!now.dead && quiet == 0) {
            acquisitions.add(new Acquisition(l, now.held, -1, lambda, s.lockSpan()));
            regions.add(new Interpretation.SyncRegion(s, l, lambda));
        }
        Held outside = now.held;
        now.held = outside.plus(l, true, -1, s.lockSpan());
        // A monitor is given back on every way out: frames restore what was held outside.
        int depth = frames.size();
        Frame f = push(s, null, false);
        node(s.body(), null);
        frames.remove(depth);
        for (Pending p : f.pending) {
            Flow out = p.flow;
            out.held = out.held.minus(l);
            if (p.exception) raise(out, p.jump);
            else jump(p.jump, out);
        }
        if (!now.dead) now.held = now.held.minus(l);
    }

    private void tries(Node.Try t, String label) {
        Frame fin = null;
        if (t.hasFinally() || !t.locals().isEmpty()) {
            fin = push(t, null, false);
            fin.isFinally = true;
        }
        List<Integer> opened = List.of();
        Frame body = push(t, null, true);
        Held before = now.held;
        node(t.resources(), null);
        opened = guards(t, before);
        node(t.body(), null);
        closeGuards(opened);
        pop(body);
        Flow normal = now;
        Flow thrown = body.thrown == null ? Flow.unreachable() : body.thrown;
        if (!opened.isEmpty()) {
            now = thrown;
            closeGuards(opened);
            thrown = now;
        }
        Flow after = normal;
        for (Node.Catch c : t.catches()) {
            now = thrown.copy();
            node(c.body(), null);
            after = Flow.join(after, now);
        }
        boolean catchesAll = false;
        for (Node.Catch c : t.catches()) for (var type : c.types()) catchesAll |= type.simpleName().equals("Throwable");
        if (!thrown.dead && !catchesAll) {
            // What no catch takes goes on outward, through the finally.
            now = thrown;
            raise(thrown.copy(), t);
        }
        now = after;
        if (fin == null) return;
        frames.remove(fin);
        if (!t.hasFinally()) {
            for (Pending p : fin.pending) forward(p, opened);
            return;
        }
        // The finally runs once for each kind of way in; its events are kept for all of them together.
        List<Pending> ways = fin.pending;
        Flow all = now.copy();
        for (Pending p : ways) all = Flow.join(all, p.flow);
        Flow normalIn = now;
        now = all;
        if (now.dead && ways.isEmpty()) now = new Flow(before);
        node(t.finallyBody(), null);
        boolean completes = !now.dead;
        quiet++;
        for (Pending p : ways) {
            now = p.flow.copy();
            node(t.finallyBody(), null);
            if (now.dead || !completes) continue;
            quiet--;
            Flow f = now;
            if (p.exception) raise(f, p.jump);
            else jump(p.jump, f);
            quiet++;
        }
        now = normalIn;
        node(t.finallyBody(), null);
        quiet--;
    }

    private void forward(Pending p, List<Integer> opened) {
        Flow out = p.flow;
        if (!opened.isEmpty()) {
            Flow keep = now;
            now = out;
            closeGuards(opened);
            out = now;
            now = keep;
        }
        if (p.exception) raise(out, p.jump);
        else jump(p.jump, out);
    }

    /** Locks that opening the resources took: an AutoCloseable guard gives them back at the end. */
    private List<Integer> guards(Node.Try t, Held before) {
        List<Integer> out = new ArrayList<>();
        for (int i = before.entries().size(); i < now.held.entries().size(); i++) out.add(i);
        return t.locals().isEmpty() ? List.of() : out;
    }

    private void closeGuards(List<Integer> opened) {
        if (opened.isEmpty() || now.dead) return;
        List<Held.Entry> rest = new ArrayList<>(now.held.entries());
        for (int i = opened.size() - 1; i >= 0; i--) if (opened.get(i) < rest.size()) rest.remove((int) opened.get(i));
        now.held = Held.of(rest);
    }

    private void jump(Node n, Flow flow) {
        if (flow.dead) return;
        if (n instanceof Node.Return r) {
            for (int i = frames.size() - 1; i >= 0; i--) {
                Frame f = frames.get(i);
                if (f.isFinally || f.node instanceof Node.Sync) {
                    f.pending.add(new Pending(n, flow.copy(), false));
                    return;
                }
            }
            if (lambda < 0 && quiet == 0) exits.add(new Exit(Exit.Kind.RETURN, flow.held, r.value(), r.span()));
            returned = Flow.join(returned, flow);
            return;
        }
        Node.Jump j = (Node.Jump) n;
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame f = frames.get(i);
            if (f.isFinally || f.node instanceof Node.Sync) {
                f.pending.add(new Pending(n, flow.copy(), false));
                return;
            }
            boolean loop = f.node instanceof Node.Loop;
            boolean target = j.label() != null ? j.label().equals(f.label)
                    : j.kind() == Node.JumpKind.CONTINUE ? loop : j.kind() == Node.JumpKind.YIELD ? f.node instanceof Node.Switch : loop || f.node instanceof Node.Switch;
            if (!target || f.catches) continue;
            if (j.kind() == Node.JumpKind.CONTINUE) f.continues = Flow.join(f.continues, flow);
            else f.breaks = Flow.join(f.breaks, flow);
            return;
        }
    }

    /** An exception leaves {@code flow}: to the innermost try body, finally or monitor, else out of the method. */
    private void raise(Flow flow, Node from) {
        if (flow.dead) return;
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame f = frames.get(i);
            if (f.catches) {
                f.thrown = Flow.join(f.thrown, flow);
                return;
            }
            if (f.isFinally || f.node instanceof Node.Sync) {
                // One way out for all exceptions of a region: keeps finally bodies from being followed for each call.
                for (int k = 0; k < f.pending.size(); k++) {
                    Pending p = f.pending.get(k);
                    if (p.exception && p.flow.sameAs(flow)) return;
                }
                f.pending.add(new Pending(from, flow.copy(), true));
                return;
            }
        }
        if (lambda < 0 && quiet == 0 && !flow.held.isEmpty()) {
            boolean thrown = from instanceof Node.Throw;
            Span at = from instanceof Event e ? e.span() : from instanceof Node.Throw t ? t.span() : from instanceof Node.Try t ? t.span() : Span.NONE;
            exits.add(new Exit(thrown ? Exit.Kind.THROW : Exit.Kind.EXCEPTION, flow.held, null, at));
        }
    }

    private Flow returned;

    private void lambdaBody(int index, Held held) {
        if (index < done.length) {
            if (done[index]) return;
            done[index] = true;
        }
        int outer = lambda;
        Flow keep = now;
        Flow keepReturned = returned;
        List<Frame> keepFrames = new ArrayList<>(frames);
        frames.clear();
        lambda = index;
        now = new Flow(held);
        returned = null;
        LambdaFacts l = body.lambdas().get(index);
        int q = quiet;
        quiet = 0;
        node(l.body(), null);
        quiet = q;
        lambda = outer;
        now = keep;
        returned = keepReturned;
        frames.clear();
        frames.addAll(keepFrames);
    }

    // ---- events

    private void event(Event e) {
        if (now.dead) return;
        if (quiet == 0) heldAt[e.id()] = heldAt[e.id()] == null ? now.held : Held.join(heldAt[e.id()], now.held);
        if (e instanceof Event.Call c) {
            call(c);
        } else if (e instanceof Event.New n) {
            lambdaArgs(n.id(), n.args());
            raise(now, n);
            if (n.type().dims() == 0) applyEffects(n.id(), typing.target(n.id()), null);
        } else if (e instanceof Event.Assign a) {
            assign(a);
        }
    }

    private void assign(Event.Assign a) {
        now.forgetLocal(a.local());
        Value v = a.value();
        if (v instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN) {
            if (c.text().equals("false")) {
                now.setFalse(a.local());
            } else {
                for (Held.Entry h : now.held.must()) if (h.event() >= 0) now.imply(new Flow.Implied(true, a.local(), h.lock(), h.event(), h.at()));
            }
        } else if (v instanceof Value.Result r) {
            for (Flow.Implied i : now.implied) {
                if (!i.local() && i.id() == r.event()) now.imply(new Flow.Implied(true, a.local(), i.lock(), i.event(), i.at()));
            }
        }
    }

    private void call(Event.Call c) {
        if (!lockCalls) {
            lambdaArgs(c.id(), c.args());
            raise(now, c);
            return;
        }
        Target t = typing.target(c.id());
        boolean lockOperation = false;
        boolean quietCall = false;
        for (MethodFact f : roles.of(c.name(), c.args().size(), t)) {
            switch (f.role()) {
                case ACQUIRE: {
                    Lock l = lockOf(c, f);
                    if (f.attribute("interruptible", "").equals("yes")) raise(now, c);
                    acquire(l, c, true);
                    lockOperation = true;
                    break;
                }
                case TRY_ACQUIRE: {
                    if (f.attribute("interruptible", "").equals("yes")) raise(now, c);
                    if (f.attribute("mode", "").equals("optimistic")) {
                        lockOperation = true;
                        break;
                    }
                    Lock l = lockOf(c, f).asTrial();
                    if (!c.resultUsed()) now.held = now.held.plus(l, false, c.id(), c.span());
                    else now.imply(new Flow.Implied(false, c.id(), l, c.id(), c.span()));
                    lockOperation = true;
                    break;
                }
                case RELEASE:
                    release(lockOf(c, f), c);
                    lockOperation = true;
                    break;
                case HOLDS: {
                    now.imply(new Flow.Implied(false, c.id(), lockOf(c, f), c.id(), c.span()));
                    lockOperation = true;
                    break;
                }
                case NO_THROW, VIEW:
                    quietCall = true;
                    break;
                default:
            }
        }
        if (lockOperation) return;
        lambdaArgs(c.id(), c.args());
        if (possiblyLocks(c, t)) return;
        if (!quietCall) raise(now, c);
        applyEffects(c.id(), t, c);
    }

    /** A call on a receiver of unknown type that looks like a Lock call: it may take or give back that lock. */
    private boolean possiblyLocks(Event.Call c, Target t) {
        if (c.receiver() == null || t.method() != null || t.receiver().known()) return false;
        var possible = roles.possible(c.name(), c.args().size(), t);
        if (possible.contains(Role.ACQUIRE)) {
            Lock l = locks.lock(c.receiver(), false);
            now.held = now.held.plus(l, false, c.id(), c.span());
            return true;
        }
        if (possible.contains(Role.TRY_ACQUIRE)) {
            now.held = now.held.plus(locks.lock(c.receiver(), false).asTrial(), false, c.id(), c.span());
            return true;
        }
        if (possible.contains(Role.RELEASE)) {
            now.held = now.held.minus(locks.lock(c.receiver(), false));
            return true;
        }
        return false;
    }

    private Lock lockOf(Event.Call c, MethodFact f) {
        String arg = f.attribute("arg", "");
        Value v;
        if (arg.isEmpty() || f.attribute("kind", "").equals("keyed")) {
            v = c.receiver() == null ? new Value.This("") : c.receiver();
        } else {
            int i = Integer.parseInt(arg);
            v = i < c.args().size() ? c.args().get(i) : Value.UNKNOWN;
        }
        boolean monitor = c.name().equals("holdsLock");
        Lock l = locks.lock(v, monitor);
        if (f.attribute("mode", "").equals("read") && l.mode() != LockMode.READ) l = locks.of(l.path(), LockMode.READ, false);
        return l;
    }

    private void acquire(Lock l, Event.Call c, boolean must) {
        if (quiet == 0) acquisitions.add(new Acquisition(l, now.held, c.id(), lambda, c.span()));
        now.held = now.held.plus(l, must, c.id(), c.span());
    }

    private void release(Lock l, Event.Call c) {
        boolean held = now.held.has(l);
        if (quiet == 0) releases.add(new Interpretation.Release(l, c.id(), lambda, held));
        now.held = now.held.minus(l);
        if (!now.implied.isEmpty()) {
            List<Flow.Implied> out = new ArrayList<>(now.implied);
            out.removeIf(i -> i.lock().sameLock(l));
            now.implied = out;
        }
    }

    private void applyEffects(int event, Target t, Event.Call c) {
        Method m = t.source();
        if (m == null) return;
        for (LockEffect e : effects.of(m)) {
            Path p = c == null ? Path.UNKNOWN : locks.rebase(e.lock().path(), c, t, 0);
            if (c == null && e.lock().path().start().root() == Path.Root.CLASS) p = e.lock().path();
            Span at = typing.event(event).span();
            Lock l = p.known() ? locks.of(p, e.lock().mode(), e.lock().monitor()) : e.lock();
            if (e.lock().trial()) l = l.asTrial();
            if (!e.acquires()) {
                if (quiet == 0) releases.add(new Interpretation.Release(l, event, lambda, now.held.has(l)));
                now.held = now.held.minus(l);
            } else if (e.when() == LockEffect.When.ALWAYS) {
                if (quiet == 0) acquisitions.add(new Acquisition(l, now.held, event, lambda, at));
                now.held = now.held.plus(l, true, event, at);
            } else {
                now.imply(new Flow.Implied(false, event, l, event, at));
            }
        }
    }

    private void lambdaArgs(int event, List<Value> args) {
        if (lambdas.length == 0) return;
        for (int l = 0; l < lambdas.length; l++) {
            LambdaContext x = lambdas[l];
            if (x.event() != event || quiet > 0) continue;
            lambdaBody(l, x.runs() == Runs.IMMEDIATE ? now.held : x.runs() == Runs.UNKNOWN ? may(now.held) : Held.NONE);
        }
    }

    private static Held may(Held h) {
        return Held.of(h.entries().stream().map(Held.Entry::asMay).toList());
    }

    // ---- conditions

    private static boolean constant(Value v, boolean value) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN && c.text().equals(String.valueOf(value));
    }

    private void assume(Value v, boolean is) {
        if (now.dead || v == null) return;
        if (constant(v, !is)) {
            now = Flow.unreachable();
            return;
        }
        if (!lockCalls) return;
        if (v instanceof Value.Unary u && u.op().equals("!")) {
            assume(u.operand(), !is);
        } else if (v instanceof Value.Binary b) {
            if (b.op().equals("&&") && is || b.op().equals("||") && !is) {
                assume(b.left(), is);
                assume(b.right(), is);
            } else if (b.op().equals("==") || b.op().equals("!=")) {
                boolean equal = b.op().equals("==") == is;
                if (b.right() instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN) assume(b.left(), equal == c.text().equals("true"));
                // stamp != 0, fileLock != null, holdCount != 0
                else if (b.right() instanceof Value.Constant c && (c.kind() == Value.ConstantKind.NULL || c.text().equals("0") || c.text().equals("0L"))) assume(b.left(), !equal);
            } else if (b.op().equals(">") && b.right() instanceof Value.Constant) {
                assume(b.left(), is);
            }
        } else if (v instanceof Value.Result r) {
            assumeHeld(false, r.event(), is);
        } else if (v instanceof Value.Local l) {
            assumeHeld(true, l.index(), is);
        }
    }

    private void assumeHeld(boolean local, int id, boolean is) {
        for (Flow.Implied i : now.implied) {
            if (i.local() != local || i.id() != id) continue;
            if (is) {
                boolean already = false;
                List<Held.Entry> entries = new ArrayList<>(now.held.entries());
                for (int k = 0; k < entries.size(); k++) {
                    Held.Entry h = entries.get(k);
                    if (h.event() == i.event() && h.lock().sameLock(i.lock())) {
                        entries.set(k, new Held.Entry(h.lock(), true, h.event(), h.at()));
                        already = true;
                    }
                }
                now.held = already ? Held.of(entries) : now.held.plus(i.lock(), true, i.event(), i.at());
                if (!already && quiet == 0) acquisitions.add(new Acquisition(i.lock(), now.held.minus(i.lock()), i.event(), lambda, i.at()));
            } else {
                List<Held.Entry> entries = new ArrayList<>(now.held.entries());
                if (entries.removeIf(h -> h.event() == i.event() && h.lock().sameLock(i.lock()))) now.held = Held.of(entries);
            }
        }
        if (!is && local) now.setFalse(id);
    }
}
