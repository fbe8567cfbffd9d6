package dev.snarl.rules.races;

import dev.snarl.facts.Event;
import dev.snarl.facts.Mods;
import dev.snarl.facts.Span;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.Role;
import dev.snarl.knowledge.TypeFact;
import dev.snarl.program.Decl;
import dev.snarl.program.Held;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Method;
import dev.snarl.program.MethodDecl;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Runs;
import dev.snarl.program.SourceType;
import dev.snarl.program.Target;
import dev.snarl.program.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds where formats are used: calls that format, parse or change settings, and references to such methods. */
final class FormatUses {
    private final Program program;
    private final List<String> types = new ArrayList<>();
    private final Set<String> names = new TreeSet<>(Set.of("format", "parse"));

    FormatUses(Program program) {
        this.program = program;
        for (TypeFact f : program.knowledge().typeFacts(Role.THREAD_UNSAFE_FORMAT)) {
            if (f.attributes().getOrDefault("kind", "").equals("calendar")) continue;
            types.add(f.name());
            Decl d = program.universe().decl(f.name(), null);
            for (MethodDecl m : d == null ? List.<MethodDecl>of() : d.allOwnMethods()) if (uses(m)) names.add(m.name());
        }
    }

    /** Asking for a setting, comparing and copying leave a format as it is. */
    private static boolean uses(MethodDecl m) {
        String n = m.name();
        return !m.isStatic() && m.is(Mods.PUBLIC) && !n.equals("<init>") && !n.startsWith("get") && !n.startsWith("is") && !n.startsWith("to")
                && !n.equals("equals") && !n.equals("hashCode") && !n.equals("clone");
    }

    /** In the order of methods and events. */
    List<FormatUse> find() {
        List<FormatUse> out = new ArrayList<>();
        for (Method m : program.methodsMentioning(names)) {
            if (m.owner().unit().test()) continue;
            Interpretation in = program.interpret(m);
            for (Event e : in.events()) {
                if (!in.reached(e.id())) continue;
                if (e instanceof Event.Call c) call(in, c, out);
                List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
                for (int i = 0; i < args.size(); i++) if (args.get(i) instanceof Value.MethodRef r) reference(in, e, i, r, out);
            }
        }
        return out;
    }

    private void call(Interpretation in, Event.Call c, List<FormatUse> out) {
        if (c.receiver() == null || !names.contains(c.name())) return;
        Target t = in.typing().target(c.id());
        // A method of the project's own subclass does what it does.
        if (t.viaType() || t.source() != null || !isFormat(t.receiver()) || settles(in, c)) return;
        Span span = new Span(c.span().line(), c.span().column(), c.nameSpan().endLine(), c.nameSpan().endColumn());
        out.add(use(in, c.id(), span, c.receiver(), t.receiver(), c.name(), in.escapingLambda(c.id())));
    }

    /** A setting that completes a format which the method has just made and stored. */
    private static boolean settles(Interpretation in, Event.Call c) {
        if (!c.name().startsWith("set") && !c.name().startsWith("apply")) return false;
        Path p = in.locks().path(c.receiver());
        for (Event e : in.events()) {
            if (e.id() >= c.id()) break;
            if (e instanceof Event.Write w && p.equals(in.locks().path(w.target()))) return true;
        }
        return false;
    }

    private void reference(Interpretation in, Event e, int arg, Value.MethodRef r, List<FormatUse> out) {
        if (r.type() != null || !names.contains(r.method())) return;
        Type t = in.typing().methodRefScope(r);
        if (!isFormat(t) || in.locks().path(r.scope()).root() == Path.Root.CLASS) return;
        boolean now = program.argumentRuns(in, e.id(), arg) == Runs.IMMEDIATE;
        FormatUse use = use(in, e.id(), r.span(), r.scope(), t, r.method(), in.escapingLambda(e.id()));
        out.add(now ? use : new FormatUse(use.method(), use.event(), use.span(), use.format(), use.name(), use.type(), use.call(), use.lambda(), List.of(), false));
    }

    private FormatUse use(Interpretation in, int event, Span span, Value format, Type type, String call, int lambda) {
        Method m = in.method();
        Held held = in.heldAt(event);
        List<Held.Entry> all = new ArrayList<>(held.must());
        if (lambda < 0) all.addAll(program.entryLocks(m).must());
        boolean vague = held.entries().size() > held.must().size() || lambda >= 0 && in.lambda(lambda).runs() == Runs.UNKNOWN
                || lambda < 0 && SourceType.has(m.facts().annotations(), program.knowledge().annotations(Role.SYNCHRONIZED_ANNOTATION));
        return new FormatUse(m, event, span, in.locks().path(format), name(in, format), type.simpleName(), call, lambda, all, vague);
    }

    private static String name(Interpretation in, Value v) {
        if (v instanceof Value.Local l) return in.typing().body().locals().get(l.index()).name();
        return v instanceof Value.Captured c ? c.name() : in.locks().label(in.locks().path(v));
    }

    private boolean isFormat(Type t) {
        if (t.decl() == null) return false;
        for (String name : types) if (t.isA(name).yes()) return true;
        return false;
    }
}
