package dev.snarl.rules.locks;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import java.util.ArrayList;
import java.util.List;

/** Follows a collection view to the collections that it shows. Used by one thread. */
final class CollectionViews {
    private static final int DEPTH = 5;
    private final Program program;

    CollectionViews(Program program) {
        this.program = program;
    }

    /**
     * One step from a view to what it shows.
     *
     * @param path     the collection behind, as the body that makes the view names it
     * @param call     the method that gives the view; null where the view was taken from a field that may hold another collection by now
     * @param ownLock  the view's methods lock the view itself
     */
    record Step(Path path, String call, boolean ownLock) {
        /** The field of the own object, or the static, that holds the collection; else null. */
        Field field() {
            return CollectionViews.field(path);
        }
    }

    /** The collections behind a value, nearest first; empty where it is no view as far as the code tells. */
    List<Step> behind(Interpretation in, Value v) {
        List<Step> out = new ArrayList<>();
        follow(in, v, out);
        return out;
    }

    private void follow(Interpretation in, Value v, List<Step> out) {
        if (out.size() > DEPTH) return;
        Path p = in.locks().path(v);
        if (p.root() == Path.Root.RESULT && in.typing().event(p.index()) instanceof Event.Call c) {
            MethodFact view = program.roles().first(Role.COLLECTION_VIEW, c.name(), c.args().size(), in.typing().target(c.id()));
            if (view == null) return;
            Value of = view.argument("arg") >= 0 ? c.args().get(view.argument("arg")) : c.receiver();
            if (of == null) return;
            out.add(new Step(in.locks().path(of), c.name(), view.attribute("kind", "").equals("synchronized")));
            follow(in, of, out);
            return;
        }
        Field f = field(p);
        if (f != null) followField(f, out);
    }

    /** A field that only constructors and initialisers set, all in one place. */
    private void followField(Field f, List<Step> out) {
        if (!f.isFinal()) {
            for (Access a : program.accesses(f)) if (a.writes() && !a.element() && !a.initial()) return;
        }
        Interpretation where = null;
        Value value = null;
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || !m.facts().isInitializer()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w) || field(in.locks().path(w.target())) != f) continue;
                if (value != null) return;
                where = in;
                value = w.value();
            }
        }
        if (value == null) return;
        Path p = where.locks().path(value);
        Field other = field(p);
        if (other != null && other != f && !other.isFinal()) out.add(new Step(p, null, false));
        follow(where, value, out);
    }

    private static Field field(Path p) {
        if (p.root() != Path.Root.FIELD || !(p.field() instanceof Field f)) return null;
        Path.Root base = p.base().root();
        return base == Path.Root.THIS || base == Path.Root.CLASS || base == Path.Root.OUTER ? f : null;
    }
}
