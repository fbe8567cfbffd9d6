package dev.snarl.rules.contracts;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.AccessKind;
import dev.snarl.program.GuardBreach;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;

/** A field or method that an annotation puts under a lock is used without that lock. */
public final class GuardedbyViolation implements Rule {
    @Override
    public void check(Program program, Findings out) {
        for (GuardBreach b : program.declaredGuards().breaches()) report(program, b, out);
    }

    private static void report(Program program, GuardBreach b, Findings out) {
        String member = b.field() != null ? b.field().label() : b.method().label();
        List<Related> related = List.of(new Related(declared(b), member + " is declared to be guarded by " + b.guard().text()));
        List<String> evidence = new ArrayList<>();
        if (b.lambda()) evidence.add("the lambda runs later or in another thread: what is held where it is made is not held then");
        if (b.instead() != null && b.cause() == GuardBreach.Cause.UNHELD) evidence.add("held here instead: " + b.instead());
        // The annotation is missing on the user; but whoever is in sight keeps to the guard.
        boolean kept = !b.lambda() && program.calledUnderLock(b.user());
        if (kept) evidence.add("all calls in sight come from under a lock");
        out.add(new Finding("guardedby-violation", null, kept ? Confidence.LOW : b.cause() == GuardBreach.Cause.OTHER_OBJECT ? Confidence.MEDIUM : Confidence.HIGH, site(b), b.user().label(), message(b), evidence, related,
                threads(b), "Hold " + lock(b) + " here, or annotate " + b.user().label() + " with the same guard so that its callers must.", b.memberKey() + " in " + b.user().key(), ""));
    }

    private static Site declared(GuardBreach b) {
        return b.field() != null ? Program.site(b.field().owner(), b.field().facts().nameSpan()) : Program.site(b.method(), b.method().facts().nameSpan());
    }

    private static Site site(GuardBreach b) {
        return Program.site(b.user(), b.span());
    }

    private static String verb(GuardBreach b) {
        if (b.kind() == null) return "called";
        if (b.kind() == AccessKind.UPDATE) return "updated";
        return b.kind().writes() ? "written" : b.guard().referent() ? "used" : "read";
    }

    private static String lock(GuardBreach b) {
        if (b.wanted().equals("itself") || b.guard().referent() && b.guard().text().equals("itself")) return "the lock of the object itself";
        return b.wanted();
    }

    private static String message(GuardBreach b) {
        String name = b.field() != null ? b.field().label() : b.method().label();
        String what = name + " is " + verb(b);
        String named = ", which its annotation names";
        return switch (b.cause()) {
            case UNHELD -> what + " without " + lock(b) + named + (b.kind() == null ? " for every caller." : " as its guard: another thread may be changing it.");
            case OTHER_OBJECT -> what + " under " + b.instead() + ", the lock of another object: its guard here is " + lock(b) + ".";
            case READ_HOLD -> what + " while only the read side of " + b.instead() + " is held: other readers hold it at the same time.";
        };
    }

    private static List<ThreadTrace> threads(GuardBreach b) {
        String name = b.field() != null ? b.field().label() : b.method().label();
        Step first = new Step(declared(b), name, "holds " + b.guard().text() + " and is half-way through a change of what it guards", 1);
        Step second = new Step(site(b), b.user().label(), (b.kind() == null ? "calls " : b.writes() ? "writes " : "reads ") + name + " without it", 2);
        Step third = new Step(declared(b), name, b.writes() ? "goes on with a value that is no longer true" : "finishes the change: the other thread has seen one half", 3);
        return List.of(new ThreadTrace("thread A: one that keeps the contract", List.of(first, third)), new ThreadTrace("thread B: in " + b.user().label(), List.of(second)));
    }
}
