package dev.snarl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What the types of receivers and results are, and what calls call. */
class TypingTest {
    private static final String JAVA = "import java.util.*; import java.util.function.*; import java.util.stream.*; import java.util.concurrent.*; ";

    private static Snippet in(String members) {
        return Snippet.of(JAVA + "class A { " + members + " }\n class P { String name; String name() { return name; } int age() { return 1; } List<P> kids() { return null; } P self() { return this; } }");
    }

    @Test
    void listsGiveTheirElements() {
        Snippet s = in("void m(List<P> ps, Map<String, List<P>> by, P[] row) { ps.get(0).name(); by.get(\"x\").get(0).name(); row[0].name(); ps.iterator().next().name(); }");
        assertEquals("P, P, P, P", s.receivers("name"));
    }

    @Test
    void varIsInferred() {
        Snippet s = in("void m(Map<String, P> by) { var p = by.get(\"x\"); p.name(); for (var e : by.entrySet()) { e.getValue().name(); e.getKey().trim(); } var copy = new ArrayList<>(by.values()); copy.get(0).name(); }");
        assertEquals("P, P, P", s.receivers("name"));
        assertEquals("String", s.receivers("trim"));
        assertEquals("Entry<String,P>", s.local("e"));
        assertEquals("ArrayList<P>", s.local("copy"));
    }

    @Test
    void streamChains() {
        Snippet s = in("void m(List<P> ps) { ps.stream().map(P::name).filter(x -> x.isEmpty()).collect(Collectors.toList()).get(0).trim();"
                + " ps.stream().flatMap(p -> p.kids().stream()).map(k -> k.self()).findFirst().get().name(); }");
        assertEquals("String", s.receivers("isEmpty"));
        assertEquals("String", s.receivers("trim"));
        assertEquals("P", s.receivers("kids"));
        assertEquals("P", s.receivers("self"));
        assertEquals("P", s.receivers("name"));
    }

    @Test
    void streamEnds() {
        Snippet s = in("void m(Stream<P> ps) { ps.collect(Collectors.groupingBy(P::age)).get(1).get(0).name(); }"
                + " void n(Stream<P> ps) { ps.collect(Collectors.toMap(x -> x.self(), y -> y.kids())).entrySet().iterator().next().getValue().get(0).age(); }"
                + " void o(Stream<P> ps) { ps.mapToInt(p -> p.age()).sum(); ps.sorted(Comparator.comparing(q -> q.name())).toList().get(0).kids(); }"
                + " void p(Stream<P> ps) { ps.reduce((a, b) -> a.self()).orElse(null).self(); ps.toArray(P[]::new)[0].self(); }");
        assertEquals("P, P", s.receivers("name"));
        assertEquals("P, P", s.receivers("age"));
        assertEquals("P, P", s.receivers("kids"));
        assertEquals("P, P, P, P", s.receivers("self"));
    }

    @Test
    void lambdaParameters() {
        Snippet s = in("void m(Map<String, P> by, Optional<P> o, CompletableFuture<P> f) { by.forEach((k, v) -> { k.trim(); v.name(); }); by.computeIfAbsent(\"x\", k -> new P()).name();"
                + " o.map(P::self).ifPresent(p -> p.name()); f.thenApply(p -> p.kids()).thenAccept(l -> l.get(0).name()); Function<P, String> g = p -> p.name(); BiFunction<String, P, Integer> h = (x, y) -> y.age(); }"
                + " Predicate<P> r() { return p -> p.kids().isEmpty(); } Supplier<Function<P, P>> q() { return () -> z -> z.self(); }");
        assertEquals("P, P, P, P, P", s.receivers("name"));
        assertEquals("P", s.receivers("age"));
        assertEquals("P, P", s.receivers("kids"));
        assertEquals("P", s.receivers("self"));
    }

    @Test
    void aMethodsVariablesAreNotTheCallers() {
        Snippet s = in("<R extends P> void m(Stream<R> rs) { rs.map(r -> r.name()).filter(n -> n.isEmpty()).count(); } <T> void n(Map raw, T t) { raw.get(t).hashCode(); }");
        assertEquals("P", s.receivers("name"));
        assertEquals("String", s.receivers("isEmpty"));
        assertEquals("Object", s.receivers("hashCode"));
    }

