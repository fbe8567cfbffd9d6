package dev.snarl.rules.races;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Finding;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Guard;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import dev.snarl.rules.races.CollectionUses.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A plain collection in a field is changed by one thread while another uses it, with no common lock. */
public final class UnsynchronizedSharedCollection implements Rule {
    private static final double SHARE = 0.6;
    private static final double SHARE_FOR_READ = 0.66;
    private static final int LOCKED = 2;
    private static final int FAR = 2;
    /** Who changes it there does so before threads are at work, or when they are gone. */
    private static final Set<String> QUIET = Set.of("start", "init", "open", "configure", "setup", "create", "main", "load", "build", "with", "set", "close", "stop", "shutdown", "destroy",
            "dispose", "terminate", "release", "finish", "restore", "prepare", "parse", "connect");
    private static final Set<String> SHOWS = Set.of("tostring", "hashcode", "equals", "finalize", "clone", "dump", "trace", "print", "debug");

    @Override
    public void check(Program program, Findings out) {
        for (Field f : program.accessedFields()) {
            if (!f.owner().unit().reported() || f.owner().unit().test() || program.declaredUnsafe(f.owner()) || program.confined(f)) continue;
            if (CollectionUses.collection(program, f)) check(program, f, out);
        }
    }

    private static void check(Program program, Field f, Findings out) {
        List<Race> meetings = program.meetings(f);
        Guard guard = program.guard(f);
        String why = program.sharedByDeclaration(f.owner());
        if (meetings.isEmpty() && (guard == null || guard.locked().isEmpty()) && why == null) return;
        String plain = CollectionUses.plain(program, f);
        if (plain == null) return;
        CollectionUses uses = new CollectionUses(program, f);
        if (!uses.changed()) return;
        if (guard != null && mixed(program, f, plain, guard, uses, out)) return;
        if (raced(program, f, plain, uses, meetings, out)) return;
        if (why != null) declared(program, f, plain, uses, why, out);
    }

    /** Most uses hold a lock, and one does not. */
    private static boolean mixed(Program program, Field f, String plain, Guard guard, CollectionUses uses, Findings out) {
        Use locked = null;
        for (Access a : guard.locked()) {
            Use u = uses.of(a);
            if (u != null && u.changes() && (locked == null || !locked.changes())) locked = u;
        }
        if (locked == null || guard.locked().size() < LOCKED || guard.share() < SHARE) return false;
        Use best = null;
        for (Access a : guard.unlocked()) {
            Use u = uses.of(a);
            if (u == null || quiet(a.method()) || a.owned() || !own(f, a) || !a.held().isEmpty() && !a.held().must().isEmpty()) continue;
            if (a.inCallersThread() && program.calledUnderLock(a.method())) continue;
            if (!u.changes() && (u.glance() || shows(a.method()) || guard.share() < SHARE_FOR_READ)) continue;
            if (best == null || u.changes() && !best.changes()) best = u;
        }
        if (best == null) return false;
        String lock = guard.lock().label();
        List<String> evidence = List.of(f.label() + " is used under " + lock + " in " + guard.locked().size() + " of " + (guard.locked().size() + guard.unlocked().size()) + " places");
        out.add(finding(f, plain, best, locked, " is " + done(best) + " without " + lock + ", which guards it elsewhere", evidence,
                List.of(new Related(site(locked), done(locked) + " under " + lock)), "a caller of " + best.access().method().label(), "a caller of " + locked.access().method().label(), List.of(), List.of(),
                !met(program, f, best.access()) ? Confidence.LOW : best.changes() ? Confidence.HIGH : Confidence.MEDIUM, "Hold " + lock + " here too."));
        return true;
    }

    /** Two threads in sight meet at this very use. */
    private static boolean met(Program program, Field f, Access a) {
        for (Race r : program.meetings(f)) if (r.first().access().equals(a) || r.second().access().equals(a)) return true;
        return false;
    }

    /** The collection of the very object, not that of one that is passed around. */
    private static boolean own(Field f, Access a) {
        return f.isStatic() || a.base().root() == Path.Root.THIS || a.base().root() == Path.Root.OUTER;
    }

    /** Two threads in sight come to the collection with no common lock. */
    private static boolean raced(Program program, Field f, String plain, CollectionUses uses, List<Race> meetings, Findings out) {
        Race best = null;
        int rank = 9;
        for (Race r : meetings) {
            Use a = uses.of(r.first().access());
            Use b = uses.of(r.second().access());
            if (a == null || b == null || !a.changes() && !b.changes()) continue;
            Race told = a.changes() && (!b.changes() || !before(r.second(), r.first())) ? r : new Race(r.second(), r.first());
            if (!plausible(program, told, uses)) continue;
            int n = (a.changes() && b.changes() ? 0 : 2) + (r.second().role().isCaller() ? 1 : 0);
            if (n < rank) {
                best = told;
                rank = n;
            }
        }
        if (best == null) return false;
        Side w = best.first();
        Side o = best.second();
        RaceStory story = RaceStory.of(best);
        String other = w.role() == o.role() ? "another run of the same task" : RaceStory.who(o);
        Use use = uses.of(o.access());
        out.add(finding(f, plain, uses.of(w.access()), use, " is " + done(uses.of(w.access())) + " while " + other + " can " + (use.changes() ? "change" : "read") + " it, with no common lock",
                story.evidence(), story.related(), RaceStory.who(w), other, w.via(), o.via(), w.role().isCaller() || o.role().isCaller() ? Confidence.MEDIUM : Confidence.HIGH, remedy(f)));
        return true;
    }

