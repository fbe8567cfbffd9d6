package twice;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Made lazily, and what making leaves behind is there twice. */
final class Twice {
    private static ExecutorService pool;
    private static volatile OutputStream log;
    private static Thread watcher;
    private static Bus bus;
    private static Session session;
    private volatile ServerSocket server;
    private volatile Refresher refresher;
    private volatile List<String> hooked;
    private static volatile ExecutorService inLambda;
    private final AtomicReference<ExecutorService> swapped = new AtomicReference<>();
    private final AtomicReference<ServerSocket> local = new AtomicReference<>();

    static ExecutorService pool() {
        if (pool == null) {
            pool = Executors.newFixedThreadPool(4); // want "creates a pool of threads"
        }
        return pool;
    }

    static OutputStream log() throws IOException {
        if (log == null) log = new FileOutputStream("log"); // want "opens a resource (new FileOutputStream)"
        return log;
    }

    static void watch() {
        if (watcher == null) {
            watcher = new Thread(() -> { }); // want "starts a thread"
            watcher.start();
        }
    }

    static final class Bus {
        final List<Runnable> listeners = new ArrayList<>();

        void addListener(Runnable r) {
            listeners.add(r);
        }
    }

    static Bus bus() {
        if (bus == null) {
            Bus b = new Bus();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> { }));
            bus = b; // want "registers itself with others (addShutdownHook)"
        }
        return bus;
    }

    /** The constructor opens it. */
    static final class Session {
        private final java.net.Socket socket;

        Session(String host) throws IOException {
            socket = new java.net.Socket(host, 80);
        }

        int port() {
            return socket.getPort();
        }
    }

    static Session session() throws IOException {
        return session != null ? session : (session = new Session("localhost")); // want "opens a resource (new Socket)"
    }

    ServerSocket server() throws IOException {
        ServerSocket s = server;
        if (s == null) {
            s = new ServerSocket(0);
            server = s; // want "opens a resource (new ServerSocket)"
        }
        return s;
    }

    static final class Refresher {
        private final ScheduledExecutorService timer;

        Refresher(ScheduledExecutorService timer) {
            this.timer = timer;
        }

        void begin() {
            timer.scheduleAtFixedRate(() -> { }, 1, 1, TimeUnit.SECONDS);
        }
    }

    Refresher refresher(ScheduledExecutorService timer) {
        if (refresher == null) {
            Refresher r = new Refresher(timer);
            r.begin();
            refresher = r; // want "schedules a periodic task"
        }
        return refresher;
    }

    List<String> hooked(java.beans.PropertyChangeSupport support) {
        if (hooked == null) {
            hooked = new ArrayList<>(); // want "registers itself with others (addPropertyChangeListener)"
            support.addPropertyChangeListener(e -> hooked.add(e.getPropertyName()));
        }
        return hooked;
    }

    static Supplier<ExecutorService> inLambda() {
        return () -> {
            if (inLambda == null) inLambda = Executors.newCachedThreadPool(); // want "creates a pool of threads"
            return inLambda;
        };
    }

    ExecutorService swapped() {
        if (swapped.get() == null) {
            swapped.compareAndSet(null, Executors.newCachedThreadPool()); // want "the thread that loses the swap never ends its own"
        }
        return swapped.get();
    }

    ServerSocket local() throws IOException {
        ServerSocket s = new ServerSocket(0);
        local.compareAndSet(null, s); // want "the thread that loses the swap never ends its own"
        return local.get();
    }

    private static org.example.Client client;

    static org.example.Client client() {
        if (client == null) client = new org.example.Client(); // miss "client"
        return client;
    }
}
