package dev.snarl.rules.atomics;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A field is read under a lock into a local, the lock is given back, and the field is written under it again as if it still held what was read. */
public final class SplitCriticalSection implements Rule {
    /** One write under a lock, and the region of that lock it stands in. */
    private record Act(Access access, Field field, Path base, int event, Span span, Held.Entry lock, Value value, boolean update) {}

    /** A local gets what the field held, in an earlier region of the same lock. */
    private record Snapshot(Event.Assign assign, Held.Entry lock) {}

    @Override
    public void check(Program program, Findings out) {
        Set<Method> seen = new LinkedHashSet<>();
        for (Field f : program.accessedFields()) {
            if (f.isFinal() || f.owner().unit().test() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            for (Access a : program.accesses(f)) if (a.writes() && !a.element() && !a.held().isEmpty() && !a.owned() && !program.initial(a.method())) seen.add(a.method());
        }
        for (Method m : seen) {
            if (!m.owner().unit().reported() || program.lifecycle(m) || program.mainOnly(m) || program.specialAccess(m)) continue;
            Interpretation in = program.interpret(m);
            if (regions(in) >= 2) check(program, in, out);
        }
    }

    private static int regions(Interpretation in) {
        Set<Span> at = new HashSet<>();
        for (Event e : in.events()) for (Held.Entry h : in.heldAt(e.id()).entries()) at.add(h.at());
        return at.size();
    }

    private void check(Program program, Interpretation in, Findings out) {
        Dependence depends = new Dependence(in);
        Set<Field> told = new HashSet<>();
        for (Access w : program.accessesIn(in.method())) {
            if (!w.writes() || w.element() || w.field().isFinal() || w.owned() || told.contains(w.field())) continue;
            Held.Entry lock = only(w.held(), null);
            if (lock == null || entered(program, in.method(), lock) || program.singleThread(w)) continue;
            Value value = in.typing().event(w.event()) instanceof Event.Write e ? e.value() : in.typing().event(w.event()) instanceof Event.Update u ? u.operand() : null;
            Act act = new Act(w, w.field(), w.base(), w.event(), w.span(), lock, value, w.kind() == AccessKind.UPDATE);
            for (Snapshot s : snapshots(program, in, act)) {
                Boolean made = decides(in, depends, act, s);
                if (made == null || tellsAgain(program, in, act) || claimed(program, in, act, s)) continue;
                out.add(finding(in, act, s, made));
                told.add(w.field());
                break;
            }
        }
    }

    /** The one exclusive, shared lock held, and that but once; null for none or several of that name. {@code like}: a lock of that path. */
    private static Held.Entry only(Held held, Held.Entry like) {
        Held.Entry found = null;
        for (Held.Entry h : held.entries()) {
            if (!h.must()) return null;
            if (!h.lock().shared() || h.lock().mode() == LockMode.READ && like == null) continue;
            if (like != null && !h.lock().path().equals(like.lock().path())) continue;
            if (found != null) return null;
            found = h;
        }
        return found;
    }

    private static boolean entered(Program program, Method m, Held.Entry lock) {
        for (Held.Entry h : program.entryLocks(m).entries()) if (h.lock().key().equals(lock.lock().key())) return true;
        return false;
    }

    private static List<Snapshot> snapshots(Program program, Interpretation in, Act act) {
        List<Snapshot> out = new ArrayList<>();
        for (Event e : in.events()) {
            if (!(e instanceof Event.Assign a) || a.id() >= act.event || !in.reached(a.id()) || in.typing().lambdaOf(a.id()) != in.typing().lambdaOf(act.event)) continue;
            Held.Entry lock = only(in.heldAt(a.id()), act.lock);
            if (lock == null || lock.at().equals(act.lock.at()) || !asks(in, a.value(), act, 0)) continue;
            out.add(new Snapshot(a, lock));
        }
        return out;
    }

    /** The value is the field, or is made of it by operators. */
    private static boolean asks(Interpretation in, Value v, Act act, int depth) {
        if (v == null || depth > 8) return false;
        if (v instanceof Value.Name || v instanceof Value.Field) {
            Path p = in.locks().path(v);
            return p.field() == act.field && (act.field.isStatic() || p.base() != null && p.base().equals(act.base));
        }
        if (v instanceof Value.Unary u) return asks(in, u.operand(), act, depth + 1);
        if (v instanceof Value.Cast c) return asks(in, c.operand(), act, depth + 1);
        if (v instanceof Value.Binary b) return asks(in, b.left(), act, depth + 1) || asks(in, b.right(), act, depth + 1);
        return false;
    }

    /** True: the value written is made of the snapshot; false: the snapshot decides whether to write; null: neither. */
    private static Boolean decides(Interpretation in, Dependence depends, Act act, Snapshot s) {
        Value local = new Value.Local(s.assign.local());
        for (Event e : in.events()) {
            // Assigned again under the second hold of the lock: looked at again.
            if (e instanceof Event.Assign a && a.local() == s.assign.local() && a.id() > s.assign.id() && a.id() < act.event && in.heldAt(a.id()).entries().contains(act.lock)) return null;
        }
        if (depends.made(act.value, act.event, local::equals) != null) return changed(in, act, s) ? Boolean.TRUE : null;
        if (clears(act.value)) return null;
        for (Dependence.Asked a : depends.at(act.event)) if (depends.made(a.condition(), act.event, local::equals) != null) return Boolean.FALSE;
        return null;
    }

    /** The local itself is written back: only a changed one means anything (else it is put back as it was). */
    private static boolean changed(Interpretation in, Act act, Snapshot s) {
        if (!(act.value instanceof Value.Local l)) return true;
        if (l.index() != s.assign.local()) return true;
        for (Event e : in.events()) if (e instanceof Event.Assign a && a.local() == l.index() && a.id() != s.assign.id() && a.id() < act.event && a.id() > s.assign.id()) return true;
        return !(s.assign.value() instanceof Value.Name) && !(s.assign.value() instanceof Value.Field);
    }

    /** Null, false or zero: whoever comes second clears what is clear. */
    private static boolean clears(Value v) {
        if (!(v instanceof Value.Constant c)) return false;
        return c.kind() == Value.ConstantKind.NULL || c.text().equals("false") || c.text().equals("0") || c.text().equals("0L");
    }

    /** Under the second hold the field is read again before it is written. */
    private static boolean tellsAgain(Program program, Interpretation in, Act act) {
        for (Access a : program.accessesIn(in.method())) {
            if (a.field() == act.field && !a.writes() && a.event() < act.event && a.held().entries().contains(act.lock)) return true;
        }
        for (Event e : in.events()) {
            // A call under the second hold may look for us.
            if (e instanceof Event.Call c && c.resultUsed() && e.id() < act.event && in.heldAt(e.id()).entries().contains(act.lock) && in.typing().target(e.id()).source() != null) return true;
        }
        return false;
    }

    /** The first hold marks the field as taken, so that others do not take it too. */
    private static boolean claimed(Program program, Interpretation in, Act act, Snapshot s) {
        for (Access a : program.accessesIn(in.method())) if (a.writes() && a.held().entries().contains(s.lock)) return true;
        return false;
    }

    private Finding finding(Interpretation in, Act act, Snapshot s, boolean made) {
        Method m = in.method();
        String name = act.field.label();
        String lock = act.lock.lock().label();
        String local = in.typing().body().locals().get(s.assign.local()).name();
        List<Step> a = List.of(step(m, s.assign.span(), "holds " + lock + ", reads " + name + " into " + local, 1),
                step(m, act.span, made ? "holds " + lock + " again and writes what it made of " + local : "holds " + lock + " again and writes, because of " + local, 3));
        List<Step> b = List.of(step(m, act.span, "holds " + lock + " in between and writes " + name + (made ? ": this is lost" : ": the decision of A is out of date"), 2));
        return new Finding(id(), null, made ? Confidence.HIGH : Confidence.MEDIUM, Program.site(m, act.span), m.label(),
                name + " is written under " + lock + (made ? " with a value made of " : " after a decision on ") + local + ", which was read under an earlier hold of that lock: in between another thread may have changed it.",
                List.of(name + " is written under " + lock + ": its author expects several threads"), List.of(new Related(Program.site(m, s.assign.span()), "read under the earlier hold")),
                List.of(new ThreadTrace("thread A", a), new ThreadTrace("thread B: comes in between", b)),
                "Keep the lock from the read to the write, or look at " + act.field.name() + " again before the write.", m.key() + "|" + act.field.key(), "");
    }

    private static Step step(Method m, Span at, String text, int order) {
        return new Step(Program.site(m, at), m.label(), text, order);
    }
}
