package dev.snarl.rules.contracts;

import dev.snarl.knowledge.Role;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
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
 * @param open     code of other classes can write it
 * @param lazy     every late write fills in what was computed, where the field was tested before: the caller cannot tell
 * @param initial  a constructor or initialiser writes it
 * @param filled   a method that reads the object from a stream writes it: it cannot be final, and is written before anyone has the object
 */
record FieldUse(Field field, List<Access> late, List<Access> unlocked, boolean open, boolean lazy, boolean initial, boolean filled) {
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
            if (reads(a.method())) {
                filled = true;
                continue;
            }
            if (a.owned() || a.base().isFresh() || program.lifecycle(a.method()) || program.specialAccess(a.method())) continue;
            late.add(a);
            if (!f.isVolatile() && program.heldAt(a).isEmpty() && a.held().isEmpty()) unlocked.add(a);
            lazy &= a.kind() == AccessKind.WRITE && a.valueParam() < 0 && a.base().isThis() && readBefore(program, a);
        }
        boolean open = !f.isPrivate() && !hidden(f.owner());
        return new FieldUse(f, late, unlocked, open, lazy && !late.isEmpty(), initial, filled);
    }

    /** Its value may be seen half computed without harm: small and immutable. */
    private static boolean fits(Program program, Field f) {
        Type t = f.type();
        if (f.isVolatile()) return true;
        if (t.isPrimitive()) return !t.name().equals("long") && !t.name().equals("double");
        return program.knowledge().type(Role.IMMUTABLE, t.name()).isPresent();
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
            if (s.facts().is(dev.snarl.facts.Mods.PRIVATE) || s.facts().isAnonymous() || s.facts().outerMethod() >= 0) return true;
        }
        return false;
    }

    /** Whether the field alone is enough to break the contract, as far as is certain. */
    boolean breaks(Contract c) {
        if (lazy) return false;
        return c == Contract.IMMUTABLE ? !late.isEmpty() || open : !unlocked.isEmpty() || open && !field.isVolatile();
    }
}
