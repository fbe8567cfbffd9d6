package dev.snarl.rules.contracts;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.Exit;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.facts.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is done, once its object is made, to the array, collection or other object in a field. */
final class Changes {
    /**
     * @param locked some lock is, or may be, held
     * @param called a public method does it in the thread of its caller
     */
    record Change(Method method, Site site, boolean locked, boolean called) {}

    private Changes() {}

    static List<Change> of(Program program, Field f) {
        List<Change> out = new ArrayList<>();
        for (Method m : program.methodsMentioning(Set.of(f.name()))) {
            if (!later(program, m)) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!in.reached(e.id()) || !changes(program, in, e, f)) continue;
                out.add(new Change(m, Program.site(m, e.span()), !in.heldAt(e.id()).isEmpty() || !program.entryLocks(m).isEmpty(),
                        in.inCallersThread(e.id()) && FieldUse.open(program, m, 0)));
            }
        }
        return out;
    }

    private static boolean later(Program program, Method m) {
        return !m.facts().isInitializer() && !program.initial(m) && !program.lifecycle(m) && !m.owner().unit().test() && !program.specialAccess(m);
    }

    private static boolean changes(Program program, Interpretation in, Event e, Field f) {
        if (e instanceof Event.Call c && c.receiver() != null) {
            return program.roles().first(Role.CHANGE, c.name(), c.args().size(), in.typing().target(c.id())) != null && own(in, c.receiver(), f);
        }
        Value target = e instanceof Event.Write w ? w.target() : e instanceof Event.Update u ? u.target() : null;
        return target instanceof Value.Element el && own(in, el.array(), f);
    }

    private static boolean own(Interpretation in, Value v, Field f) {
        Path p = in.locks().path(v);
        return p.root() == Path.Root.FIELD && p.field() == f && (p.base().isThis() || p.base().root() == Path.Root.OUTER || p.base().root() == Path.Root.PARAM);
    }

    /** A method that anyone may call and that returns the very object, or null. */
    static Site returned(Program program, Field f) {
        for (Method m : f.owner().methods()) {
            if (!m.hasBody() || m.isPrivate() || m.facts().isInitializer()) continue;
            if (!reads(program, f, m)) continue;
            Interpretation in = program.interpret(m);
            for (Exit x : in.exits()) {
                if (x.kind() != Exit.Kind.RETURN || x.lambda() >= 0 || x.value() == null) continue;
                Path p = in.locks().path(x.value());
                if (p.root() == Path.Root.FIELD && p.field() == f && p.base().isThis()) return Program.site(m, x.span());
            }
        }
        return null;
    }

    private static boolean reads(Program program, Field f, Method m) {
        if (f.isFinal()) return program.methodsMentioning(Set.of(f.name())).contains(m);
        for (Access a : program.accessesIn(m)) if (a.field() == f) return true;
        return false;
    }

    /** The object may be used by several threads: a cache of what can be computed again, as a rule. */
    static boolean madeSafe(Program program, Field f) {
        if (program.knowledge().type(Role.THREAD_SAFE, f.type().name()).isPresent()) return true;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w) || in.locks().path(w.target()).field() != f) continue;
                if (program.knowledge().type(Role.THREAD_SAFE, in.typing().typeOf(w.value()).name()).isPresent()) return true;
            }
        }
        return false;
    }

    /** The object is made by {@code new}, or as an array, of just the declared kind in each place that sets the field, and is no safe wrapper. */
    static boolean madePlain(Program program, Field f) {
        boolean any = false;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || !m.hasBody()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Write w)) continue;
                Path t = in.locks().path(w.target());
                if (t.root() != Path.Root.FIELD || t.field() != f) continue;
                Path v = in.locks().path(w.value());
                if (!v.isFresh()) return false;
                if (v.type().dims() == 0 && program.knowledge().type(Role.THREAD_UNSAFE_COLLECTION, v.type().name()).isEmpty()) return false;
                any = true;
            }
        }
        return any;
    }
}
