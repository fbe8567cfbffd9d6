package dev.snarl.rules.contracts;

import dev.snarl.facts.Mods;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * How a field that is not final gets its values.
 *
 * @param late     writes after the object was made, in order
 * @param unlocked those of them that certainly hold no lock
 * @param called   one of these that a public method does in the thread of its caller, or null
 * @param open     code of other classes can write it
 * @param lazy     every late write fills in what was computed, where the field was tested before: the caller cannot tell
 * @param initial  a constructor or initialiser writes it
 * @param filled   a method that reads the object from a stream writes it: it cannot be final, and is written before anyone has the object
 */
record FieldUse(Field field, List<Access> late, List<Access> unlocked, Access called, boolean open, boolean lazy, boolean initial, boolean filled) {
    private static final List<String> STREAMS = List.of("java.io.DataInput", "java.io.InputStream", "java.io.Reader", "java.nio.ByteBuffer");

    static FieldUse of(Program program, Field f) {
        List<Access> late = new ArrayList<>();
        List<Access> unlocked = new ArrayList<>();
        boolean lazy = f.isPrivate() && fits(program, f);
        boolean initial = false;
        boolean filled = false;
        for (Access a : program.accesses(f)) {
            if (!a.writes() || a.element() || a.method().owner().unit().test()) continue;
            if (a.initial() || program.initial(a.method())) {
                initial = true;
                continue;
            }
            if (a.base().isThis() && whileMaking(program, a.method(), 0)) {
                initial = true;
                continue;
            }
            if (reads(a.method())) {
                filled = true;
                continue;
            }
            if (a.owned() || a.base().isFresh() || program.lifecycle(a.method()) || program.specialAccess(a.method())) continue;
            late.add(a);
            if (!a.base().isThis() && a.base().root() != Path.Root.OUTER) continue;
            if (!f.isVolatile() && program.heldAt(a).isEmpty() && a.held().isEmpty()) unlocked.add(a);
            lazy &= a.kind() == AccessKind.WRITE && a.valueParam() < 0 && a.base().isThis() && readBefore(program, a);
        }
        boolean open = !f.isPrivate() && !hidden(f.owner());
        Access called = null;
        for (Access a : unlocked) if (called == null && a.inCallersThread() && open(program, a.method(), 0)) called = a;
        return new FieldUse(f, late, unlocked, called, open, lazy && !late.isEmpty(), initial, filled);
    }

    /** Its value may be seen half computed without harm: small and immutable. */
    private static boolean fits(Program program, Field f) {
        Type t = f.type();
        if (f.isVolatile()) return true;
        if (t.isPrimitive()) return !t.name().equals("long") && !t.name().equals("double");
        return program.knowledge().type(Role.IMMUTABLE, t.name()).isPresent();
    }

    /** Every call in sight stands in a constructor, or in what only constructors call: a hook that a superclass calls, a step of the set-up. */
    private static boolean whileMaking(Program program, Method m, int depth) {
        List<CallEdge> edges = program.calls().edgesTo(m);
        if (edges.isEmpty() || m.facts().is(Mods.PUBLIC) || depth > 2) return false;
        for (CallEdge e : edges) {
            if (e.caller() == m) continue;
            if (!e.inCallersThread() || !e.receiver().isThis() || !program.initial(e.caller()) && !whileMaking(program, e.caller(), depth + 1)) return false;
        }
        return true;
    }

    /** Anyone may run it: it is public, or a public method calls it; what runs only in tasks may be in line with all else. */
    static boolean open(Program program, Method m, int depth) {
        if (m.owner().facts().isAnonymous() || m.owner().facts().outerMethod() >= 0 || program.taskOnly(m) || program.initial(m)) return false;
        if (m.facts().is(Mods.PUBLIC) && !hidden(m.owner())) return true;
        if (depth > 3) return false;
        for (CallEdge e : program.calls().edgesTo(m)) {
            if (e.caller() != m && e.inCallersThread() && !e.reference() && !e.caller().owner().unit().test() && e.held().isEmpty() && e.receiver().isThis() && open(program, e.caller(), depth + 1)) return true;
        }
        return false;
    }

    private static boolean reads(Method m) {
        for (Type t : m.paramTypes()) for (String s : STREAMS) if (t.isA(s).yes()) return true;
        return false;
    }

    private static boolean readBefore(Program program, Access write) {
        for (Access r : program.accessesIn(write.method())) {
            if (r.field() == write.field() && r.kind() == AccessKind.READ && r.event() < write.event()) return true;
        }
        return false;
    }

    private static boolean hidden(SourceType t) {
        for (SourceType s = t; s != null; s = s.outer()) {
            if (s.facts().is(Mods.PRIVATE) || s.facts().isAnonymous() || s.facts().outerMethod() >= 0) return true;
        }
        return false;
    }

    /** Whether the field alone is enough to break the contract, as far as is certain. */
    boolean breaks(Contract c) {
        if (lazy) return false;
        return c == Contract.IMMUTABLE ? !late.isEmpty() || open : !unlocked.isEmpty() || open && !field.isVolatile();
    }
}
