package dev.snarl.program;

import dev.snarl.facts.Event;
import java.util.ArrayList;
import java.util.List;

/** A constructor stores its parameter in a field of its object. */
record ParamStore(Field field, int param) {
    /** All of one constructor, those in final fields included. */
    static List<ParamStore> of(Program program, Method constructor) {
        List<ParamStore> out = new ArrayList<>();
        if (!constructor.hasBody()) return out;
        Interpretation in = program.interpret(constructor);
        for (Event e : in.events()) {
            if (!(e instanceof Event.Write w) || !(in.typing().denote(w.target()).field() instanceof Field f)) continue;
            Path v = in.locks().path(w.value());
            if (v.root() == Path.Root.PARAM) out.add(new ParamStore(f, v.index()));
        }
        return out;
    }

    /** Some constructor is given what the field holds. */
    static boolean fills(Program program, Field f) {
        for (Method c : f.owner().ownMethods("<init>")) for (ParamStore s : of(program, c)) if (s.field() == f) return true;
        return false;
    }
}
