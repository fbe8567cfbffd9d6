package dev.snarl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Node;
import dev.snarl.program.FlowGraph.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FlowGraphTest {
    /** The graph of a method whose calls are named by single letters. */
    private static final class Flow {
        final FlowGraph graph;
        final Node root;

        Flow(String code) {
            FileFacts facts = Extractor.extract("class T { boolean x, y; void method() { " + code + " } }");
            MethodFacts method = facts.types().get(0).methods().stream().filter(m -> m.name().equals("method")).findFirst().orElseThrow();
            Body body = facts.body(method.body());
            root = body.root();
            graph = FlowGraph.of(root);
        }

        Point call(String name) {
            for (Point p : graph.points()) if (p.event() instanceof Event.Call c && c.name().equals(name)) return p;
            throw new AssertionError("no call " + name);
        }

        /** The calls, or ends, that can come right after one; "start" for the first ones. */
        String after(String name) {
            TreeSet<String> out = new TreeSet<>();
            List<Point> seen = new ArrayList<>();
            if (name.equals("start")) collect(graph.start(), seen, out);
            else for (Point p : graph.points()) if (p.event() instanceof Event.Call c && c.name().equals(name)) for (Point n : p.next()) collect(n, seen, out);
            return String.join(" ", out);
        }

        private void collect(Point p, List<Point> seen, TreeSet<String> out) {
            if (seen.contains(p)) return;
            seen.add(p);
            if (p.event() instanceof Event.Call c) {
                out.add(c.name());
            } else if (p.next().isEmpty()) {
                out.add(p.kind().name());
            } else {
                for (Point n : p.next()) collect(n, seen, out);
            }
        }
    }

    @Test
    void branchesAndLoops() {
        assertEquals("b c", new Flow("a(); if (x) b(); else c(); d();").after("a"));
        assertEquals("END b", new Flow("while (x) { b(); }").after("b"));
        assertEquals("b", new Flow("while (true) { b(); }").after("b"));
        assertEquals("c d", new Flow("do { c(); } while (x); d();").after("c"));
        assertEquals("b", new Flow("do { b(); } while (x); d();").after("start"));
        assertEquals("c", new Flow("for (a(); x; c()) { b(); } d();").after("b"));
        assertEquals("b d", new Flow("for (a(); x; c()) { b(); } d();").after("c"));
        assertEquals("a d", new Flow("for (Object o : list) { a(); } d();").after("a"));
    }

    @Test
    void jumpsLeadToTheirTargets() {
        String code = "outer: while (x) { a(); for (;;) { b(); if (y) break outer; c(); if (x) continue outer; if (y) break; d(); } e(); } f();";
        Flow flow = new Flow(code);
        assertEquals("c f", flow.after("b"));
        assertEquals("a d e f", flow.after("c"));
        assertEquals("b", flow.after("d"));
    }

    @Test
    void operandsAreAskedOneByOne() {
        // Where a() is false, b() is not asked, and c() cannot be reached.
        Flow flow = new Flow("if (a() && b()) c(); else d();");
        assertEquals("b d", flow.after("a"));
        assertEquals("c d", flow.after("b"));
        Flow or = new Flow("while (a() || b() && c()) d(); e();");
        assertEquals("b d", or.after("a"));
        assertEquals("c e", or.after("b"));
        assertEquals("d e", or.after("c"));
    }

    @Test
    void finallyIsPassedOnEveryWay() {
        Flow flow = new Flow("while (x) { try { a(); if (y) return; if (x) break; b(); } finally { f(); } c(); } d();");
        assertEquals("b f", flow.after("a"));
        assertEquals("END c d", flow.after("f"));
        Flow thrown = new Flow("try { a(); if (x) throw new RuntimeException(); b(); } finally { f(); }");
        assertEquals("END RAISED", thrown.after("f"));
    }

    @Test
    void throwsLeadToTheClausesAround() {
        Flow flow = new Flow("try { a(); throw new IllegalStateException(); } catch (RuntimeException e) { b(); } c();");
        assertEquals("RAISED b", flow.after("a"));
        assertEquals("b", new Flow("try { a(); throw new Error(); } catch (Throwable e) { b(); } c();").after("a"));
        Node.Try t = (Node.Try) ((Node.Seq) flow.root).nodes().get(0);
        Point clause = flow.graph.pointsOf(t.catches().get(0)).get(0);
        assertTrue(flow.graph.reaches(clause, flow.call("c"), null));
        assertFalse(flow.graph.reaches(clause, flow.call("a"), null));
    }

    @Test
    void casesFallOrLeave() {
        Flow flow = new Flow("a(); switch (k) { case 1: b(); case 2: c(); break; default: d(); } e();");
        assertEquals("b c d", flow.after("a"));
        assertEquals("c", flow.after("b"));
        assertEquals("e", flow.after("c"));
        assertEquals("b e", new Flow("a(); switch (k) { case 1 -> b(); } e();").after("a"));
    }

    @Test
    void reachingWithoutAPoint() {
        Flow flow = new Flow("while (x) { a(); b(); } c();");
        assertTrue(flow.graph.reaches(flow.call("b"), flow.call("a"), null));
        assertTrue(flow.graph.reaches(flow.call("b"), flow.call("c"), flow.call("a")));
        assertFalse(flow.graph.reaches(flow.graph.start(), flow.call("b"), flow.call("a")));
    }
}
