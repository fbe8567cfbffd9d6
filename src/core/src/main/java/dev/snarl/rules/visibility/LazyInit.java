package dev.snarl.rules.visibility;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.List;

/**
 * A field that is tested to be not set yet and then set, with no lock held at either.
 *
 * @param test  the read that the test asks
 * @param write the assignment
 * @param made  what is assigned
 */
record LazyInit(Field field, Access test, Access write, MadeValue made) {
    private static final List<String> SETUP = List.of("start", "init", "setup", "configure", "open", "connect", "activate", "restart", "resume", "set", "with", "do");

    Method method() {
        return write.method();
    }

    /** The places where a field is set lazily without a lock and where several threads may come; in the order of the accesses. */
    static List<LazyInit> of(Program program, Field f) {
        List<LazyInit> out = new ArrayList<>(1);
        if (f.isFinal() || f.type().isPrimitive() || program.declaredUnsafe(f.owner()) || program.confined(f) || toolkit(f.type().decl()) || toolkit(f.owner())) return out;
        for (Access w : program.accesses(f)) {
            if (w.kind() != AccessKind.WRITE || w.element() || w.owned() || w.constant() || !unlocked(program, w) || !read(program, f, w) || !manyThreads(program, w)) continue;
            Interpretation in = program.interpret(w.method());
            if (!(in.typing().event(w.event()) instanceof Event.Write e)) continue;
            Access test = test(program, in, f, w, e.value());
            if (test == null || !unlocked(program, test)) continue;
            MadeValue made = MadeValue.of(program, in, f, w.event(), e.value());
            if (made != null) out.add(new LazyInit(f, test, w, made));
        }
        return out;
    }

    /** A volatile field that gets a value that was complete before: who comes second makes an equal one, and nobody sees it half-built. */
    boolean repeatable(Program program) {
        if (!field.isVolatile()) return false;
        Interpretation in = program.interpret(method());
        return in.typing().event(write.event()) instanceof Event.Write e && !in.locks().path(e.value()).isFresh() || in.typing().event(write.event()) instanceof Event.Write w && w.value() instanceof Value.Local;
    }

    /** By its name the method sets its object up or starts it, which one thread does; or it switches the field on and off. */
    boolean setup(Program program) {
        for (String s : SETUP) if (startsWith(method().name(), s)) return true;
        for (Access a : program.accesses(field)) {
            if (a.method() == method() && a.kind() == AccessKind.WRITE && a.constant() && a.event() != write.event()) return true;
        }
        return false;
    }

    private static boolean startsWith(String name, String word) {
        return name.startsWith(word) && (name.length() == word.length() || !Character.isLowerCase(name.charAt(word.length())));
    }

    /** No lock is held for certain, and none perhaps. */
    static boolean unlocked(Program program, Access a) {
        return a.held().isEmpty() && program.heldAt(a).isEmpty();
    }

    private static boolean read(Program program, Field f, Access w) {
        for (Access a : program.accessesIn(w.method())) if (a.field() == f && !a.writes()) return true;
        return false;
    }

    static boolean manyThreads(Program program, Access w) {
        Method m = w.method();
        return !program.initial(m) && !program.lifecycle(m) && !program.specialAccess(m) && !program.mainOnly(m) && !m.owner().unit().test()
                && !program.userInterface(m) && !program.singleThread(w);
    }

    private static Access test(Program program, Interpretation in, Field f, Access w, Value value) {
        UnsetTests tests = UnsetTests.of(program, in);
        for (UnsetTests.Test t : tests.at(w.event())) {
            Access r = t.field() == f ? DoubleCheckedLocking.read(program, w.method(), t.read()) : null;
            if (r != null && (f.isStatic() || r.base().equals(w.base()))) return r;
        }
        return value instanceof Value.Choice c && ternary(in, f, c) ? choiceRead(program, f, w) : null;
    }

    /** {@code x = x == null ? make() : x}. */
    private static boolean ternary(Interpretation in, Field f, Value.Choice c) {
        if (!(c.condition() instanceof Value.Binary b) || c.values().size() != 2 || !b.op().equals("==") && !b.op().equals("!=")) return false;
        if (!(b.right() instanceof Value.Constant k) || k.kind() != Value.ConstantKind.NULL || in.locks().path(b.left()).field() != f) return false;
        return in.locks().path(c.values().get(b.op().equals("==") ? 1 : 0)).field() == f;
    }

    private static Access choiceRead(Program program, Field f, Access w) {
        Access found = null;
        for (Access a : program.accessesIn(w.method())) if (a.field() == f && !a.writes() && a.event() < w.event()) found = a;
        return found;
    }

    /** A part of the user interface: one thread has to do with it. */
    private static boolean toolkit(Decl d) {
        if (d == null) return false;
        for (Decl a : d.ancestry().decls()) {
            if (a.name().startsWith("javax.swing.") || a.name().startsWith("java.awt.") || a.name().startsWith("javafx.")) return true;
        }
        return false;
    }
}