    @Test
    void genericMethodsOfTheProgram() {
        Snippet s = in("static <T> T first(List<T> l) { return l.get(0); } static <T, R> R run(T t, Function<T, R> f) { return f.apply(t); } static <E extends P> E any() { return null; }"
                + " void m(List<P> ps) { first(ps).name(); run(ps, l -> l.get(0)).name(); A.<P>first(null).name(); any().name(); first(Arrays.asList(new P(), new P())).name(); }");
        assertEquals("P, P, P, P, P", s.receivers("name"));
    }

    @Test
    void inheritedGenericMembers() {
        Snippet s = Snippet.of("class Base<T, ID> { T one; T find(ID id) { return one; } java.util.Map<ID, T> all() { return null; } }",
                "class Mid<X> extends Base<X, Long> { } class P { void go() { } }",
                "class Repo extends Mid<P> { void m(Repo r) { find(1L).go(); one.go(); this.one.go(); r.all().get(2L).go(); super.one.go(); r.one.go(); } }");
        assertEquals("P, P, P, P, P, P", s.receivers("go"));
        assertEquals("Base.find(ID)", s.targets("find"));
    }

    @Test
    void wildcardsAndBounds() {
        Snippet s = in("void m(List<? extends P> a, List<?> b, Class<? extends P> c, Box<?> d, Comparator<? super P> e) throws Exception { a.get(0).name(); b.get(0).hashCode(); c.getConstructor().newInstance().name(); d.get().name(); }"
                + " static class Box<T extends P> { T get() { return null; } }");
        assertEquals("P, P, P", s.receivers("name"));
        assertEquals("Object", s.receivers("hashCode"));
    }

    @Test
    void rawTypesAreErased() {
        Snippet s = in("void m(Box b, Iterator i) { b.get().name(); i.next().hashCode(); } static class Box<T extends P> { T get() { return null; } }");
        assertEquals("P", s.receivers("name"));
        assertEquals("Object", s.receivers("hashCode"));
    }

    @Test
    void nestedInnerLocalAndAnonymousTypes() {
        Snippet s = in("class In { void x() { } A out() { return A.this; } } static class Nest { void x() { } } void own() { }"
                + " void m() { new In().x(); this.new In().x(); new A.Nest().x(); class Loc { void x() { own(); } } new Loc().x(); new In().out().own(); Runnable r = new Runnable() { public void run() { own(); extra(); } void extra() { } }; r.run(); }"
                + " void n() { class Loc { void y() { } } new Loc().y(); }");
        assertEquals("In, In, Nest, A$1Loc", s.receivers("x"));
        assertEquals("A.own(), A.own(), A.own()", s.targets("own"));
        assertEquals("Runnable.run()", s.targets("run"));
        assertEquals("Loc.y()", s.targets("y"));
    }

    @Test
    void staticAndStarImports() {
        Snippet s = Snippet.of("package lib; public class Tool { public static final Tool ONE = new Tool(); public static Tool make() { return ONE; } public void go() { } public static class Part { public void go() { } } }",
                "package app; import static lib.Tool.make; import static lib.Tool.ONE; class B { void m() { make().go(); ONE.go(); } }",
                "package app; import static lib.Tool.*; import lib.*; class C { void m(Tool t, Part p) { make().go(); ONE.go(); t.go(); p.go(); } }",
                "package app; import static java.util.Objects.requireNonNull; class D { void m(lib.Tool t) { requireNonNull(t).go(); lib.Tool.ONE.go(); lib.Tool.Part p = null; p.go(); } }");
        assertEquals("Tool, Tool, Tool, Tool, Tool, Part, Tool, Tool, Part", s.receivers("go"));
    }

    @Test
    void oneNameInTwoRoots() {
        Snippet s = new Snippet().file("one", "package p; class X { void go() { } }").file("two", "package p; class X { void go() { } }")
                .file("two", "package p; class Y { void m(X x) { x.go(); } }").file("one", "package p; class Z { void m(X x) { x.go(); } }");
        assertEquals("two, one", s.roots("go"));
    }

    @Test
    void theDefaultPackageBelongsToItsRoot() {
        Snippet s = new Snippet().file("one", "class X { void go() { } }").file("two", "class X { void go() { } }").file("two", "class Y { void m(X x) { x.go(); } }")
                .file("three", "class Z { void m(X x) { x.go(); } }");
        assertEquals("X, ?X", s.receivers("go"));
    }

