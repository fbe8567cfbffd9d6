package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Related;
import dev.snarl.facts.Value;
import dev.snarl.program.Field;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.LockOrigins.Kind;
import dev.snarl.program.LockOrigins.Origin;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The monitor of an object that other code may be given too: a literal, an interned string, a boxed number, a constant of the platform. */
public final class LockOnSharedConstant implements Rule {
    private static final Set<String> BOXES = Set.of("java.lang.Boolean", "java.lang.Byte", "java.lang.Character", "java.lang.Short", "java.lang.Integer", "java.lang.Long",
            "java.lang.Float", "java.lang.Double");
    private static final int TEXT = 40;

    @Override
    public void check(Program program, Findings out) {
        LockOrigins origins = program.lockOrigins();
        LockReports reports = new LockReports(id());
        MonitorUse.all(program, use -> {
            Field f = origins.field(use.in(), use.lock());
            if (reports.known(f, use)) return;
            Origin shared = shared(origins.of(use.in(), use.lock()), use.in().typing().typeOf(use.lock()));
            if (shared != null) reports.add(f, use, fault(program, f, use, shared));
        });
        reports.into(out);
    }

    /** Whether values of the type are boxed primitives. */
    static boolean boxed(Type t) {
        return !t.isArray() && (BOXES.contains(t.name()) || t.isPrimitive() && !t.name().equals("null") && !t.name().equals("void"));
    }

    /** Boxes that are all made with {@code new} are no shared ones. */
    static boolean freshBoxes(List<Origin> origins) {
        boolean any = false;
        for (Origin o : origins) {
            if (o.kind() != Kind.FRESH && o.kind() != Kind.NULL) return false;
            any |= o.kind() == Kind.FRESH;
        }
        return any;
    }

    private static Origin shared(List<Origin> origins, Type type) {
        boolean box = boxed(type);
        if (box && freshBoxes(origins)) return null;
        for (Origin o : origins) if (o.kind() == Kind.SHARED || o.kind() == Kind.UNKNOWN && boxed(o.type())) return o;
        return box ? origins.get(0) : null;
    }

    private static LockReports.Fault fault(Program program, Field f, MonitorUse use, Origin o) {
        String lock = f != null ? f.label() : use.name();
        String message;
        Type declared = use.in().typing().typeOf(use.lock());
        Type type = boxed(o.type()) ? o.type() : declared;
        if (boxed(type)) {
            message = lock + " is " + an(box(type)) + ": equal values may be one object for the whole program, so unrelated code can hold this lock, and another value is another lock.";
        } else if (o.value() instanceof Value.Constant || o.value() instanceof Value.Binary || o.value() instanceof Value.Unary) {
            String text = o.value() instanceof Value.Constant c ? "the literal \"" + shortened(c.text()) + "\"" : "a constant string";
            message = (lock.startsWith("\"") ? "The lock is " : lock + " is ") + text + ": one object for the whole program, so any code that locks the same text takes this lock.";
        } else {
            message = lock + " comes from " + called(program, o) + ", which gives the same object to any code that asks: unrelated code can hold this lock.";
        }
        List<Related> related = new ArrayList<>(1);
        if (o.kind() == Kind.SHARED && o.at().known() && !use.at().contains(o.at()) && (o.field() != null || o.method() != use.method())) related.add(new Related(Program.site(o.method(), o.at()), "gets its object here"));
        return new LockReports.Fault(Confidence.HIGH, message, List.of(), related, "Lock an object of its own: private final Object lock = new Object();");
    }

    private static String box(Type t) {
        if (!t.isPrimitive()) return t.simpleName();
        return t.name().equals("int") ? "Integer" : t.name().equals("char") ? "Character" : Character.toUpperCase(t.name().charAt(0)) + t.name().substring(1);
    }

    private static String an(String name) {
        return (name.equals("Integer") ? "an " : "a ") + name;
    }

    private static String called(Program program, Origin o) {
        Method m = o.method();
        if (!(o.value() instanceof Value.Result r) || !(program.fates().typing(m).event(r.event()) instanceof Event.Call c)) return "a shared place";
        return c.name() + "()";
    }

    private static String shortened(String text) {
        return text.length() <= TEXT ? text : text.substring(0, TEXT) + "...";
    }
}
