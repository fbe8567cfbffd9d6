package executes;

import java.util.concurrent.Executor;

/** Runs what others give it. */
class Executes implements Executor {
    @Override
    public void execute(Runnable task) {
        new Thread(task).start(); // ok: an executor; its callers know when the task ends
    }

    void submitLater(Runnable task) {
        Thread thread = new Thread(task, "later");
        thread.start(); // ok: the same
    }

    void watch() {
        Thread watcher = new Thread(() -> {
            while (true) System.out.println("still there");
        });
        watcher.start(); // want "watcher"
    }
}
