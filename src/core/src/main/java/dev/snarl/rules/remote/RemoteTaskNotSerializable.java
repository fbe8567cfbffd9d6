package dev.snarl.rules.remote;

import dev.snarl.facts.Confidence;
import dev.snarl.facts.Event;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Related;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import dev.snarl.facts.Value;
import dev.snarl.program.Fates;
import dev.snarl.program.Method;
import dev.snarl.program.Program;
import dev.snarl.program.SerialBreak;
import dev.snarl.program.SerialBreak.Kind;
import dev.snarl.program.SerialBreak.Link;
import dev.snarl.program.SerialGraph;
import dev.snarl.program.Shipment;
import dev.snarl.program.Shipments;
import dev.snarl.program.Typing;
import dev.snarl.rules.Findings;
import dev.snarl.rules.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A task or object that is sent to another JVM, itself or something that it holds, cannot be serialized. */
public final class RemoteTaskNotSerializable implements Rule {
    private static final Map<String, String> ENGINES = Map.of("hazelcast", "Hazelcast", "spark", "Spark", "flink", "Flink", "beam", "Beam", "ignite", "Ignite",
            "infinispan", "Infinispan", "redisson", "Redisson", "jms", "a JMS message", "java", "Java serialization");

    @Override
    public void check(Program program, Findings out) {
        Shipments shipments = new Shipments(program);
        SerialGraph graph = new SerialGraph(program);
        Fates fates = program.fates();
        Map<String, Integer> ordinals = new TreeMap<>();
        Set<List<Object>> asked = new HashSet<>();
        Deque<Shipment> open = new ArrayDeque<>(shipments.direct());
        while (!open.isEmpty()) {
            Shipment s = open.poll();
            if (fates.inTest(s.method()) || !asked.add(List.of(s.method(), s.event(), s.arg()))) continue;
            SerialBreak broken = graph.ofArgument(graph.typing(s.method()), s.event(), s.arg(), s.carrier());
            if (broken == null) {
                open.addAll(shipments.callers(s));
            } else if (s.method().owner().unit().reported()) {
                out.add(finding(graph, s, broken, ordinals));
            }
        }
    }

    private static Finding finding(SerialGraph graph, Shipment s, SerialBreak broken, Map<String, Integer> ordinals) {
        Method m = s.method();
        Typing t = graph.typing(m);
        Event e = t.event(s.event());
        Value v = (e instanceof Event.Call c ? c.args() : ((Event.New) e).args()).get(s.arg());
        String name = variable(t, v);
        Span span = span(t, e, v);
        Site site = Program.site(m, span);
        String engine = ENGINES.getOrDefault(s.engine(), s.engine());
        String message = message(name, broken, engine);
        List<Related> related = new ArrayList<>();
        for (Link l : broken.links()) {
            if (l.site() != null && !l.site().equals(site) && l.kind() != Kind.OBJECT && related.size() < 4) related.add(new Related(l.site(), related(l)));
        }
        for (Shipment in = s.inner(); in != null; in = in.inner()) {
            related.add(new Related(Program.site(in.method(), tight(graph.typing(in.method()).event(in.event()))), in.inner() == null ? "written here" : "handed on here"));
        }
        String key = m.key() + " ships " + broken.links().get(0).name();
        int n = ordinals.merge(key, 1, Integer::sum);
        return new Finding("remote-task-not-serializable", null, broken.sure() ? Confidence.HIGH : Confidence.MEDIUM, site, m.label(), message,
                List.of(evidence(broken)), related, List.of(trace(site, m, broken, engine)), remedy(broken), n == 1 ? key : key + " " + n, "");
    }

