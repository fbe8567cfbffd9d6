package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.program.Decl;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.LockOrigins.Kind;
import dev.snarl.program.LockOrigins.Origin;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.List;

/** The monitor of the class object of a class that has nothing to do with the code. */
public final class LockOnForeignClassLiteral implements Rule {
    @Override
    public void check(Program program, Findings out) {
        LockOrigins origins = program.lockOrigins();
        LockReports reports = new LockReports(id());
        MonitorUse.regions(program, use -> {
            List<Origin> all = origins.of(use.in(), use.lock());
            if (all.size() != 1 || all.get(0).kind() != Kind.CLASS) return;
            Path p = program.interpret(all.get(0).method()).locks().path(all.get(0).value());
            if (p.root() != Path.Root.CLASS || related(use.method(), p.decl()) || holder(p.decl())) return;
            reports.add(origins.field(use.in(), use.lock()), use, fault(p.decl(), use));
        });
        reports.into(out);
    }

    /** The class of the code, a class of the same file, or a superclass: its author may know who locks it. */
    private static boolean related(Method m, Decl d) {
        for (SourceType t = m.owner(); t != null; t = t.outer()) if (t.isA(d.name()).yes()) return true;
        return d instanceof SourceType s && s.unit() == m.owner().unit();
    }

    /** A scanned class without instances or methods is there to be locked. */
    private static boolean holder(Decl d) {
        return d instanceof SourceType s && s.methods().stream().allMatch(x -> x.facts().isInitializer());
    }

    private static LockReports.Fault fault(Decl d, MonitorUse use) {
        String owner = d.simpleName();
        boolean library = !(d instanceof SourceType);
        return new LockReports.Fault(library ? Confidence.HIGH : Confidence.MEDIUM, use.method().label() + " takes the monitor of " + owner + ".class, "
                + (library ? "which any code of the program can lock" : "the lock of the static synchronized methods of another class")
                + ": unrelated code waits for it, and it for unrelated code.", List.of(), List.of(), "Lock a private static final Object, or the class literal of the class whose state is guarded.");
    }
}
