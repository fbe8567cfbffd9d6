package dev.snarl.rules.blocking;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Initializers;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Type;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two classes each of which must be ready before the other is. */
public final class ClassInitDeadlock implements Rule {
    @Override
    public void check(Program program, Findings out) {
        Initializers initializers = new Initializers(program);
        Map<SourceType, List<Initializers.Need>> needs = new LinkedHashMap<>();
        for (SourceType t : program.universe().types()) {
            if (!t.unit().test() && Initializers.of(t) != null) needs.put(t, initializers.needs(t));
        }
        for (SourceType t : needs.keySet()) {
            for (Initializers.Need n : needs.get(t)) {
                SourceType sub = between(n.type(), t);
                Finding f = sub != null ? subclass(program, t, n, sub) : circle(program, t, n, needs);
                if (f != null && t.unit().reported()) {
                    out.add(f);
                    if (sub != null) break;
                }
            }
        }
    }

    /** The class between a needed class, itself included, and its ancestor that other threads can come to first; null where there is none. */
    private static SourceType between(SourceType needed, SourceType ancestor) {
        if (needed == ancestor || !needed.isA(ancestor.name()).yes()) return null;
        if (ancestor.isInterface() && !defaults(ancestor)) return null;
        int steps = 0;
        for (SourceType s = needed; s != null && steps++ < 64 && s != ancestor && s.isA(ancestor.name()).yes(); ) {
            if (Initializers.fromOutside(s) && !generated(s)) return s;
            Type up = s.superclass();
            s = up != null && up.decl() instanceof SourceType x ? x : null;
        }
        return null;
    }

    /** An interface is made ready with a class that implements it only when it has a default method. */
    private static boolean defaults(SourceType t) {
        for (Method m : t.methods()) if (m.hasBody() && !m.isStatic() && !m.isPrivate() && !m.facts().isInitializer()) return true;
        return false;
    }

    /** Nobody but the class that it was generated for names it. */
    private static boolean generated(SourceType t) {
        return !t.facts().is(Mods.PUBLIC) && t.simpleName().contains("AutoValue_");
    }

    private Finding subclass(Program program, SourceType t, Initializers.Need n, SourceType sub) {
        String a = t.label(), b = sub.label();
        String message = "The initialiser of " + a + " needs its " + (sub == n.type() ? "subclass " : "descendant ") + n.type().label()
                + ": a thread that comes to " + b + " first and one that comes to " + a + " first block each other for ever.";
        List<Step> first = steps(program, t, n, "needs " + b + ", which thread B makes ready");
        List<Step> second = List.of(new Step(Program.site(sub, sub.facts().nameSpan()), b, "begins to make " + b + " ready", 2),
                new Step(Program.site(sub, sub.facts().nameSpan()), b, "needs its ancestor " + a + ", which thread A makes ready", first.size() + 2));
        return finding(program, t, n, sub == n.type() ? Confidence.HIGH : Confidence.MEDIUM, message,
                List.of(new Related(Program.site(sub, sub.facts().nameSpan()), b + " needs " + a + " first")), List.of(thread("A", a, first), thread("B", b, second)), sub);
    }

    private Finding circle(Program program, SourceType t, Initializers.Need n, Map<SourceType, List<Initializers.Need>> needs) {
        SourceType o = n.type();
        if (n.calls().size() > 1 || o.compareTo(t) < 0 || !needs.containsKey(o) || !free(t) || !free(o) || t.isA(o.name()).yes() || o.isA(t.name()).yes()) return null;
        for (Initializers.Need back : needs.get(o)) {
            if (back.type() != t || back.calls().size() > 1) continue;
            String a = t.label(), b = o.label();
            String message = "The initialisers of " + a + " and " + b + " need each other: a thread that comes to " + a + " first and one that comes to " + b
                    + " first block each other for ever.";
            List<Step> first = steps(program, t, n, "needs " + b + ", which thread B makes ready");
            List<Step> second = new ArrayList<>();
            int order = 2;
            second.add(new Step(Program.site(o, o.facts().nameSpan()), b, "begins to make " + b + " ready", order));
            order += first.size();
            for (CallEdge e : back.calls()) second.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), order++));
            second.add(new Step(site(program, back), back.method().label(), "needs " + a + ", which thread A makes ready", order));
            return finding(program, t, n, Confidence.MEDIUM, message, List.of(new Related(site(program, back), b + " needs " + a + " here")),
                    List.of(thread("A", a, first), thread("B", b, second)), o);
        }
        return null;
    }

    private static boolean free(SourceType t) {
        return Initializers.fromOutside(t);
    }

    private static ThreadTrace thread(String letter, String type, List<Step> steps) {
        return new ThreadTrace("thread " + letter + ": comes to " + type, steps);
    }

    private static List<Step> steps(Program program, SourceType t, Initializers.Need n, String last) {
        List<Step> out = new ArrayList<>();
        out.add(new Step(Program.site(t, t.facts().nameSpan()), t.label(), "begins to make " + t.label() + " ready", 1));
        int order = 3;
        for (CallEdge e : n.calls()) out.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), order++));
        out.add(new Step(site(program, n), n.method().label(), last, order));
        return out;
    }

    private static Site site(Program program, Initializers.Need n) {
        return Program.site(n.method(), Wording.tight(program.interpret(n.method()), n.event()));
    }

    private Finding finding(Program program, SourceType t, Initializers.Need n, Confidence c, String message, List<Related> related, List<ThreadTrace> threads, SourceType other) {
        Interpretation in = program.interpret(n.calls().isEmpty() ? n.method() : n.calls().get(0).caller());
        int event = n.calls().isEmpty() ? n.event() : n.calls().get(0).event();
        Site at = Program.site(in.method(), Wording.tight(in, event));
        return new Finding(id(), null, c, at, in.method().label(), message, List.of(), related, threads,
                "Move the object to a holder class of its own, or make it when it is first asked for.", t.name() + " " + other.name(), "");
    }
}
