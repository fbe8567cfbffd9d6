package twice;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Made once, or made twice without harm. */
final class Once {
    private static ExecutorService locked;
    private static List<String> plain;
    private static volatile Map<String, String> loaded;
    private static volatile ExecutorService checkedTwice;
    private ExecutorService own;
    private static ExecutorService ofMain;
    private final AtomicReference<ServerSocket> asked = new AtomicReference<>();
    private final AtomicReference<List<String>> list = new AtomicReference<>();
    private static volatile Runnable later;

    static synchronized ExecutorService locked() {
        if (locked == null) locked = Executors.newCachedThreadPool(); // ok: under the lock
        return locked;
    }

    static ExecutorService checkedTwice() {
        if (checkedTwice == null) {
            synchronized (Once.class) {
                if (checkedTwice == null) checkedTwice = Executors.newCachedThreadPool(); // ok: tested again under the lock
            }
        }
        return checkedTwice;
    }

    static List<String> plain() {
        if (plain == null) plain = new ArrayList<>(); // ok: leaves nothing behind
        return plain;
    }

    static Map<String, String> loaded() throws IOException {
        if (loaded == null) {
            Map<String, String> m = new HashMap<>();
            for (String s : List.of("a")) m.put(s, s);
            loaded = m; // ok: two equal maps
        }
        return loaded;
    }

    ExecutorService own() {
        if (own == null) own = Executors.newCachedThreadPool(); // ok: nothing says that the object is shared
        return own;
    }

    public static void main(String[] args) {
        if (ofMain == null) ofMain = Executors.newCachedThreadPool(); // ok: the main thread
    }

    ServerSocket asked() throws IOException {
        ServerSocket s = new ServerSocket(0);
        if (!asked.compareAndSet(null, s)) s.close(); // ok: the loser closes its own
        return asked.get();
    }

    List<String> list() {
        list.compareAndSet(null, new ArrayList<>()); // ok: leaves nothing behind
        return list.get();
    }

    static Runnable later() {
        if (later == null) later = () -> Executors.newCachedThreadPool(); // ok: only what will be done
        return later;
    }

    static void write(String s) throws IOException {
        try (OutputStream out = new FileOutputStream("x")) {
            out.write(s.getBytes()); // ok: no lazy field
        }
    }
}
