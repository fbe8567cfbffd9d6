package dev.snarl.platform;

import static org.junit.jupiter.api.Assertions.*;

import dev.snarl.facts.TypeRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PlatformIndexTest {
    private final PlatformIndex index = PlatformIndex.get();

    private PlatformType type(String name) {
        return index.type(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private PlatformMethod only(String type, String method) {
        List<PlatformMethod> overloads = type(type).methods(method);
        assertEquals(1, overloads.size(), () -> type + "." + method + " " + overloads);
        return overloads.get(0);
    }

    private static TypeRef ref(String name, TypeRef... args) {
        return new TypeRef(name, List.of(args), 0, '\0');
    }

    private static TypeRef superOf(String name) {
        return new TypeRef(name, List.of(), 0, '-');
    }

    @Test
    void findsTypesByQualifiedName() {
        PlatformType entry = type("java.util.Map.Entry");
        assertEquals("java.util", entry.packageName());
        assertEquals("Entry", entry.simpleName());
        assertEquals(PlatformKind.INTERFACE, entry.kind());
        assertTrue(entry.isStatic() && entry.isPublic() && entry.isAbstract());
        assertTrue(type("java.util.Map").nested().contains("java.util.Map.Entry"));
        assertSame(entry, type("java.util.Map.Entry"));
    }

    @Test
    void knowsWhatIsNotThere() {
        for (String absent : List.of("", "java", "java.util", "java.util.Mapp", "java.util.Ma", "java.util.Map$Entry",
                "com.example.Map", "zzz", "A", "java.util.M\u00e4p", "sun.misc.Launcher", "java.util.HashMap.Node")) {
            assertTrue(index.type(absent).isEmpty(), absent);
        }
        assertFalse(index.hasPackage("java"));
        assertFalse(index.hasPackage("java.util.Map"));
        assertFalse(index.hasPackage("jdk.internal.misc"));
        assertTrue(index.typesIn("java.utility").isEmpty());
    }

    @Test
    void listsPackages() {
        for (String there : List.of("java.lang", "java.util.concurrent.locks", "javax.swing.event", "com.sun.net.httpserver",
                "java.net.http", "sun.misc", "org.w3c.dom")) {
            assertTrue(index.hasPackage(there), there);
        }
        List<String> locks = index.typesIn("java.util.concurrent.locks");
        assertEquals(List.of("AbstractOwnableSynchronizer", "AbstractQueuedLongSynchronizer", "AbstractQueuedSynchronizer",
                        "Condition", "Lock", "LockSupport", "ReadWriteLock", "ReentrantLock", "ReentrantReadWriteLock", "StampedLock"),
                locks.stream().map(n -> type(n).simpleName()).toList());
        assertFalse(index.typesIn("java.lang").contains("java.lang.AbstractStringBuilder"));
        assertEquals(index.packages().stream().sorted().toList(), index.packages());
        assertEquals(index.typeNames().stream().sorted().toList(), index.typeNames());
    }

    @Test
    void keepsGenericSignatures() {
        PlatformMethod forEach = only("java.util.Map", "forEach");
        assertTrue(forEach.isDefault() && !forEach.isAbstract());
        assertEquals(List.of(ref("java.util.function.BiConsumer", superOf("K"), superOf("V"))), forEach.parameters());
        assertEquals(ref("void"), forEach.returns());

        PlatformType map = type("java.util.Map");
        assertEquals(List.of(new TypeParameter("K", List.of()), new TypeParameter("V", List.of())), map.typeParameters());

        PlatformMethod sort = type("java.util.Collections").methods("sort").get(0);
        assertEquals(List.of(new TypeParameter("T", List.of(ref("java.lang.Comparable", superOf("T"))))), sort.typeParameters());
        assertEquals(ref("java.util.AbstractMap", ref("K"), ref("V")), type("java.util.concurrent.ConcurrentHashMap").superclass());

        PlatformMethod max = type("java.util.Collections").methods("max").get(0);
        assertEquals(List.of(ref("java.lang.Object"), ref("java.lang.Comparable", superOf("T"))), max.typeParameters().get(0).bounds());

        PlatformMethod callWith = type("java.util.concurrent.ForkJoinTask").methods("adapt").stream()
                .filter(m -> m.parameters().get(0).name().equals("java.util.concurrent.Callable")).findFirst().orElseThrow();
        assertEquals(new TypeRef("T", List.of(), 0, '+'), callWith.parameters().get(0).args().get(0));
        assertEquals("*", String.valueOf(type("java.lang.Class").methods("forName").get(0).returns().args().get(0).wildcard()));
    }

    @Test
    void keepsFlagsAndThrownTypes() {
        List<PlatformMethod> waits = type("java.lang.Object").methods("wait");
        assertEquals(List.of(List.of(), List.of(ref("long")), List.of(ref("long"), ref("int"))),
                waits.stream().map(PlatformMethod::parameters).toList());
        for (PlatformMethod wait : waits) {
            assertTrue(wait.isFinal() && wait.isPublic() && !wait.isStatic());
            assertEquals(List.of(ref("java.lang.InterruptedException")), wait.thrown());
        }
        assertTrue(type("java.util.Vector").methods("size").get(0).isSynchronized());
        assertFalse(type("java.util.ArrayList").methods("size").get(0).isSynchronized());
        assertTrue(only("java.util.Arrays", "asList").isVarargs());
        assertEquals(1, only("java.util.Arrays", "asList").parameters().get(0).dims());
        assertTrue(type("java.lang.Thread").methods("sleep").stream().allMatch(PlatformMethod::isStatic));
        assertTrue(type("java.util.concurrent.ThreadPoolExecutor").methods("beforeExecute").get(0).isProtected());
        assertTrue(type("java.lang.Integer").field("MAX_VALUE").isConstant());
        assertFalse(type("java.lang.System").field("out").isConstant());
        assertNull(type("java.lang.System").field("nothing"));
        assertEquals(PlatformKind.ENUM, type("java.util.concurrent.TimeUnit").kind());
        assertEquals(ref("java.util.concurrent.TimeUnit"), type("java.util.concurrent.TimeUnit").field("SECONDS").type());
        assertEquals(PlatformKind.ANNOTATION, type("java.lang.FunctionalInterface").kind());
        assertTrue(type("java.lang.constant.ConstantDesc").isSealed());
        assertEquals(List.of(), type("java.util.Map").methods("noSuchMethod"));
        assertNull(type("java.util.Map").superclass());
        assertNull(type("java.lang.Object").superclass());
    }

    @Test
    void constructorsOfInnerClassesShowTheirDeclaredParameters() {
        List<List<TypeRef>> found = type("java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject")
                .methods(PlatformMethod.CONSTRUCTOR).stream().map(PlatformMethod::parameters).toList();
        assertEquals(List.of(List.of()), found);
    }

    @Test
    void hiddenSupertypesGiveInheritedMembers() {
        assertEquals("java.lang.AbstractStringBuilder", type("java.lang.StringBuilder").superclass().name());
        assertTrue(type("java.lang.AbstractStringBuilder").isHidden());
        assertTrue(only("java.lang.AbstractStringBuilder", "setLength").isPublic());
        assertFalse(type("java.lang.StringBuilder").isHidden());
    }

    @Test
    void tellsInWhichReleaseThingsAppeared() {
        PlatformMethod ofVirtual = only("java.lang.Thread", "ofVirtual");
        assertEquals(21, ofVirtual.since());
        assertFalse(ofVirtual.isPreview());
        assertFalse(ofVirtual.existsIn(20));
        assertTrue(ofVirtual.existsIn(21) && ofVirtual.existsIn(99));
        assertEquals(21, type("java.lang.Thread.Builder.OfVirtual").since());
        assertEquals(8, only("java.lang.Thread", "currentThread").since());
        assertTrue(only("java.lang.Thread", "currentThread").existsIn(5));
        assertEquals(9, type("java.util.concurrent.Flow").since());
        assertEquals(11, type("java.net.http.HttpClient").since());
        assertEquals(21, only("java.util.SequencedCollection", "reversed").since());
        assertEquals(8, type("java.lang.ThreadLocal").since());
        assertEquals(25, type("java.lang.ScopedValue").since());
        assertEquals(8, type("sun.misc.Unsafe").since());
        assertEquals(8, type("com.sun.jdi.VirtualMachine").since());
    }

    @Test
    void keepsWhatWasRemoved() {
        List<PlatformMethod> stops = type("java.lang.Thread").methods("stop");
        assertEquals(2, stops.size());
        assertEquals(0, stops.get(0).removedIn());
        assertTrue(stops.get(0).isDeprecated() && stops.get(0).isFinal());
        assertEquals(List.of(ref("java.lang.Throwable")), stops.get(1).parameters());
        assertEquals(11, stops.get(1).removedIn());
        assertTrue(stops.get(1).existsIn(10));
        assertFalse(stops.get(1).existsIn(11));
        assertEquals(23, only("java.lang.Thread", "suspend").removedIn());
        assertEquals(11, type("javax.xml.bind.JAXBContext").removedIn());
        assertEquals(21, type("java.lang.Compiler").removedIn());
    }

    @Test
    void supertypesHaveTheirReleasesToo() {
        PlatformType pool = type("java.util.concurrent.ExecutorService");
        assertEquals(List.of("java.util.concurrent.Executor"), names(pool.supertypes(17)));
        assertEquals(List.of("java.util.concurrent.Executor"), names(pool.supertypes(18)));
        assertEquals(List.of("java.util.concurrent.Executor", "java.lang.AutoCloseable"), names(pool.supertypes(19)));
        assertEquals(19, only("java.util.concurrent.ExecutorService", "close").since());
        PlatformType list = type("java.util.List");
        assertEquals(List.of("java.util.Collection"), names(list.supertypes(20)));
        assertEquals(List.of("java.util.SequencedCollection"), names(list.supertypes(21)));
        assertEquals(List.of("java.lang.Object", "java.lang.Runnable"), names(type("java.lang.Thread").supertypes(8)));
    }

    private static List<String> names(List<TypeRef> refs) {
        return refs.stream().map(TypeRef::name).toList();
    }

    @Test
    void previewsAreMarkedUntilTheyAreFinal() {
        PlatformType scope = type("java.util.concurrent.StructuredTaskScope");
        assertTrue(scope.isPreview());
        assertEquals(21, scope.since());
        assertTrue(type("jdk.incubator.concurrent.StructuredTaskScope").isPreview());
        assertEquals(21, type("jdk.incubator.concurrent.StructuredTaskScope").removedIn());
        assertFalse(type("java.lang.Record").isPreview());
        assertEquals(16, type("java.lang.Record").since());
        assertEquals(23, type("java.lang.StringTemplate").removedIn());
    }

    @Test
    void findsTheMethodOfAFunctionalInterface() {
        assertEquals("run", index.functionalMethod(type("java.lang.Runnable")).orElseThrow().name());
        assertEquals("compare", index.functionalMethod(type("java.util.Comparator")).orElseThrow().name());
        PlatformMethod apply = index.functionalMethod(type("java.util.function.BinaryOperator")).orElseThrow();
        assertEquals(List.of(ref("T"), ref("T")), apply.parameters());
        assertEquals(ref("T"), apply.returns());
        for (String none : List.of("java.util.List", "java.lang.Thread", "java.io.Serializable", "java.util.Iterator",
                "java.util.concurrent.Future", "java.lang.Override")) {
            assertTrue(index.functionalMethod(type(none)).isEmpty(), none);
        }
    }

    @Test
    void manyThreadsGetTheSameTypes() throws Exception {
        PlatformIndex fresh;
        try (var in = PlatformIndex.class.getResourceAsStream("jdk.idx")) {
            fresh = new PlatformIndex(in.readAllBytes());
        }
        List<String> names = fresh.typesIn("java.util.concurrent");
        Callable<List<Object>> ask = () -> {
            List<Object> found = new ArrayList<>();
            for (String name : names) {
                PlatformType type = fresh.type(name).orElseThrow();
                found.add(type);
                found.add(type.methods());
            }
            return found;
        };
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Object>>> answers = pool.invokeAll(Collections.nCopies(8, ask));
            for (int i = 0; i < 2 * names.size(); i++) {
                Set<Object> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
                for (Future<List<Object>> answer : answers) distinct.add(answer.get().get(i));
                assertEquals(1, distinct.size(), names.get(i / 2));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void refusesWhatIsNoIndex() {
        assertThrows(IllegalArgumentException.class, () -> new PlatformIndex(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new PlatformIndex(new byte[200]));
    }
}
