package dev.snarl.rules.locks;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.AccessKind;
import dev.snarl.program.Acquisition;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Field;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.LockOrigins;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The monitor of a field's object, where the field is given another object while threads use the old one's monitor. */
public final class LockOnMutableReference implements Rule {
    private static final Pattern SET_UP = Pattern.compile("(do|on|internal)?_?(set|with|init|config|inject|activate|start|open|prepare|afterProp|bind|connect|register|build|create|add|main)",
            Pattern.CASE_INSENSITIVE);

    /**
     * How a field is given a new object.
     *
     * @param under    the lock keys held there
     * @param itself   the monitor of the old object is one of them
     * @param replaces there is an old object for certain
     * @param creates  the new object is made there
     */
    private record Swap(Access access, Set<String> under, boolean itself, boolean replaces, boolean creates) {}

    @Override
    public void check(Program program, Findings out) {
        LockReports reports = new LockReports(id());
        LockOrigins origins = program.lockOrigins();
        Map<Field, List<Swap>> swaps = new HashMap<>();
        MonitorUse.regions(program, use -> {
            // A local copy keeps its object: whoever makes one to work with knows of the swap.
            Value lock = use.direct();
            if (!(lock instanceof Value.Name || lock instanceof Value.Field)) return;
            Field f = origins.field(use.in(), lock);
            if (f == null || f.isFinal() || reports.known(f, use) || program.confined(f)) return;
            Set<String> around = around(program, use, f);
            for (Swap s : swaps.computeIfAbsent(f, k -> swaps(program, k))) {
                if (!s.replaces && !justBefore(use, s) || !Collections.disjoint(s.under, around) || program.initial(use.method())) continue;
                if (strangers(use.method(), s.access) || takenByHelper(program, use.method(), s.under)) continue;
                reports.add(f, use, fault(f, use, s));
                break;
            }
        });
        reports.into(out);
    }

    /** The locks that are held where the field's monitor is taken. */
    private static Set<String> around(Program program, MonitorUse use, Field f) {
        Set<String> out = new HashSet<>();
        for (Acquisition a : use.in().acquisitions()) if (a.span().equals(use.at())) keys(a.before().entries(), f, out);
        if (use.lambda() < 0) keys(program.entryLocks(use.method()).entries(), f, out);
        return out;
    }

    /** Adds the keys of the locks but that of the field itself; says whether it is among them. */
    private static boolean keys(List<Held.Entry> held, Field f, Set<String> out) {
        boolean itself = false;
        for (Held.Entry e : held) {
            Path p = e.lock().path();
            if (p.field() == f) itself = true;
            else if (e.lock().shared()) out.add(e.lock().key());
        }
        return itself;
    }

    private static List<Swap> swaps(Program program, Field f) {
        List<Swap> within = new ArrayList<>(), elsewhere = new ArrayList<>();
        // Without an object from the start the other writes may be what sets the field up, once.
        boolean made = false;
        for (Access a : program.accesses(f)) made |= a.initial() && a.kind() == AccessKind.WRITE && !a.element() && !isNull(value(program.interpret(a.method()), a.event()));
        for (Access a : program.accesses(f)) {
            if (!a.writes() || a.element()) continue;
            Value v = a.kind() == AccessKind.WRITE ? value(program.interpret(a.method()), a.event()) : null;
            if (isNull(v) || a.initial() || program.initial(a.method())) continue;
            if (a.owned() || program.lifecycle(a.method()) || a.method().owner().unit().test() || itself(v, f, a)) continue;
            Set<String> under = new HashSet<>();
            // What may be held counts as held: it may be what keeps the threads apart.
            keys(a.held().entries(), f, under);
            boolean own = keys(program.heldAt(a), f, under);
            if (own) within.add(new Swap(a, under, true, true, false));
            else if (!setUp(a.method()) && ownObject(a)) elsewhere.add(new Swap(a, under, false, made, v != null && program.interpret(a.method()).locks().path(v).isFresh()));
        }
        within.addAll(elsewhere);
        return within;
    }

    /** Of the object whose method it is; another one may be a copy that nobody knows yet. */
    private static boolean ownObject(Access a) {
        return a.base().root() == Path.Root.THIS || a.base().root() == Path.Root.OUTER || a.base().root() == Path.Root.CLASS;
    }

    /** Two classes of which no object can be both: the field is inherited by each on its own. */
    private static boolean strangers(Method user, Access a) {
        SourceType one = user.owner(), other = a.method().owner();
        if (a.field().isStatic() || within(one, other) || within(other, one)) return false;
        return one.isA(a.field().owner().name()).yes() && other.isA(a.field().owner().name()).yes() && one.isA(other.name()).no() && other.isA(one.name()).no();
    }

