package threadruncalled;

/** Threads from the builders of JDK 21. */
class BuildersJava21 {
    private final Thread parked = Thread.ofPlatform().unstarted(() -> { });

    void virtual(Runnable task) {
        Thread.ofVirtual().unstarted(task).run(); // want "run()" does nothing at all on a virtual thread
        Thread quick = Thread.ofVirtual().unstarted(task);
        quick.run(); // want "quick"
    }

    void field() {
        parked.run(); // want "parked"
    }

    void patterns(Object task) {
        switch (task) {
            case Thread thread -> thread.run(); // want "thread"
            case Runnable runnable -> runnable.run(); // ok: a plain task
            default -> throw new IllegalArgumentException();
        }
    }

    void started(Runnable task) {
        Thread.ofVirtual().start(task); // ok: started
        Thread.startVirtualThread(task); // ok: started
    }
}
