package dev.snarl.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.snarl.facts.Body;
import dev.snarl.facts.Event;
import dev.snarl.facts.LambdaFacts;
import dev.snarl.facts.Node;
import dev.snarl.facts.Span;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The regions that findings point at, as the text they cover. */
class SpanTest {
    private static final String TEXT = """
            class X extends Y {
                X() { super ( 1 ) ; }
                void m(Foo p) {
                    p . go ( 1 ).then(p);
                    this.count++;
                    total = total + 1;
                    x = y;
                    new Thread("a", (Runnable) r) { void n() { } }.start();
                    new Foo /* ( */ ( ) { };
                    try { } catch ( final Error e ) { }
                    synchronized ( lock ) { }
                    run((a, b) -> { });
                    run(c->d);
                    for (int i = 0; ; ) { }
                }
            }
            """;

    private final List<String> found = new ArrayList<>();

    private static String text(Span s) {
        String[] lines = TEXT.split("\n");
        assertEquals(s.line(), s.endLine(), "in one line");
        return lines[s.line() - 1].substring(s.column() - 1, s.endColumn() - 1);
    }

    private void collect(Object o) throws ReflectiveOperationException {
        if (o instanceof Event.Call c) found.add("call " + text(c.span()) + " named " + text(c.nameSpan()));
        else if (o instanceof Event e) found.add(e.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + " " + text(e.span()));
        else if (o instanceof Node.Catch c) found.add(text(c.span()));
        else if (o instanceof Node.Sync s) found.add("lock " + text(s.lockSpan()));
        else if (o instanceof LambdaFacts l) found.add("arrow " + text(l.arrow()) + " of " + text(l.span()));
        if (o instanceof List<?> list) for (Object x : list) collect(x);
        if (!(o instanceof Node) && !(o instanceof Body) && !(o instanceof LambdaFacts) && !(o instanceof Node.Catch)) return;
        for (RecordComponent c : o.getClass().getRecordComponents()) {
            c.getAccessor().setAccessible(true);
            Object v = c.getAccessor().invoke(o);
            if (v != null) collect(v);
        }
    }

    @Test
    void regionsCoverTheirExpressionAndNoMore() throws ReflectiveOperationException {
        Extraction e = Extractor.read(TEXT);
        collect(e.bodies().get(0));
        assertEquals(List.of("call super ( 1 ) named super"), found);
        found.clear();
        collect(e.bodies().get(2));
        assertEquals("""
                arrow (a, b) -> of (a, b) -> { }
                arrow c-> of c->d
                read d
                call p . go ( 1 ) named go
                call p . go ( 1 ).then(p) named then
                update this.count++
                update total = total + 1
                read y
                write x = y
                read r
                new new Thread("a", (Runnable) r)
                call new Thread("a", (Runnable) r) { void n() { } }.start() named start
                new new Foo /* ( */ ( )
                catch ( final Error e )
                read lock
                lock lock
                call run((a, b) -> { }) named run
                call run(c->d) named run
                assign i = 0
                """, String.join("\n", found) + "\n");
    }
}
