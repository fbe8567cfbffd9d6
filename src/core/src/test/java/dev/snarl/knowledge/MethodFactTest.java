package dev.snarl.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodFactTest {
    @Test
    void theNumberOfArgumentsDecidesAmongOverloads() {
        assertTrue(method("()").acceptsArity(0));
        assertFalse(method("()").acceptsArity(1));
        assertTrue(method("(long,_)").acceptsArity(2));
        assertFalse(method("(long,_)").acceptsArity(1));
        assertTrue(method("(*)").acceptsArity(0));
        assertTrue(method("(*)").acceptsArity(7));
    }

    @Test
    void aVariableParameterTakesAnyNumber() {
        MethodFact method = method("(int,java.lang.Runnable...)");

        assertTrue(method.variable());
        assertFalse(method.acceptsArity(0));
        assertTrue(method.acceptsArity(1));
        assertTrue(method.acceptsArity(4));
        assertTrue(method.accepts(List.of("int", "java.lang.Runnable[]")));
    }

    @Test
    void parameterTypesDecideWhereBothSidesKnowThem() {
        MethodFact method = method("(long,_,java.lang.String)");

        assertTrue(method.accepts(List.of("long", "java.util.Date", "java.lang.String")));
        assertTrue(method.accepts(Arrays.asList(null, "_", "java.lang.String")));
        assertFalse(method.accepts(List.of("int", "java.util.Date", "java.lang.String")));
        assertFalse(method.accepts(List.of("long", "java.util.Date")));
        assertTrue(method("(*)").accepts(List.of("int")));
    }

    @Test
    void attributesAreReadAsIndexesAndWords() {
        MethodFact method = (MethodFact) parse("a.B#c(_,_) task=0,1 kind=x,y timed=yes");

        assertEquals(List.of(0, 1), method.arguments("task"));
        assertEquals(0, method.argument("task"));
        assertEquals(-1, method.argument("executor"));
        assertEquals(List.of("x", "y"), method.values("kind"));
        assertEquals(List.of(), method.values("mode"));
        assertTrue(method.says("timed"));
        assertFalse(method.says("blocks"));
        assertEquals("none", method.attribute("mode", "none"));
        assertEquals(List.of(), ((MethodFact) parse("a.B#c() task=this")).arguments("task"));
    }

    @Test
    void constructorsAndMethodsOfAnyTypeAreMethods() {
        assertEquals("<init>", ((MethodFact) parse("a.B#<init>(*)")).name());
        assertTrue(((MethodFact) parse("_#readObject(java.io.ObjectInputStream)")).anyType());
        assertFalse(method("()").anyType());
    }

    @Test
    void theSignatureIsTheLineWithoutItsAttributes() {
        for (String signature : List.of("a.B#c(*)", "a.B#<init>(int[],_)", "a.B.C#d(java.lang.Runnable...)")) {
            assertEquals(signature, parse(signature + " kind=x").signature());
        }
    }

    @Test
    void factsCannotBeChanged() {
        MethodFact method = (MethodFact) parse("a.B#c(_) kind=x");

        Map<String, String> attributes = method.attributes();
        assertThrows(UnsupportedOperationException.class, () -> attributes.put("kind", "y"));
        assertThrows(UnsupportedOperationException.class, () -> method.params().add("int"));
        assertThrows(UnsupportedOperationException.class, () -> Knowledge.builtIn().methods(Role.ACQUIRE).clear());
        assertThrows(UnsupportedOperationException.class, () -> Knowledge.builtIn().types(Role.IMMUTABLE).clear());
        assertThrows(UnsupportedOperationException.class, () -> Knowledge.builtIn().methods("lock").clear());
    }

    private static MethodFact method(String parameters) {
        return (MethodFact) parse("a.B#c" + parameters);
    }

    private static Line parse(String line) {
        return new LineParser(Role.BLOCK, "block.txt").parse(1, line, List.of());
    }
}
