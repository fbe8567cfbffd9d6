package dev.snarl.rules.visibility;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Related;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Access;
import dev.snarl.program.CallEdge;
import dev.snarl.program.Decl;
import dev.snarl.program.Fates;
import dev.snarl.program.Field;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Task;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A constructor lets others have the object, or starts a thread that works on it, and goes on building it. */
public final class ThisEscapeInConstructor implements Rule {
    private static final Set<String> NO_THREAD = Set.of("edt", "ui", "fx", "shutdown");
    private static final List<String> TOOLKITS = List.of("java.awt.", "javax.swing.", "javafx.", "org.eclipse.swt.", "android.");
    private static final List<String> LISTENERS = List.of("Listener", "Observer", "Handler", "Callback", "Subscriber");
    private static final Set<String> KEEPS = Set.of("add", "put", "offer", "addFirst", "addLast", "putIfAbsent", "set", "push", "addElement");

    /** A field that is set too late. */
    private record Late(Field field, Method method, Span span) {}

    /** How the object gets out, and what for. */
    private record Escape(int event, Span span, String how, boolean thread, Task task) {}

    @Override
    public void check(Program program, Findings out) {
        Fates fates = program.fates();
        for (SourceType t : program.universe().types()) {
            if (!t.unit().reported() || t.unit().test() || t.isInterface()) continue;
            for (Method m : t.methods()) {
                if (!m.facts().isConstructor() || !m.hasBody() || fates.inTest(m)) continue;
                check(program, fates, m, out);
            }
        }
    }

    private void check(Program program, Fates fates, Method c, Findings out) {
        Interpretation in = program.interpret(c);
        for (Escape e : escapes(program, in)) {
            Late late = late(program, fates, in, e);
            SourceType sub = late == null && e.thread() ? subclass(program, c) : null;
            if (late == null && sub == null) continue;
            out.add(finding(program, c, e, late, sub));
            return;
        }
    }

    private static List<Escape> escapes(Program program, Interpretation in) {
        Method c = in.method();
        List<Escape> out = new ArrayList<>();
        for (Task t : program.tasksOf(c)) {
            if (NO_THREAD.contains(t.thread()) || t.parallel() || t.hostLambda() >= 0 || !worksOnThis(program, in, t)) continue;
            Event at = started(in, t);
            if (at != null) out.add(new Escape(at.id(), at.span(), "a " + t.label() + " that works on it is started", true, t));
        }
        for (Event e : in.events()) {
            if (in.typing().lambdaOf(e.id()) >= 0) continue;
            if (e instanceof Event.Write w && in.locks().path(w.value()).isThis() && w.value() instanceof Value.This) {
                Path p = in.locks().path(w.target());
                if (p.root() == Path.Root.FIELD && p.base().root() == Path.Root.CLASS) out.add(new Escape(e.id(), e.span(), "it is stored in the static field " + p.field().name(), false, null));
            } else if (e instanceof Event.Call call && call.args().stream().anyMatch(a -> a instanceof Value.This t && t.qualifier().isEmpty())) {
                String how = handed(in, call);
                if (how != null) out.add(new Escape(e.id(), e.span(), how, false, null));
            }
        }
        out.sort(java.util.Comparator.comparingInt(Escape::event));
        return out;
    }

    /** Where the constructor starts the task; null for a thread that it only makes. */
    private static Event started(Interpretation in, Task t) {
        if (!(in.typing().event(t.event()) instanceof Event.New n)) return in.typing().event(t.event());
        Set<Path> names = new LinkedHashSet<>();
        for (Event e : in.events()) {
            if (e instanceof Event.Write w && w.value() instanceof Value.Result r && r.event() == n.id()) names.add(in.locks().path(w.target()));
            if (!(e instanceof Event.Call c) || !c.name().equals("start") || c.receiver() == null) continue;
            Path on = in.locks().path(c.receiver());
            if (on.isFresh() && on.index() == n.id() || names.contains(on)) return c;
        }
        return null;
    }

