package sharing;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.annotation.concurrent.GuardedBy;
import javax.annotation.concurrent.NotThreadSafe;
import javax.annotation.concurrent.ThreadSafe;

@NotThreadSafe
class Parser {
    private int position;

    void feed(String text) {
        position += text.length();
    }

    int getPosition() {
        return position;
    }

    static Parser create() {
        return new Parser();
    }
}

class Lexer extends Parser {
}

@ThreadSafe
class SafeLexer extends Parser {
}

class Globals {
    static final Parser PARSER = Parser.create();
    static final Lexer LEXER = new Lexer();
    static final SafeLexer SAFE = new SafeLexer();
    static final Parser LOCKED = new Parser();
    static final Parser HALF = new Parser();
    static final Parser LOOKED_AT = new Parser();
    static final ThreadLocal<Parser> OWN = ThreadLocal.withInitial(Parser::new);

    static void parse(String s) {
        PARSER.feed(s); // want "Globals.PARSER is shared between threads"
        LEXER.feed(s); // want "Globals.LEXER is shared"
        SAFE.feed(s); // ok: the subclass is declared thread-safe
        synchronized (LOCKED) {
            LOCKED.feed(s); // ok: every use holds one lock
        }
        OWN.get().feed(s); // ok: one for each thread
        Parser local = new Parser();
        local.feed(s); // ok: nobody else knows it
    }

    static int look() {
        synchronized (LOCKED) {
            return LOCKED.getPosition() + LOOKED_AT.getPosition(); // ok: nobody changes it
        }
    }

    static synchronized void first(String s) {
        HALF.feed(s); // ok: the lock of the others
    }

    static void second(String s) {
        HALF.feed(s); // want "here the lock is missing that other uses hold"
    }

    synchronized void ownLock(String s) {
        OneLockEach.PARSER.feed(s); // want "OneLockEach.PARSER is shared"
    }
}

class OneLockEach {
    static final Parser PARSER = new Parser();
}

@ThreadSafe
class Service {
    private final Parser parser = new Parser();
    @GuardedBy("this") private final Parser guarded = new Parser();

    public void handle(String s) {
        parser.feed(s); // want "Service.parser is shared"
    }

    synchronized void handleGuarded(String s) {
        guarded.feed(s); // ok: another rule looks after it
    }
}

/** Puts its own work in line. */
@ThreadSafe
class Lined {
    private final Parser parser = new Parser();
    private final org.elsewhere.Line line = new org.elsewhere.Line();

    public void handle(String s) {
        line.execute(() -> parser.feed(s)); // ok: nobody knows how many threads the line has
        line.execute(() -> inLine(s));
    }

    private void inLine(String s) {
        parser.feed(s); // ok: called from the line
    }
}

class Plain {
    private final Parser parser = new Parser();

    void handle(String s) {
        parser.feed(s); // ok: nobody says that threads share a Plain
    }
}

@NotThreadSafe
class Wrapper {
    private final Parser parser = new Parser();

    void handle(String s) {
        parser.feed(s); // ok: the owner is for one thread too
    }
}

class Worker {
    private final Parser parser = new Parser();
    private final Parser single = new Parser();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ExecutorService one = Executors.newSingleThreadExecutor();

    void start(List<String> lines) {
        for (String l : lines) {
            pool.execute(() -> parser.feed(l)); // want "Worker.parser is shared"
            one.execute(() -> single.feed(l)); // ok: one thread runs them all
        }
    }

    private final Parser two = new Parser();

    void one() {
        new Thread(() -> two.feed("a")).start(); // miss "Worker.two is shared"
    }

    void other() {
        two.feed("b"); // ok: told at the first use
    }

    void local(List<String> lines) {
        Parser p = new Parser();
        for (String l : lines) {
            pool.execute(() -> p.feed(l)); // want "p is shared between threads"
            pool.execute(() -> {
                Parser mine = new Parser();
                mine.feed(l); // ok: each task has its own
            });
        }
    }

    void stream(List<String> lines) {
        Parser q = new Parser();
        lines.parallelStream().forEach(l -> q.feed(l)); // want "q is shared between threads"
        Parser r = new Parser();
        lines.forEach(l -> r.feed(l)); // ok: the calling thread alone
    }
}

enum Mode {
    FAST;

    private final Parser parser = new Parser();

    void use(String s) {
        parser.feed(s); // want "Mode.parser is shared"
    }
}

class Alias {
    private static final Parser PARSER = new Parser();

    static void use(String s) {
        Parser p = PARSER;
        p.feed(s); // want "Alias.PARSER is shared"
    }

    static Parser get() {
        return PARSER;
    }

    static void viaGetter(String s) {
        get().feed(s); // ok: told at the first use
        Runnable r = PARSER::getPosition;
        r.run();
    }

    private static Parser reference = new Parser();

    static void byReference(List<String> lines) {
        lines.forEach(reference::feed); // miss "Alias.reference is shared"
    }
}
