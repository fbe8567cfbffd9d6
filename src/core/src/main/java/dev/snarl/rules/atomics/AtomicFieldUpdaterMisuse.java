package dev.snarl.rules.atomics;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Value;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;
import java.util.Set;

/** An AtomicXFieldUpdater names its field by a string: what the compiler does not check fails when the class is loaded, or is not atomic. */
public final class AtomicFieldUpdaterMisuse implements Rule {
    private static final Set<String> NEW = Set.of("newUpdater");

    @Override
    public void check(Program program, Findings out) {
        for (Method m : program.methodsMentioning(NEW)) {
            if (!m.owner().unit().reported()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && c.name().equals("newUpdater")) check(program, in, c, out);
            }
        }
    }

    private void check(Program program, Interpretation in, Event.Call c, Findings out) {
        Target t = in.typing().target(c.id());
        String updater = t.viaType() || c.receiver() == null ? t.receiver().name() : "";
        if (t.method() != null && !updater.startsWith(AtomicTypes.PACKAGE)) updater = t.method().owner().name();
        if (!updater.startsWith(AtomicTypes.PACKAGE) || !updater.endsWith("FieldUpdater")) return;
        updater = updater.substring(AtomicTypes.PACKAGE.length());
        boolean reference = updater.equals("AtomicReferenceFieldUpdater");
        if (c.args().size() != (reference ? 3 : 2)) return;
        String wrong = field(program, in, c, updater, reference);
        Method m = in.method();
        if (wrong != null) {
            out.add(new Finding(id(), null, Confidence.HIGH, Program.site(m, c.span()), m.label(), wrong, List.of(), List.of(), List.of(),
                    "Name a volatile field of exactly that type which the class itself declares, or use a VarHandle.", m.key() + "|" + c.args(), ""));
            return;
        }
        holder(in, c, out);
    }

    /** What is wrong with the named field, or null. */
    private static String field(Program program, Interpretation in, Event.Call c, String updater, boolean reference) {
        if (!(c.args().get(0) instanceof Value.ClassLiteral k) || !(literal(in, k).decl() instanceof SourceType owner)) return null;
        String name = text(program, in, c.args().get(c.args().size() - 1), 0);
        if (name == null) return null;
        String at = owner.label() + "." + name;
        Field f = owner.fields().stream().filter(x -> x.name().equals(name)).findFirst().orElse(null);
        if (f == null) {
            return owner.fields().isEmpty() && owner.isInterface() ? null : updater + " names the field " + at + ", which " + owner.label() + " does not declare" + inherited(owner, name)
                    + ": creating the updater fails with an exception.";
        }
        if (f.isStatic()) return updater + " names " + at + ", which is static: creating the updater fails with an exception.";
        if (!f.isVolatile()) return updater + " names " + at + ", which is not volatile: creating the updater fails with an exception.";
        Type type = f.type();
        if (!reference) {
            String needed = updater.equals("AtomicLongFieldUpdater") ? "long" : "int";
            if (type.known() && !(type.isPrimitive() && type.name().equals(needed))) {
                return updater + " needs a field of type " + needed + ", and " + at + " is of type " + type.simpleName() + ": creating the updater fails with an exception.";
            }
        } else if (type.isPrimitive()) {
            return updater + " needs a reference, and " + at + " is of type " + type.simpleName() + ": creating the updater fails with an exception.";
        } else if (c.args().get(1) instanceof Value.ClassLiteral v) {
            Type asked = literal(in, v);
            if (asked.known() && type.known() && asked.decl() != null && type.decl() != null && type.kind() == Type.Kind.DECLARED && asked.decl() != type.decl() && !asked.name().equals(type.name())) {
                return updater + " is told the type " + asked.simpleName() + ", and " + at + " is of type " + type.simpleName() + ": creating the updater fails with an exception.";
            }
        }
        SourceType caller = in.method().owner();
        if (caller.outermost() == owner.outermost()) return null;
        boolean hidden = f.isPrivate() || !f.facts().is(Mods.PUBLIC) && !samePackage(caller, owner) && !(f.facts().is(Mods.PROTECTED) && caller.isA(owner.name()).possible());
        return hidden ? updater + " names " + at + ", which " + caller.label() + " may not access: creating the updater fails with an exception." : null;
    }

    private static String inherited(SourceType owner, String name) {
        for (Decl d : owner.ancestry().decls()) if (d != owner && d.ownField(name) != null) return " itself but inherits";
        return "";
    }

    private static boolean samePackage(SourceType a, SourceType b) {
        return a.unit().facts().packageName().equals(b.unit().facts().packageName());
    }

    private static Type literal(Interpretation in, Value.ClassLiteral k) {
        Type c = in.typing().typeOf(k);
        return c.args().size() == 1 ? c.args().get(0) : Type.UNKNOWN;
    }

    /** The text of a literal, or of a constant of the scanned code; null where it is not known. */
    private static String text(Program program, Interpretation in, Value v, int depth) {
        if (depth > 4) return null;
        if (v instanceof Value.Constant c) return c.kind() == Value.ConstantKind.STRING ? c.text() : null;
        if (v instanceof Value.Binary b && b.op().equals("+")) {
            String l = text(program, in, b.left(), depth + 1), r = text(program, in, b.right(), depth + 1);
            return l == null || r == null ? null : l + r;
        }
        if (v instanceof Value.Local l) {
            var f = in.typing().body().locals().get(l.index());
            return f.effectivelyFinal() && f.initial() != null ? text(program, in, f.initial(), depth + 1) : null;
        }
        Path p = in.locks().path(v);
        if (!(p.field() instanceof Field f) || !f.isFinal() || !f.facts().initializer()) return null;
        for (Method m : f.owner().methods()) {
            if (!m.facts().isInitializer() || m.facts().isConstructor() || !m.hasBody()) continue;
            Interpretation there = m == in.method() ? in : program.interpret(m);
            for (Event e : there.events()) {
                if (e instanceof Event.Write w && w.initializer() && there.locks().path(w.target()).field() == f) return text(program, there, w.value(), depth + 1);
            }
        }
        return null;
    }

    /** The field that keeps the updater: one for all objects, for good. */
    private void holder(Interpretation in, Event.Call c, Findings out) {
        for (Event e : in.events()) {
            if (!(e instanceof Event.Write w) || !(w.value() instanceof Value.Result r) || r.event() != c.id()) continue;
            if (!(in.locks().path(w.target()).field() instanceof Field f) || f.isStatic() && f.isFinal() || f.owner().isInterface()) continue;
            if (f.isFinal() && !f.isStatic() && !w.initializer()) return;
            Method m = in.method();
            String lack = f.isStatic() ? "is not final: whoever replaces it goes past the others" : f.isFinal() ? "is not static: each object makes and keeps one of its own"
                    : "is not static final: each object makes one of its own, and it can be replaced";
            out.add(new Finding(id(), null, Confidence.MEDIUM, Program.site(f.owner(), f.facts().nameSpan()), f.label(),
                    "The updater in " + f.label() + " " + lack + ".", List.of(), List.of(new Related(Program.site(m, c.span()), "made here")), List.of(),
                    "Declare it private static final.", f.key(), ""));
        }
    }
}
