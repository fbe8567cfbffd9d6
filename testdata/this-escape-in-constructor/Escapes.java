package thisescapeinconstructor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.JButton;

/** Threads that are started before the object is built. */
class StartsThread {
    private final Thread thread;
    private int limit;

    StartsThread(int n) {
        thread = new Thread(() -> work());
        thread.start(); // want "limit is set only after that"
        limit = n;
    }

    private void work() {
        System.out.println(limit);
    }
}

class SubmitsThis implements Runnable {
    private final String name;

    SubmitsThis(ExecutorService pool, String name) {
        pool.execute(this); // want "name is set only after that"
        this.name = name;
    }

    @Override
    public void run() {
        System.out.println(name);
    }
}

class StartsItself extends Thread {
    private List<String> items;

    StartsItself() {
        start(); // want "items is set only after that"
        items = new ArrayList<>();
    }

    @Override
    public void run() {
        items.add("x");
    }
}

class StartsInner {
    private String text;

    StartsInner(String s) {
        new Thread(new Runnable() { // want "text is set only after that"
            @Override
            public void run() {
                System.out.println(text);
            }
        }).start();
        text = s;
    }
}

class StartsReference {
    private String text;

    StartsReference(String s) {
        new Thread(this::work).start(); // want "text is set only after that"
        init(s);
    }

    private void init(String s) {
        text = s;
    }

    private void work() {
        System.out.println(text);
    }
}

/** The thread of a base class runs while the subclass is not built. */
abstract class Server {
    Server() {
        new Thread(this::serve).start(); // want "the subclass EchoServer"
    }

    void serve() {
        System.out.println("serve");
    }
}

class EchoServer extends Server {
    private final List<String> echoes = new ArrayList<>();

    @Override
    void serve() {
        echoes.add("x");
    }
}

/** Given to others before it is built. */
class Registers {
    static Registers instance;
    static final List<Registers> ALL = new ArrayList<>();
    private final String name;

    Registers(String s) {
        instance = this; // want "stored in the static field instance"
        name = s;
    }

    Registers(String s, int n) {
        ALL.add(this); // want "put into the static ALL"
        name = s + n;
    }

    Registers(Source source) {
        source.addListener(this); // want "registered by addListener()"
        name = "x";
    }

    String name() {
        return name;
    }
}

interface Source {
    void addListener(Object o);

    void keep(Object o);
}

/** Nothing is left to do. */
final class LastStatement {
    static LastStatement instance;
    private final String name;

    LastStatement(String s, Source source) {
        name = s;
        source.addListener(this); // ok: built
        instance = this; // ok: built
        new Thread(this::work).start(); // ok: the last statement of a final class
    }

    private void work() {
        System.out.println(name);
    }
}

class Harmless {
    private final Helper helper;
    private final JButton button = new JButton();
    private String name;
    private int unrelated;
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    Harmless(String s) {
        helper = new Helper(this); // ok: a helper that stores it
        helper.attach(this); // ok: a helper of its own
        helper.addListener(this); // ok: a part of the object itself
        register(this); // ok: a method of its own
        pool.submit(() -> System.out.println("nothing of this")); // ok: the task does not use the object
        pool.submit(this::other); // ok: what is set later is nothing to the task
        name = s;
        unrelated = 0;
    }

    private void other() {
        System.out.println(pool);
    }

    String name() {
        return name + unrelated;
    }

    private void register(Harmless h) {
        System.out.println("own");
    }
}

class Helper {
    private final Object owner;

    Helper(Object o) {
        owner = o;
    }

    static Helper make(String s) {
        return new Helper(s);
    }

    void attach(Object o) {
        System.out.println(o);
    }

    void addListener(Object o) {
        System.out.println(o);
    }
}

/** Toolkits of user interfaces have one thread. */
class Panel implements java.awt.event.ActionListener {
    private String text;

    Panel(JButton button) {
        button.addActionListener(this); // ok: the one thread of the user interface
        text = "x";
    }

    @Override
    public void actionPerformed(java.awt.event.ActionEvent e) {
        System.out.println(text);
    }
}

class Builder {
    private final Node root;
    private String name;

    Builder(Node parent) {
        root = parent.child(this); // ok: wiring of a tree
        name = "x";
    }

    String name() {
        return name + root;
    }

    interface Node {
        Node child(Object o);
    }
}

/** The thread is started by a method of another class. */
class ByHelper {
    private int n;

    ByHelper() {
        Runner.launch(this::work); // want "n is set only after that"
        n = 3;
    }

    private void work() {
        System.out.println(n);
    }
}

/** A part that a factory makes for the object. */
class OwnByFactory {
    private final Helper helper;
    private final String name;

    OwnByFactory(String s) {
        helper = Helper.make(s);
        helper.addListener(this); // ok: a part of the object itself
        name = s;
    }

    String name() {
        return name;
    }
}

/** Made, but not started. */
class MadeOnly {
    private final Thread thread;
    private final int n;

    MadeOnly() {
        thread = new Thread(this::work); // ok: started elsewhere
        n = 3;
    }

    void go() {
        thread.start();
    }

    private void work() {
        System.out.println(n);
    }
}

/** A call of a registry that is not seen to keep anything. */
class ByRegistry {
    private int n;

    ByRegistry() {
        Runner.known(this); // miss "n is set only after that" a static method of the project that keeps it
        n = 3;
    }

    int n() {
        return n;
    }
}

class Runner {
    private static final List<Object> KNOWN = new ArrayList<>();

    static void known(Object o) {
        KNOWN.add(o);
    }

    static void launch(Runnable r) {
        new Thread(r).start();
    }
}

/** The handle of the task cannot be set before the task is handed over. */
class KeepsTheHandle {
    private final java.util.concurrent.ScheduledFuture<?> ping;
    private int sent;

    KeepsTheHandle(java.util.concurrent.ScheduledExecutorService pool) {
        ping = pool.scheduleAtFixedRate(() -> send(), 1, 1, java.util.concurrent.TimeUnit.SECONDS); // ok: the handle of the task itself
    }

    private void send() {
        if (sent++ > 10) ping.cancel(false);
    }
}
