package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.List;

/** How the object that a path names was made. */
final class Creations {
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
        List<Creation> out = new ArrayList<>(1);
        for (Access a : program.accesses(f)) {
            if (a.kind() == AccessKind.READ || a.element()) continue;
            Interpretation there = program.interpret(a.method());
            if (a.kind() != AccessKind.WRITE || !(there.events()[a.event()] instanceof Event.Write w)) return List.of();
            if (w.value() instanceof Value.Constant) continue;
            Path v = there.locks().path(w.value());
            Creation c = v.isFresh() ? creation(there, v.index()) : null;
            if (c == null) return List.of();
            out.add(c);
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
