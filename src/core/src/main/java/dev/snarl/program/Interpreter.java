package dev.snarl.program;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows a body's control flow with the set of held locks: through synchronized regions, Lock calls, tryLock in conditions and variables,
 * try/finally, early exits, wrappers that take or give back a lock, and lambdas that run at once. Ways that differ in the locks they hold are followed
 * apart, together with what each knows of the conditions it took, so that {@code if (locked) lock.unlock()} meets the ways on which it is locked.
 * Loops that touch locks are followed until the state at their head is stable (at most {@link #ROUNDS} times); others once. One use, one thread.
 */
final class Interpreter {
    private static final int ROUNDS = 4;
    private final Typing typing;
    private final Body body;
    private final Locks locks;
    private final Roles roles;
    private final LockCalls lockCalls;
    private final Conditions conditions;
    private final Throwing throwing;
    private final WrapperLocks wrappers;
    private final Held[] heldAt;
    private final LambdaContext[] lambdas;
    private final boolean[] entered;
    private final List<Acquisition> acquisitions = new ArrayList<>();
    private final List<Interpretation.SyncRegion> regions = new ArrayList<>();
    private final Set<Exit> seenExits = new HashSet<>();
    private final List<Exit> exits = new ArrayList<>();
    private final BodyParts parts;
    private final boolean tracking;
    private Ways ways = new Ways();
    /** Above zero while a round of a loop only prepares the next one: nothing is noted. */
    private int quiet;
    private int lambda = -1;
    private Flow now = Flow.DEAD;

    /**
     * @param wrappers tells the locks that a scanned method holds around a function it is given; null to do without
     */
    Interpreter(Typing typing, Locks locks, Roles roles, FunctionUse functions, LockEffects effects, Throwing throwing, WrapperLocks wrappers) {
        this.typing = typing;
        this.body = typing.body();
        this.locks = locks;
        this.roles = roles;
        this.throwing = throwing;
        this.wrappers = wrappers;
        this.heldAt = new Held[body.events()];
        this.lockCalls = new LockCalls(typing, locks, roles, effects);
        this.parts = new BodyParts(lockCalls.events());
        this.tracking = !lockCalls.events().isEmpty();
        this.conditions = new Conditions(typing, lockCalls.results());
        this.lambdas = LambdaUses.of(typing, locks, functions);
        this.entered = new boolean[lambdas.length];
    }

    Interpretation run() {
        Method m = typing.method();
        Held start = Held.NONE;
        Lock own = locks.ofMethod(m);
        if (own != null) {
            acquisitions.add(new Acquisition(own, Held.NONE, -1, -1, m.facts().nameSpan(), false));
            start = start.plus(own, true, -1, m.facts().nameSpan());
        }
        now = Flow.of(new State(start));
        node(body.root(), null);
        end(m.facts().span());
        // Lambdas that no reached call was given: they run with nothing held. Inner ones are visited with their outer ones.
        for (int i = 0; i < lambdas.length; i++) if (body.lambdas().get(i).outer() < 0) lambdaBody(i, Held.NONE);
        for (int i = 0; i < lambdas.length; i++) lambdaBody(i, Held.NONE);
        return new Interpretation(typing, locks, heldAt, lambdas, acquisitions, regions, exits, lockCalls, wrappers);
    }

    // ---- control flow

    private void node(Node n, String label) {
        if (n == null) return;
        if (n instanceof Event e) {
            event(e);
        } else if (n instanceof Node.Seq s) {
            for (Node c : s.nodes()) {
                node(c, null);
                if (tracking && !(c instanceof Event) && !(c instanceof Node.Branch b && !b.statement())) now = now.map(State::settled);
            }
        } else if (n instanceof Node.Branch b) {
            branch(b);
        } else if (n instanceof Node.Loop l) {
            loop(l, label);
        } else if (n instanceof Node.Switch s) {
            switches(s, label);
        } else if (n instanceof Node.Try t) {
            tries(t);
        } else if (n instanceof Node.Sync s) {
            sync(s);
        } else if (n instanceof Node.Labeled l) {
            if (l.body() instanceof Node.Loop || l.body() instanceof Node.Switch) {
                node(l.body(), l.label());
            } else {
                Ways.Frame f = ways.push(Ways.Kind.TARGET, n, l.label());
                node(l.body(), null);
                ways.pop(f);
                now = Flow.join(now, f.breaks);
            }
        } else if (n instanceof Node.Return || n instanceof Node.Jump) {
            jump(n, now);
            now = Flow.DEAD;
        } else if (n instanceof Node.Throw) {
            raise(now, n);
            now = Flow.DEAD;
        } else if (n instanceof Node.Assert a) {
            Flow before = now;
            node(a.test(), null);
            assume(a.condition(), true, false);
            if (now.dead()) now = before;
        }
    }

    private void branch(Node.Branch b) {
        boolean locking = tracking && parts.touches(b);
        Flow before = now;
        assume(b.condition(), true, locking);
        node(b.then(), null);
        Flow then = now;
        now = before;
        assume(b.condition(), false, locking);
        node(b.otherwise(), null);
        Flow otherwise = now;
        if (locking) {
            if (!b.statement()) {
                then = passOver(then, b.otherwise());
                otherwise = passOver(otherwise, b.then());
            }
            // What may change between two looks is believed where it decides over locks alone: if (safe) lock.lock(); ... if (safe) lock.unlock();
            if (!then.dead() && !otherwise.dead() && !then.held().equals(otherwise.held())) {
                then = remember(then, b, true);
                otherwise = remember(otherwise, b, false);
            }
        }
        now = Flow.join(then, otherwise);
    }

    private Flow remember(Flow f, Node.Branch b, boolean is) {
        List<String> changed = new ArrayList<>();
        BodyParts.assignedIn(is ? b.then() : b.otherwise(), changed);
        return f.map(s -> {
            State k = conditions.assume(s, b.condition(), is, true, true);
            return k == null ? s : s.learning(k, x -> Conditions.fleeting(x) && changed.stream().noneMatch(x::contains));
        });
    }

    /** Marks the calls inside as not made. */
    private Flow passOver(Flow f, Node part) {
        BitSet inside = new BitSet();
        BodyParts.eventsIn(part, inside);
        inside.and(lockCalls.results());
        if (inside.isEmpty()) return f;
        return f.map(s -> {
            State out = s;
            for (int e = inside.nextSetBit(0); e >= 0; e = inside.nextSetBit(e + 1)) out = out.knowing(Conditions.ofEvent(e), Tri.UNKNOWN);
            return out;
        });
    }

    private void assume(Value v, boolean is, boolean fleeting) {
        if (v == null || now.dead()) return;
        if (!tracking && !(v instanceof Value.Constant)) return;
        now = now.map(s -> conditions.assume(s, v, is, fleeting, false));
    }

    private void loop(Node.Loop l, String label) {
        Flow head = now.map(s -> s.forgetting(Conditions::fleeting));
        if (tracking && !head.dead()) {
            if (parts.touches(l)) head = stable(l, label, head);
            else head = forgetAssigned(l, head);
        }
        now = head;
        Ways.Frame f = ways.push(Ways.Kind.TARGET, l, label);
        Round r = round(l, f, head);
        ways.pop(f);
        now = Flow.join(r.out, f.breaks);
    }

    /** The flow at the loop's head that further rounds do not change. */
    private Flow stable(Node.Loop l, String label, Flow start) {
        Flow head = start;
        quiet++;
        for (int i = 0; i < ROUNDS; i++) {
            Ways.Frame f = ways.push(Ways.Kind.TARGET, l, label);
            Round r = round(l, f, head);
            ways.pop(f);
            Flow joined = Flow.join(head, r.back.map(s -> s.forgetting(Conditions::fleeting)));
            if (joined.sameAs(head)) {
                quiet--;
                return head;
            }
            head = joined;
        }
        quiet--;
        return forgetAssigned(l, head);
    }

    private Flow forgetAssigned(Node.Loop l, Flow head) {
        List<String> assigned = new ArrayList<>();
        BodyParts.assignedIn(l, assigned);
        return head.map(s -> s.forgetting(k -> {
            for (String a : assigned) if (k.contains(a)) return true;
            return false;
        }));
    }

    /** @param back what comes to the head again; @param out what leaves by the condition */
    private record Round(Flow back, Flow out) {}

    private Round round(Node.Loop l, Ways.Frame f, Flow head) {
        now = head;
        boolean each = l.kind() == Node.LoopKind.FOREACH, after = l.kind() == Node.LoopKind.DO;
        Flow out = each ? head : Flow.DEAD;
        if (each && l.local() >= 0) assigned(l.local(), Value.UNKNOWN);
        if (!after && !each) out = test(l);
        node(l.body(), null);
        now = Flow.join(now, f.continues);
        node(l.update(), null);
        if (after) out = test(l);
        if (each) out = Flow.join(out, now);
        return new Round(now, out);
    }

    /** Leaves the flow of the next round in {@link #now} and gives the one that goes on behind the loop. */
    private Flow test(Node.Loop l) {
        node(l.test(), null);
        if (l.condition() == null) return Flow.DEAD;
        Flow tested = now;
        assume(l.condition(), false, false);
        Flow out = now;
        now = tested;
        assume(l.condition(), true, false);
        return out;
    }

    private void switches(Node.Switch s, String label) {
        Ways.Frame f = ways.push(Ways.Kind.TARGET, s, label);
        Flow before = now;
        Flow falling = Flow.DEAD;
        Flow out = Flow.DEAD;
        boolean complete = s.expression();
        for (Node.Case c : s.cases()) {
            complete |= c.isDefault();
            now = Flow.join(before, falling);
            node(c.body(), null);
            falling = c.falls() ? now : Flow.DEAD;
            if (!c.falls()) out = Flow.join(out, now);
        }
        out = Flow.join(out, falling);
        if (!complete) out = Flow.join(out, before);
        ways.pop(f);
        now = Flow.join(out, f.breaks);
    }

    private void sync(Node.Sync s) {
        Lock l = locks.lock(s.lock(), true);
        if (!now.dead() && quiet == 0) {
            acquisitions.add(new Acquisition(l, now.held(), -1, lambda, s.lockSpan(), false));
            regions.add(new Interpretation.SyncRegion(s, l, lambda));
        }
        now = now.map(x -> x.with(x.held().plus(l, true, -1, s.lockSpan())));
        // A monitor is given back on every way out.
        Ways.Frame f = ways.push(Ways.Kind.REGION, s, null);
        node(s.body(), null);
        ways.pop(f);
        now = leave(now, l);
        for (Ways.Pending p : f.pending) goOn(p.jump, leave(p.flow, l));
    }

    private static Flow leave(Flow f, Lock l) {
        return f.map(s -> s.with(s.held().minus(l)));
    }

    private void goOn(Node jump, Flow flow) {
        if (jump == null) raise(flow, null);
        else jump(jump, flow);
    }

    private void tries(Node.Try t) {
        Ways.Frame fin = t.hasFinally() ? ways.push(Ways.Kind.FINALLY, t, null) : null;
        Flow before = now;
        if (t.catches().isEmpty()) {
            guarded(t);
        } else {
            Ways.Frame catching = ways.push(Ways.Kind.CATCHES, t, null);
            guarded(t);
            ways.pop(catching);
            catches(t, catching.thrown, before);
        }
        if (fin == null) return;
        ways.pop(fin);
        finallyBody(t, fin, before);
    }

    /** The resources and the body. */
    private void guarded(Node.Try t) {
        if (t.locals().isEmpty()) {
            node(t.body(), null);
            return;
        }
        BitSet opened = new BitSet();
        BodyParts.eventsIn(t.resources(), opened);
        for (Value v : t.existing()) opened.or(lockCalls.openedByResource(v));
        // What is open when a later resource fails to open is closed as well.
        Ways.Frame region = ways.push(Ways.Kind.REGION, t, null);
        node(t.resources(), null);
        node(t.body(), null);
        ways.pop(region);
        now = close(now, opened);
        if (tracking) raise(now, t);
        for (Ways.Pending p : region.pending) goOn(p.jump, close(p.flow, opened));
    }

    private Flow close(Flow f, BitSet opened) {
        return tracking ? f.map(s -> s.with(LockCalls.without(s.held(), opened))) : f;
    }

    private void catches(Node.Try t, Flow thrown, Flow before) {
        Flow after = now;
        // Anything may throw, even where no call does: an index, a dereference. A Lock call that fails leaves the lock free.
        boolean released = !now.dead() && now.held().entries().size() < before.held().entries().size();
        Flow caught = (!thrown.dead() ? thrown : released ? now : before).map(s -> s.withCause(null));
        boolean all = false, runtime = false, error = false;
        for (Node.Catch c : t.catches()) {
            now = caught;
            node(c.body(), null);
            after = Flow.join(after, now);
            for (var type : c.types()) {
                String name = type.simpleName();
                all |= name.equals("Throwable") || name.equals("Exception");
                runtime |= name.equals("RuntimeException");
                error |= name.equals("Error");
            }
        }
        // What no catch takes goes on outward. Errors that only "catch (Exception)" lets pass are not counted.
        if (!all && !(runtime && error)) raise(thrown, null);
        now = after;
    }

    /** The finally body runs once for all ways in; each state remembers how it goes on. */
    private void finallyBody(Node.Try t, Ways.Frame fin, Flow before) {
        List<Ways.Pending> pending = fin.pending;
        Flow in = now.map(s -> s.enter(-1));
        for (int i = 0; i < pending.size(); i++) {
            int way = i;
            in = Flow.join(in, pending.get(i).flow.map(s -> s.enter(way)));
        }
        if (in.dead()) in = before.map(s -> s.enter(pending.size()));
        now = in;
        ways.enterFinally();
        node(t.finallyBody(), null);
        ways.leaveFinally();
        Flow done = now;
        now = select(done, -1);
        for (int i = 0; i < pending.size(); i++) goOn(pending.get(i).jump, select(done, i));
    }

    private static Flow select(Flow f, int way) {
        return f.map(s -> s.after().way() == way ? s.leave(s.depth() - 1) : null);
    }

    private void jump(Node n, Flow flow) {
        Flow out = ways.jump(n, flow);
        if (out == null || quiet > 0 || !(n instanceof Node.Return r)) return;
        for (State s : out.states()) exit(new Exit(Exit.Kind.RETURN, s.held(), r.value(), conditions.truth(s, r.value()), r.span(), lambda, s.owed()));
    }

    /** An exception leaves {@code flow}; {@code from} is null where it is already under way. */
    private void raise(Flow flow, Node from) {
        if (flow.dead()) return;
        Flow out = ways.raise(from == null ? flow : flow.map(s -> s.withCause(from)));
        if (out == null || quiet > 0) return;
        for (State s : out.states()) {
            if (s.held().isEmpty()) continue;
            Node c = s.cause();
            Span at = c instanceof Event e ? e.span() : c instanceof Node.Throw t ? t.span() : c instanceof Node.Try t ? t.span() : Span.NONE;
            exit(new Exit(c instanceof Node.Throw ? Exit.Kind.THROW : Exit.Kind.EXCEPTION, s.held(), null, Tri.UNKNOWN, at, lambda, s.owed()));
        }
    }

    private void end(Span span) {
        for (State s : now.states()) exit(new Exit(Exit.Kind.END, s.held(), null, Tri.UNKNOWN, span, lambda, s.owed()));
    }

    private void exit(Exit e) {
        if (seenExits.add(e)) exits.add(e);
    }

    private void lambdaBody(int index, Held held) {
        if (entered[index]) return;
        entered[index] = true;
        int outerLambda = lambda;
        Flow outerNow = now;
        Ways outerWays = ways;
        ways = new Ways();
        lambda = index;
        now = Flow.of(new State(held));
        node(body.lambdas().get(index).body(), null);
        end(body.lambdas().get(index).span());
        lambda = outerLambda;
        now = outerNow;
        ways = outerWays;
    }

    // ---- events

    private void event(Event e) {
        if (now.dead()) return;
        if (quiet == 0) {
            Held h = now.held();
            heldAt[e.id()] = heldAt[e.id()] == null ? h : Held.join(heldAt[e.id()], h);
        }
        if (e instanceof Event.Call c) {
            call(c, c.args(), c.span());
        } else if (e instanceof Event.New n) {
            call(n, n.args(), n.span());
        } else if (e instanceof Event.Assign a) {
            assigned(a.local(), a.value());
        } else if (e instanceof Event.Write || e instanceof Event.Update) {
            written(e instanceof Event.Write w ? w.target() : ((Event.Update) e).target(), e instanceof Event.Write w ? w.value() : Value.UNKNOWN);
        }
    }

    private void assigned(int local, Value value) {
        if (!tracking) return;
        String key = Conditions.ofLocal(local);
        now = now.map(s -> {
            Tri t = conditions.truth(s, value);
            State out = s.forgetting(k -> k.contains(key));
            return t == Tri.UNKNOWN ? out : out.knowing(key, t);
        });
    }

    private void written(Value target, Value value) {
        if (!tracking) return;
        String name = BodyParts.fieldName(target);
        if (name == null) return;
        now = now.map(s -> {
            Tri t = conditions.truth(s, value);
            return conditions.learn(s.forgetting(k -> Conditions.fleeting(k) && k.contains(name)), target, t);
        });
    }

    private void call(Event e, List<Value> args, Span at) {
        List<LockCalls.Operation> operations = lockCalls.of(e.id());
        if (operations.isEmpty()) {
            lambdaArgs(e.id());
            if (!tracking || (e instanceof Event.Call c ? throwing.mayThrow(typing, c) : throwing.mayThrow(typing, (Event.New) e))) raise(now, e);
            if (tracking && e instanceof Event.Call c && LockCalls.endsAll(typing, c)) now = Flow.DEAD;
            return;
        }
        for (LockCalls.Operation o : operations) if (o.throwsFirst()) raise(now, e);
        for (LockCalls.Operation o : operations) {
            boolean takes = o.kind() == LockCalls.Kind.ACQUIRE || o.kind() == LockCalls.Kind.TRY || o.kind() == LockCalls.Kind.CONVERT;
            if (takes && quiet == 0) acquisitions.add(new Acquisition(o.lock(), now.held(), e.id(), lambda, at, o.helper()));
        }
        now = lockCalls.apply(operations, e.id(), at, now);
        lambdaArgs(e.id());
    }

    private void lambdaArgs(int event) {
        if (lambdas.length == 0 || quiet > 0) return;
        for (int l = 0; l < lambdas.length; l++) {
            LambdaContext x = lambdas[l];
            if (x.event() != event) continue;
            Held h = now.held();
            lambdaBody(l, switch (x.runs()) {
                case IMMEDIATE -> wrappers == null || x.arg() < 0 ? h : wrappers.around(typing, locks, event, x.arg(), h);
                case UNKNOWN -> may(h);
                default -> Held.NONE;
            });
        }
    }

    private static Held may(Held h) {
        return Held.of(h.entries().stream().map(Held.Entry::asMay).toList());
    }
}
