package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether creating an object of a scanned class makes it known to no one: its constructors and initialisers store plain values and no more. One thread. */
final class QuietConstruction {
    private final Program program;
    private final Map<SourceType, Boolean> known = new HashMap<>();

    QuietConstruction(Program program) {
        this.program = program;
    }

    boolean of(Type t) {
        if (!(t.decl() instanceof SourceType s)) return false;
        for (int i = 0; i < 8; i++) {
            // An inner class of a body has more to see than its own code.
            if (s.facts().isAnonymous() || !known.computeIfAbsent(s, this::own)) return false;
            Type up = s.superclass();
            if (up != null && up.is("java.lang.Object")) return true;
            if (up == null || !(up.decl() instanceof SourceType next)) return false;
            s = next;
        }
        return false;
    }

    private boolean own(SourceType s) {
        for (Method m : s.methods()) if (m.facts().isInitializer() && !m.isStatic() && m.hasBody() && !quiet(program.interpret(m))) return false;
        return true;
    }

    private static boolean quiet(Interpretation in) {
        if (!in.typing().body().lambdas().isEmpty()) return false;
        for (Event e : in.events()) {
            if (e instanceof Event.Call c && !c.name().equals("<super>") && !c.name().equals("<this>")
                    && (c.receiver() == null || in.locks().path(c.receiver()).isThis())) return false;
            if (e instanceof Event.New n && (n.anonymous() >= 0 || n.outer() != null || in.typing().typeOf(new Value.Result(n.id())).decl() instanceof SourceType)) return false;
            List<Value> given = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : e instanceof Event.Write w ? List.of(w.value())
                    : e instanceof Event.Assign a ? List.of(a.value()) : List.of();
            for (Value v : given) if (in.locks().path(v).root() == Path.Root.THIS || v instanceof Value.MethodRef) return false;
        }
        return true;
    }
}
