package dev.snarl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.facts.Event;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FatesTest {
    private static final String THREAD = "java.lang.Thread";

    /** The fate of the first thread that is created in a class {@code T} with this body. */
    private static Fate thread(String body, String... others) {
        String[] sources = new String[others.length + 1];
        sources[0] = "import java.util.*; import java.util.function.*; class T { " + body + " }";
        System.arraycopy(others, 0, sources, 1, others.length);
        Program p = Snippet.of(sources).program();
        Fates fates = p.fates();
        for (Method m : p.universe().methods()) {
            if (!m.hasBody()) continue;
            Typing t = fates.typing(m);
            for (int i = 0; i < t.body().events(); i++) {
                if (t.event(i) instanceof Event.New n && n.type().name().equals("Thread")) return fates.of(m, i, THREAD);
            }
        }
        throw new AssertionError("no thread");
    }

    private static List<String> calls(Fate f) {
        return f.uses().stream().map(Fate.Use::name).distinct().toList();
    }

    @Test
    void followsFieldsCollectionsAndLambdas() {
        Fate f = thread("private final List<Thread> all = new ArrayList<>(); void a() { Thread t = new Thread(); all.add(t); Runnable r = () -> t.start(); r.run(); }"
                + " void b() { for (Thread t : all) t.join(); all.forEach(Thread::interrupt); }");
        assertNull(f.escape());
        assertEquals(List.of("all"), f.fields().stream().map(Field::name).toList());
        assertTrue(f.called(Set.of("start")));
        assertTrue(f.called(Set.of("join")));
        assertTrue(f.called(Set.of("interrupt")));
    }

    @Test
    void followsPrivateMethodsBothWays() {
        Fate f = thread("private Thread make() { return new Thread(); } void a() { Thread t = make(); t.start(); end(t); } private static void end(Thread x) { x.join(); }");
        assertNull(f.escape());
        assertEquals(List.of("start", "join"), calls(f));
    }

    @Test
    void whatOthersGetIsOutOfSight() {
        assertEquals("returned by T.make", thread("Thread make() { return new Thread(); }").escape());
        assertEquals("passed to accept", thread("void a(Consumer<Thread> c) { c.accept(new Thread()); }").escape());
        assertEquals("given to a new Other", thread("void a() { new Other(new Thread()); }", "class Other { Other(Thread t) { } }").escape());
        assertEquals("passed to unknown", thread("void a(Missing m) { m.unknown(new Thread()); }").escape());
        assertTrue(thread("private Thread t = new Thread(); Thread lent() { return t; }").escapes());
        assertTrue(thread("void a(List<Thread> l) { l.add(new Thread()); }").escapes());
    }

    @Test
    void capturedByAnAnonymousClass() {
        Fate f = thread("void a() { Thread t = new Thread(); new Object() { void stop() { t.interrupt(); } }; }");
        assertFalse(f.escapes());
        assertEquals(List.of("interrupt"), calls(f));
    }

    @Test
    void fieldOfAnotherObjectOfUnknownType() {
        Fate f = thread("Thread t = new Thread(); void a(Missing m) { m.t.join(); }");
        assertTrue(f.called(Set.of("join")), "m may be a T");
    }

    @Test
    void onlyMainIsMain() {
        Program p = Snippet.of("class T { public static void main(String[] a) { one(); } private static void one() { two(); } private static void two() { }"
                + " private static void both() { } void other() { both(); } static void open() { } }").program();
        Fates fates = p.fates();
        StringBuilder found = new StringBuilder();
        for (Method m : p.universe().methods()) if (fates.onlyMain(m)) found.append(m.name()).append(' ');
        assertEquals("main one two ", found.toString());
    }
}
