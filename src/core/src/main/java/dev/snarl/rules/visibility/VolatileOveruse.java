package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A volatile field for which volatile does nothing: it never changes once the object is made, or one lock guards every access. */
public final class VolatileOveruse implements Rule {
    private static final Set<String> HANDLES = Set.of("newUpdater", "findVarHandle", "objectFieldOffset");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (SourceType t : program.universe().types()) {
            if (!t.unit().reported() || t.unit().test()) continue;
            for (Field f : t.fields()) if (f.isVolatile()) check(program, fates, f, out);
        }
    }

    private void check(Program program, Fates fates, Field f, Findings out) {
        // Code that is not scanned may set it, or set it by reflection or an updater.
        if (!f.isPrivate() || !f.facts().annotations().isEmpty() || updater(program, f)) return;
        Set<String> common = null;
        String lock = "";
        boolean written = false;
        for (Access a : program.accesses(f)) {
            if (a.initial() || fates.inTest(a.method())) continue;
            written |= a.writes();
            Set<String> keys = new HashSet<>();
            for (Held.Entry h : program.heldAt(a)) {
                if (!h.lock().shared()) continue;
                keys.add(h.lock().key());
                if (common == null || common.contains(h.lock().key())) lock = h.lock().label();
            }
            if (common == null) common = keys;
            else common.retainAll(keys);
        }
        if (!written) {
            out.add(finding(f, f.label() + " is volatile, but is never set once its object is made: volatile does nothing for it.", "Make " + f.name() + " final."));
        } else if (common != null && !common.isEmpty()) {
            out.add(finding(f, f.label() + " is volatile, though every access holds " + lock + ": the lock makes its value visible already.", "Remove volatile, or the lock where single reads need none."));
        }
    }

    /** An updater or handle that is made in sight and names the field, or one of which the name is not seen. */
    private static boolean updater(Program program, Field f) {
        for (Method m : program.methodsMentioning(HANDLES)) {
            if (m.owner().outermost() != f.owner().outermost()) continue;
            for (Event e : program.interpret(m).events()) if (e instanceof Event.Call c && HANDLES.contains(c.name()) && names(c, f)) return true;
        }
        return false;
    }

    private static boolean names(Event.Call c, Field f) {
        boolean other = false;
        for (Value v : c.args()) {
            if (!(v instanceof Value.Constant k) || k.kind() != Value.ConstantKind.STRING) continue;
            if (k.text().equals(f.name())) return true;
            other = true;
        }
        return !other;
    }

    private Finding finding(Field f, String message, String remedy) {
        var site = Program.site(f.owner(), f.facts().nameSpan());
        return new Finding(id(), null, Confidence.MEDIUM, site, f.label(), message, List.of(), List.of(),
                List.of(new ThreadTrace("any thread", List.of(new Step(site, f.label(), "each access pays for an order that nobody needs", 0)))), remedy, f.key(), "");
    }
}
