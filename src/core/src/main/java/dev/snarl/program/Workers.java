package dev.snarl.program;

import java.util.ArrayList;
import java.util.List;

/** Runs the same work on several threads with room for deep recursion, and waits for all. */
public final class Workers {
    /** Takes 2,000 nested blocks with ease; only the touched part of it costs memory. */
    private static final long STACK = 64L << 20;

    private Workers() {}

    /** The first failure of a worker is thrown here, once all have ended. */
    public static void run(int threads, Runnable work) {
        List<Thread> started = new ArrayList<>();
        Throwable[] failed = new Throwable[1];
        for (int i = 0; i < Math.max(1, threads); i++) {
            Thread t = new Thread(null, work, "snarl-" + (i + 1), STACK);
            t.setDaemon(true);
            t.setUncaughtExceptionHandler((x, e) -> {
                synchronized (failed) {
                    if (failed[0] == null) failed[0] = e;
                }
            });
            started.add(t);
            t.start();
        }
        boolean interrupted = false;
        for (Thread t : started) {
            while (true) {
                try {
                    t.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        synchronized (failed) {
            if (failed[0] instanceof RuntimeException e) throw e;
            if (failed[0] instanceof Error e) throw e;
        }
    }
}
