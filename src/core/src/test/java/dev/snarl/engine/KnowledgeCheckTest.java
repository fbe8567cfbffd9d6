package dev.snarl.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.knowledge.Knowledge;
import dev.snarl.knowledge.MethodFact;
import dev.snarl.knowledge.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeCheckTest {
    @TempDir
    Path folder;

    @Test
    void whatTheBuiltInKnowledgeSaysOfTheJdkIsThere() {
        long ofJdk = 0;
        for (Role r : Role.values()) for (MethodFact f : Knowledge.builtIn().methods(r)) if (f.type().startsWith("java.")) ofJdk++;
        assertTrue(ofJdk > 500, "methods of the JDK in the knowledge: " + ofJdk);
        assertEquals(List.of(), KnowledgeCheck.problems(Knowledge.builtIn(), o -> true));
    }

    @Test
    void misspeltNamesOfTheJdkAreToldWithTheNearestOnes() throws IOException {
        Files.writeString(folder.resolve("acquire.txt"), """
                java.util.concurrent.locks.Lokk#lock()
                java.util.concurrent.locks.Lock#lokk()
                java.util.concurrent.lock.StampedLock#writeLock()
                com.example.Absent#lock()
                java.util.concurrent.locks.ReentrantLock#lock()
                """);
        List<String> told = KnowledgeCheck.problems(Knowledge.builtIn().with(folder), o -> o.startsWith(folder.toString())).stream()
                .map(e -> e.getMessage().substring(folder.toString().length() + 1)).toList();
        assertEquals(List.of("acquire.txt:1: the JDK has no type java.util.concurrent.locks.Lokk; did you mean java.util.concurrent.locks.Lock?",
                "acquire.txt:2: java.util.concurrent.locks.Lock has no method lokk(); did you mean lock()?",
                "acquire.txt:3: the JDK has no type java.util.concurrent.lock.StampedLock; did you mean java.util.concurrent.locks.StampedLock?"), told);
    }
}