    /** A call with {@code this} as an argument that makes it known: a static registry, or a source of events. Null for helpers that may only keep it. */
    private static String handed(Interpretation in, Event.Call call) {
        Target t = in.typing().target(call.id());
        if (t.method() == null) return null;
        if (call.receiver() == null && t.implicit() != null && t.implicit() == in.method().owner() && !Mods.has(t.method().mods(), Mods.STATIC)) return null;
        for (String kit : TOOLKITS) if (t.receiver().name().startsWith(kit)) return null;
        Path on = call.receiver() == null || t.viaType() ? null : in.locks().path(call.receiver());
        boolean ofStatic = on != null && on.root() == Path.Root.FIELD && on.base().root() == Path.Root.CLASS;
        if (ofStatic && KEEPS.contains(call.name()) && t.source() == null) return "it is put into the static " + on.field().name();
        String n = call.name();
        boolean listens = n.equals("register") || n.startsWith("subscribe") || (n.startsWith("add") || n.startsWith("register")) && LISTENERS.stream().anyMatch(n::endsWith);
        if (ofToolkit(in.method().owner())) return null;
        if (listens && on != null && on.root() == Path.Root.FIELD && on.base().isThis() && ownPart(in, on)) return null;
        return listens ? "it is registered by " + n + "()" : null;
    }

    /** A part of a user interface, which has one thread. */
    private static boolean ofToolkit(SourceType t) {
        for (Decl d : t.ancestry().decls()) for (String kit : TOOLKITS) if (d.name().startsWith(kit)) return true;
        return false;
    }

    /** A helper that this constructor makes, or has made, belongs to the object. */
    private static boolean ownPart(Interpretation in, Path on) {
        for (Event e : in.events()) {
            if (e instanceof Event.Write w && in.locks().path(w.target()).equals(on) && w.value() instanceof Value.Result) return true;
        }
        return false;
    }

    private static boolean worksOnThis(Program program, Interpretation in, Task t) {
        if (t.object().isThis()) return true;
        if (t.lambda() >= 0) {
            for (Access a : program.accessesIn(in.method())) if (a.base().isThis() && inside(in, a.event(), t.lambda())) return true;
            for (CallEdge e : program.calls().edgesFrom(in.method())) if (e.receiver().isThis() && inside(in, e.event(), t.lambda())) return true;
            return false;
        }
        Method m = t.method();
        return m != null && m.owner().outer() == in.method().owner() && !m.owner().facts().is(Mods.STATIC) && m.hasBody() && outer(program, m);
    }

    private static boolean outer(Program program, Method m) {
        for (Access a : program.accessesIn(m)) if (a.base().root() == Path.Root.OUTER) return true;
        for (CallEdge e : program.calls().edgesFrom(m)) if (e.receiver().root() == Path.Root.OUTER) return true;
        return false;
    }

    private static boolean inside(Interpretation in, int event, int lambda) {
        for (int l = in.typing().lambdaOf(event); l >= 0; l = in.typing().body().lambdas().get(l).outer()) if (l == lambda) return true;
        return false;
    }

    /** A field that the constructor sets after the escape and that other methods read. */
    private static Late late(Program program, Fates fates, Interpretation in, Escape e) {
        Method c = in.method();
        List<Late> writes = new ArrayList<>(writes(program, in, e.event()));
        for (CallEdge call : program.calls().edgesFrom(c)) {
            if (call.event() <= e.event() || !call.inCallersThread() || !call.receiver().isThis()) continue;
            for (Method m : call.callees()) if (program.initial(m) && m.hasBody()) writes.addAll(writes(program, program.interpret(m), -1));
        }
        for (Late w : writes) if (readElsewhere(program, fates, e, w.field(), c)) return w;
        return null;
    }

    private static List<Late> writes(Program program, Interpretation in, int after) {
        List<Late> out = new ArrayList<>();
        for (Event e : in.events()) {
            if (!(e instanceof Event.Write w) || e.id() <= after || handle(w, after) || in.typing().lambdaOf(e.id()) >= 0 || unset(w)) continue;
            Path p = in.locks().path(w.target());
            if (p.root() == Path.Root.FIELD && p.base().isThis() && p.field() instanceof Field f && !f.isStatic()) out.add(new Late(f, in.method(), e.span()));
        }
        return out;
    }

