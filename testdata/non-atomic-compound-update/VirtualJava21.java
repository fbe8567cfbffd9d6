package lostupdate;

import java.util.concurrent.Executors;

/** The same with virtual threads. */
final class VirtualJava21 {
    private int handled;
    private int started;
    private int closed;

    void go(int requests) {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests; i++) {
                pool.submit(() -> handled++); // want "handled"
            }
        }
        closed++; // ok: no task touches it
    }

    void each(int requests) {
        for (int i = 0; i < requests; i++) {
            Thread.startVirtualThread(() -> {
                Object request = i(started);
                if (request instanceof Integer n && n >= 0) {
                    started += 1; // want "started"
                }
            });
        }
    }

    private static Object i(int n) {
        return n;
    }
}
