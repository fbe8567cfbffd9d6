package sharedfield;

import java.util.concurrent.Executors;

/** Virtual threads, and an executor whose close waits. */
final class StartedJava21 {
    private String first;
    private String second;

    String unordered() {
        Thread thread = Thread.ofVirtual().start(() -> first = "x"); // want "first"
        return thread.getName() + first;
    }

    String closed() {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            pool.submit(() -> second = "x"); // ok: close waits for the task
        }
        return second;
    }
}
