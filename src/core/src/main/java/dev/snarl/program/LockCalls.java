package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls and creations of one body that take, try, give back or ask for a lock, by knowledge or because the scanned method they call does so, and
 * what they make of a state. Used by one thread.
 */
final class LockCalls {
    private static final Set<String> CLOSERS = Set.of("close", "release", "unlock", "leave", "exit", "end", "run", "free");

    private static final List<String> CHECKS = List.of("check", "require", "assert", "verify", "ensure", "isTrue");

    enum Kind { ACQUIRE, TRY, CONVERT, RELEASE, HOLDS, MAY_ACQUIRE, MAY_RELEASE, CLOSE, NOTHING }

    /**
     * @param lock    null for CLOSE and NOTHING
     * @param anyMode a release that does not say whether it gives back a read or a write hold
     * @param throwsFirst may throw before anything is taken
     * @param opened  for CLOSE: the events that took what is given back now
     * @param helper  a scanned method does it for its caller
     */
    record Operation(Kind kind, Lock lock, boolean anyMode, boolean throwsFirst, BitSet opened, boolean helper) {
        Operation(Kind kind, Lock lock, boolean throwsFirst, boolean helper) {
            this(kind, lock, false, throwsFirst, null, helper);
        }
    }

    private final Typing typing;
    private final Locks locks;
    private final Roles roles;
    private final LockEffects effects;
    private final Map<Integer, List<Operation>> operations = new HashMap<>();
    private final BitSet results = new BitSet();
    private final BitSet events = new BitSet();
    /** Questions whether a lock is held that are handed to a check: the body goes on only with the answer yes. */
    private final BitSet checked = new BitSet();

    LockCalls(Typing typing, Locks locks, Roles roles, LockEffects effects) {
        this.typing = typing;
        this.locks = locks;
        this.roles = roles;
        this.effects = effects;
        for (Event e : typing.index().events) {
            List<Operation> found = e instanceof Event.Call c ? of(c) : e instanceof Event.New n ? of(n) : List.of();
            if (!found.isEmpty()) put(e.id(), found);
        }
        if (!events.isEmpty()) closers();
    }

    private void put(int event, List<Operation> found) {
        operations.put(event, found);
        events.set(event);
        for (Operation o : found) if (o.kind == Kind.HOLDS && isChecked(event)) checked.set(event);
        for (Operation o : found) if (o.kind == Kind.TRY || o.kind == Kind.CONVERT || o.kind == Kind.HOLDS) results.set(event);
    }

    private boolean isChecked(int event) {
        for (Event e : typing.index().events) {
            if (!(e instanceof Event.Call c) || c.id() <= event || c.args().isEmpty() || !(c.args().get(0) instanceof Value.Result r) || r.event() != event) continue;
            if (CHECKS.stream().anyMatch(c.name()::startsWith)) return true;
        }
        return false;
    }

    /** The events that do something to locks. */
    BitSet events() {
        return events;
    }

    /** Those whose result says whether a lock is held. */
    BitSet results() {
        return results;
    }

    /** What the event does; empty for most. */
    List<Operation> of(int event) {
        return operations.getOrDefault(event, List.of());
    }

    private List<Operation> of(Event.New n) {
        if (n.type().dims() > 0 || !effects.mayHave("<init>")) return List.of();
        Method m = typing.target(n.id()).source();
        return m == null ? List.of() : ofHelper(m, n, n.args(), null);
    }

    private List<Operation> of(Event.Call c) {
        boolean named = false;
        for (MethodFact f : roles.knowledge().methods(c.name())) {
            Role r = f.role();
            named |= r == Role.ACQUIRE || r == Role.RELEASE || r == Role.TRY_ACQUIRE || r == Role.HOLDS;
        }
        Target t = null;
        if (named) {
            t = typing.target(c.id());
            for (MethodFact f : roles.of(c.name(), c.args().size(), t)) {
                Operation o = f.attribute("kind", "").equals("file") ? null : known(c, f);
                if (o != null) return List.of(o);
            }
            Operation possible = possible(c, t);
            if (possible != null) return List.of(possible);
        }
        if (!effects.mayHave(c.name())) return List.of();
        if (t == null) t = typing.target(c.id());
        return t.source() == null || t.ambiguous() ? List.of() : ofHelper(t.source(), c, c.args(), t);
    }

    private Operation known(Event.Call c, MethodFact f) {
        boolean interruptible = f.attribute("interruptible", "").equals("yes");
        switch (f.role()) {
            case ACQUIRE:
                return new Operation(Kind.ACQUIRE, lockOf(c, f), interruptible, false);
            case TRY_ACQUIRE:
                if (c.name().equals("tryConvertToOptimisticRead")) return new Operation(Kind.RELEASE, lockOf(c, f), true, false, null, false);
                if (f.attribute("mode", "").equals("optimistic")) return new Operation(Kind.NOTHING, null, false, false);
                return new Operation(c.name().startsWith("tryConvert") ? Kind.CONVERT : Kind.TRY, lockOf(c, f).asTrial(), interruptible, false);
            case RELEASE:
                boolean any = f.attribute("kind", "").equals("stamped") && f.attribute("mode", "").isEmpty();
                return new Operation(Kind.RELEASE, lockOf(c, f), any, false, null, false);
            case HOLDS:
                return new Operation(Kind.HOLDS, lockOf(c, f), false, false);
            default:
                return null;
        }
    }

