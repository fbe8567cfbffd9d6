package threadunjoined;

/** The builders of JDK 21. */
class BuildersJava21 {
    private Thread kept;

    void platform(Runnable task) {
        Thread.ofPlatform().name("worker").start(task); // want "Thread"
        Thread worker = Thread.ofPlatform().unstarted(task);
        worker.start(); // want "worker"
    }

    void notDaemon(Runnable task) {
        Thread.ofPlatform().daemon(false).start(task); // want "Thread"
    }

    void daemon(Runnable task) {
        Thread.ofPlatform().daemon().start(task); // ok: a daemon
        Thread.ofPlatform().daemon(true).name("d").start(task); // ok: a daemon
    }

    void virtual(Runnable task) {
        Thread.startVirtualThread(task); // ok: virtual threads are daemons
        Thread.ofVirtual().start(task); // ok: virtual threads are daemons
        Thread unstarted = Thread.ofVirtual().unstarted(task);
        unstarted.start(); // ok: virtual threads are daemons
        Thread.ofVirtual().factory().newThread(task).start(); // ok: virtual threads are daemons
    }

    void start(Runnable task) {
        kept = Thread.ofPlatform().start(task); // ok: joined in stop()
    }

    void stop() throws InterruptedException {
        kept.join();
    }
}
