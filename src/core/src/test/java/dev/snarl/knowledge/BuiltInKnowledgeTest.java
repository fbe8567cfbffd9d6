package dev.snarl.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BuiltInKnowledgeTest {
    private static final Path FOLDER = Path.of("../../rules/knowledge");
    private static final Knowledge KNOWLEDGE = Knowledge.builtIn();

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleHasLinesAndEveryLineIsUnderstood(Role role) {
        List<Line> lines = lines(role);

        assertFalse(lines.isEmpty(), role.word());
        Set<String> signatures = lines.stream().map(Line::signature).collect(Collectors.toSet());
        assertEquals(lines.size(), signatures.size(), "two lines with one signature");
    }

    @Test
    void everyFileIsARole() throws IOException {
        Set<String> files;
        try (Stream<Path> list = Files.list(FOLDER)) {
            files = list.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".txt")).collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(Arrays.stream(Role.values()).map(role -> role.word() + ".txt").collect(Collectors.toCollection(TreeSet::new)), files);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void linesStartInTheFirstColumnAndTheHeadOfTheFileSaysWhatItIsAbout(Role role) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(role.word() + ".txt"));

        assertTrue(lines.get(0).startsWith("# "), "no head");
        for (String line : lines) {
            assertEquals(line.strip(), line);
            assertFalse(line.startsWith("!"), line);
        }
    }

    @Test
    void theIndexByNameHasEveryMethodLineOnceAndInOrder() {
        Map<String, List<MethodFact>> expected = new HashMap<>();
        for (Role role : Role.values()) {
            for (MethodFact method : KNOWLEDGE.methods(role)) {
                expected.computeIfAbsent(method.name(), name -> new ArrayList<>()).add(method);
            }
        }
        assertTrue(expected.size() > 500, () -> "only " + expected.size() + " names");
        expected.forEach((name, methods) -> assertEquals(methods, KNOWLEDGE.methods(name)));
        assertEquals(List.of(), KNOWLEDGE.methods("noLibraryHasAMethodOfThisName"));
    }

    @Test
    void argumentIndexesStayWithinTheParameters() {
        List<String> wrong = new ArrayList<>();
        for (Role role : Role.values()) {
            for (MethodFact method : KNOWLEDGE.methods(role)) {
                for (String key : List.of("arg", "daemon", "executor", "factory", "handler", "maximum", "name", "queue", "size", "task")) {
                    for (int index : method.arguments(key)) {
                        if (method.params() != null && index >= method.params().size()) {
                            wrong.add(method.origin() + " " + key + "=" + index);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyTaskThatIsHandedOnIsNamed() {
        List<String> unnamed = Stream.of(Role.START, Role.SUBMIT, Role.THREAD_CONSTRUCTOR, Role.SHIP).flatMap(role -> KNOWLEDGE.methods(role).stream())
                .filter(method -> method.attribute("task", null) == null).map(Line::origin).toList();

        assertEquals(List.of(), unnamed);
    }

    @Test
    void theHierarchyHasNoCycles() {
        for (String type : KNOWLEDGE.types(Role.HIERARCHY)) {
            assertFalse(ancestors(type).contains(type), type + " is its own supertype");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "com.google.common.util.concurrent.SettableFuture, com.google.common.util.concurrent.ListenableFuture",
        "com.google.common.util.concurrent.ListeningScheduledExecutorService, java.util.concurrent.ScheduledExecutorService",
        "javax.servlet.http.HttpServlet, java.io.Serializable",
        "org.springframework.web.servlet.DispatcherServlet, jakarta.servlet.GenericServlet",
        "org.apache.flink.api.common.functions.RichMapFunction, java.io.Serializable",
        "org.apache.spark.api.java.function.Function, java.io.Serializable",
        "org.redisson.api.RScheduledExecutorService, java.util.concurrent.ScheduledExecutorService",
        "com.hazelcast.map.IMap, java.util.concurrent.ConcurrentMap",
        "org.infinispan.util.function.SerializableCallable, java.util.concurrent.Callable"})
    void theHierarchyLeadsToTheSupertypesThatRulesAskFor(String type, String ancestor) {
        assertTrue(ancestors(type).contains(ancestor), () -> type + " has " + ancestors(type));
    }

    @ParameterizedTest
    @CsvSource({"org.apache.spark.api.java.function.Function, call", "com.hazelcast.map.EntryProcessor, process",
        "io.vertx.core.Handler, handle", "org.junit.jupiter.api.function.Executable, execute", "org.springframework.jdbc.core.RowMapper, mapRow",
        "com.google.common.base.Supplier, get", "org.apache.ignite.lang.IgniteRunnable, run", "io.reactivex.rxjava3.functions.Action, run"})
    void lambdasOfLibraryTypesAreTheirFunctionalMethod(String type, String method) {
        assertEquals(method, KNOWLEDGE.type(Role.HIERARCHY, type).orElseThrow().functional());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ACQUIRE | java.util.concurrent.locks.Lock#lock() |",
        "TRY_ACQUIRE | java.util.concurrent.locks.Lock#tryLock(long,java.util.concurrent.TimeUnit) | timed=yes",
        "RELEASE | java.util.concurrent.locks.StampedLock#unlockRead(long) | mode=read",
        "VIEW | java.util.concurrent.locks.ReadWriteLock#writeLock() | mode=write",
        "HOLDS | java.lang.Thread#holdsLock(java.lang.Object) | arg=0",
        "AWAIT | java.lang.Object#wait(long) | kind=monitor",
        "SIGNAL | java.util.concurrent.locks.Condition#signal() | mode=one",
        "BLOCK | java.lang.Process#waitFor() | kind=process-wait",
        "BLOCK | java.util.concurrent.Future#get(long,java.util.concurrent.TimeUnit) | timed=yes",
        "BLOCK | java.io.StringWriter#write(*) | kind=never",
        "PROCESS_INPUT | java.lang.Process#getErrorStream() | kind=stderr",
        "START | java.lang.Thread#start() | task=this",
        "SUBMIT | java.util.concurrent.CompletableFuture#runAsync(java.lang.Runnable,java.util.concurrent.Executor) | executor=1",
        "SUBMIT | java.util.Timer#schedule(_,long,long) | periodic=yes",
        "THREAD_CONSTRUCTOR | java.lang.Thread#<init>(java.lang.ThreadGroup,java.lang.Runnable,java.lang.String) | task=1",
        "POOL | java.util.concurrent.Executors#newFixedThreadPool(int,java.util.concurrent.ThreadFactory) | factory=1",
        "POOL | java.util.Timer#<init>(boolean) | daemon=0",
        "POOL_END | com.google.common.util.concurrent.MoreExecutors#shutdownAndAwaitTermination(*) | arg=0",
        "IMMEDIATE | java.util.stream.Stream#map(_) | lazy=yes",
        "DEFERRED | java.util.concurrent.CompletionStage#thenApply(_) | when=either",
        "PARALLEL | java.util.Arrays#parallelSetAll(_,_) | task=1",
        "LIFECYCLE | _#readObject(java.io.ObjectInputStream) | when=before",
        "SHIP | java.io.ObjectOutput#writeObject(_) | engine=java",
        "RESTORES_INTERRUPT | java.lang.Thread#interrupt() |",
        "NO_THROW | java.util.concurrent.locks.Lock#unlock() |"})
    void theFactsThatTheRulesRestOnAreThere(Role role, String signature, String attribute) {
        MethodFact fact = KNOWLEDGE.methods(role).stream().filter(method -> method.signature().equals(signature)).findFirst().orElse(null);

        assertNotNull(fact, signature);
        if (attribute != null) {
            assertEquals(attribute.substring(attribute.indexOf('=') + 1), fact.attribute(attribute.substring(0, attribute.indexOf('=')), "absent"));
        }
    }

    @Test
    void typesAreFoundByNameAndByPackage() {
        assertTrue(KNOWLEDGE.type(Role.THREAD_SAFE, "java.util.concurrent.ConcurrentHashMap").isPresent());
        assertEquals("java.util.concurrent.atomic.*", KNOWLEDGE.type(Role.THREAD_SAFE, "java.util.concurrent.atomic.AtomicLong").orElseThrow().name());
        assertTrue(KNOWLEDGE.type(Role.THREAD_SAFE, "java.util.concurrent.locks.ReentrantReadWriteLock.ReadLock").isPresent(), "a nested type");
        assertTrue(KNOWLEDGE.type(Role.IMMUTABLE, "java.time.Instant").isPresent());
        assertTrue(KNOWLEDGE.type(Role.IMMUTABLE, "java.time.temporal.WeekFields").isEmpty(), "a subpackage");
        assertTrue(KNOWLEDGE.type(Role.THREAD_SAFE, "java.util.ArrayList").isEmpty());
        assertTrue(KNOWLEDGE.types(Role.THREAD_UNSAFE_FORMAT).contains("java.text.SimpleDateFormat"));
    }

    @Test
    void annotationsAreFoundBySimpleName() {
        assertTrue(KNOWLEDGE.annotations(Role.GUARDED_BY).contains("GuardedBy"));
        assertEquals("unscoped", KNOWLEDGE.annotation(Role.SINGLETON, "Service").orElseThrow().attribute("when", null));
        assertTrue(KNOWLEDGE.annotation(Role.SINGLETON, "Override").isEmpty());
    }

    @Test
    void nothingIsBothSafeAndUnsafe() {
        Set<String> safe = new HashSet<>(KNOWLEDGE.types(Role.THREAD_SAFE));
        safe.addAll(KNOWLEDGE.types(Role.IMMUTABLE));
        safe.retainAll(Stream.of(Role.THREAD_UNSAFE_FORMAT, Role.THREAD_UNSAFE_COLLECTION).flatMap(role -> KNOWLEDGE.types(role).stream()).toList());
        assertEquals(Set.of(), safe);
    }

    @Test
    void thePageNamesEveryRoleAndEveryAttribute() throws IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));

        for (Role role : Role.values()) {
            assertTrue(page.contains("| `" + role.word() + "` |"), role.word());
        }
        for (String key : Attribute.KEYS) {
            assertTrue(page.contains("| `" + key + "` |"), key);
        }
    }

    private static List<Line> lines(Role role) {
        List<Line> all = new ArrayList<>(KNOWLEDGE.methods(role));
        all.addAll(KNOWLEDGE.typeFacts(role));
        all.addAll(KNOWLEDGE.annotationFacts(role));
        return all;
    }

    private static Set<String> ancestors(String type) {
        Set<String> found = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            KNOWLEDGE.type(Role.HIERARCHY, next).map(TypeFact::supertypes).orElse(List.of()).stream().filter(found::add).forEach(open::add);
        }
        return found;
    }
}
