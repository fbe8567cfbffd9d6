package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.Finding;
import dev.snarl.facts.Notice;
import dev.snarl.inputs.InputRequest;
import dev.snarl.metamorphic.Breakage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Sources that parse and would not compile: every rule comes to an end, none fails, and what cannot be known stays silent. */
class BrokenSourcesTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path temp;

    @TestFactory
    Stream<DynamicTest> brokenTestdataIsAnalysed() {
        return Breakage.all().entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            Map<String, String> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(ProjectFiles.testdata())) {
                for (Path f : all.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
                    files.put(ProjectFiles.testdata().relativize(f).toString().replace('\\', '/'), Files.readString(f));
                }
            }
            List<Finding> found = scan(e.getKey(), e.getValue().apply(files));
            assertFalse(found.isEmpty() && !e.getKey().equals("without-imports"), "something is still known");
        }));
    }

    @Test
    void whatIsKnownBesideAMergeConflictIsTold() throws Exception {
        List<Finding> found = scan("conflict", Map.of("p/Conflict.java", "package p;\nclass Conflict {\n<<<<<<< ours\n  int n;\n=======\n  long n;\n>>>>>>> theirs\n}\n",
                "p/Fine.java", "package p;\nclass Fine {\n  private volatile int n;\n  void more() { n++; }\n}\n"));
        assertEquals(List.of("non-atomic-volatile-update"), found.stream().map(Finding::rule).distinct().toList());
    }

    @Test
    void circlesOfTypesEnd() throws Exception {
        scan("circles", Map.of("p/A.java", "package p;\nclass A extends B implements I, Runnable { int k; public void run() { k++; } void a() { new Thread(this).start(); k++; super.a(); } }\n"
                + "class B extends A { void a() { synchronized (this) { super.a(); } } }\ninterface I extends J { int x(); }\ninterface J extends I { }\nenum E implements E { X { } }\nclass S extends S { S s; int n; void m() { s.s.n++; m(); } }\n"));
    }

    private List<Finding> scan(String name, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> f : files.entrySet()) {
            Path to = temp.resolve(name).resolve(f.getKey());
            Files.createDirectories(to.getParent());
            Files.writeString(to, f.getValue());
        }
        return assertTimeoutPreemptively(LONG, () -> {
            try (Scanned scanned = Engine.run(Scan.of(InputRequest.in(temp.resolve(name)).path(".").release(25).build()).withSelection(Selection.ALL))) {
                List<String> internal = new ArrayList<>();
                for (Notice n : scanned.result().notices()) if (n.toString().contains("internal")) internal.add(n.toString());
                assertTrue(internal.isEmpty(), () -> String.join("\n", internal));
                return scanned.result().findings();
            }
        });
    }
}