    /** For a thread: its own code, or what it calls near by, reads the field; for others any method does. */
    private static boolean readElsewhere(Program program, Fates fates, Escape e, Field f, Method c) {
        Task t = e.task();
        Pollers.Root root = t == null ? null : t.lambda() >= 0 ? new Pollers.Root(t.host(), t.lambda()) : t.method() == null ? null : new Pollers.Root(t.method(), -1);
        if (t != null && root == null) return false;
        Set<Method> reached = root == null ? Set.of() : new Pollers(program).reached(root);
        for (Method m : fates.around(f.owner(), f.name())) {
            boolean inTask = root != null && m == root.method();
            if (root != null && !inTask && !reached.contains(m)) continue;
            if (root == null && (m.facts().isInitializer() || program.initial(m))) continue;
            Interpretation in = program.interpret(m);
            for (Event x : in.events()) {
                if (!(x instanceof Event.Read r) || in.locks().path(r.target()).field() != f) continue;
                if (!inTask || root.lambda() < 0 || inside(in, x.id(), root.lambda())) return true;
            }
        }
        return false;
    }

    /** The handle of the task that has just been handed over, to cancel it with: it cannot be had before. */
    private static boolean handle(Event.Write w, int handedOver) {
        Value v = w.value() instanceof Value.Cast c ? c.operand() : w.value();
        return v instanceof Value.Result r && r.event() == handedOver;
    }

    private static boolean unset(Event.Write w) {
        return w.value() instanceof Value.Constant c && (c.kind() == Value.ConstantKind.NULL || c.text().equals("0") || c.text().equals("false"));
    }

    /** A scanned subclass with fields of its own that its constructor has still to set, and that overrides something of the class. */
    private static SourceType subclass(Program program, Method c) {
        for (SourceType s : c.owner().subtypes()) {
            if (s.unit().test()) continue;
            boolean fields = s.fields().stream().anyMatch(f -> !f.isStatic() && f.facts().initializer() || !f.isStatic() && f.isFinal());
            boolean overrides = s.methods().stream().anyMatch(m -> !m.facts().isInitializer() && !m.isStatic() && !c.owner().ownMethods(m.name()).isEmpty());
            if (fields && overrides) return s;
        }
        return null;
    }

    private Finding finding(Program program, Method c, Escape e, Late late, SourceType sub) {
        String type = c.owner().label();
        List<Related> related = new ArrayList<>();
        List<Step> a = new ArrayList<>();
        List<Step> b = new ArrayList<>();
        a.add(new Step(Program.site(c, e.span()), c.label(), e.how(), 1));
        String what;
        if (late != null) {
            Field f = late.field();
            what = f.name() + " is set only after that";
            related.add(new Related(Program.site(late.method(), late.span()), "set after the object is out"));
            b.add(new Step(Program.site(c, e.span()), "another thread", "uses the object: sees " + f.name() + " unset", 2));
            a.add(new Step(Program.site(late.method(), late.span()), late.method().label(), "sets " + f.name(), 3));
        } else {
            what = "the subclass " + sub.label() + " is not built yet";
            related.add(new Related(Program.site(sub, sub.facts().nameSpan()), "its fields are set after this constructor has ended"));
            b.add(new Step(Program.site(c, e.span()), "another thread", "uses the object: the fields of " + sub.label() + " are unset", 2));
        }
        return new Finding(id(), null, late == null ? Confidence.LOW : e.thread() ? Confidence.HIGH : Confidence.MEDIUM, Program.site(c, e.span()), c.label(),
                "The constructor of " + type + " lets the object out before it is built: " + e.how() + ", and " + what + ".",
                List.of(), related, List.of(new ThreadTrace("thread A: the constructor", a), new ThreadTrace("thread B", b)),
                e.thread() ? "Start the thread in a method that is called once the object is built, or from a factory method." : "Publish the object when it is built: from a factory method, or as the last statement of a final class.",
                c.key() + "|" + e.how(), "");
    }
}
