package executornotshutdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

class PlainField {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // want "pool"

    void work(Runnable task) {
        pool.execute(task);
    }
}

class FromConstructor {
    private final ScheduledExecutorService timer;

    FromConstructor() {
        timer = Executors.newScheduledThreadPool(1); // want "timer"
    }

    void every(Runnable task) {
        timer.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);
    }
}

class ThroughLocal {
    private final ExecutorService pool;

    ThroughLocal(int size) {
        ExecutorService made = Executors.newFixedThreadPool(size); // want "pool"
        this.pool = made;
    }

    void work(Runnable task) {
        pool.execute(task);
    }
}

class ThroughMethod {
    private final ExecutorService pool = make(2);

    private static ExecutorService make(int size) {
        return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()); // want "pool"
    }

    void work(Runnable task) {
        pool.execute(task);
    }
}

class StaticPool {
    private static final ExecutorService SHARED = Executors.newCachedThreadPool(); // want "SHARED"

    static void work(Runnable task) {
        SHARED.execute(task);
    }
}

class StaticLazy {
    private static ExecutorService lazy;

    static synchronized void work(Runnable task) {
        if (lazy == null) {
            lazy = Executors.newSingleThreadExecutor(); // want "lazy"
        }
        lazy.execute(task);
    }
}

class OwnFactory {
    private final ExecutorService pool =
            Executors.newFixedThreadPool(4, task -> new Thread(task, "named")); // want "pool" named, but no daemon

    void work(Runnable task) {
        pool.execute(task);
    }
}

class Subclassed {
    private final ThreadPoolExecutor pool = new LoggingPool(2); // want "pool"

    void work(Runnable task) {
        pool.execute(task);
    }
}

class LoggingPool extends ThreadPoolExecutor {
    LoggingPool(int size) {
        super(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        System.out.println(task);
    }
}

class Ternary {
    private final ExecutorService pool;

    Ternary(ExecutorService given) {
        pool = given != null ? given : Executors.newFixedThreadPool(2); // want "pool" the one made here has no other owner
    }

    void work(Runnable task) {
        pool.execute(task);
    }
}

class InSwitch {
    private final ExecutorService pool;

    InSwitch(boolean wide) {
        pool = switch (wide ? 1 : 0) {
            case 1 -> Executors.newFixedThreadPool(16); // want "pool"
            default -> Executors.newSingleThreadExecutor(); // want "pool"
        };
    }

    void work(Runnable task) {
        pool.execute(task);
    }
}

class Wrapped {
    private final ExecutorService pool =
            Executors.unconfigurableExecutorService(Executors.newFixedThreadPool(4)); // want "pool"

    void work(Runnable task) {
        pool.execute(task);
    }
}

class OnlyAwaited {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // want "pool" awaiting alone ends nothing

    void work(Runnable task) {
        pool.execute(task);
    }

    boolean finish() throws InterruptedException {
        return pool.awaitTermination(1, TimeUnit.MINUTES);
    }
}

class Many {
    private final List<ExecutorService> pools = new ArrayList<>();
    private final Map<String, ExecutorService> byName = new ConcurrentHashMap<>();

    void add() {
        pools.add(Executors.newSingleThreadExecutor()); // want "pools"
    }

    void work(String name, Runnable task) {
        byName.computeIfAbsent(name, key -> Executors.newSingleThreadExecutor()).execute(task); // want "byName"
        for (ExecutorService pool : pools) {
            pool.execute(task);
        }
    }
}

class Locals {
    void local(Runnable task) {
        ExecutorService pool = Executors.newFixedThreadPool(2); // want "pool"
        pool.execute(task);
    }

    void dropped(Runnable task) {
        Executors.newFixedThreadPool(1).execute(task); // want "newFixedThreadPool"
    }

    void usedByJdk(Runnable task) {
        ExecutorService pool = Executors.newFixedThreadPool(2); // want "pool" runAsync does not take it over
        CompletableFuture.runAsync(task, pool).join();
    }

    String wrappedByJdk() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2); // want "pool" the completion service never shuts it down
        ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
        service.submit(() -> "x");
        return service.take().get();
    }

    void usedByMethod(Runnable task) {
        ExecutorService pool = Executors.newFixedThreadPool(2); // want "pool" the method only submits
        submitAll(pool, task);
    }

    private static void submitAll(ExecutorService pool, Runnable task) {
        pool.execute(task);
    }

    void scheduled(Runnable task) {
        var timer = new ScheduledThreadPoolExecutor(1); // want "timer"
        timer.schedule(task, 1, TimeUnit.SECONDS);
    }
}

/** The first pool is lost when the second takes its place. */
class Overwritten {
    private ExecutorService pool = Executors.newFixedThreadPool(2);

    void resize(int size) {
        pool = Executors.newFixedThreadPool(size); // want "pool"
    }

    void work(Runnable task) {
        pool.execute(task);
    }

    void close() {
        pool.shutdown();
    }
}

enum Lanes {
    FAST, SLOW;

    private final ExecutorService lane = Executors.newFixedThreadPool(1); // want "lane"

    void work(Runnable task) {
        lane.execute(task);
    }
}

interface Shared {
    ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(); // want "CLOCK"
}

class Generic<T extends Runnable> {
    private final ExecutorService pool = Executors.newFixedThreadPool(4); // want "pool"

    void work(T task) {
        pool.execute(task);
    }

    /** It closes something else. */
    void close(AutoCloseable other) throws Exception {
        other.close();
    }
}

/** The factory leaves the making of threads to the platform's. */
class Prefixed implements ThreadFactory {
    private final ThreadFactory made;
    private final String prefix;

    Prefixed(String prefix) {
        this.prefix = prefix;
        made = Executors.defaultThreadFactory();
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = made.newThread(task);
        thread.setName(prefix + thread.getName());
        return thread;
    }
}

class NamedLanes {
    private final ExecutorService pool = Executors.newSingleThreadExecutor(new Prefixed("lane-")); // want "pool"

    void work(Runnable task) {
        pool.execute(task);
    }
}
