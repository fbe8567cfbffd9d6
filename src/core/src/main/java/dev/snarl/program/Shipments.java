package dev.snarl.program;

import dev.snarl.facts.Event;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.LocalFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.TypeRef;
import dev.snarl.facts.Value;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the calls that write an object for another JVM. Used by one thread. */
public final class Shipments {
    private static final String STREAM = "java.io.ObjectOutputStream";
    private static final int DEPTH = 3;
    private final Program program;
    private final Typings typings;

    public Shipments(Program program) {
        this.program = program;
        this.typings = new Typings(program.universe(), program.functional());
    }

    /** The calls that hand an object to an engine or to a stream themselves, by method and place. */
    public List<Shipment> direct() {
        List<Shipment> out = new ArrayList<>();
        Set<String> names = names();
        if (names.isEmpty()) return out;
        for (Method m : program.methodsMentioning(names)) {
            if (!m.hasBody()) continue;
            Typing t = typings.of(m);
            for (Event e : t.index().events) {
                MethodFact f = fact(t, e);
                if (f == null || !writes(t, e, f)) continue;
                for (int arg : Roles.indices(f.attribute("task", ""))) if (arg >= 0) out.add(new Shipment(m, e.id(), arg, f, null));
            }
        }
        return out;
    }

    /** The names of the calls that matter here: of an engine only where a file imports something of it. */
    private Set<String> names() {
        Set<String> imported = new TreeSet<>();
        for (SourceType t : program.universe().types()) {
            if (t.outer() != null) continue;
            for (ImportFacts i : t.unit().facts().imports()) imported.add(start(i.name()));
            imported.add(start(t.unit().facts().packageName() + "._"));
        }
        Set<String> names = new TreeSet<>();
        for (MethodFact f : program.knowledge().methods(Role.SHIP)) {
            if (!f.type().startsWith("java.") && !imported.contains(start(f.type()))) continue;
            names.add(f.name().equals("<init>") ? f.type().substring(f.type().lastIndexOf('.') + 1) : f.name());
        }
        return names;
    }

    /** The first three parts of a dotted name: {@code org.apache.spark}. */
    private static String start(String name) {
        int at = -1;
        for (int i = 0; i < 3; i++) {
            int next = name.indexOf('.', at + 1);
            if (next < 0) return name;
            at = next;
        }
        return name.substring(0, at);
    }

    private MethodFact fact(Typing t, Event e) {
        if (e instanceof Event.New n) return program.roles().first(Role.SHIP, "<init>", n.args().size(), t.target(n.id()));
        if (!(e instanceof Event.Call c)) return null;
        Target target = t.target(c.id());
        MethodFact f = program.roles().first(Role.SHIP, c.name(), c.args().size(), target);
        if (f != null || c.receiver() == null || target.method() == null) return f;
        // ExecutorService pool = hazelcast.getExecutorService("name"): what was assigned tells more than the variable's type.
        Type made = origin(t, c.receiver());
        if (made.decl() == null) return null;
        return program.roles().first(Role.SHIP, c.name(), c.args().size(), new Target(target.method(), made, null, false, target.ambiguous(), target.candidates()));
    }

    private static Type origin(Typing t, Value v) {
        if (!(v instanceof Value.Local l)) return Type.UNKNOWN;
        LocalFacts f = t.body().locals().get(l.index());
        boolean fixed = f.kind() == LocalFacts.Kind.VARIABLE && f.effectivelyFinal() && f.initial() != null;
        return fixed ? t.typeOf(f.initial()) : Type.UNKNOWN;
    }

    /** Whether the call writes its argument as it is: a subclass of the stream may replace it, and an exported remote object goes as its stub. */
    private static boolean writes(Typing t, Event e, MethodFact f) {
        String engine = f.attribute("engine", "");
        if (engine.equals("rmi") || guarded(t)) return false;
        String closure = f.attribute("closure", "");
        if (!closure.startsWith("java")) return false;
        if (!f.type().startsWith("java.io.Object")) return true;
        if (!(e instanceof Event.Call c) || c.receiver() == null || !t.typeOf(c.receiver()).is(STREAM)) return false;
        Type made = origin(t, c.receiver());
        return !given(t, c.receiver()) && (made.decl() == null || made.is(STREAM));
    }

    /** A stream that another method gives may be of any subclass. */
    private static boolean given(Typing t, Value stream) {
        Value v = stream;
        if (v instanceof Value.Local l && t.body().locals().get(l.index()).effectivelyFinal() && t.body().locals().get(l.index()).initial() != null) v = t.body().locals().get(l.index()).initial();
        return v instanceof Value.Result r && t.event(r.event()) instanceof Event.Call;
    }

    /** Whether the code asks if the object is serializable, or expects that it is not. */
    private static boolean guarded(Typing t) {
        boolean[] found = {false};
        Nodes.walk(t.body().root(), n -> {
            if (!(n instanceof Node.Try y)) return;
            for (Node.Catch c : y.catches()) for (TypeRef r : c.types()) found[0] |= r.simpleName().equals("NotSerializableException");
        });
        ValueWalk.values(t.body().root(), v -> {
            if (v instanceof Value.InstanceOf i && i.type() != null) found[0] |= i.type().simpleName().equals("Serializable") || i.type().simpleName().equals("Externalizable");
        });
        return found[0];
    }

    /** The calls of the method that hand it, as the parameter that it passes on, the object of a shipment; empty when the object is no parameter. */
    public List<Shipment> callers(Shipment s) {
        List<Shipment> out = new ArrayList<>();
        int param = parameter(s);
        if (param < 0 || s.depth() >= DEPTH) return out;
        boolean variable = s.method().facts().varargs() && param == s.method().facts().params().size() - 1;
        if (variable) return out;
        for (CallEdge e : program.calls().edgesTo(s.method())) {
            if (e.reference() || e.callees().size() != 1) continue;
            Typing t = typings.of(e.caller());
            if (t.target(e.event()).source() != s.method() || !t.target(e.event()).resolved() || guarded(t)) continue;
            out.add(new Shipment(e.caller(), e.event(), param, s.fact(), s));
        }
        return out;
    }

    /** The number of the parameter that is handed over, or -1. */
    private int parameter(Shipment s) {
        Typing t = typings.of(s.method());
        Event e = t.event(s.event());
        List<Value> args = e instanceof Event.Call c ? c.args() : e instanceof Event.New n ? n.args() : List.of();
        Value v = s.arg() < args.size() ? args.get(s.arg()) : null;
        while (v instanceof Value.Cast c) v = c.operand();
        if (!(v instanceof Value.Local l) || l.index() >= s.method().facts().params().size()) return -1;
        return t.body().locals().get(l.index()).effectivelyFinal() ? l.index() : -1;
    }
}
