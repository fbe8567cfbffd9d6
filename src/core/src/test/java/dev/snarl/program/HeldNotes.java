package dev.snarl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.snarl.extract.Extractor;
import dev.snarl.facts.Event;
import dev.snarl.facts.FileFacts;
import dev.snarl.knowledge.Knowledge;
import dev.snarl.platform.PlatformIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the locks held at calls against notes in the source: {@code at(/*held: a, b*&#47;)}. A lock that is held on some ways only ends in
 * "?", a read hold in "(read)"; "-" is nothing, "unreached" says that no way leads there.
 */
final class HeldNotes {
    private static final Pattern NOTE = Pattern.compile("/\\*held: ([^*]*)\\*/");

    private HeldNotes() {}

    static Program link(String... sources) {
        List<SourceUnit> units = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            FileFacts facts = Extractor.extract(sources[i]);
            assertTrue(facts.notices().isEmpty(), () -> facts.notices().toString());
            units.add(new SourceUnit("T" + i + ".java", "", false, true, 0, facts));
        }
        return Program.link(units, PlatformIndex.get(), Knowledge.builtIn(), 1);
    }

    /** Members of a class with the usual locks at hand: lock, other, rw, stamped, monitor; {@code at()} is where notes stand. */
    static void check(String members) {
        String source = """
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;
                import java.util.function.*;
                class T {
                    final ReentrantLock lock = new ReentrantLock();
                    final Lock other = new ReentrantLock();
                    final ReadWriteLock rw = new ReentrantReadWriteLock();
                    final StampedLock stamped = new StampedLock();
                    final Object monitor = new Object();
                    boolean flag;
                    final boolean fixed = Boolean.getBoolean("x");
                    int n;
                    static void at() {}
                    static boolean ask() { return System.nanoTime() > 0; }
                """ + members + "\n}\n";
        Program p = link(source);
        String[] lines = source.split("\n", -1);
        int notes = 0;
        List<String> wanted = new ArrayList<>(), found = new ArrayList<>();
        for (Method m : p.universe().methods()) {
            if (!m.hasBody()) continue;
            Interpretation in = p.interpret(m);
            for (Event e : in.events()) {
                if (!(e instanceof Event.Call c) || !c.name().equals("at")) continue;
                Matcher note = NOTE.matcher(lines[c.span().line() - 1].substring(c.span().column() - 1));
                assertTrue(note.find(), () -> "no note in line " + c.span().line());
                notes++;
                wanted.add(m.name() + ":" + c.span().line() + " " + note.group(1).strip());
                found.add(m.name() + ":" + c.span().line() + " " + (in.reached(c.id()) ? shown(in.heldAt(c.id())) : "unreached"));
            }
        }
        assertTrue(notes > 0, "no notes");
        assertEquals(String.join("\n", wanted), String.join("\n", found));
    }

    private static String shown(Held h) {
        List<String> out = new ArrayList<>();
        for (Held.Entry e : h.entries()) out.add(e.lock().label() + (e.lock().mode() == LockMode.READ ? "(read)" : "") + (e.must() ? "" : "?"));
        return out.isEmpty() ? "-" : String.join(", ", out);
    }
}
