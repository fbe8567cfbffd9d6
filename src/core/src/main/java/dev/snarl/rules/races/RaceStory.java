package dev.snarl.rules.races;

import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Program;
import dev.snarl.program.Race;
import dev.snarl.program.Side;
import dev.snarl.program.Task;
import java.util.ArrayList;
import java.util.List;

/** Tells a race as an interleaving of two threads, with the evidence that they share the object. */
final class RaceStory {
    private final Side a;
    private final Side b;
    private int order;

    RaceStory(Side a, Side b) {
        this.a = a;
        this.b = b;
    }

    static RaceStory of(Race r) {
        return new RaceStory(r.first(), r.second());
    }

    /** Both threads' steps, with one order over both that ends in the wrong outcome. */
    List<ThreadTrace> interleaving() {
        List<Step> first = new ArrayList<>();
        List<Step> second = new ArrayList<>();
        way(a, first);
        way(b, second);
        String f = a.access().field().label();
        boolean lost = a.writes() && b.writes() && (updates(a) || updates(b));
        if (lost && updates(a) && updates(b)) {
            add(first, a, "reads " + f + ": v");
            add(second, b, "reads " + f + ": v, the same value");
            add(first, a, "writes what it made of v");
            add(second, b, "writes what it made of v: the first thread's update is lost");
        } else if (lost) {
            Side u = updates(a) ? a : b;
            List<Step> mine = u == a ? first : second;
            List<Step> theirs = u == a ? second : first;
            add(mine, u, "reads " + f + ": v");
            add(theirs, u == a ? b : a, "writes " + f);
            add(mine, u, "writes what it made of v: the other thread's write is lost");
        } else {
            boolean aWrites = a.writes();
            add(aWrites ? first : second, aWrites ? a : b, "writes " + f);
            add(aWrites ? second : first, aWrites ? b : a, (aWrites ? b : a).writes() ? "writes " + f + " too: which value stays is chance"
                    : "reads " + f + ": it may see the old value, for ever");
        }
        return List.of(new ThreadTrace("thread A: " + who(a), first), new ThreadTrace("thread B: " + (a.role() == b.role() ? "another run of the same " + kind(b) : who(b)), second));
    }

    private static String kind(Side s) {
        return s.role().isCaller() ? "method" : s.role().task().label();
    }

    private static boolean updates(Side s) {
        return s.access().kind() == AccessKind.UPDATE || s.access().dependent();
    }

    private void way(Side s, List<Step> out) {
        for (CallEdge e : s.via()) out.add(new Step(Program.site(e.caller(), e.span()), e.caller().label(), "calls " + e.callees().get(0).label(), ++order));
    }

    private void add(List<Step> out, Side s, String text) {
        out.add(new Step(site(s.access()), s.access().method().label(), text, ++order));
    }

    static Site site(Access a) {
        return Program.site(a.method(), a.span());
    }

    static String who(Side s) {
        return s.role().isCaller() ? "a caller of " + s.top().label() : s.role().label();
    }

    List<Related> related() {
        List<Related> out = new ArrayList<>();
        if (!site(a.access()).equals(site(b.access()))) out.add(new Related(site(b.access()), verb(b) + " by " + who(b)));
        for (Side s : List.of(a, b)) {
            Task t = s.role().task();
            if (t == null) continue;
            Related r = new Related(Program.site(t.host(), t.span()), t.label() + " handed over here");
            if (!out.contains(r)) out.add(r);
        }
        return out;
    }

    private static String verb(Side s) {
        return switch (s.access().kind()) {
            case READ -> "read";
            case WRITE -> "written";
            case UPDATE -> "updated";
        };
    }

    List<String> evidence() {
        List<String> out = new ArrayList<>();
        for (Side s : List.of(a, b)) {
            Task t = s.role().task();
            if (t == null) continue;
            String e = "a " + t.label() + " is handed over in " + t.host().label() + (t.parallel() || s.role().many() ? ", and several can run at once" : "");
            if (!out.contains(e)) out.add(e);
        }
        if (b.role().isCaller()) out.add(b.top().label() + " can be called by other threads meanwhile");
        return out;
    }
}