    private static String message(String name, SerialBreak broken, String engine) {
        Link last = broken.last();
        String task = name == null ? "This object" : "'" + name + "'";
        boolean written = engine.equals("Java serialization");
        String end = written ? "" : " for " + engine;
        Link first = broken.links().get(0);
        switch (first.kind()) {
            case LAMBDA, REFERENCE:
                return (name == null ? "This " + first.name() : "'" + name + "' is a " + first.name() + " and")
                        + " cannot be serialized" + end + ": its interface " + first.type() + " is not Serializable. It is refused when it is sent, or fails on arrival.";
            case OBJECT:
                return (name == null ? "An object of class " + first.name() : "'" + name + "'") + " cannot be serialized" + end + ": " + first.type()
                        + " is not Serializable. Writing it throws NotSerializableException.";
            default:
        }
        StringBuilder b = new StringBuilder(task).append(" cannot be serialized").append(end).append(": it ");
        boolean start = true;
        for (Link l : broken.links()) {
            if (l.kind() == Kind.CAPTURE) b.append(start ? "captures '" : ", which captures '").append(l.name()).append("'");
            else if (l.kind() == Kind.FIELD) b.append(start ? "holds '" : ", whose field '").append(l.name()).append(start ? "' (field of " + l.holder() + ")" : "'");
            start = false;
        }
        String refused = last.kind() == Kind.LAMBDA || last.kind() == Kind.REFERENCE ? "a " + last.name() + " whose interface " + last.type() + " is not Serializable"
                : last.type() + ", which is not Serializable";
        return b.append(broken.links().size() > 2 || !start ? ", " : " ").append(refused).append(". Writing it throws NotSerializableException.").toString();
    }

    private static String related(Link l) {
        return switch (l.kind()) {
            case CAPTURE -> "captures '" + l.name() + "' of type " + l.type();
            case FIELD -> "the field '" + l.name() + "' of type " + l.type();
            case LAMBDA, REFERENCE -> "the " + l.name() + ", a " + l.type();
            case OBJECT -> "made here";
        };
    }

    private static String evidence(SerialBreak broken) {
        Link last = broken.last();
        if (last.kind() == Kind.LAMBDA || last.kind() == Kind.REFERENCE) return "no cast adds Serializable to " + last.type();
        return broken.sure() ? "the object of class " + last.type() + " is made in view" : "neither " + last.type() + " nor any subclass of it in the program is Serializable";
    }

    private static ThreadTrace trace(Site site, Method m, SerialBreak broken, String engine) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(site, m.label(), "hands the object to " + engine, 0));
        for (Link l : broken.links()) {
            if (l.kind() == Kind.OBJECT && l != broken.links().get(0) || l.site() == null) continue;
            String text = switch (l.kind()) {
                case CAPTURE -> "captures '" + l.name() + "' (" + l.type() + ")";
                case FIELD -> "holds '" + l.name() + "' (" + l.type() + ")";
                case LAMBDA, REFERENCE -> "is a " + l.name() + " of " + l.type() + ", which is not Serializable";
                case OBJECT -> "is a " + l.type() + ", which is not Serializable";
            };
            steps.add(new Step(l.site(), l.member(), text, 0));
        }
        return new ThreadTrace("the sending thread", steps);
    }

    private static String remedy(SerialBreak broken) {
        Link first = broken.links().get(0);
        Link last = broken.last();
        if (last.kind() == Kind.LAMBDA || last.kind() == Kind.REFERENCE) return "Give it an interface that extends Serializable, or cast it to (" + last.type() + " & Serializable).";
        if (first.kind() == Kind.OBJECT) return "Let " + first.type() + " implement Serializable, or send plain data.";
        return "Copy the plain data that is needed into a local variable before, make the field transient and fill it on arrival, or let " + last.type() + " implement Serializable.";
    }

    /** The name of the variable or field that is handed over, or null. */
    private static String variable(Typing t, Value v) {
        if (v instanceof Value.Local l) return t.body().locals().get(l.index()).name();
        if (v instanceof Value.Name n) return n.id();
        if (v instanceof Value.Field f) return f.name();
        if (v instanceof Value.Captured c) return c.name();
        return v instanceof Value.Cast c ? variable(t, c.operand()) : null;
    }

    /** The region of the argument, or of the call where the argument has none of its own. */
    private static Span span(Typing t, Event e, Value v) {
        if (v instanceof Value.Cast c) return span(t, e, c.operand());
        if (v instanceof Value.Lambda l) return t.body().lambdas().get(l.index()).arrow();
        if (v instanceof Value.MethodRef r) return r.span();
        if (v instanceof Value.Result r) return tight(t.event(r.event()));
        return tight(e);
    }

    private static Span tight(Event e) {
        Span s = e.span();
        if (s.line() == s.endLine()) return s;
        if (e instanceof Event.Call c) return c.nameSpan();
        int length = e instanceof Event.New n ? "new ".length() + n.type().name().length() : 1;
        return new Span(s.line(), s.column(), s.line(), s.column() + length);
    }
}
