package dev.snarl.rules.threads;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.program.Fate;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.TaskEnd;
import dev.snarl.program.Typing;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A thread that is no daemon is started, and nobody can stop it or wait for it. */
public final class ThreadUnjoined implements Rule {
    private static final String THREAD = "java.lang.Thread";
    private static final Set<String> MAKERS = Set.of("newThread", "unstarted", "start");
    private static final Pattern EXECUTES = Pattern.compile("execute|submit|dispatch|runAsync|runInBackground");
    private static final Set<String> ENDS = Set.of("join", "interrupt", "stop", "getThreadGroup");

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        Set<List<Object>> reported = new LinkedHashSet<>();
        Map<String, Integer> ordinals = new TreeMap<>();
        for (Method m : program.methodsMentioning(creators(program))) {
            Typing t = fates.typing(m);
            for (int i = 0; i < t.body().events(); i++) {
                Event e = t.event(i);
                ThreadCreation made = e == null ? null : ThreadCreation.of(program, fates, t, e);
                if (made == null || fates.inTest(m) || fates.onlyMain(m) || executes(m, t, made.task())) continue;
                Fate fate = fates.of(m, i, THREAD);
                if (fate.escapes() || looseField(fate) || ended(fates, fate, made)) continue;
                List<Start> starts = starts(fate, made, m, e);
                if (starts.isEmpty() || new TaskEnd(fates, made.code(), fate, made.type(), t, made.task()).way() != null) continue;
                for (Start s : starts) {
                    if (!s.method.owner().unit().reported() || fates.inTest(s.method) || fates.onlyMain(s.method)) continue;
                    if (!reported.add(List.of(s.method, s.span))) continue;
                    String key = s.method.key() + " starts " + name(fates, s, made);
                    out.add(finding(fates, m, e, made, fate, s, key, ordinals.merge(key, 1, Integer::sum)));
                }
            }
        }
    }

    private static Set<String> creators(Program program) {
        Set<String> names = new TreeSet<>(List.of("Thread", "unstarted", "newThread", "ofPlatform"));
        for (SourceType s : program.universe().types()) {
            if (!s.facts().isAnonymous() && s.isA(THREAD).yes()) names.add(s.simpleName());
        }
        return names;
    }

    /** A method that runs what it is given, {@code execute(Runnable)}: when the task ends is its caller's business, as with any executor. */
    private static boolean executes(Method m, Typing t, Value task) {
        return EXECUTES.matcher(m.name()).lookingAt() && task instanceof Value.Local l && t.body().locals().get(l.index()).kind() == LocalFacts.Kind.PARAM;
    }

    /** Other code than the scanned may reach it. */
    private static boolean looseField(Fate fate) {
        for (Field f : fate.fields()) if (!f.isPrivate()) return true;
        return false;
    }

    private static boolean ended(Fates fates, Fate fate, ThreadCreation made) {
        for (Fate.Use u : fate.uses()) {
            boolean byItself = made.code().methods().contains(u.method()) && (u.receiver() == null || u.receiver() instanceof Value.This);
            if (ENDS.contains(u.name()) && !byItself) return true;
            boolean no = u.args().size() == 1 && u.args().get(0) instanceof Value.Constant c && c.text().equals("false");
            if (u.name().equals("setDaemon") && !no) return true;
            boolean asks = u.name().equals("isAlive") || u.name().equals("getState");
            if (asks && u.event() >= 0 && fates.typing(u.method()).loopDepth(u.event()) > 0) return true;
        }
        return false;
    }

    /** Where it is started: {@code use} is null where the creation starts it. */
    private record Start(Method method, Span span, Fate.Use use) {}

    private static List<Start> starts(Fate fate, ThreadCreation made, Method m, Event e) {
        List<Start> out = new ArrayList<>();
        if (made.started() && e instanceof Event.Call c) out.add(new Start(m, tight(c.span(), c.nameSpan()), null));
        for (Fate.Use u : fate.uses()) if (u.name().equals("start") && u.args().isEmpty()) out.add(new Start(u.method(), tight(u.span(), u.nameSpan()), u));
        return out;
    }

    /** A call over several lines is shown from its name on. */
    private static Span tight(Span whole, Span name) {
        return whole.line() == whole.endLine() ? whole : new Span(name.line(), name.column(), whole.endLine(), whole.endColumn());
    }

    private static String name(Fates fates, Start s, ThreadCreation made) {
        Value v = s.use == null ? null : s.use.receiver();
        Typing t = fates.typing(s.method);
        for (int i = 0; i < 8 && v != null; i++) {
            if (v instanceof Value.Local l) return t.body().locals().get(l.index()).name();
            if (v instanceof Value.Captured c) return c.name();
            if (v instanceof Value.Name n) return n.id();
            if (v instanceof Value.Field f) return f.name();
            if (v instanceof Value.Element e) v = e.array();
            else if (v instanceof Value.Cast c) v = c.operand();
            else if (v instanceof Value.Result r && t.event(r.event()) instanceof Event.Call c && c.receiver() != null && !MAKERS.contains(c.name())) v = c.receiver();
            else break;
        }
        return made.className();
    }

    private static Finding finding(Fates fates, Method m, Event made, ThreadCreation c, Fate fate, Start s, String key, int ordinal) {
        String name = name(fates, s, c);
        boolean field = !fate.fields().isEmpty();
        boolean dropped = name.equals(c.className());
        String kept = field ? " The field '" + fate.fields().get(0).name() + "' keeps it, but nobody ever takes it from there to end it."
                : dropped ? " The thread object is dropped at once." : " The variable '" + name + "' is forgotten when the method ends.";
        String message = (dropped ? "A new " + name : "The thread '" + name + "'") + " is started here, and nothing in the scanned program joins or interrupts it." + kept
                + " It is no daemon: it keeps the JVM alive, or is cut off in the middle by an exit.";
        List<Related> related = new ArrayList<>();
        if (m != s.method || !made.span().equals(s.span) && made.span().line() != s.span.line()) related.add(new Related(Program.site(m, made.span()), "created here"));
        if (field) related.add(new Related(Program.site(fate.fields().get(0).owner(), fate.fields().get(0).facts().nameSpan()), "kept in this field"));
        Method run = c.code().known() ? c.code().methods().get(0) : null;
        List<String> evidence = run == null ? List.of("the task comes from elsewhere") : List.of("no code sets a field that " + run.label() + " tests, and nothing waits for its result");
        Confidence sure = run == null ? Confidence.LOW : field || !c.code().loops() ? Confidence.MEDIUM : Confidence.HIGH;
        return new Finding("thread-unjoined", null, sure, Program.site(s.method, s.span), s.method.label(), message, evidence, related, List.of(),
                "Keep the thread in a field and interrupt and join it where its owner ends, or make it a daemon when it may be cut off at any time.",
                ordinal == 1 ? key : key + " " + ordinal, "");
    }
}
