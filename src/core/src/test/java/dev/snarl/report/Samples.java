package dev.snarl.report;

import dev.snarl.catalog.Catalog;
import dev.snarl.catalog.RuleDoc;
import dev.snarl.facts.Confidence;
import dev.snarl.facts.Coverage;
import dev.snarl.facts.Finding;
import dev.snarl.facts.Level;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Related;
import dev.snarl.facts.Result;
import dev.snarl.facts.Site;
import dev.snarl.facts.Span;
import dev.snarl.facts.Step;
import dev.snarl.facts.ThreadTrace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Results made by hand, over two small sources. */
final class Samples {
    static final String COUNTER = "src/main/java/org/example/Counter.java";
    static final String MAIN = "src/main/java/org/example/Main.java";

    static final String COUNTER_TEXT = String.join("\n",
            "package org.example;",
            "",
            "final class Counter {",
            "    private int hits;",
            "",
            "    void add() {",
            "        hits++;",
            "    }",
            "",
            "    synchronized int take() {",
            "        int seen = hits;",
            "\thits = 0;",
            "        return seen;",
            "    }",
            "}",
            "");

    static final String MAIN_TEXT = String.join("\n",
            "package org.example;",
            "",
            "import java.util.concurrent.Executors;",
            "",
            "class Main {",
            "    public static void main(String[] args) {",
            "        var counter = new Counter();",
            "        var pool = Executors.newFixedThreadPool(4);",
            "        pool.submit(() -> counter.add());",
            "        counter.take();",
            "    }",
            "}",
            "");

    static final Coverage COVERAGE = new Coverage(2, 0, 1_234, 0, new TreeMap<>(), 100, 99, 4, 4);

    private Samples() {}

    static SourceTexts texts() {
        return texts(Map.of(COUNTER, COUNTER_TEXT, MAIN, MAIN_TEXT));
    }

    static SourceTexts texts(Map<String, String> byPath) {
        return path -> Optional.ofNullable(byPath.get(path)).map(SourceTexts::split);
    }

    static Site site(String path, int line, int column, int endColumn) {
        return new Site(path, new Span(line, column, line, endColumn));
    }

    /** A race between a pool's task and the main thread, with all that a finding can carry. */
    static Finding race() {
        Site update = site(COUNTER, 7, 9, 15);
        Site reset = site(COUNTER, 12, 2, 6);
        return new Finding("non-atomic-compound-update", Level.ERROR, Confidence.HIGH, update, "Counter.add",
                "'Counter.hits' is incremented without a lock by pool tasks while the main thread resets it under 'this'. An update of either side can be lost.",
                List.of("a Counter is handed to a pool at Main.java:9", "'Counter.hits' is guarded by 'this' in Counter.take"),
                List.of(new Related(reset, "guarded write"), new Related(site(MAIN, 9, 21, 40), "runs in the pool")),
                List.of(
                        new ThreadTrace("thread A: pool task at Main.java:9", List.of(
                                new Step(update, "Counter.add", "reads hits (5)", 1),
                                new Step(update, "Counter.add", "writes hits (6): the reset is lost", 3))),
                        new ThreadTrace("thread B: main", List.of(
                                new Step(reset, "Counter.take", "writes hits (0), holding this", 2)))),
                "Make 'add' synchronized too, or count in an AtomicInteger.", "org.example.Counter#hits", "4f1d9c02a77be310");
    }

    /** A finding with one place and nothing more. */
    static Finding plain() {
        return new Finding("executor-not-shutdown", Level.WARNING, Confidence.MEDIUM, site(MAIN, 8, 20, 51), "Main.main",
                "The pool in 'pool' is never shut down, so the program does not end.", List.of(), List.of(), List.of(), "", "org.example.Main#main", "a0b1c2d3e4f50617");
    }

    static Finding named(String message, Site site) {
        return new Finding("executor-not-shutdown", Level.NOTE, Confidence.LOW, site, "", message, List.of(), List.of(), List.of(), "", "x", "");
    }

    static Result result(Finding... findings) {
        return new Result("/home/someone/project", List.of(findings), List.of(), COVERAGE);
    }

    static Result result(List<Notice> notices, Finding... findings) {
        return new Result("/home/someone/project", List.of(findings), notices, COVERAGE);
    }

    static RuleDoc page(String id, String level) {
        return Catalog.parse(id, String.join("\n",
                "---",
                "title: A title of " + id,
                "family: races",
                "level: " + level,
                "precision: high",
                "cwe: [366, 66]",
                "since: 0.1.0",
                "demo: none (a sample)",
                "---",
                "",
                "## What it reports", "", "A field that `two` threads", "change.", "", "More.", "",
                "## Why it hurts", "", "Updates are lost.", "",
                "## Bad", "", "```java", "class A { int[] n = {1}; }", "```", "",
                "## Good", "", "```java", "class B { }", "```", "",
                "## When it is fine", "", "Never.", "",
                "## What it misses", "", "Much.", ""));
    }

    static Catalog catalog() {
        return Catalog.ofPages(List.of(page("non-atomic-compound-update", "error"), page("executor-not-shutdown", "warning"), page("thread-unjoined", "off")));
    }
}
