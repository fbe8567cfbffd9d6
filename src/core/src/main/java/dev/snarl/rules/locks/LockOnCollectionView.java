package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.program.Acquisition;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A view of a collection is locked, while code that uses the collection itself takes another lock or none. */
public final class LockOnCollectionView implements Rule {
    /** What makes the lock useless, and where that is. */
    private record Reason(String text, Site site, String label, Confidence confidence) {}

    @Override
    public void check(Program program, Findings out) {
        Exposures exposures = new Exposures(program);
        CollectionViews views = new CollectionViews(program);
        Map<Field, Site> locked = new LinkedHashMap<>();
        List<Method> hosts = new ArrayList<>();
        for (Method m : program.universe().methods()) {
            boolean monitors = false;
            for (Acquisition a : program.acquisitions(m)) {
                if (!a.lock().monitor() || a.event() >= 0 || a.lock().path().isThis()) continue;
                monitors = true;
                if (a.lock().path().root() == Path.Root.FIELD && a.lock().path().field() instanceof Field f) locked.putIfAbsent(f, Program.site(m, a.span()));
            }
            if (monitors && !m.owner().unit().test() && !program.declaredUnsafe(m.owner())) hosts.add(m);
        }
        for (Method m : hosts) {
            Interpretation in = program.interpret(m);
            for (Interpretation.SyncRegion r : in.regions()) {
                List<CollectionViews.Step> steps = views.behind(in, r.node().lock());
                for (int i = 0; i < steps.size(); i++) {
                    Reason why = reason(program, exposures, locked, m, steps, i);
                    if (why == null) continue;
                    out.add(finding(in, r, steps, i, why));
                    break;
                }
            }
        }
    }

    private static Reason reason(Program program, Exposures exposures, Map<Field, Site> locked, Method host, List<CollectionViews.Step> steps, int i) {
        Field f = steps.get(i).field();
        if (f == null) return null;
        Site at = locked.get(f);
        if (at != null) return new Reason("is locked itself elsewhere", at, "locks the collection itself", Confidence.HIGH);
        // The methods of a synchronized wrapper lock the wrapper, and so do its views': a lock on the view excludes none of them.
        if (i + 1 < steps.size() && steps.get(i + 1).ownLock()) {
            Site use = use(program, f, host);
            if (use != null) return new Reason("is a synchronized wrapper whose methods lock the wrapper", use, "uses the collection under its own lock", Confidence.HIGH);
        }
        Exposure e = exposures.of(f);
        if (e == null || e.way() == Exposure.Way.REPLACED) return null;
        return new Reason(e.how(), e.site(), "the collection is reachable here", e.way() == Exposure.Way.INHERITABLE ? Confidence.MEDIUM : Confidence.HIGH);
    }

    /** A call on the collection in another method that runs when the object is shared, or null. */
    private static Site use(Program program, Field f, Method host) {
        for (Method m : program.methodsMentioning(Set.of(f.name()))) {
            if (m == host || m.facts().isInitializer() || program.initial(m) || m.owner().unit().test()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (e instanceof Event.Call c && c.receiver() != null && Exposures.is(in.locks().path(c.receiver()), f)) return Program.site(m, c.span());
            }
        }
        return null;
    }

    private static Finding finding(Interpretation in, Interpretation.SyncRegion r, List<CollectionViews.Step> steps, int i, Reason why) {
        Method m = in.method();
        Span span = r.node().lockSpan();
        String view = LockName.of(in.typing(), r.node().lock());
        Field f = steps.get(i).field();
        StringBuilder calls = new StringBuilder();
        for (int s = 0; s <= i; s++) if (steps.get(s).call() != null) calls.insert(0, "." + steps.get(s).call() + "(..)");
        String what = calls.length() == 0 ? "an earlier value of " + f.name() : "a view of it (" + calls.substring(1) + ")";
        return new Finding("lock-on-collection-view", null, why.confidence(), Program.site(m, span), m.label(),
                "The lock on " + view + " does not guard " + f.label() + ": " + view + " is " + what + " with a monitor of its own, and " + f.name() + " " + why.text() + ".",
                List.of("a view and its collection are two objects, and so are their monitors"),
                List.of(new Related(why.site(), why.label()), new Related(Program.site(f.owner(), f.facts().nameSpan()), "the collection behind")), List.of(),
                "Lock " + f.name() + " itself, or one private lock wherever the collection or its views are used.", m.key() + " " + view + " " + f.key(), "");
    }
}
