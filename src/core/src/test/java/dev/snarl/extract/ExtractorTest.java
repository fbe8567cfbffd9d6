package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.FileFacts;
import dev.snarl.facts.ImportFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Notice;
import dev.snarl.facts.Span;
import dev.snarl.facts.TypeFacts;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as a whole: levels of the language, bad input, size and depth. */
class ExtractorTest {
    private static FileFacts facts(String text) {
        return Extractor.read(text).facts();
    }

    private static Notice onlyNotice(String text) {
        List<Notice> notices = facts(text).notices();
        assertEquals(1, notices.size(), notices.toString());
        return notices.get(0);
    }

    /** As the engine runs it: on a thread with a deep stack. */
    private static <T> T deep(Supplier<T> task) throws InterruptedException {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread t = new Thread(null, () -> result.set(task.get()), "deep", 64L << 20);
        t.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        t.start();
        t.join();
        if (failure.get() != null) throw new AssertionError(failure.get());
        return result.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "record R(int a, String b) { R { a = 1; } }",
        "sealed interface S permits A, B {} non-sealed class A implements S {} final class B implements S {}",
        "class X { int f(Object o) { return switch (o) { case Integer i when i > 3 -> 1; case null, default -> 3; }; } }",
        "class X { void f(Object o) { if (o instanceof P(int x, var y)) { } for (Object _ : l) { } g((_, _) -> 1); } }",
        "class X { void f(Object o) { switch (o) { case Integer _, String _ -> {} default -> {} } } }",
        "class X { String s = \"\"\"\n  a\n  b\"\"\"; }",
        "import module java.base; class X {}",
        "class X extends Y { X(int a) { if (a < 0) throw new E(); int b = a; super(b); } }",
        "void main() { IO.println(1); }",
        "class X { Enumeration enum; int assert_, record, sealed, permits, when, module, var; void f() { for (; enum.hasNext(); ) record = _; } }",
        "class X { int record; void f(int yield) { yield = 3; yield++; int yields = yield + 1; } }",
        "class X { void f() { enum E { A, B { void g() { } }; int n; } E e = E.A; interface I { } record R(E e) { } } }",
        "module m { requires java.base; }", "@Deprecated package a.b;", ";;import a.B;;class X {;};", "", "\uFEFFclass X { }", "// nothing"
    })
    void everyLevelOfTheLanguageParses(String text) {
        assertEquals(List.of(), facts(text).notices());
    }

    @Test
    void theNewestLevelIsTriedFirst() {
        assertEquals("25", facts("class X { int f(int k) { return switch (k) { default: yield 1; }; } }").languageLevel());
        assertEquals("11", facts("class X { void f() { yield(1, 2); } }").languageLevel());
    }

    @Test
    void packageImportsAndLines() {
        FileFacts f = facts("package a.b;\nimport java.util.*;\nimport static x.Y.z;\nimport static x.Y.*;\nimport a.B;\nimport module java.sql;\nclass X { }");
        assertEquals("a.b", f.packageName());
        assertEquals(List.of(new ImportFacts("java.util", false, true), new ImportFacts("x.Y.z", true, false), new ImportFacts("x.Y", true, true),
                new ImportFacts("a.B", false, false), new ImportFacts("module java.sql", false, true)), f.imports());
        assertEquals(7, f.lines());
        assertEquals(List.of(new ImportFacts("module java.base", false, true)), facts("void main() { }").imports());
    }

    @Test
    void linesAreCountedWithEveryLineEnd() {
        assertEquals(0, facts("").lines());
        assertEquals(1, facts("class X { }").lines());
        assertEquals(2, facts("class X {\r\n}\r\n").lines());
        assertEquals(3, facts("class X {\r}\n\n").lines());
    }

    @Test
    void commentsThatSpeakToSnarl() {
        FileFacts f = facts("class X { // snarl:ignore one\n\n  /* snarl:off */\n  int a; // other\n  /** {@code snarl:x} */ void m() { /*snarl:y*/ }\n}\n");
        assertEquals("""
                1:11 own=false snarl:ignore one
                3:3 own=true snarl:off
                5:3 own=true {@code snarl:x}
                5:37 own=false snarl:y""", f.marks().stream()
                .map(m -> m.span().line() + ":" + m.span().column() + " own=" + m.ownLine() + " " + m.text()).collect(Collectors.joining("\n")));
    }

    @Test
    void anErrorInAStatementCostsThatBodyAlone() {
        String text = "class X {\n  int f;\n  void a() { int x = ; f++; }\n  void b() { f++; }\n  void c() { run(() -> { g( }); }\n}\n";
        FileFacts f = facts(text);
        assertEquals(1, f.types().size());
        assertEquals("a=-1 b=0 c=-1", f.types().get(0).methods().stream().map(m -> m.name() + "=" + m.body()).collect(Collectors.joining(" ")));
        Notice n = onlyNotice(text);
        assertEquals("parse-error 3:22 unexpected \";\"", n.kind() + " " + n.line() + ":" + n.column() + " " + n.message());
        assertTrue(n.incomplete());
    }

    @Test
    void anErrorElsewhereCostsTheFile() {
        String text = "class X {\n  void f() { g();\n  void h() { k(); }\n}\n";
        FileFacts f = facts(text);
        assertEquals(List.of(), f.types());
        assertEquals(4, f.lines());
        Notice n = onlyNotice(text);
        assertEquals("parse-error 3:3 unexpected \"void\", expected \"}\"", n.kind() + " " + n.line() + ":" + n.column() + " " + n.message());
        assertTrue(n.incomplete());
        assertEquals("", n.path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"class X { # }", "class X { String s = \"abc; }", "class X { /* ", "\u0000\u0001", "class", "}", "{", "class X { void f() { if } }", "<html></html>",
        "class X { char c = ''; }", "package ;", "import", "class X { int i = 0b; }", "class X { @A( int i; }"})
    void badInputGivesOneNoticeInOneLine(String text) {
        Notice n = onlyNotice(text);
        assertEquals("parse-error", n.kind());
        assertTrue(n.incomplete());
        assertFalse(n.message().isBlank());
        assertFalse(n.message().contains("\n") || n.message().contains("expected one of"), n.message());
        assertTrue(n.message().length() < 180, n.message());
        assertEquals(List.of(), facts(text).types());
    }

    @Test
    void theFirstAndTheLastTokenHaveAPlaceToo() {
        Notice first = onlyNotice("\n  } class X { }"), last = onlyNotice("class X {\n  void m() {\n");
        assertEquals("2:3 unexpected \"}\"", first.line() + ":" + first.column() + " " + first.message());
        assertEquals("2:13 the file ends too early", last.line() + ":" + last.column() + " " + last.message());
    }

    @Test
    void theLexerTellsThePlace() {
        Notice n = onlyNotice("class X {\n  # }");
        assertEquals("2:3 unexpected character \"#\"", n.line() + ":" + n.column() + " " + n.message());
    }

    @Test
    void thousandsOfOperands() throws InterruptedException {
        String sum = "a" + " + a".repeat(5_000), all = "a" + " && a".repeat(5_000), self = "x" + " + b".repeat(5_000);
        FileFacts f = deep(() -> Extractor.extract("class X { Object m() { Object v = " + sum + "; x = " + self + "; return " + all + "; } }"));
        assertEquals(List.of(), f.notices());
        assertEquals(1, f.types().size());
        assertTrue(f.bodies().get(0).length < 1_000_000, "the facts grow with the operands");
    }

    @Test
    void thousandsOfBlocks() throws InterruptedException {
        String blocks = "if (a) {".repeat(2_000) + "}".repeat(2_000) + "{".repeat(2_000) + "}".repeat(2_000);
        FileFacts f = deep(() -> Extractor.extract("class X { void m() { " + blocks + " } }"));
        assertEquals(List.of(), f.notices());
        assertEquals(0, f.types().get(0).methods().get(0).body());
    }

    @Test
    void aLongLine() throws InterruptedException {
        StringBuilder b = new StringBuilder("class X { void m() { ");
        while (b.length() < 1_000_000) b.append("value = other.call(1, \"some text\") + 2; ");
        String text = b.append("} }").toString();
        Extraction e = deep(() -> Extractor.read(text));
        assertEquals(List.of(), e.facts().notices());
        assertEquals(1, e.facts().lines());
        assertTrue(e.bodies().get(0).events() > 50_000);
    }

    @Test
    void whatIsTooDeepIsSaid() throws InterruptedException {
        AtomicReference<FileFacts> result = new AtomicReference<>();
        Thread shallow = new Thread(null, () -> {
            result.set(facts("class X { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }"));
        }, "shallow", 512 << 10);
        shallow.start();
        shallow.join();
        assertEquals("too-deep", result.get().notices().get(0).kind());
        assertTrue(result.get().notices().get(0).incomplete());
        assertEquals(List.of(), result.get().types());
    }

    @Test
    void afterAnOverflowTheThreadGoesOn() throws InterruptedException {
        AtomicReference<FileFacts> result = new AtomicReference<>();
        Thread shallow = new Thread(null, () -> {
            facts("class X { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }");
            result.set(facts("class Y { }"));
        }, "shallow", 512 << 10);
        shallow.start();
        shallow.join();
        assertEquals("Y", result.get().types().get(0).name());
    }

    @Test
    void equalTextGivesEqualFacts() {
        String text = "enum E { A, B { void f() { g(() -> x); } }; int x; class I<T extends A & B> { } }";
        Extraction a = Extractor.read(text), b = Extractor.read(text);
        assertEquals(a, b);
    }

    @Test
    void bodiesAreEncoded() {
        String text = "class X { int a = f(); void m(Object o) { run(() -> o.go(a)); synchronized (this) { a++; } } void n() { } }";
        Extraction e = Extractor.read(text);
        FileFacts f = Extractor.extract(text);
        assertEquals(e.bodies().size(), f.bodies().size());
        for (int i = 0; i < e.bodies().size(); i++) assertEquals(e.bodies().get(i), f.body(i));
        assertEquals(e.facts().types(), f.types());
    }

    @Test
    void spansAreTight() {
        FileFacts f = facts("class X {\n\tvoid m(int a[]) { }\n}\n");
        TypeFacts t = f.types().get(0);
        MethodFacts m = t.methods().get(0);
        assertEquals(new Span(1, 1, 3, 2), t.span());
        assertEquals(new Span(1, 7, 1, 8), t.nameSpan());
        assertEquals(new Span(2, 2, 2, 21), m.span());
        assertEquals(new Span(2, 7, 2, 8), m.nameSpan());
    }
}
