package dev.snarl.rules;

import dev.snarl.facts.AnnotationFacts;
import dev.snarl.program.Method;
import dev.snarl.program.SourceType;
import java.util.Set;

/** Tells tests by the folder they are in, and by the marks of the usual frameworks where a test stands among other code. */
public final class TestCode {
    private static final Set<String> MARKS = Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Before", "After", "BeforeEach",
            "AfterEach", "BeforeAll", "AfterAll", "BeforeClass", "AfterClass", "BeforeMethod", "AfterMethod", "Theory", "Benchmark");

    private TestCode() {}

    /** The method is a test, belongs to a type that has tests, or lies in a test folder. */
    public static boolean holds(Method m) {
        if (m.owner().unit().test()) return true;
        for (SourceType t = m.owner(); t != null; t = t.outer()) {
            if (t.isA("junit.framework.TestCase").yes()) return true;
            for (Method o : t.methods()) for (AnnotationFacts a : o.facts().annotations()) if (MARKS.contains(a.simpleName())) return true;
        }
        return false;
    }
}