    private static boolean within(SourceType inner, SourceType outer) {
        for (SourceType t = inner; t != null; t = t.outer()) if (t == outer) return true;
        return false;
    }

    /** A method that the code, or a caller of it, calls takes the lock that is held at the assignment: it may keep it for its caller. */
    private static boolean takenByHelper(Program program, Method user, Set<String> keys) {
        if (keys.isEmpty()) return false;
        Set<Method> near = new LinkedHashSet<>(List.of(user));
        for (CallEdge e : program.calls().edgesTo(user)) near.add(e.caller());
        for (Method m : near) {
            for (CallEdge e : program.calls().edgesFrom(m)) for (Method callee : e.callees()) if (program.takesAny(callee, keys)) return true;
        }
        return false;
    }

    private static boolean isNull(Value v) {
        return v instanceof Value.Constant c && c.kind() == Value.ConstantKind.NULL;
    }

    /** The same code makes the object and then locks it: two threads there make two. A thread that is waited for, and an object to wait on, are meant so. */
    private static boolean justBefore(MonitorUse use, Swap s) {
        Access a = s.access;
        if (!s.creates || a.method() != use.method() || use.in().typing().lambdaOf(a.event()) != use.lambda() || a.span().compareTo(use.at()) > 0) return false;
        if (a.field().type().isA("java.lang.Thread").yes()) return false;
        for (Event e : use.in().events()) {
            if (e instanceof Event.Call c && use.region().span().contains(c.span()) && (c.name().equals("wait") || c.name().startsWith("notify") || c.name().equals("start"))) return false;
        }
        return true;
    }

    private static Value value(Interpretation in, int event) {
        return in.typing().event(event) instanceof Event.Write w ? w.value() : null;
    }

    /** A value that certainly is the old object is no swap. */
    private static boolean itself(Value v, Field f, Access a) {
        return v instanceof Value.Name n && n.id().equals(f.name()) && !a.dependent();
    }

    /** By its name the method prepares the object before threads use it. */
    private static boolean setUp(Method m) {
        return SET_UP.matcher(m.name()).lookingAt();
    }

    private LockReports.Fault fault(Field f, MonitorUse use, Swap s) {
        Access a = s.access;
        Method writer = a.method();
        boolean here = use.region().span().contains(a.span()) && writer == use.method();
        String replaced = here ? "this block gives it a new object" : writer.label() + " gives it a new object";
        if (!s.replaces) return own(f, use, s);
        String message = "The monitor of " + f.label() + " is taken, but " + replaced + (s.itself && !here ? " while it holds the old one's monitor" : "")
                + ": one thread still in, or waiting for, the old object's monitor does not keep out another that takes the new one's.";
        List<Related> related = new ArrayList<>(1);
        related.add(new Related(Program.site(writer, a.span()), "gets another object here"));
        return new LockReports.Fault(s.itself ? Confidence.HIGH : Confidence.MEDIUM, message, List.of(), related, threads(f, use, s, here),
                "Lock a private final Object that never changes, here and where " + f.name() + " is assigned" + (Mods.has(f.mods(), Mods.STATIC) ? " (a static one)." : "."));
    }

    private LockReports.Fault own(Field f, MonitorUse use, Swap s) {
        return new LockReports.Fault(Confidence.MEDIUM, use.method().label() + " makes the object in " + f.label()
                + " and then takes its monitor: two threads that come here at the same time make two objects, and neither keeps the other out.", List.of(),
                List.of(new Related(Program.site(s.access.method(), s.access.span()), "gets its object here")), "Make the lock when the object is made: private final Object.");
    }

    private static List<ThreadTrace> threads(Field f, MonitorUse use, Swap s, boolean here) {
        Site lock = Program.site(use.method(), use.at()), write = Program.site(s.access.method(), s.access.span());
        String locking = use.method().label(), writing = s.access.method().label(), name = f.name();
        Step first = new Step(lock, locking, "takes the monitor of the object in " + name, 1);
        Step swap = new Step(write, writing, "gives " + name + " a new object", 2);
        Step second = new Step(lock, locking, "takes the new object's monitor, which is free, while the other thread is in the block", 3);
        return here ? List.of(new ThreadTrace("thread A", List.of(first, swap)), new ThreadTrace("thread B", List.of(second)))
                : List.of(new ThreadTrace("thread A", List.of(first)), new ThreadTrace("thread B", List.of(swap, second)));
    }
}
