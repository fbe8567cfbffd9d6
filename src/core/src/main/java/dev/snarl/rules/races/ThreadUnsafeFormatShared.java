package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Decl;
import dev.snarl.program.Field;
import dev.snarl.program.FieldDecl;
import dev.snarl.program.Held;
import dev.snarl.program.Lock;
import dev.snarl.program.LockMode;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A date, number or message format is used by several threads without a common lock: each works in fields of the one object. */
public final class ThreadUnsafeFormatShared implements Rule {
    private static final int RELATED = 4;

    @Override
    public void check(Program program, Findings out) {
        FormatSharing sharing = new FormatSharing(program);
        Map<String, List<FormatUse>> formats = new LinkedHashMap<>();
        for (FormatUse u : new FormatUses(program).find()) {
            String key = key(u);
            if (key != null && !before(program, u)) formats.computeIfAbsent(key, k -> new ArrayList<>()).add(u);
        }
        formats.forEach((key, uses) -> {
            uses.sort(java.util.Comparator.comparing(FormatUse::site));
            format(program, sharing, key, uses, out);
        });
    }

    /** What tells one format from others; null for one that has no name here. */
    private static String key(FormatUse u) {
        Path p = u.format();
        return switch (p.root()) {
            case FIELD -> p.field() instanceof Field f ? f.key() : null;
            case LOCAL, PARAM, FRESH, RESULT, CAPTURED -> u.method().key() + ":" + u.name();
            default -> null;
        };
    }

    /** Used before any other thread can know it. */
    private static boolean before(Program program, FormatUse u) {
        if (u.lambda() >= 0 || u.format().root() != Path.Root.FIELD || !program.initial(u.method())) return false;
        if (u.format().start().root() != Path.Root.CLASS) return true;
        return u.method().facts().name().equals(MethodFacts.STATIC_INIT) || u.method().isStatic();
    }

    private void format(Program program, FormatSharing sharing, String key, List<FormatUse> uses, Findings out) {
        Field field = uses.get(0).format().field() instanceof Field f ? f : null;
        if (field != null && (program.declaredUnsafe(field.owner()) || program.confined(field))) return;
        boolean everywhere = field != null && field.isStatic();
        String guard = guard(program, uses, everywhere);
        if (everywhere && confined(program, uses)) return;
        for (FormatUse u : uses) {
            if (u.vague() || guard != null && locks(program, u, everywhere).contains(guard)) continue;
            FormatSharing.Evidence e = sharing.of(u);
            if (e == null) continue;
            out.add(finding(key, field, uses, u, e, guard, program));
            return;
        }
    }

    /** The lock that most uses hold; all of them where it guards the format. */
    private static String guard(Program program, List<FormatUse> uses, boolean everywhere) {
        Map<String, Integer> count = new TreeMap<>();
        for (FormatUse u : uses) for (String k : locks(program, u, everywhere)) count.merge(k, 1, Integer::sum);
        String best = null;
        for (Map.Entry<String, Integer> e : count.entrySet()) if (best == null || e.getValue() > count.get(best)) best = e.getKey();
        return best;
    }

    private static Set<String> locks(Program program, FormatUse u, boolean everywhere) {
        Set<String> out = new LinkedHashSet<>();
        for (Held.Entry h : u.held()) {
            Lock l = h.lock();
            if (l.shared() && l.mode() != LockMode.READ && (!everywhere || one(program, l.key()))) out.add(l.key());
        }
        return out;
    }

    /** Whether there is one such lock in the program: the lock of one object does not guard what all objects share. */
    private static boolean one(Program program, String key) {
        if (key.endsWith("@class")) return true;
        int at = key.lastIndexOf("@this");
        if (at >= 0) return program.universe().decl(key.substring(0, at), null) instanceof SourceType s && program.sharedByDeclaration(s) != null;
        int dot = key.lastIndexOf('.');
        Decl owner = dot < 0 ? null : program.universe().decl(key.substring(0, dot), null);
        FieldDecl f = owner == null ? null : owner.ownField(key.substring(dot + 1));
        return f != null && Mods.has(f.mods(), Mods.STATIC);
    }

    /** Only main and what it calls, or one task or executor, comes to it. */
    private static boolean confined(Program program, List<FormatUse> uses) {
        Set<String> all = new TreeSet<>();
        for (FormatUse u : uses) {
            Set<String> lanes = program.lanes(u.method(), u.lambda());
            if (lanes == null) return false;
            all.addAll(lanes);
        }
        return all.size() == 1;
    }

    private Finding finding(String key, Field field, List<FormatUse> uses, FormatUse u, FormatSharing.Evidence e, String guard, Program program) {
        String label = field != null ? field.label() : u.name();
        boolean half = guard != null;
        String what = field != null && field.isStatic() ? "a static " + u.type() : "a " + u.type() + " that threads share";
        String message = label + ", " + what + ", is used " + (half ? "without the lock that other uses hold" : "without a lock") + ": " + other(e) + " can be inside it at the same time.";
        FormatUse second = u;
        for (FormatUse o : uses) if (second == u && o != u && !o.vague()) second = o;
        List<Related> related = new ArrayList<>();
        for (FormatUse o : uses) if (o != u && related.size() < RELATED) related.add(new Related(o.site(), o.call() + (half && locks(program, o, field != null && field.isStatic()).contains(guard) ? " under the lock" : "")));
        if (field != null) related.add(new Related(Program.site(field.owner(), field.facts().nameSpan()), "the format"));
        Task t = e.task();
        if (t != null) related.add(new Related(Program.site(t.host(), t.span()), t.label() + " handed over here"));
        return new Finding(id(), null, half && e.confidence() == Confidence.MEDIUM ? Confidence.HIGH : e.confidence(), u.site(), u.method().label(), message, List.of(e.reason()), related,
                threads(u, second, label, t), remedy(u), key, "");
    }

    private static String other(FormatSharing.Evidence e) {
        return e.task() != null && e.task().parallel() ? "other threads of the parallel stream" : e.task() != null ? "other runs of the " + e.task().label() : "another thread";
    }

    private static List<ThreadTrace> threads(FormatUse a, FormatUse b, String label, Task t) {
        String first = t != null ? "thread A: " + t.label() : "thread A: a caller of " + a.method().label();
        String second = b == a ? "thread B: another" + (t != null ? " run of the same " + t.label() : " caller of " + a.method().label()) : "thread B: a thread in " + b.method().label();
        return List.of(
                new ThreadTrace(first, List.of(new Step(a.site(), a.method().label(), a.call() + " on " + label + " begins to work in fields of the format", 1),
                        new Step(a.site(), a.method().label(), a.call() + " goes on with what the other thread left there: a wrong result, or an exception", 3))),
                new ThreadTrace(second, List.of(new Step(b.site(), b.method().label(), b.call() + " on the same object overwrites them", 2))));
    }

    private static String remedy(FormatUse u) {
        return u.type().contains("Date") ? "Use java.time.format.DateTimeFormatter, which never changes; or make a format for each call or thread."
                : "Make a format for each call, keep one for each thread in a ThreadLocal, or let every use hold one lock.";
    }
}
