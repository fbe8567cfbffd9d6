package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.program.Acquisition;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A class locks a monitor that code elsewhere can lock too, or exchange for another. */
public final class LockExposed implements Rule {
    private static final int DEPTH = 5;

    @Override
    public void check(Program program, Findings out) {
        Exposures exposures = new Exposures(program);
        Set<String> told = new HashSet<>();
        for (Method m : program.universe().methods()) {
            SourceType t = m.owner();
            if (t.unit().test() || program.declaredUnsafe(t) || !m.hasBody()) continue;
            for (Acquisition a : program.acquisitions(m)) {
                if (!a.lock().monitor() || a.event() >= 0 || a.helper()) continue;
                Path p = a.lock().path();
                if (p.root() == Path.Root.FIELD && p.field() instanceof Field f && direct(p)) {
                    Exposure e = exposures.of(f);
                    if (e != null && told.add(f.key() + " in " + t.name())) out.add(ofField(m, a, f, e));
                } else if (p.isThis()) {
                    Exposure e = Exposures.hidden(t) ? null : handedOut(t, program);
                    if (e != null && told.add(t.name() + " this")) out.add(ofObject(m, a, t, e));
                } else if (p.root() == Path.Root.CLASS && m.facts().is(Mods.PUBLIC) && t.facts().is(Mods.PUBLIC) && !Exposures.hidden(t) && told.add(t.name() + " class")) {
                    out.add(ofClass(m, a, p));
                }
            }
        }
    }

    private static boolean direct(Path p) {
        return p.base().isThis() || p.base().root() == Path.Root.CLASS || p.base().root() == Path.Root.OUTER;
    }

    /** A static method or field through which anyone gets an object of the class; a factory that returns a new one each time shares nothing. */
    private static Exposure handedOut(SourceType t, Program program) {
        for (Field f : t.fields()) {
            if (f.isStatic() && !f.isPrivate() && holds(f.type(), t, 0)) {
                return new Exposure(Exposure.Way.PUBLIC, "is handed out by the static field " + f.label(), Program.site(t, f.facts().nameSpan()));
            }
        }
        for (Method m : t.methods()) {
            if (!m.facts().is(Mods.STATIC) || m.isPrivate() || m.facts().isInitializer() || !holds(m.returnType(), t, 0) || fresh(m, program)) continue;
            return new Exposure(Exposure.Way.RETURNED, "is handed out by " + m.label(), Program.site(m, m.facts().nameSpan()));
        }
        return null;
    }

    private static boolean holds(Type type, SourceType t, int depth) {
        if (type.elementDecl() == t) return true;
        for (Type a : type.args()) if (depth < DEPTH && holds(a, t, depth + 1)) return true;
        return false;
    }

    private static boolean fresh(Method m, Program program) {
        if (!m.hasBody()) return false;
        var in = program.interpret(m);
        int returns = 0;
        for (var e : in.exits()) {
            if (!e.kind().equals(dev.snarl.program.Exit.Kind.RETURN) || e.lambda() >= 0 || e.value() == null) continue;
            returns++;
            if (!in.locks().path(e.value()).isFresh()) return false;
        }
        return returns > 0;
    }

    private static Finding ofField(Method m, Acquisition a, Field f, Exposure e) {
        boolean exchanged = e.way() == Exposure.Way.REPLACED || e.way() == Exposure.Way.GIVEN;
        return finding(m, a, (exchanged ? "Other code can exchange this lock: " : "Other code can hold up this lock: ") + f.label() + " " + e.how() + ".",
                List.of(exchanged ? "a thread that comes after the exchange locks another object, while the old one is still held"
                        : "whoever gets at the object in " + f.label() + " can lock it for as long as it likes"),
                e, "Lock a private final object that never leaves the class.", f.key() + " in " + m.owner().name());
    }

    private static Finding ofObject(Method m, Acquisition a, SourceType t, Exposure e) {
        return finding(m, a, "Other code can hold up this lock: it is the object itself, and " + t.label() + " " + e.how() + ".",
                List.of("every caller that has the object can lock its monitor"), e, "Lock a private final object instead of the object itself.", t.name() + " this");
    }

    private static Finding ofClass(Method m, Acquisition a, Path p) {
        return finding(m, a, "Other code can hold up this lock: it is the class object " + p.decl().simpleName() + ".class, which any code can lock.",
                List.of("class objects are known by name to the whole program"), null, "Lock a private static final object.", m.owner().name() + " class");
    }

    private static Finding finding(Method m, Acquisition a, String message, List<String> evidence, Exposure e, String remedy, String identity) {
        List<Related> related = new ArrayList<>();
        if (e != null) related.add(new Related(e.site(), "the lock gets out here"));
        Site site = Program.site(m, a.span());
        return new Finding("lock-exposed", null, Confidence.MEDIUM, site, m.label(), message, evidence, related, List.of(), remedy, identity, "");
    }
}
