package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The locks that scanned methods hold around a function they are given and run at once: {@code withLock(() -> ...)}. Safe for use by several threads.
 */
final class WrapperLocks {
    private static final int DEPTH = 3;
    private final Program program;
    private final LockEffects effects;
    private final WrapperLocks inner;
    private final Map<String, Held> memo = new ConcurrentHashMap<>();

    WrapperLocks(Program program, LockEffects effects) {
        this(program, effects, DEPTH);
    }

    private WrapperLocks(Program program, LockEffects effects, int depth) {
        this.program = program;
        this.effects = effects;
        this.inner = depth > 1 ? new WrapperLocks(program, effects, depth - 1) : null;
    }

    /** What is held where the argument runs, {@code held} at the call included. */
    Held around(Typing typing, Locks locks, int event, int arg, Held held) {
        Target t = typing.target(event);
        Method m = t.source();
        if (m == null || t.ambiguous() || !m.hasBody() || m.facts().params().isEmpty()) return held;
        Event e = typing.event(event);
        Held out = held;
        for (Held.Entry h : inside(m, Math.min(arg, m.facts().params().size() - 1)).entries()) {
            Path p = e instanceof Event.Call c ? locks.rebase(h.lock().path(), c, t, 0) : locks.rebase(h.lock().path(), (Event.New) e);
            Lock l = p.known() ? locks.of(p, h.lock().mode(), h.lock().monitor()) : h.lock();
            if (!out.has(l)) out = out.plus(l, true, -1, e.span());
        }
        return out;
    }

    /** The locks in a method's own names held wherever it runs its parameter. */
    private Held inside(Method m, int param) {
        String key = m.id() + ":" + param;
        Held known = memo.get(key);
        if (known == null) {
            known = find(m, param);
            memo.put(key, known);
        }
        return known;
    }

    private Held find(Method m, int param) {
        Typing typing = new Typing(new Typings(program.universe(), program.functional()), m, m.body());
        Locks locks = new Locks(typing, program.roles(), program.getters());
        Interpretation in = new Interpreter(typing, locks, program.roles(), program.functions(), effects, program.throwing(), inner).run();
        Path wanted = Path.param(param, typing.localType(param));
        Held all = null;
        for (Event e : in.events()) {
            if (!in.reached(e.id()) || !in.inCallersThread(e.id())) continue;
            if (e instanceof Event.Call c && c.receiver() != null && locks.path(c.receiver()).equals(wanted)) {
                all = both(all, in.heldAt(c.id()));
            }
            List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
            for (int i = 0; i < args.size(); i++) {
                if (locks.path(args.get(i)).equals(wanted)) all = both(all, inner == null ? Held.NONE : in.heldAround(e.id(), i));
            }
        }
        if (all == null) return Held.NONE;
        List<Held.Entry> out = new ArrayList<>();
        for (Held.Entry h : all.must()) if (EffectsFinder.named(h.lock().path())) out.add(h);
        return Held.of(out);
    }

    private static Held both(Held a, Held b) {
        return a == null ? b : Held.join(a, b);
    }
}
