package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.TypeKind;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LockMode;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A field that is not volatile is tested without a lock, tested again with it, and set: others may see the reference before the object. */
public final class DoubleCheckedLocking implements Rule {
    /** Where the field is tested without the lock. */
    private record Outer(Access read, Method method) {}

    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (f.isVolatile() || f.isFinal() || program.declaredUnsafe(f.owner()) || program.confined(f) || !carries(f.type())) continue;
            for (Access w : program.accesses(f)) {
                if (w.writes() && !w.element() && !program.initial(w.method()) && creates(f, w) && check(program, f, w, out)) break;
            }
        }
    }

    /** A reference, or a flag; a primitive of at most 32 bits carries nothing but itself. */
    private static boolean carries(Type t) {
        return !t.isPrimitive() || switch (t.name()) {
            case "boolean", "long", "double" -> true;
            default -> false;
        };
    }

    private static boolean creates(Field f, Access w) {
        return !w.constant() || f.type().name().equals("boolean");
    }

    private static boolean check(Program program, Field f, Access w, Findings out) {
        List<Held.Entry> held = program.heldAt(w);
        if (held.isEmpty()) return false;
        Interpretation in = program.interpret(w.method());
        UnsetTests tests = UnsetTests.of(program, in);
        for (Held.Entry h : held) {
            if (!h.lock().shared() || h.lock().mode() == LockMode.READ) continue;
            String key = h.lock().key();
            Access inner = null;
            Outer outer = null;
            for (UnsetTests.Test t : tests.at(w.event())) {
                if (t.field() != f) continue;
                Access r = read(program, w.method(), t.read());
                if (r == null || !r.base().equals(w.base()) && !f.isStatic()) continue;
                if (holds(program, r, key)) inner = r;
                else if (inner == null) outer = new Outer(r, w.method());
            }
            if (inner == null) continue;
            if (outer == null) outer = inCallers(program, f, w, key);
            if (outer == null || harmless(program, f, w, key, outer)) continue;
            report(program, f, w, h, inner, outer, out);
            return true;
        }
        return false;
    }

    static Access read(Program program, Method m, int event) {
        for (Access a : program.accessesIn(m)) if (a.event() == event && !a.writes()) return a;
        return null;
    }

    private static boolean holds(Program program, Access a, String key) {
        for (Held.Entry h : program.heldAt(a)) if (h.lock().key().equals(key)) return true;
        return false;
    }

    /** The first test may stand in the caller of a helper that takes the lock. */
    private static Outer inCallers(Program program, Field f, Access w, String key) {
        if (!w.base().isThis() && !f.isStatic()) return null;
        for (CallEdge e : program.calls().edgesTo(w.method())) {
            if (e.caller() == w.method() || !e.receiver().isThis() && !f.isStatic()) continue;
            for (UnsetTests.Test t : UnsetTests.of(program, program.interpret(e.caller())).at(e.event())) {
                Access r = t.field() == f ? read(program, e.caller(), t.read()) : null;
                if (r != null && !holds(program, r, key)) return new Outer(r, e.caller());
            }
        }
        return null;
    }

    /** A flag that guards nothing, or an object that any thread sees whole and that is read but once without the lock. */
    private static boolean harmless(Program program, Field f, Access w, String key, Outer outer) {
        if (f.type().name().equals("boolean")) return !guardsOthers(program, w, key);
        int unlocked = 0;
        for (Access a : program.accessesIn(outer.method())) if (a.field() == f && !a.writes() && !holds(program, a, key)) unlocked++;
        return unlocked <= 1 && (whole(program, f.type()) || !f.type().known());
    }

    /** Something else is written under the lock before the flag. */
    private static boolean guardsOthers(Program program, Access w, String key) {
        for (Access a : program.accessesIn(w.method())) {
            if (a.writes() && a.field() != w.field() && a.event() < w.event() && holds(program, a, key)) return true;
        }
        return false;
    }

    /** The memory model shows final fields as they were set, even through a race. */
    private static boolean whole(Program program, Type t) {
        if (t.decl() == null) return false;
        if (t.decl().kind() == TypeKind.RECORD || t.decl().kind() == TypeKind.ENUM) return true;
        if (t.decl() instanceof SourceType s) {
            if (!s.ancestry().complete() || s.superclass() == null || !s.superclass().is("java.lang.Object")) return false;
            for (Field f : s.fields()) if (!f.isStatic() && !f.isFinal()) return false;
            return !s.isInterface() && !Mods.has(s.mods(), Mods.ABSTRACT);
        }
        return program.knowledge().type(Role.IMMUTABLE, t.name()).isPresent();
    }

    private static void report(Program program, Field f, Access w, Held.Entry lock, Access inner, Outer outer, Findings out) {
        String name = f.label();
        boolean flag = f.type().isPrimitive();
        Site test = Program.site(outer.method(), outer.read().span());
        Site set = Program.site(w.method(), w.span());
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        a.add(new Step(test, outer.method().label(), "tests " + name + " without the lock: not set", 1));
        a.add(new Step(Program.site(w.method(), inner.span()), w.method().label(), "holds " + lock.lock().label() + " and tests again: not set", 2));
        a.add(new Step(set, w.method().label(), "sets " + name + "; what was written before may become visible after it", 3));
        b.add(new Step(test, outer.method().label(), "tests " + name + " without the lock: set", 4));
        b.add(new Step(test, outer.method().label(), flag ? "goes on with fields that it still sees unset" : "uses an object whose fields it may still see empty", 5));
        List<Related> related = List.of(new Related(set, "set under the lock"), new Related(Program.site(f.owner(), f.facts().nameSpan()), "not volatile"));
        out.add(new Finding("double-checked-locking", null, Confidence.HIGH, test, outer.method().label(),
                "Double-checked locking on " + name + ", which is not volatile: a thread that tests it without " + lock.lock().label()
                        + " may see it set before what it stands for is complete.",
                List.of(name + " is set under " + lock.lock().label() + " in " + w.method().label()), related,
                List.of(new ThreadTrace("thread A: finds " + f.name() + " not set", a), new ThreadTrace("thread B: comes a moment later", b)),
                "Make " + f.name() + " volatile and read it into a local once, or use a holder class (static) or synchronize the whole method.", f.key(), ""));
    }
}
