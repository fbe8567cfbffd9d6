package executornotshutdown;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Pools are AutoCloseable since JDK 19. */
class ResourcesJava21 {
    private final ExecutorService closed = Executors.newFixedThreadPool(2); // ok: close() shuts down
    private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor(); // ok: no threads to keep
    private final ExecutorService platform = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory()); // ok: no threads to keep
    private final ExecutorService left = Executors.newFixedThreadPool(2, Thread.ofPlatform().name("left").factory()); // want "left"
    private final ExecutorService daemons =
            Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory()); // ok: daemon threads

    void work(Runnable task) {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) { // ok: the resource is closed
            pool.execute(task);
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) { // ok: the resource is closed
            pool.execute(task);
        }
        ExecutorService pool = Executors.newFixedThreadPool(2); // ok: the resource is closed
        try (pool) {
            pool.execute(task);
        }
        closed.execute(task);
        virtual.execute(task);
        platform.execute(task);
        left.execute(task);
        daemons.execute(task);
    }

    void close() {
        closed.close();
    }
}
