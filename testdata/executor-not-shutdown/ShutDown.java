package executornotshutdown;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

class ClosedHere implements AutoCloseable {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: shut down in close()

    @Override
    public void close() {
        pool.shutdown();
    }
}

class StoppedNow {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: shut down in stop()

    void stop() throws InterruptedException {
        this.pool.shutdownNow();
        pool.awaitTermination(1, TimeUnit.SECONDS);
    }
}

class Managed {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: shut down by the container's call

    @PreDestroy
    void done() {
        pool.shutdown();
    }
}

class Restartable {
    private ExecutorService pool;

    void start() {
        pool = Executors.newFixedThreadPool(4); // ok: start() and stop() go together
    }

    void stop() {
        ExecutorService old = pool;
        pool = null;
        if (old != null) {
            old.shutdownNow();
        }
    }
}

class Resizable {
    private ExecutorService pool = Executors.newFixedThreadPool(1); // ok: shut down in close()

    void resize(int size) {
        pool.shutdown();
        pool = Executors.newFixedThreadPool(size); // ok: the old one is shut down first
    }

    void resizeGently(int size) {
        ExecutorService old = pool;
        pool = Executors.newFixedThreadPool(size); // ok: the old one is shut down afterwards
        old.shutdown();
    }

    void ensure() {
        if (pool == null) {
            pool = Executors.newFixedThreadPool(1); // ok: nothing is overwritten
        }
    }

    void close() {
        pool.shutdown();
    }
}

class ByMethod {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: Pools.stop shuts it down

    void close() {
        Pools.stop(pool);
    }
}

final class Pools {
    private Pools() {
    }

    static void stop(ExecutorService pool) {
        pool.shutdown();
    }
}

class Collected {
    private final List<ExecutorService> pools = new ArrayList<>();
    private final Map<String, ExecutorService> byName = new ConcurrentHashMap<>();
    private final ExecutorService[] lanes = new ExecutorService[2];

    void add(String name) {
        pools.add(Executors.newSingleThreadExecutor()); // ok: shut down in the loop
        byName.computeIfAbsent(name, key -> Executors.newSingleThreadExecutor()); // ok: shut down by forEach
        lanes[0] = Executors.newSingleThreadExecutor(); // ok: shut down in the loop
    }

    void close() {
        for (ExecutorService pool : pools) {
            pool.shutdown();
        }
        byName.values().forEach(ExecutorService::shutdown);
        for (int i = 0; i < lanes.length; i++) {
            lanes[i].shutdown();
        }
    }
}

class ByHook {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: shut down by the hook
    private static final ExecutorService SHARED = Executors.newFixedThreadPool(4); // ok: shut down by the hook

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SHARED::shutdownNow));
    }

    ByHook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> pool.shutdown()));
    }
}

class ByReference {
    private final List<Runnable> atEnd = new ArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: the list holds its shutdown

    ByReference() {
        atEnd.add(pool::shutdown);
    }

    void close() {
        atEnd.forEach(Runnable::run);
    }
}

class InReference {
    private final AtomicReference<ExecutorService> current = new AtomicReference<>();

    void start() {
        current.set(Executors.newFixedThreadPool(2)); // ok: taken out and shut down in stop()
    }

    void stop() {
        ExecutorService old = current.getAndSet(null);
        if (old != null) {
            old.shutdown();
        }
    }
}

class Locally {
    void inFinally(Runnable task) {
        ExecutorService pool = Executors.newFixedThreadPool(2); // ok: shut down in the finally
        try {
            pool.execute(task);
        } finally {
            pool.shutdown();
        }
    }

    void onGoodPath(Runnable task) {
        ExecutorService pool = Executors.newFixedThreadPool(2); // ok: shut down, if only where nothing fails
        pool.execute(task);
        pool.shutdown();
    }

    void inCallback(Runnable task) {
        ExecutorService pool = Executors.newFixedThreadPool(2); // ok: its last task shuts it down
        pool.execute(() -> {
            task.run();
            pool.shutdown();
        });
    }

    void asResource(Runnable task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2); // ok: the resource shuts it down
        try (AutoCloseable end = pool::shutdownNow) {
            pool.execute(task);
        }
    }
}

/** The subclass has the duty. */
abstract class Base {
    protected final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: shut down by the subclass

    abstract void close();
}

class Derived extends Base {
    @Override
    void close() {
        pool.shutdown();
    }
}

class Nested {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: shut down by the inner class

    class Closer implements AutoCloseable {
        @Override
        public void close() {
            pool.shutdown();
        }
    }
}

class Owned {
    final ExecutorService pool = Executors.newFixedThreadPool(4); // ok: Owner shuts it down
}

class Owner {
    private final Owned owned = new Owned();

    void close() {
        owned.pool.shutdown();
    }
}

class TernaryClosed {
    private final ExecutorService pool;

    TernaryClosed(ExecutorService given) {
        pool = given == null ? Executors.newFixedThreadPool(2) : given; // ok: shut down in close()
    }

    void close() {
        pool.shutdown();
    }
}

record Lane(ExecutorService pool) implements AutoCloseable {
    static Lane open() {
        return new Lane(Executors.newSingleThreadExecutor()); // ok: the record owns and closes it
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
