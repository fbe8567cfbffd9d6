package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Related;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Field;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.LockOrigins.Kind;
import dev.snarl.program.LockOrigins.Origin;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;

/** The monitor of an object that has no identity to rely on: of java.time, an Optional, an unmodifiable collection, a box made with new. */
public final class LockOnValueBasedClass implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockOrigins origins = program.lockOrigins();
        LockReports reports = new LockReports(id());
        MonitorUse.all(program, use -> {
            Field f = origins.field(use.in(), use.lock());
            if (reports.known(f, use)) return;
            check(program, use, f, origins.of(use.in(), use.lock()), reports);
        });
        reports.into(out);
    }

    private static void check(Program program, MonitorUse use, Field f, List<Origin> origins, LockReports reports) {
        String lock = f != null ? f.label() : use.name();
        Type type = use.in().typing().typeOf(use.lock());
        Origin from = null;
        String what = null;
        if (valueBased(program, type)) {
            what = "is " + an(type.simpleName());
        } else if (LockOnSharedConstant.boxed(type) && LockOnSharedConstant.freshBoxes(origins)) {
            what = "is " + an(type.simpleName()) + " made with new";
        } else {
            for (Origin o : origins) {
                if (o.kind() == Kind.VALUE_BASED) what = "comes from " + called(program, o);
                else if (valueBased(program, o.type())) what = "holds " + an(o.type().simpleName());
                else if (o.kind() == Kind.FRESH && LockOnSharedConstant.boxed(o.type())) what = "holds " + an(o.type().simpleName()) + " made with new";
                if (what != null) {
                    from = o;
                    break;
                }
            }
        }
        if (what == null) return;
        List<Related> related = from != null && from.field() != null && from.at().known() ? List.of(new Related(Program.site(from.method(), from.at()), "gets its object here")) : List.of();
        reports.add(f, use, new LockReports.Fault(Confidence.HIGH, lock + " " + what
                + ": such objects have no identity to rely on, the platform may share them between unrelated code or refuse to lock them at all.",
                List.of(), related, "Lock an object of its own: private final Object lock = new Object();"));
    }

    private static boolean valueBased(Program program, Type t) {
        if (t.decl() == null) return false;
        for (String name : program.knowledge().types(Role.VALUE_BASED)) if (t.isA(name).yes()) return true;
        return false;
    }

    private static String an(String name) {
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String called(Program program, Origin o) {
        boolean call = o.value() instanceof Value.Result r && program.fates().typing(o.method()).event(r.event()) instanceof Event.Call;
        if (!call) return "a library";
        Event.Call c = (Event.Call) program.fates().typing(o.method()).event(((Value.Result) o.value()).event());
        return (c.receiver() instanceof Value.Name n ? n.id() + "." : "") + c.name() + "()";
    }
}
