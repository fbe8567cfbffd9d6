package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Related;
import dev.snarl.facts.TypeKind;
import dev.snarl.facts.Value;
import dev.snarl.program.Decl;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.LockOrigins.Kind;
import dev.snarl.program.LockOrigins.Origin;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.program.Typing;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** The monitor of {@code getClass()}: another one for each subclass. */
public final class LockOnGetclass implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockOrigins origins = program.lockOrigins();
        LockReports reports = new LockReports(id());
        MonitorUse.regions(program, use -> {
            for (Origin o : origins.of(use.in(), use.lock())) {
                if (o.kind() != Kind.RUNTIME_CLASS) continue;
                Decl d = of(program, o);
                if (d == null || closed(d)) return;
                reports.add(null, use, fault(d));
                return;
            }
        });
        reports.into(out);
    }

    /** The declared class of the object that is asked for its class; null where it is not known. */
    private static Decl of(Program program, Origin o) {
        Typing t = program.fates().typing(o.method());
        Event.Call c = (Event.Call) t.event(((Value.Result) o.value()).event());
        if (c.receiver() == null) return t.target(c.id()).implicit() == null ? o.method().owner() : t.target(c.id()).implicit();
        Type type = t.typeOf(c.receiver());
        return type.decl();
    }

    /** No object of another class can stand there. */
    private static boolean closed(Decl d) {
        if (d.isFinal() || d.kind() == TypeKind.RECORD) return true;
        // The constants of an enum may have bodies, which are classes of their own.
        return d instanceof SourceType s && s.subtypes().isEmpty() && (d.kind() == TypeKind.ENUM || s.facts().isAnonymous() || s.outerMethod() != null);
    }

    private static LockReports.Fault fault(Decl d) {
        List<Related> related = new ArrayList<>(1);
        List<String> evidence = new ArrayList<>(1);
        if (d instanceof SourceType s && !s.subtypes().isEmpty()) {
            SourceType sub = s.subtypes().get(0);
            related.add(new Related(Program.site(sub, sub.facts().nameSpan()), "objects of this class take another monitor"));
            evidence.add(sub.label() + " extends " + s.label() + ".");
        }
        return new LockReports.Fault(related.isEmpty() ? Confidence.MEDIUM : Confidence.HIGH, "getClass() gives another lock for each subclass of " + d.simpleName()
                + ": objects of different classes do not exclude each other.", evidence, related, "Lock the class literal, " + d.simpleName() + ".class, or a private static final Object.");
    }
}