    /** A call on a receiver of unknown type that looks like a Lock call: it may take or give back that lock. */
    private Operation possible(Event.Call c, Target t) {
        if (c.receiver() == null || t.method() != null || t.receiver().known()) return null;
        var possible = roles.possible(c.name(), c.args().size(), t);
        if (possible.contains(Role.ACQUIRE)) return new Operation(Kind.MAY_ACQUIRE, locks.lock(c.receiver(), false), false, false);
        if (possible.contains(Role.TRY_ACQUIRE)) return new Operation(Kind.MAY_ACQUIRE, locks.lock(c.receiver(), false).asTrial(), false, false);
        if (possible.contains(Role.RELEASE)) return new Operation(Kind.MAY_RELEASE, locks.lock(c.receiver(), false), false, false);
        return null;
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
        Lock l = locks.lock(v, c.name().equals("holdsLock"));
        if (f.attribute("mode", "").equals("read") && l.mode() != LockMode.READ) l = locks.of(l.path(), LockMode.READ, false);
        return l;
    }

    private List<Operation> ofHelper(Method m, Event e, List<Value> args, Target t) {
        List<LockEffect> list = effects.of(m);
        if (list.isEmpty()) return List.of();
        List<Operation> out = new ArrayList<>(1);
        for (LockEffect f : list) {
            Lock l = inCaller(f.lock(), e, args, t);
            if (f.lock().trial()) l = l.asTrial();
            if (!f.acquires()) out.add(new Operation(Kind.RELEASE, l, true, false, null, true));
            else out.add(new Operation(f.when() == LockEffect.When.ALWAYS ? Kind.ACQUIRE : Kind.TRY, l, true, true));
        }
        return out;
    }

    private Lock inCaller(Lock l, Event e, List<Value> args, Target t) {
        if (l.path().root() == Path.Root.PARAM && l.path().index() < args.size()) {
            Lock given = locks.lock(args.get(l.path().index()), l.monitor());
            return l.mode() == LockMode.READ && given.mode() != LockMode.READ ? locks.of(given.path(), LockMode.READ, l.monitor()) : given;
        }
        Path p = e instanceof Event.Call c ? locks.rebase(l.path(), c, t, 0) : locks.rebase(l.path(), (Event.New) e);
        return p.known() ? locks.of(p, l.mode(), l.monitor()) : l;
    }

    /** Calls that close what an earlier call or creation of this body opened with a lock: {@code guard.close()}. */
    private void closers() {
        BitSet opening = new BitSet();
        operations.forEach((e, list) -> {
            for (Operation o : list) if (o.helper && o.kind == Kind.ACQUIRE) opening.set(e);
        });
        if (opening.isEmpty()) return;
        for (Event e : typing.index().events) {
            if (!(e instanceof Event.Call c) || c.receiver() == null || !CLOSERS.contains(c.name()) || events.get(c.id())) continue;
            BitSet opened = openedBy(c.receiver(), opening);
            if (!opened.isEmpty()) put(c.id(), List.of(new Operation(Kind.CLOSE, null, false, false, opened, true)));
        }
    }

    private BitSet openedBy(Value v, BitSet opening) {
        BitSet out = new BitSet();
        if (v instanceof Value.Result r && opening.get(r.event())) out.set(r.event());
        if (v instanceof Value.Local l) {
            for (Event e : typing.index().events) {
                if (e instanceof Event.Assign a && a.local() == l.index() && a.value() instanceof Value.Result r && opening.get(r.event())) out.set(r.event());
            }
        }
        return out;
    }

    /** The events that opened a resource which a try statement closes. */
    BitSet openedByResource(Value v) {
        BitSet opening = new BitSet();
        operations.forEach((e, list) -> {
            for (Operation o : list) if (o.helper && o.kind == Kind.ACQUIRE) opening.set(e);
        });
        return openedBy(v, opening);
    }

    /** {@code System.exit}: nothing comes after it. */
    static boolean endsAll(Typing typing, Event.Call c) {
        if (!c.name().equals("exit") && !c.name().equals("halt")) return false;
        MethodDecl m = typing.target(c.id()).method();
        return m != null && (m.owner().name().equals("java.lang.System") || m.owner().name().equals("java.lang.Runtime"));
    }

    /** What becomes of a flow by all that one event does. */
    Flow apply(List<Operation> list, int event, Span at, Flow now) {
        Flow out = now;
        boolean tried = false;
        for (Operation o : list) {
            if (o.kind == Kind.TRY && tried) {
                // A helper that tries several locks says yes for all of them.
                out = out.map(s -> s.known().get(Conditions.ofEvent(event)) == Tri.YES ? s.with(s.held().plus(o.lock, true, event, at)) : s);
            } else {
                out = apply(o, event, at, out);
            }
            tried |= o.kind == Kind.TRY;
        }
        return out;
    }

