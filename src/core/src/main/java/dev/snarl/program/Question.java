package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Value;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a condition asks about: fields, elements and the objects whose methods it calls. Clocks, interrupt flags, log levels, constants and plain
 * parameters say nothing about the state that threads share. Used by one thread.
 */
public final class Question {
    private static final Set<String> CLOCKS = Set.of("nanoTime", "currentTimeMillis", "millis", "now", "interrupted", "isInterrupted", "currentThread");
    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
    private static final int DEPTH = 12;

    private final Interpretation in;
    /** Only what happened at these events counts; null: everything does. */
    private final BitSet since;
    private final int await;
    private final Set<Path> subjects = new LinkedHashSet<>();
    private final Set<Integer> locals = new LinkedHashSet<>();
    private boolean opaque;
    private boolean clock;
    private boolean ofAwait;

    private Question(Interpretation in, BitSet since, int await) {
        this.in = in;
        this.since = since;
        this.await = await;
    }

    /** What a value asks about, whenever that was read. */
    public static Question of(Interpretation in, Value v) {
        return since(in, v, null, -1);
    }

    /** What a value asks about by reads, calls and assignments at the given events alone. */
    public static Question since(Interpretation in, Value v, BitSet events, int await) {
        Question q = new Question(in, events, await);
        q.ask(v, 0);
        return q;
    }

    /** Asks what the other asks too. */
    public void add(Question q) {
        subjects.addAll(q.subjects);
        locals.addAll(q.locals);
        opaque |= q.opaque;
        clock |= q.clock;
    }

    /** A question that asks nothing yet. */
    public static Question none(Interpretation in) {
        return new Question(in, null, -1);
    }

    /** The fields, elements and objects asked about, in the order met. */
    public Set<Path> subjects() {
        return subjects;
    }

    /** The locals that the value depends on. */
    public Set<Integer> locals() {
        return locals;
    }

    /** It calls a method whose inside is not followed. */
    public boolean opaque() {
        return opaque;
    }

    /** It asks about shared state at all. */
    public boolean ofState() {
        return opaque || !subjects.isEmpty();
    }

    /** It asks for the time, or whether the wait timed out. */
    public boolean ofTime() {
        return clock || ofAwait;
    }

    /** Whether an answer to this one tells something about what the other asks. A method whose inside is not followed may tell anything. */
    public boolean answers(Question other) {
        if (!ofState()) return false;
        if (!other.ofState() || opaque || other.opaque) return true;
        for (Path a : subjects) for (Path b : other.subjects) if (within(a, b) || within(b, a)) return true;
        return false;
    }

    private static boolean within(Path outer, Path inner) {
        for (Path p = inner; p != null; p = p.base()) if (p.equals(outer)) return true;
        return false;
    }

    private void subject(Path p) {
        switch (p.root()) {
            case THIS, OUTER, CLASS, UNKNOWN -> { }
            default -> {
                if (p.known()) subjects.add(p);
            }
        }
    }

    private boolean happened(int event) {
        return since == null || since.get(event);
    }

    private void ask(Value v, int depth) {
        if (v == null || depth > DEPTH) return;
        if (v instanceof Value.Name || v instanceof Value.Field || v instanceof Value.Element) {
            Path p = in.locks().path(v);
            if (v instanceof Value.Element e) ask(e.index(), depth + 1);
            if (constant(p) || !read(p)) return;
            subject(p);
        } else if (v instanceof Value.Local l) {
            local(l, depth);
        } else if (v instanceof Value.Result r) {
            if (r.event() == await) ofAwait = true;
            else if (happened(r.event()) && in.typing().event(r.event()) instanceof Event.Call c) call(c, depth);
        } else if (v instanceof Value.Unary u) {
            ask(u.operand(), depth + 1);
        } else if (v instanceof Value.Binary b) {
            if (ORDER.contains(b.op()) && temporal(b)) {
                clock = true;
                return;
            }
            ask(b.left(), depth + 1);
            ask(b.right(), depth + 1);
        } else if (v instanceof Value.Cast c) {
            ask(c.operand(), depth + 1);
        } else if (v instanceof Value.InstanceOf i) {
            ask(i.operand(), depth + 1);
        } else if (v instanceof Value.Choice c) {
            ask(c.condition(), depth + 1);
            for (Value x : c.values()) ask(x, depth + 1);
        } else if (v instanceof Value.Updated u && happened(u.event()) && in.typing().event(u.event()) instanceof Event.Update e) {
            subject(in.locks().path(e.target()));
        }
    }

    /** A comparison with the clock asks for the time, whichever fields hold the deadline. */
    private boolean temporal(Value.Binary b) {
        Question q = new Question(in, since, await);
        q.locals.addAll(locals);
        q.ask(b.left(), 1);
        q.ask(b.right(), 1);
        if (q.clock) locals.addAll(q.locals);
        return q.clock;
    }

    private static boolean constant(Path p) {
        return p.field() == null || Mods.has(p.field().mods(), Mods.FINAL);
    }

    private boolean read(Path p) {
        if (since == null) return true;
        for (int i = since.nextSetBit(0); i >= 0; i = since.nextSetBit(i + 1)) {
            if (in.typing().event(i) instanceof Event.Read r && in.locks().path(r.target()).equals(p)) return true;
        }
        return false;
    }

    private void local(Value.Local l, int depth) {
        if (!locals.add(l.index())) return;
        boolean before = ofState();
        LocalFacts facts = in.typing().body().locals().get(l.index());
        if (facts.assignments() > 0) {
            for (Event e : in.events()) {
                if (e instanceof Event.Assign a && a.local() == l.index() && happened(a.id())) ask(a.value(), depth + 1);
            }
        }
        if (ofState() && !before) subject(in.locks().path(l));
    }

    private void call(Event.Call c, int depth) {
        if (CLOCKS.contains(c.name())) {
            clock = true;
            return;
        }
        if (logLevel(c.name())) return;
        for (Value a : c.args()) ask(a, depth + 1);
        Target t = in.typing().target(c.id());
        if (c.receiver() == null || t.viaType()) {
            opaque |= !(t.viaType() && t.receiver().name().startsWith("java.lang."));
            return;
        }
        Path p = in.locks().path(c.receiver());
        switch (p.root()) {
            case THIS, OUTER, UNKNOWN -> opaque = true;
            default -> subject(p);
        }
        ask(c.receiver(), depth + 1);
    }

    private static boolean logLevel(String name) {
        return name.equals("isLoggable") || name.startsWith("is") && name.endsWith("Enabled");
    }
}
