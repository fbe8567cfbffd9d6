package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.List;

/** How the object that a path names was made. */
public final class Creations {
    private Creations() {}

    /** A creation and the arguments as far as they are constants: null for the others. */
    record Creation(Type type, List<String> args) {
        boolean is(String type) {
            return this.type.is(type);
        }

        String arg(int i) {
            return i < args.size() ? args.get(i) : null;
        }
    }

    /** Every creation that the path may stand for; empty when any other value can stand there, or nothing is known. */
    static List<Creation> of(Program program, Interpretation in, Path p) {
        if (p.isFresh()) {
            Creation c = creation(in, p.index());
            return c == null ? List.of() : List.of(c);
        }
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f)) return List.of();
        List<Stored> stored = stored(program, f);
        List<Creation> out = new ArrayList<>(1);
        for (Stored v : stored) {
            if (v.value instanceof Value.Constant) continue;
            Path made = v.in.locks().path(v.value);
            Creation c = made.isFresh() ? creation(v.in, made.index()) : null;
            if (c == null) return List.of();
            out.add(c);
        }
        return out;
    }

    /** Whether a field only ever holds objects that are made for it. */
    public static boolean own(Program program, Field f) {
        boolean any = false;
        for (Stored v : stored(program, f)) {
            if (v.value instanceof Value.Constant) continue;
            if (!v.in.locks().path(v.value).isFresh()) return false;
            any = true;
        }
        return any;
    }

    /** A value and the body that stores it. */
    record Stored(Interpretation in, Value value) {}

    /** All that is stored in a field; an update is a value that is not known. */
    static List<Stored> stored(Program program, Field f) {
        List<Stored> out = new ArrayList<>(1);
        if (f.isFinal()) {
            for (Method m : f.owner().methods()) {
                if (!m.facts().isInitializer() || !m.hasBody()) continue;
                Interpretation in = program.interpret(m);
                for (Event e : in.events()) if (e instanceof Event.Write w && in.locks().path(w.target()).field() == f) out.add(new Stored(in, w.value()));
            }
            return out;
        }
        for (Access a : program.accesses(f)) {
            if (a.kind() == AccessKind.READ || a.element()) continue;
            Interpretation in = program.interpret(a.method());
            out.add(new Stored(in, in.events()[a.event()] instanceof Event.Write w ? w.value() : Value.UNKNOWN));
        }
        return out;
    }

    private static Creation creation(Interpretation in, int event) {
        if (!(in.events()[event] instanceof Event.New n) || n.type().dims() > 0) return null;
        List<String> args = new ArrayList<>(n.args().size());
        for (Value v : n.args()) args.add(v instanceof Value.Constant c ? c.text() : null);
        return new Creation(in.typing().typeOf(new Value.Result(event)), args);
    }
}