    private Flow apply(Operation o, int event, Span at, Flow now) {
        switch (o.kind) {
            case ACQUIRE:
                return now.map(s -> s.with(s.held().plus(o.lock, true, event, at)));
            case MAY_ACQUIRE:
                return now.map(s -> s.with(s.held().plus(o.lock, false, event, at)));
            case TRY, CONVERT:
                return now.fork(s -> {
                    Held before = o.kind == Kind.CONVERT ? withoutAny(s.held(), o.lock) : s.held();
                    State yes = s.with(before.plus(o.lock, true, event, at)).knowing(Conditions.ofEvent(event), Tri.YES);
                    return List.of(yes, s.knowing(Conditions.ofEvent(event), Tri.NO));
                });
            case HOLDS:
                return now.fork(s -> {
                    String key = Conditions.ofEvent(event);
                    for (Held.Entry h : s.held().entries()) if (h.must() && h.lock().sameLock(o.lock)) return List.of(s.knowing(key, Tri.YES));
                    State yes = s.with(s.held().plus(o.lock, true, -1, at)).knowing(key, Tri.YES);
                    return checked.get(event) ? List.of(yes) : List.of(yes, s.knowing(key, Tri.NO));
                });
            case RELEASE:
                return now.map(s -> release(s, o));
            case MAY_RELEASE:
                return now.map(s -> {
                    Held h = s.held().minus(o.lock);
                    return s.with(h != s.held() ? h : doubt(h));
                });
            case CLOSE:
                return now.map(s -> s.with(without(s.held(), o.opened)));
            default:
                return now;
        }
    }

    static Held without(Held h, BitSet openedBy) {
        List<Held.Entry> rest = new ArrayList<>(h.entries());
        return rest.removeIf(x -> x.event() >= 0 && openedBy.get(x.event())) ? Held.of(rest) : h;
    }

    private static Held withoutAny(Held h, Lock l) {
        for (int i = h.entries().size() - 1; i >= 0; i--) if (h.entries().get(i).lock().sameLock(l)) return without(h, i);
        return h;
    }

    private static Held without(Held h, int at) {
        List<Held.Entry> rest = new ArrayList<>(h.entries());
        rest.remove(at);
        return Held.of(rest);
    }

    private State release(State s, Operation o) {
        Lock l = o.lock;
        Held h = s.held();
        int found = -1;
        for (int i = h.entries().size() - 1; i >= 0; i--) {
            Held.Entry e = h.entries().get(i);
            if (!e.lock().sameLock(l) || !o.anyMode && e.lock().mode() != l.mode()) continue;
            // What this body took itself is given back by itself, what a scanned method took for it, by another.
            boolean sameHand = byHelper(e) == o.helper;
            if (found < 0 || sameHand) found = i;
            if (sameHand) break;
        }
        if (found >= 0) {
            State out = s.with(without(h, found));
            Held.Entry e = h.entries().get(found);
            return e.event() < 0 && !e.lock().monitor() ? out.owing(l) : out;
        }
        // A lock whose identity is not certain: the latest one that it can be.
        for (int i = h.entries().size() - 1; i >= 0; i--) {
            Lock x = h.entries().get(i).lock();
            if (!x.monitor() && (unstable(x.path()) || unstable(l.path())) && x.key().equals(l.key())) return s.with(without(h, i));
        }
        for (int i = h.entries().size() - 1; i >= 0; i--) {
            Lock x = h.entries().get(i).lock();
            if (!x.monitor() && (unstable(x.path()) || unstable(l.path())) && mayBeOne(x, l)) return s.with(without(h, i));
        }
        return s.owing(l);
    }

    private boolean byHelper(Held.Entry e) {
        for (Operation o : of(e.event())) if (o.helper) return true;
        return false;
    }

    private static boolean mayBeOne(Lock a, Lock b) {
        Decl x = a.path().type().decl(), y = b.path().type().decl();
        return x == null || y == null || x.isA(y.name()).possible() || y.isA(x.name()).possible();
    }

    /** Whether a path may name another object at another time, or is not known. */
    private boolean unstable(Path p) {
        for (Path x = p; x != null; x = x.base()) {
            switch (x.root()) {
                case UNKNOWN, RESULT, ELEMENT, CAPTURED:
                    return true;
                case LOCAL:
                    LocalFacts l = typing.body().locals().get(x.index());
                    if (!l.effectivelyFinal() || l.kind() == LocalFacts.Kind.FOREACH) return true;
                    break;
                default:
            }
        }
        return false;
    }

    /** An unknown release: the Locks that are held may be held no more. */
    private static Held doubt(Held h) {
        List<Held.Entry> out = new ArrayList<>(h.entries());
        out.replaceAll(e -> e.lock().monitor() ? e : e.asMay());
        return Held.of(out);
    }
}
