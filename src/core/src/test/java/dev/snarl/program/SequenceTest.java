package dev.snarl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls of {@code start}, {@code a} and {@code b} in a body, and which of {@code a} and {@code b} can come before the other. */
class SequenceTest {
    private final Map<String, Integer> calls = new LinkedHashMap<>();
    private Sequence sequence;

    private void body(String text) {
        String source = "abstract class T { abstract void start(); abstract int a(); abstract int b(); abstract void run(Runnable r);"
                + " int m(int k) throws Exception { " + text + " } }";
        Body body = Extractor.extract(source).body(0);
        calls.clear();
        collect(body.root());
        for (LambdaFacts l : body.lambdas()) collect(l.body());
        sequence = Sequence.of(body);
    }

    private void collect(Node n) {
        if (n == null) return;
        if (n instanceof Event.Call c) calls.put(c.name(), c.id());
        else if (n instanceof Node.Seq s) s.nodes().forEach(this::collect);
        else if (n instanceof Node.Branch b) both(b.then(), b.otherwise());
        else if (n instanceof Node.Loop l) both(l.test(), l.body());
        else if (n instanceof Node.Switch s) s.cases().forEach(c -> collect(c.body()));
        else if (n instanceof Node.Try t) tries(t);
    }

    private void both(Node first, Node second) {
        collect(first);
        collect(second);
    }

    private void tries(Node.Try t) {
        both(t.resources(), t.body());
        t.catches().forEach(c -> collect(c.body()));
        collect(t.finallyBody());
    }

    private boolean precedes(String first, String then) {
        return sequence.canPrecede(calls.get(first), calls.get(then), calls.get("start"));
    }

    @Test
    void whatIsWrittenFirstComesFirst() {
        body("start(); a(); b(); return 0;");
        assertTrue(precedes("a", "b"));
        assertFalse(precedes("b", "a"));
    }

    @Test
    void branchesExcludeEachOther() {
        body("start(); if (k > 0) { a(); } else { b(); } return 0;");
        assertFalse(precedes("a", "b"));
        body("start(); if (k > 0) { a(); } b(); return 0;");
        assertTrue(precedes("a", "b"));
    }

    @Test
    void casesExcludeEachOtherUnlessTheyFallThrough() {
        body("start(); switch (k) { case 1: a(); default: b(); } return 0;");
        assertTrue(precedes("a", "b"));
        body("start(); switch (k) { case 1: a(); break; default: b(); } return 0;");
        assertFalse(precedes("a", "b"));
        body("start(); switch (k) { case 1 -> a(); default -> b(); } return 0;");
        assertFalse(precedes("a", "b"));
    }

    @Test
    void catchesExcludeEachOtherAndFinallyComesLast() {
        body("try { start(); } catch (IllegalStateException e) { a(); } catch (RuntimeException e) { b(); } return 0;");
        assertFalse(precedes("a", "b"));
        body("try { start(); a(); } finally { b(); } return 0;");
        assertTrue(precedes("a", "b"));
        assertFalse(precedes("b", "a"));
    }

    @Test
    void aLoopLeadsBackToWhatWasStartedOutside() {
        body("start(); while (k > 0) { b(); a(); } return 0;");
        assertTrue(precedes("a", "b"));
        body("while (k > 0) { start(); b(); a(); } return 0;");
        assertFalse(precedes("a", "b"), "each round has a start of its own");
    }

    @Test
    void whatALambdaDoesLaterMayComeAfterTheRestOfItsMethod() {
        body("start(); run(() -> b()); a(); return 0;");
        assertTrue(precedes("a", "b"));
        assertTrue(precedes("b", "a"));
    }

    @Test
    void returnedValuesBelongToTheirLambda() {
        body("java.util.function.IntSupplier s = () -> 1; if (k > 0) return 2; return 3;");
        assertEquals(2, sequence.returned(-1).size());
        assertEquals(1, sequence.returned(0).size());
    }
}