    private static boolean before(Side a, Side b) {
        return RaceStory.site(a.access()).compareTo(RaceStory.site(b.access())) < 0;
    }

    private static boolean plausible(Program program, Race r, CollectionUses uses) {
        Side w = r.first();
        Side o = r.second();
        Use other = uses.of(o.access());
        if (w.via().size() > FAR || o.via().size() > FAR || shows(o.access().method()) || other.glance() || w.entity().startsWith("field:")) return false;
        for (Side s : List.of(w, o)) {
            if (s.role().isCaller() && !inHost(s, s == w ? o : w) && (quiet(s.top()) || quiet(s.access().method()))) return false;
        }
        if (w.access().method().facts().isInitializer() || o.access().method().facts().isInitializer()) return false;
        Task t = w.role().task();
        if (w.role() == o.role()) return !ownOfEachRun(program, w);
        if (t == null || o.role().isCaller() || other.changes()) return true;
        // Two tasks of different places may well follow each other; one that polls meets the other for certain.
        return o.topLoops() > 0 || o.access().loops() > 0 || t.periodic();
    }

    /** The parameter of the lambda that a parallel stream runs: every run has an element of its own. */
    private static boolean ownOfEachRun(Program program, Side s) {
        Task t = s.role().task();
        if (t == null || !s.entity().startsWith("local:" + t.host().id() + ":")) return false;
        String local = s.entity().substring(("local:" + t.host().id() + ":").length());
        int end = 0;
        while (end < local.length() && Character.isDigit(local.charAt(end))) end++;
        var locals = program.interpret(t.host()).typing().body().locals();
        int index = end == 0 ? -1 : Integer.parseInt(local.substring(0, end));
        return index >= 0 && index < locals.size() && locals.get(index).kind() == LocalFacts.Kind.LAMBDA_PARAM;
    }

    private static boolean inHost(Side caller, Side task) {
        Task t = task.role().task();
        return t != null && caller.top() == t.host() && caller.topEvent() >= t.event();
    }

    /** One object serves many threads, as its class says: its methods meet themselves. */
    private static void declared(Program program, Field f, String plain, CollectionUses uses, String why, Findings out) {
        for (Use u : uses.all()) {
            Access a = u.access();
            if (!u.changes() || !Counted.access(program, a) || !a.inCallersThread() || quiet(a.method()) || program.taskOnly(a.method())) continue;
            if (!(a.base().isThis() || f.isStatic()) || !program.heldAt(a).isEmpty() || !a.held().isEmpty()) continue;
            out.add(finding(f, plain, u, u, " is " + done(u) + " by every thread that calls " + a.method().label() + ", with no lock", List.of(why), List.of(),
                    "a caller of " + a.method().label(), "another caller of " + a.method().label(), List.of(), List.of(), Confidence.MEDIUM, remedy(f)));
            return;
        }
    }

    private static boolean quiet(Method m) {
        String n = m.name().toLowerCase(Locale.ROOT).replaceFirst("^(do|internal|_)", "");
        for (String w : QUIET) if (n.startsWith(w)) return true;
        return false;
    }

    /** Only for people to look at. */
    private static boolean shows(Method m) {
        String n = m.name().toLowerCase(Locale.ROOT);
        for (String w : SHOWS) if (n.contains(w)) return true;
        return false;
    }

    private static Finding finding(Field f, String plain, Use u, Use other, String what, List<String> evidence, List<Related> related, String who, String whoElse, List<CallEdge> via, List<CallEdge> viaElse,
                                   Confidence confidence, String remedy) {
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        int order = 0;
        for (CallEdge e : via) a.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), ++order));
        for (CallEdge e : viaElse) b.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), ++order));
        a.add(new Step(site(u), u.access().method().label(), u.changes() ? "is in the middle of changing " + f.name() + ": " + u.call() : "is in the middle of reading " + f.name() + ": " + u.call(), ++order));
        b.add(new Step(site(other), other.access().method().label(), (other.changes() ? "changes " : "reads ") + f.name() + " meanwhile: " + other.call()
                + "; entries are lost, the structure breaks, or a ConcurrentModificationException is thrown", ++order));
        return new Finding("unsynchronized-shared-collection", null, confidence, site(u), u.access().method().label(),
                "The " + plain + " " + f.label() + what + ".", evidence, related, List.of(new ThreadTrace("thread A: " + who, a), new ThreadTrace("thread B: " + whoElse, b)), remedy, f.key(), "");
    }

    private static String done(Use u) {
        return (u.changes() ? "changed" : "read") + " (" + u.call() + ")";
    }

    private static Site site(Use u) {
        return Program.site(u.access().method(), u.span());
    }

    private static String remedy(Field f) {
        return f.type().isA("java.util.Map").yes() ? "Use a ConcurrentHashMap, or guard every use of " + f.name() + " with one lock."
                : "Use a concurrent collection, or guard every use of " + f.name() + " with one lock.";
    }
}