    @Test
    void overloadsByArityTypeAndVarargs() {
        Snippet s = in("void f(int x) { } void f(long x) { } void f(String s) { } void f(Object o) { } void f(int a, int b) { } void f(String s, Object... rest) { }"
                + " void m(char c, Integer i, P p) { f(1); f(2L); f(\"\"); f(p); f(1, 2); f(\"\", 1, 2); f(c); f(\"\", p); } ");
        assertEquals("A.f(int), A.f(long), A.f(String), A.f(Object), A.f(int,int), A.f(String,Object[]), A.f(int), A.f(String,Object[])", s.targets("f"));
    }

    @Test
    void overloadsByTheLambdasShape() {
        Snippet s = in("void v() { } int i() { return 1; } void g(Function<P, String> f) { } void g(BiFunction<P, P, String> f) { } void h(Supplier<P> s) { } void h(Runnable r) { }"
                + " void m(ExecutorService pool) { g(p -> p.name()); g((p, q) -> q.name()); pool.submit(() -> v()); pool.submit(() -> i()); pool.submit(() -> { v(); }); pool.submit(() -> { return i(); }); h(() -> new P()); h(() -> { }); }");
        assertEquals("A.g(Function<P,String>), A.g(BiFunction<P,P,String>)", s.targets("g"));
        assertEquals("P, P", s.receivers("name"));
        assertEquals("ExecutorService.submit(Runnable), ExecutorService.submit(Callable<T>), ExecutorService.submit(Runnable), ExecutorService.submit(Callable<T>)", s.targets("submit"));
        assertEquals("Future<Integer>", s.results("submit").split(", ")[1]);
    }

    @Test
    void whatRemainsAmbiguousIsSaid() {
        Snippet s = Snippet.of("import absent.Thing; class A { void f(String s) { } void f(Integer i) { } int g(String s) { return 1; } int g(Integer i) { return 2; } void m(Thing t) { f(t.x()); g(t.x()); } }");
        assertEquals("A.f(String)|A.f(Integer)", s.targets("f"));
        assertEquals("int", s.results("g"));
        assertEquals("?Thing, ?Thing", s.receivers("x"));
    }

    @Test
    void recordsAndEnums() {
        Snippet s = in("record Pair<L, R>(L left, R right) { } enum Kind { ONE { void x() { } }, TWO; P p; static Kind of() { return ONE; } void x() { } }"
                + " void m(Pair<P, String> q) { q.left().name(); q.right().trim(); new Pair<>(new P(), 1).left().name(); Kind.valueOf(\"ONE\").x(); Kind.values()[0].x(); Kind.ONE.p.name(); Kind.of().ordinal(); Kind.ONE.compareTo(Kind.TWO); }");
        assertEquals("P, P, P", s.receivers("name"));
        assertEquals("String", s.receivers("trim"));
        assertEquals("Kind, Kind", s.receivers("x"));
        assertEquals("Kind", s.receivers("ordinal"));
        assertEquals("Pair.left(), Pair.left()", s.targets("left"));
    }

    @Test
    void capturedLocalsInAnonymousClasses() {
        Snippet s = in("void m(List<P> ps) { P p = ps.get(0); var q = ps.get(1); new Thread() { public void run() { p.name(); q.name(); ps.get(0).name(); new Thread() { public void run() { p.name(); } }; } }.start(); }");
        assertEquals("P, P, P, P", s.receivers("name"));
    }

    @Test
    void conditionalsAndCasts() {
        Snippet s = in("void m(boolean b, Object o, List<P> ps) { (b ? ps.get(0) : null).name(); ((P) o).name(); P x = o instanceof P p ? p : null; x.name(); (b ? \"\" : ps.get(0)).hashCode(); if (o instanceof P y && y.name().isEmpty()) return; (switch (1) { case 1 -> ps.get(0); default -> new P(); }).name(); }");
        assertEquals("P, P, P, P, P", s.receivers("name"));
        assertEquals("Object", s.receivers("hashCode"));
    }

