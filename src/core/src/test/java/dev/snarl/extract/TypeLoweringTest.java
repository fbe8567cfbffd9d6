package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.facts.FieldFacts;
import dev.snarl.facts.FileFacts;
import dev.snarl.facts.MethodFacts;
import dev.snarl.facts.Mods;
import dev.snarl.facts.TypeFacts;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Declarations: names, kinds, modifiers said and implied, supertypes. */
class TypeLoweringTest {
    private static FileFacts facts(String text) {
        FileFacts f = Extractor.read(text).facts();
        assertEquals(List.of(), f.notices());
        return f;
    }

    private static String types(String text) {
        return facts(text).types().stream().map(TypeLoweringTest::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(TypeFacts t) {
        return t.name() + " (" + t.simpleName() + ") " + mods(t.mods()) + t.kind() + " outer " + t.outer() + (t.outerMethod() >= 0 ? " in method " + t.outerMethod() : "")
                + (t.staticContext() ? " static context" : "") + (t.supertype() == null ? "" : " extends " + t.supertype())
                + (t.interfaces().isEmpty() ? "" : " implements " + t.interfaces()) + (t.permits().isEmpty() ? "" : " permits " + t.permits())
                + (t.typeParams().isEmpty() ? "" : " of " + t.typeParams().stream().map(p -> p.name() + p.bounds()).collect(Collectors.joining(", ")));
    }

    private static String members(TypeFacts t) {
        StringBuilder b = new StringBuilder();
        for (FieldFacts f : t.fields()) b.append(mods(f.mods())).append(f.type()).append(' ').append(f.name()).append(f.initializer() ? " = ..\n" : "\n");
        for (MethodFacts m : t.methods()) {
            b.append(mods(m.mods())).append(m.typeParams().isEmpty() ? "" : "<" + m.typeParams().get(0).name() + "> ").append(m.returnType()).append(' ').append(m.name())
                    .append(m.params().stream().map(p -> mods(p.mods()) + p.type() + " " + p.name()).collect(Collectors.joining(", ", "(", ")")))
                    .append(m.thrown().isEmpty() ? "" : " throws " + m.thrown()).append(m.body() >= 0 ? " {}\n" : "\n");
        }
        return b.toString();
    }

    /** The names of the bits, in the order of their values. */
    private static String mods(int bits) {
        Map<Integer, String> names = new TreeMap<>();
        for (Field f : Mods.class.getFields()) {
            try {
                if (f.getType() == int.class && Mods.has(bits, f.getInt(null))) names.put(f.getInt(null), f.getName().toLowerCase(java.util.Locale.ROOT));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return names.values().stream().map(s -> s + " ").collect(Collectors.joining());
    }

    @Test
    void nestedLocalAndAnonymousTypesAreNamed() {
        assertEquals("""
                Outer (Outer) public CLASS outer -1 extends Base<A[]> implements [I, p.J<?>]
                Outer.Inner (Inner) private CLASS outer 0
                Outer$1 () CLASS outer 1 in method 0 extends Runnable
                Outer$1Local (Local) CLASS outer 2 in method 0
                Outer$1Local.Deep (Deep) CLASS outer 3
                Outer$2 () CLASS outer 0 in method 0 static context extends Foo<X>
                Outer$2Local (Local) CLASS outer 0 in method 1 static context
                Outer$1R (R) static final RECORD outer 0 in method 2 static context
                Outer$1I (I) static abstract INTERFACE outer 0 in method 2 static context
                Other (Other) CLASS outer -1
                Other$1 () CLASS outer 9 in method 0 extends T
                """, types("""
                public class Outer extends Base<A[]> implements I, p.J<?> {
                    private class Inner { Object o = new Runnable() { public void run() { class Local { class Deep { } } } }; }
                    static Object s = new Foo<X>() { };
                    static void m() { class Local { } }
                    void n() { record R(int a) { } interface I { } }
                }
                class Other { Object o() { return new T() { }; } }
                """));
    }

    @Test
    void kindsAndWhatTheyImply() {
        assertEquals("""
                A (A) public abstract ANNOTATION outer -1
                E (E) final ENUM outer -1 implements [I]
                E.N (N) static final RECORD outer 1
                F (F) ENUM outer -1
                F$1 () CLASS outer 3 in method 0 static context extends F
                I (I) abstract sealed INTERFACE outer -1 implements [J, K] permits [P, Q] of T[Object, J<T>], U[]
                I.C (C) public static CLASS outer 5
                I.D (D) public static final ENUM outer 5
                S (S) abstract strictfp non_sealed CLASS outer -1
                """, types("""
                public @interface A { }
                enum E implements I { X; record N(int a) { } }
                enum F { X { int a; } }
                sealed interface I<T extends Object & J<T>, U> extends J, K permits P, Q { class C { } enum D { } }
                abstract strictfp non-sealed class S { }
                """));
    }

    @Test
    void typesInArgumentsOfConstructorCallsHaveNoInstance() {
        List<TypeFacts> types = facts("class X extends Y { X() { super(new Z() { }); new Z() { }; } }").types();
        assertTrue(types.get(1).staticContext());
        assertEquals(false, types.get(2).staticContext());
    }

    @Test
    void membersOfAClass() {
        assertEquals("""
                private static volatile int a
                private static volatile int[][] b
                transient final Map<String, ? super List<?>> c = ..
                protected void <init>(final int x) throws [E, f.G]
                public synchronized varargs <T> T m(T[] t, int[][] xs)
                native abstract var n()
                void <init-block>() {}
                int[] old(int[] a) {}
                """.replace("transient final", "final transient").replace("protected void <init>(final int x) throws [E, f.G]", "protected void <init>(final int x) throws [E, f.G] {}")
                .replace("xs)\n", "xs) {}\n"), members(facts("""
                class X {
                    private static volatile int a, b[][];
                    protected X(final int x) throws E, f.G { }
                    public synchronized <T> T m(T[] t, int[]... xs) { }
                    abstract native var n();
                    transient final Map<String, ? super List<?>> c = null;
                    int old(X this, int a[])[] { }
                }
                """).types().get(0)));
    }

    @Test
    void membersOfAnInterface() {
        assertEquals("""
                public static final int A = ..
                static void <clinit>() {}
                public abstract void x()
                public default void y() {}
                private void z() {}
                public static void w() {}
                """, members(facts("interface I { int A = 1; void x(); default void y() { } private void z() { } static void w() { } }").types().get(0)));
    }

    @Test
    void membersOfEnumsRecordsAndAnnotations() {
        assertEquals("""
                public static final enum_constant E A = ..
                public static final enum_constant E B = ..
                int n
                static void <clinit>() {}
                private void <init>() {}
                """, members(facts("enum E { A, @Deprecated B(); int n; E() { } }").types().get(0)));
        FileFacts record = facts("record R<T>(@A int a, T... b) { static int c; R { } public int a() { return a; } }");
        assertEquals("""
                private final record_component int a
                private final record_component T[] b
                static int c
                varargs compact void <init>(int a, T[] b) {}
                public int a() {}
                """, members(record.types().get(0)));
        assertEquals(List.of("a", "b"), record.types().get(0).components().stream().map(p -> p.name()).toList());
        assertEquals("""
                public static final int C = ..
                public abstract int value()
                static void <clinit>() {}
                """, members(facts("@interface A { int value() default 3; int C = 1; }").types().get(0)));
    }

    @Test
    void aCompactSourceFileIsAClass() {
        FileFacts f = facts("int n = 1;\nvoid main() { n++; }\nclass Y { }\n");
        assertEquals(List.of("$main", "$main.Y"), f.types().stream().map(TypeFacts::name).toList());
    }

    @Test
    void typeParametersKeepTheirAnnotations() {
        TypeFacts t = facts("class X<@A(\"a\") T extends Number, S> { <@B R> void m() { } }").types().get(0);
        assertEquals(List.of(new AnnotationFacts("A", Map.of("value", List.of("a")))), t.typeParams().get(0).annotations());
        assertEquals(List.of(), t.typeParams().get(1).annotations());
        assertEquals(List.of(new AnnotationFacts("B", Map.of())), t.methods().stream().filter(m -> m.name().equals("m")).findFirst().orElseThrow().typeParams().get(0).annotations());
    }

    @Test
    void localsKeepWhatTheySuppress() {
        FileFacts f = Extractor.extract("class X { void m() { @SuppressWarnings({\"a\", \"b\"}) int n = 1, o = 2; @A int p = 3; } }");
        assertEquals(List.of(List.of("a", "b"), List.of("a", "b"), List.of()), f.body(0).locals().stream().map(l -> l.suppressed()).toList());
    }

    @Test
    void annotationsKeepTheirText() {
        TypeFacts t = facts("""
                @A @p.B("x\\ty") @C({"a", K.L, "b" + 1}) @D(name = "n", of = {X.class, @E(1)}, none = {})
                class X { @F int a; @G void m(@H final int p) { } }
                """).types().get(0);
        assertEquals(List.of(
                new AnnotationFacts("A", Map.of()),
                new AnnotationFacts("p.B", Map.of("value", List.of("x\ty"))),
                new AnnotationFacts("C", Map.of("value", List.of("a", "K.L", "\"b\" + 1"))),
                new AnnotationFacts("D", Map.of("name", List.of("n"), "of", List.of("X.class", "@E(1)"), "none", List.of()))), t.annotations());
        assertEquals(List.of("name", "of", "none"), List.copyOf(t.annotations().get(3).members().keySet()));
        assertEquals("F", t.fields().get(0).annotations().get(0).name());
        assertEquals("G", t.methods().get(0).annotations().get(0).name());
        assertEquals("H", t.methods().get(0).params().get(0).annotations().get(0).name());
    }
}
