package dev.snarl.rules.executors;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import dev.snarl.program.Fate;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Typing;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.Map;
import java.util.TreeSet;

/** A pool that is created here, belongs to nobody else, and that nothing in the program ever shuts down. */
public final class ExecutorNotShutdown implements Rule {
    private static final String POOL = "java.util.concurrent.Executor";

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Set<String> ends = new TreeSet<>();
        for (MethodFact f : program.knowledge().methods(Role.POOL_END)) ends.add(f.name());
        Map<String, Integer> ordinals = new TreeMap<>();
        for (Method m : program.methodsMentioning(creators(program))) {
            if (!m.owner().unit().reported() || fates.inTest(m) || fates.onlyMain(m)) continue;
            Typing t = fates.typing(m);
            for (int i = 0; i < t.body().events(); i++) {
                Event e = t.event(i);
                PoolCreation made = e == null ? null : PoolCreation.of(program, fates, t, e);
                if (made == null) continue;
                Fate fate = fates.of(m, i, POOL);
                if (fate.escapes() || endsIdle(fate)) continue;
                String name = name(fate, m, made);
                Finding f;
                if (!fate.called(ends)) {
                    f = forgotten(m, e, made, fate, name);
                } else {
                    Event first = fate.fields().isEmpty() ? null : overwritten(program, fates, m, t, i, fate, ends);
                    f = first == null ? null : lost(m, e, first, fate.fields().get(0));
                }
                if (f == null) continue;
                int n = ordinals.merge(f.identity(), 1, Integer::sum);
                out.add(n == 1 ? f : withOrdinal(f, n));
            }
        }
    }

    private static Finding withOrdinal(Finding f, int n) {
        return new Finding(f.rule(), f.level(), f.confidence(), f.site(), f.member(), f.message(), f.evidence(), f.related(), f.threads(), f.remedy(),
                f.identity() + " " + n, f.fingerprint());
    }

    /** The names that a body must hold to create a pool: factory methods, and classes with their scanned subclasses. */
    private static Set<String> creators(Program program) {
        Set<String> names = new TreeSet<>();
        for (MethodFact f : program.knowledge().methods(Role.POOL)) {
            if (f.type().startsWith("java.util.concurrent.")) names.add(f.name().equals("<init>") ? f.type().substring(f.type().lastIndexOf('.') + 1) : f.name());
        }
        for (SourceType s : program.universe().types()) {
            if (!s.facts().isAnonymous() && s.isA("java.util.concurrent.ThreadPoolExecutor").yes()) names.add(s.simpleName());
        }
        return names;
    }

    /** Its idle threads end, or another factory may make daemons of them. */
    private static boolean endsIdle(Fate fate) {
        for (Fate.Use u : fate.uses()) {
            if (u.name().equals("setThreadFactory") || u.name().equals("setCorePoolSize")) return true;
            boolean no = u.args().size() == 1 && u.args().get(0) instanceof Value.Constant c && c.text().equals("false");
            if (u.name().equals("allowCoreThreadTimeOut") && !no) return true;
        }
        return false;
    }

    private static String name(Fate fate, Method m, PoolCreation made) {
        if (!fate.fields().isEmpty()) return fate.fields().get(0).name();
        for (Fate.LocalName l : fate.locals()) if (l.method() == m) return l.name();
        return fate.locals().isEmpty() ? made.factory() : fate.locals().get(0).name();
    }

    private static Finding forgotten(Method m, Event e, PoolCreation made, Fate fate, String name) {
        boolean kept = !fate.fields().isEmpty();
        boolean named = kept || !fate.locals().isEmpty();
        Field field = kept ? fate.fields().get(0) : null;
        String what = kept ? (field.type().isArray() || !field.type().isA(POOL).yes() ? "The pool kept in field '" : "The pool in field '") + name + "'"
                : named ? "The pool in variable '" + name + "'" : "The pool made by '" + name + "'";
        String message = what + " is never shut down: nothing in the scanned program calls shutdown(), shutdownNow() or close() on it. "
                + "Its threads are no daemons: they keep the JVM alive, and each further pool adds as many again.";
        List<Related> related = new ArrayList<>();
        if (kept) related.add(new Related(Program.site(field.owner(), field.facts().nameSpan()), "kept in this field"));
        for (Fate.Use u : fate.uses()) {
            if (related.size() > 2) break;
            if (u.name().equals("execute") || u.name().equals("submit") || u.name().startsWith("schedule") || u.name().startsWith("invoke")) {
                related.add(new Related(Program.site(u.method(), u.nameSpan()), "gets work here"));
            }
        }
        int calls = fate.uses().size();
        String evidence = calls == 0 ? "nothing is called on the pool at all"
                : (calls == 1 ? "the only call on it is seen" : "all " + calls + " calls on it are seen") + ", and it is handed to nobody";
        Confidence sure = kept && field.isStatic() ? Confidence.MEDIUM : Confidence.HIGH;
        String remedy = kept ? "Call " + name + ".shutdown() where the owner of the field ends, or give the pool daemon threads."
                : "Shut the pool down in a finally block, or share one pool that lives as long as its owner.";
        return new Finding("executor-not-shutdown", null, sure, Program.site(m, e.span()), m.label(), message, List.of(evidence), related, List.of(), remedy,
                (kept ? field.key() : m.key() + " " + name) + " never shut down", "");
    }

    // A field that gets a second pool

    /**
     * The creation that an initialiser or constructor put into the field, when this later creation takes its place and nothing here ends the first; else null.
     */
    private static Event overwritten(Program program, Fates fates, Method m, Typing t, int event, Fate fate, Set<String> ends) {
        if (m.facts().isInitializer()) return null;
        Field f = fate.fields().get(0);
        if (fate.fields().size() != 1 || !f.type().isA(POOL).yes()) return null;
        Event write = null;
        for (int i = 0; i < t.body().events(); i++) {
            if (t.event(i) instanceof Event.Write w && fates.field(t, w.target()) == f) {
                if (write != null) return null;
                write = w;
            }
        }
        if (write == null || PoolField.guarded(fates, t, f, write.id())) return null;
        for (Fate.Use u : fate.uses()) if (ends.contains(u.name()) && (u.method() == m || PoolField.calls(fates, m, u.method(), 3))) return null;
        if (m.isPrivate() && PoolField.callerEnds(fates, m, fate, ends)) return null;
        for (Method init : f.owner().methods()) {
            if (!init.hasBody() || !init.facts().isInitializer()) continue;
            Typing ti = fates.typing(init);
            for (int i = 0; i < ti.body().events(); i++) {
                if (!(ti.event(i) instanceof Event.Write w) || fates.field(ti, w.target()) != f || !(w.value() instanceof Value.Result r)) continue;
                Event first = ti.event(r.event());
                if (PoolCreation.of(program, fates, ti, first) != null && PoolField.straight(ti, i)) return first;
            }
        }
        return null;
    }

    private static Finding lost(Method m, Event e, Event first, Field f) {
        String message = "The pool in field '" + f.name() + "' is replaced here without being shut down: the one from the initialiser is lost, and its threads stay.";
        return new Finding("executor-not-shutdown", null, Confidence.MEDIUM, Program.site(m, e.span()), m.label(), message,
                List.of("no call in " + m.label() + " shuts the first pool down"),
                List.of(new Related(Program.site(f.owner(), first.span()), "the pool that is lost")), List.of(),
                "Shut the old pool down before, or keep it in a variable and shut it down after the exchange.", f.key() + " replaced in " + m.key(), "");
    }
}
