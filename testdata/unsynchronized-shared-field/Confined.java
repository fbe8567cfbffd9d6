package sharedfield;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

@Target(ElementType.TYPE)
@interface NotThreadSafe {
}

/** Threads are near, but each field has one thread, one lock, or never changes. */
final class Confined {
    private final ExecutorService lane = Executors.newSingleThreadExecutor();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final AtomicReference<String> latest = new AtomicReference<>();
    private final ThreadLocal<Session> session = ThreadLocal.withInitial(Session::new);
    private final String prefix;
    private final Lock lock = new ReentrantLock();
    private volatile String published;
    private String serial;
    private String guarded;
    private String locked;
    private String constant = "never written again";
    private String callerOnly;

    Confined(String prefix) {
        this.prefix = prefix;
        this.serial = prefix; // ok: constructor
    }

    void lane(String value) {
        lane.execute(() -> serial = value); // ok: one thread runs every access
        lane.execute(() -> names.put(serial, value));
    }

    void safeTypes(String value) {
        pool.execute(() -> {
            names.put(prefix, value); // ok: a concurrent map in a final field
            latest.set(value); // ok: atomic
            published = value; // ok: volatile
            session.get().user = value; // ok: an object per thread
        });
    }

    String read() {
        callerOnly = published; // ok: no task touches it
        return names.get(prefix) + latest.get() + session.get().user + callerOnly;
    }

    void constant() {
        pool.execute(() -> names.put(constant, prefix)); // ok: only ever read
    }

    void guarded(String value) {
        pool.execute(() -> {
            synchronized (this) {
                guarded = value; // ok: every access holds this
            }
        });
    }

    synchronized String guarded() {
        return guarded;
    }

    void locked(String value) {
        pool.execute(() -> setLocked(value));
    }

    private void setLocked(String value) {
        lock.lock();
        try {
            locked = value; // ok: every access holds lock
        } finally {
            lock.unlock();
        }
    }

    String locked() {
        if (!lock.tryLock()) {
            return "";
        }
        try {
            return locked;
        } finally {
            lock.unlock();
        }
    }

    void owned(List<String> users) {
        for (String user : users) {
            pool.execute(() -> {
                Session own = new Session();
                own.user = user; // ok: built and kept by the task
                names.put(own.user, user);
            });
        }
    }

    void handedToOne(List<String> users) {
        for (String user : users) {
            Session fresh = new Session();
            fresh.user = user; // ok: before the hand-over, and never touched here again
            pool.execute(() -> {
                fresh.user = fresh.user.trim(); // ok: one task has this object
                names.put(fresh.user, user);
            });
        }
    }

    static final class Session {
        private String user;
    }

    /** A Runnable that keeps its state to itself. */
    static final class Own implements Runnable {
        private String state;

        @Override
        public void run() {
            state = "running"; // ok: nobody else reads it, and each thread has its own
            if (state.isEmpty()) {
                throw new IllegalStateException();
            }
        }

        static void go() {
            new Thread(new Own()).start();
            new Thread(new Own()).start();
        }
    }

    /** The hook runs when the JVM ends. */
    static final class Hooked {
        private String last;

        void install() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (last != null) {
                    throw new IllegalStateException(last);
                }
            }));
        }

        void set(String value) {
            last = value; // ok: the other side is a shutdown hook
        }
    }

    /** Plain code: a stream that is not parallel, and a callback run at once. */
    static final class NoThread {
        private String last;

        void each(List<String> names) {
            names.forEach(name -> last = name); // ok: the same thread
            names.stream().forEach(name -> last = name); // ok: the same thread
            Runnable later = () -> last = ""; // ok: who runs it is not known
            keep(later);
        }

        private static void keep(Runnable later) {
            if (later == null) {
                throw new IllegalArgumentException();
            }
        }
    }

    /** Says so itself. */
    @NotThreadSafe
    static final class Declared {
        private String state;

        void go() {
            new Thread(() -> state = "x").start(); // ok: declared not thread-safe
        }

        String state() {
            return state;
        }
    }
}
