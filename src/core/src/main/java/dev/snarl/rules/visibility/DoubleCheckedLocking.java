package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Lock;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plain field that is tested without a lock, tested again under a lock, and then assigned. */
public final class DoubleCheckedLocking implements Rule {
    /** Where the two tests are: the unlocked one may stand in a caller. */
    private record Shape(Field field, Access write, FieldTests.Test outer, Method outerMethod, FieldTests.Test inner, List<Lock> locks) {}

    @Override
    public void check(Program program, Findings out) {
        Search search = new Search(program);
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || f.isFinal() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            boolean flag = f.type().name().equals("boolean");
            if (f.type().isPrimitive() && !flag) continue;
            int n = 0;
            for (Access a : program.accesses(f)) {
                Method m = a.method();
                if (a.kind() != AccessKind.WRITE || a.element() || a.initial() || !m.owner().unit().reported() || m.owner().unit().test()) continue;
                Shape s = search.shape(f, a, flag);
                if (s != null) out.add(finding(search, s, flag, ++n));
            }
        }
    }

    /** Keeps what is known of bodies for one run. */
    private static final class Search {
        private final Program program;
        private final Map<Method, FieldTests> tests = new HashMap<>();

        Search(Program program) {
            this.program = program;
        }

        FieldTests tests(Method m) {
            return tests.computeIfAbsent(m, x -> new FieldTests(program.interpret(x)));
        }

        Shape shape(Field f, Access a, boolean flag) {
            Method m = a.method();
            Interpretation in = program.interpret(m);
            Event.Write w = (Event.Write) in.events()[a.event()];
            Path target = in.locks().path(w.target());
            if (!target.known()) return null;
            Boolean written = constant(w.value());
            if (flag ? written == null : isNull(w.value())) return null;
            List<Held.Entry> own = in.heldAt(a.event()).must();
            FieldTests.Test inner = null;
            for (FieldTests.Test t : tests(m).before(a.event())) {
                if (!t.path().equals(target) || flag && (t.flag() == null || t.flag().equals(written)) || !flag && t.flag() != null) continue;
                List<Held.Entry> there = in.heldAt(t.event()).must();
                List<Lock> taken = apart(own, there, in.inCallersThread(t.event()) ? program.entryLocks(m) : Held.NONE);
                if (taken != null && !taken.isEmpty() && innerFollows(in, m, target, t, a, own)) {
                    return publishes(in, f, a, flag, taken) && !safe(in, f, target, own) ? new Shape(f, a, t, m, last(in, m, target, a), taken) : null;
                }
                if (t.certain()) inner = t;
            }
            return inner == null || a.lambda() >= 0 ? null : viaCaller(f, a, flag, target, inner, own);
        }

        /** The locks held at the write and not at the test; null where one is held at both. */
        private static List<Lock> apart(List<Held.Entry> write, List<Held.Entry> test, Held entry) {
            List<Lock> out = new ArrayList<>();
            for (Held.Entry h : write) {
                if (!h.lock().shared()) continue;
                for (Held.Entry t : test) if (t.lock().key().equals(h.lock().key())) return null;
                out.add(h.lock());
            }
            return entry.isEmpty() ? out : null;
        }

        /** Whether the same field is tested once more before the write, with a lock of the write held. */
        private boolean innerFollows(Interpretation in, Method m, Path target, FieldTests.Test outer, Access a, List<Held.Entry> own) {
            FieldTests.Test t = last(in, m, target, a);
            if (t == null || t == outer || !t.certain()) return false;
            for (Held.Entry h : own) for (Held.Entry x : in.heldAt(t.event()).must()) if (x.lock().key().equals(h.lock().key())) return true;
            return false;
        }

        private FieldTests.Test last(Interpretation in, Method m, Path target, Access a) {
            FieldTests.Test found = null;
            for (FieldTests.Test t : tests(m).before(a.event())) if (t.path().equals(target)) found = t;
            return found;
        }

        /** The unlocked test stands in a caller, around the call. */
        private Shape viaCaller(Field f, Access a, boolean flag, Path target, FieldTests.Test inner, List<Held.Entry> own) {
            Method m = a.method();
            Interpretation in = program.interpret(m);
            for (CallEdge e : program.calls().edgesTo(m)) {
                if (e.caller() == m || e.reference()) continue;
                Interpretation caller = program.interpret(e.caller());
                List<Held.Entry> all = new ArrayList<>(own);
                all.addAll(e.held().must());
                List<Held.Entry> atInner = new ArrayList<>(in.heldAt(inner.event()).must());
                atInner.addAll(e.held().must());
                for (FieldTests.Test t : tests(e.caller()).before(e.event())) {
                    if (t.field() != f || !corresponds(t.path(), target, e)) continue;
                    List<Lock> taken = apart(all, caller.heldAt(t.event()).must(), e.inCallersThread() ? program.entryLocks(e.caller()) : Held.NONE);
                    if (taken == null || taken.isEmpty()) continue;
                    boolean lockedAgain = atInner.stream().anyMatch(h -> taken.stream().anyMatch(l -> l.key().equals(h.lock().key())));
                    if (lockedAgain && publishes(in, f, a, flag, taken) && !safe(caller, f, t.path(), all)) return new Shape(f, a, t, e.caller(), inner, taken);
                }
            }
            return null;
        }

        private static boolean corresponds(Path inCaller, Path inCallee, CallEdge e) {
            Path start = inCallee.base();
            if (start == null) return false;
            if (start.root() == Path.Root.CLASS) return inCaller.equals(inCallee);
            return start.isThis() && inCaller.base() != null && inCaller.base().equals(e.receiver());
        }

        /** A flag speaks of other fields; a reference, of what it refers to. */
        private boolean publishes(Interpretation in, Field f, Access a, boolean flag, List<Lock> taken) {
            if (!flag) return true;
            for (Access x : program.accessesIn(a.method())) {
                if (x.field() != f && x.writes() && x.event() < a.event() && !x.field().isVolatile() && holdsAny(in.heldAt(x.event()), taken)) return true;
            }
            for (CallEdge e : program.calls().edgesFrom(a.method())) {
                if (e.event() > a.event() || e.lambda() != a.lambda() || !holdsAny(in.heldAt(e.event()), taken)) continue;
                for (Method callee : e.callees()) if (writesOther(callee, f, 2)) return true;
            }
            return false;
        }

        private boolean writesOther(Method m, Field f, int depth) {
            for (Access x : program.accessesIn(m)) if (x.field() != f && x.writes() && !x.owned() && !x.field().isVolatile()) return true;
            if (depth == 0) return false;
            for (CallEdge e : program.calls().edgesFrom(m)) {
                if (!e.inCallersThread()) continue;
                for (Method callee : e.callees()) if (!callee.facts().isInitializer() && writesOther(callee, f, depth - 1)) return true;
            }
            return false;
        }

        private static boolean holdsAny(Held h, List<Lock> locks) {
            for (Held.Entry e : h.entries()) for (Lock l : locks) if (e.lock().key().equals(l.key())) return true;
            return false;
        }

        /** The value carries its content with it (final fields), and the field is read once without the lock. */
        private boolean safe(Interpretation in, Field f, Path path, List<Held.Entry> locks) {
            if (!frozen(f.type().decl(), f)) return false;
            int reads = 0;
            for (Event e : in.events()) {
                if (!(e instanceof Event.Read r) || !in.locks().path(r.target()).equals(path)) continue;
                boolean locked = in.heldAt(r.id()).must().stream().anyMatch(h -> locks.stream().anyMatch(l -> l.lock().key().equals(h.lock().key())));
                if (!locked) reads++;
            }
            return reads <= 1;
        }

        private boolean frozen(Decl d, Field f) {
            if (d == null || f.type().isArray()) return false;
            for (String t : program.knowledge().types(Role.IMMUTABLE)) {
                if (d.name().equals(t) || t.endsWith(".*") && d.name().startsWith(t.substring(0, t.length() - 1))) return true;
            }
            if (!(d instanceof SourceType s) || s.isInterface()) return false;
            if (s.hasAnnotation(program.knowledge().annotations(Role.IMMUTABLE_ANNOTATION))) return true;
            for (Field x : s.fields()) if (!x.isStatic() && !x.isFinal()) return false;
            Decl sup = s.superclass() == null ? null : s.superclass().decl();
            boolean plain = sup != null && (sup.name().equals("java.lang.Object") || sup.name().equals("java.lang.Record") || sup.name().equals("java.lang.Enum"));
            return plain && (Mods.has(s.mods(), Mods.FINAL) || s.isFinal() || s.subtypes().isEmpty());
        }
    }

    private static boolean isNull(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL;
    }

    private static Boolean constant(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.BOOLEAN ? (Boolean) c.text().equals("true") : null;
    }

    private Finding finding(Search search, Shape s, boolean flag, int ordinal) {
        Field f = s.field;
        Method m = s.write.method();
        Interpretation in = search.program.interpret(m), outerIn = search.program.interpret(s.outerMethod);
        Site write = Program.site(m, s.write.span());
        Site outer = Program.site(s.outerMethod, outerIn.events()[s.outer.event()].span());
        Site inner = Program.site(m, in.events()[s.inner.event()].span());
        String lock = s.locks.get(0).label();
        String sees = flag ? "a thread that sees it set may not see what was written before it" : "a thread may see the reference before it sees the object behind it";
        String message = f.label() + " is tested without a lock, assigned under the lock of " + lock + ", and not volatile: " + sees + ".";
        List<Step> a = List.of(new Step(outer, s.outerMethod.label(), "tests " + f.name() + ", without a lock: nothing there", 1),
                new Step(inner, m.label(), "tests " + f.name() + " again, holding " + lock, 2),
                new Step(write, m.label(), "writes " + f.name() + (flag ? "; the fields before it may become visible later" : "; the object's own fields may become visible later"), 3));
        List<Step> b = List.of(new Step(outer, s.outerMethod.label(), "tests " + f.name() + ", without a lock: it is there", 4),
                new Step(outer, s.outerMethod.label(), flag ? "goes on with fields that are not yet there" : "goes on with an object that is not yet complete", 5));
        Set<Related> related = new LinkedHashSet<>();
        related.add(new Related(outer, "tested without the lock"));
        related.add(new Related(inner, "tested again with the lock"));
        related.add(new Related(Program.site(f.owner(), f.facts().nameSpan()), "not volatile"));
        return new Finding(id(), null, Confidence.HIGH, write, m.label(), message, List.of("the lock at the assignment says that threads meet here; the first test takes no lock"),
                List.copyOf(related), List.of(new ThreadTrace("thread A: the first caller", a), new ThreadTrace("thread B: a later caller", b)),
                "Make " + f.name() + " volatile.", f.key() + (ordinal > 1 ? " " + ordinal : ""), "");
    }
}
