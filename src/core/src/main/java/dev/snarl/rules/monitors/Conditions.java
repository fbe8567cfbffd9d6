package dev.snarl.rules.monitors;

import dev.snarl.facts.Event;
import dev.snarl.facts.Value;
import dev.snarl.program.ConditionCall;
import dev.snarl.program.Field;
import dev.snarl.program.FlowGraph;
import dev.snarl.program.FlowGraph.Point;
import dev.snarl.program.Interpretation;
import dev.snarl.program.Path;
import dev.snarl.program.Program;
import dev.snarl.program.Question;
import java.util.LinkedHashSet;
import java.util.Set;

/** What waits wait for, in a form that can be compared between methods. */
final class Conditions {
    private Conditions() {}

    /** The tests that decide about a wait, each as one word; empty where anything about them is not understood. */
    static Set<String> of(Program program, ConditionCall wait) {
        Interpretation in = program.interpret(wait.method());
        Set<String> out = new LinkedHashSet<>();
        for (Point t : guards(program, in, wait)) {
            Question q = Question.of(in, t.value());
            if (!q.ofState()) continue;
            if (q.opaque()) return Set.of();
            String word = word(in, t.value(), 0);
            if (word == null) return Set.of();
            out.add(word);
        }
        return out;
    }

    /** The fields that the tests ask for. */
    static Set<Field> fields(Program program, ConditionCall wait) {
        Interpretation in = program.interpret(wait.method());
        Set<Field> out = new LinkedHashSet<>();
        for (Point t : guards(program, in, wait)) {
            for (Path p : Question.of(in, t.value()).subjects()) if (p.field() instanceof Field f) out.add(f);
        }
        return out;
    }

    private static java.util.List<Point> guards(Program program, Interpretation in, ConditionCall wait) {
        int l = in.typing().lambdaOf(wait.call().id());
        FlowGraph graph = FlowGraph.of(l < 0 ? in.typing().body().root() : in.typing().body().lambdas().get(l).body());
        for (Point p : graph.pointsOf(wait.call().id())) return new Retest(program.roles(), in, graph, p, wait.timed()).guards();
        return java.util.List.of();
    }

    /** The same for equal questions about equal fields, whatever the method; null where a part has no name. */
    private static String word(Interpretation in, Value v, int depth) {
        if (depth > 6) return null;
        if (v instanceof Value.Constant c) return c.text();
        if (v instanceof Value.Unary u) {
            String o = word(in, u.operand(), depth + 1);
            return o == null ? null : u.op().equals("!") ? o : u.op() + o;
        }
        if (v instanceof Value.Binary b) {
            String left = word(in, b.left(), depth + 1);
            String right = word(in, b.right(), depth + 1);
            return left == null || right == null ? null : left + negatable(b.op()) + right;
        }
        if (v instanceof Value.Result r && in.typing().event(r.event()) instanceof Event.Call c) {
            StringBuilder s = new StringBuilder();
            if (c.receiver() != null) {
                String on = word(in, c.receiver(), depth + 1);
                if (on == null) return null;
                s.append(on).append('.');
            }
            s.append(c.name()).append('(');
            for (Value a : c.args()) {
                String w = word(in, a, depth + 1);
                if (w == null) return null;
                s.append(w).append(',');
            }
            return s.append(')').toString();
        }
        Path p = in.locks().path(v);
        if (p.isThis()) return "this";
        return p.field() == null || !p.known() ? null : p.field().owner().name() + "." + p.field().name();
    }

    /** A test and its opposite are one question. */
    private static String negatable(String op) {
        return switch (op) {
            case "==", "!=" -> "=";
            case "<", ">=" -> "<";
            case ">", "<=" -> ">";
            default -> op;
        };
    }
}