    @Test
    void whatTheBranchesShare() {
        Snippet s = Snippet.of("class Base { void go() { } } class X extends Base { } class Y extends Base { } class A { void m(boolean b) { (b ? new X() : new Y()).go(); java.util.Arrays.asList(new X(), new Y()).get(0).go(); java.util.List.of(1, 2).get(0).intValue(); } }");
        assertEquals("Base, Base", s.receivers("go"));
        assertEquals("Integer", s.receivers("intValue"));
    }

    @Test
    void arraysAndClasses() {
        Snippet s = in("void m(P[] ps, String[][] t, Object o) { ps.clone()[0].name(); t[0][0].trim(); P.class.getSimpleName(); P.class.getAnnotation(Deprecated.class).annotationType(); o.getClass().getName(); Arrays.stream(ps).map(P::name).findAny().get().trim(); }");
        assertEquals("P", s.receivers("name"));
        assertEquals("String, String", s.receivers("trim"));
        assertEquals("Class<P>", s.receivers("getSimpleName"));
        assertEquals("Deprecated", s.receivers("annotationType"));
        assertEquals("Class<Object>", s.receivers("getName"));
    }

    @Test
    void interfacesHaveTheMethodsOfObject() {
        Snippet s = in("void m(Runnable r, List<P> ps) { r.toString(); ps.getClass(); r.equals(ps); }");
        assertEquals("Object.toString()", s.targets("toString"));
        assertEquals("Object.getClass()", s.targets("getClass"));
        assertEquals("Object.equals(Object)", s.targets("equals"));
    }

    @Test
    void nestedTypesAreInheritedBeforeImported() {
        Snippet s = Snippet.of("package lib; public class Entry { public void lib() { } }", "package lib; public class Base { public static class Entry { public void base() { } } }",
                "package app; import lib.Entry; class Sub extends lib.Base { void m(Entry e) { e.base(); } } class Other { void m(Entry e) { e.lib(); } } class Head extends Entry { static class Entry { } }");
        assertEquals("Entry.base()", s.targets("base"));
        assertEquals("Entry.lib()", s.targets("lib"));
        assertEquals("lib.Entry", s.program().universe().decl("app.Head", null).superclass().name());
    }

    @Test
    void starImportsOfClassesThatNameEachOther() {
        Snippet s = Snippet.of("package p; import p.B.*; public class A extends InB { public static class InA { } }", "package p; import p.A.*; public class B extends InA { public static class InB { void go() { } } void m(InB b) { b.go(); } }");
        assertEquals("InB", s.receivers("go"));
        assertEquals("p.B.InB", s.program().universe().decl("p.A", null).superclass().name());
        assertEquals("p.A.InA", s.program().universe().decl("p.B", null).superclass().name());
    }

    @Test
    void fieldsBeforeTypesAndLocalsBeforeFields() {
        Snippet s = in("P String; void m() { String.name(); Integer P = 1; P.intValue(); A.stat().name(); } static P stat() { return null; }");
        assertEquals("P, P", s.receivers("name"));
        assertEquals("Integer", s.receivers("intValue"));
    }

    @Test
    void superAndOuterSuper() {
        Snippet s = Snippet.of("class Top { void go() { } } interface I { default void go() { } } class A extends Top implements I { public void go() { super.go(); I.super.go(); } class In { void m() { A.super.go(); } } }");
        assertEquals("Top, I, Top", s.receivers("go"));
    }

    @Test
    void whatNobodyKnowsStaysUnknown() {
        Snippet s = Snippet.of("import absent.*; class A { Thing t; void m(Other o) { t.a().b(); o.c(x -> x.d()); unknown(); java.util.List.of(t.e()).get(0).f(); } }");
        assertEquals("?Thing", s.receivers("a"));
        assertEquals("?", s.receivers("b"));
        assertEquals("?", s.receivers("d"));
        assertEquals("?", s.receivers("f"));
        assertEquals("?", s.targets("unknown"));
    }

    @Test
    void sumsAndConstants() {
        Snippet s = in("void f(long x) { } void f(String x) { } void f(double x) { } void m(int a, long b, char c) { f(a + b); f(a + \"\" + b); f(1.5 * a); f(a << 2L); f(-c); }");
        assertEquals("A.f(long), A.f(String), A.f(double), A.f(long), A.f(long)", s.targets("f"));
    }
}
