package threadruncalled;

import java.util.List;
import java.util.Optional;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveAction;

/** Calls named run() which have nothing to do with a thread. */
class NotThreads {
    private final Executor executor;
    private final Thread worker = new Thread(() -> { });

    NotThreads(Executor executor) {
        this.executor = executor;
    }

    void runnable(Runnable task) {
        task.run(); // ok: Runnable.run() is the way to run a task here and now
    }

    void runnables(List<Runnable> tasks) {
        tasks.forEach(Runnable::run); // ok: plain tasks
        for (Runnable task : tasks) {
            task.run(); // ok: plain tasks
        }
    }

    void futureTask(Callable<String> body) {
        FutureTask<String> task = new FutureTask<>(body);
        task.run(); // ok: a FutureTask is no thread
    }

    void timerTask(TimerTask task) {
        task.run(); // ok: a TimerTask is no thread
    }

    void fork(RecursiveAction action) {
        action.invoke(); // ok: no run() at all
    }

    void handedOn() {
        executor.execute(worker::run); // ok: another thread runs it, the caller does not
        executor.execute(() -> worker.start()); // ok: start()
    }

    void asTask() {
        Runnable task = new Thread(() -> { });
        task.run(); // ok: asked for as a task, not as a thread
    }

    void ownRun(Motor motor, Robot robot) {
        motor.run(); // ok: Motor is no thread
        robot.run(3); // ok: another method of the name
        Robot.run("up"); // ok: a static method of the name
        Optional.of(motor).ifPresent(Motor::run); // ok: Motor is no thread
    }

    void started() {
        worker.start(); // ok: the right call
    }

    void homonym(Outer.Thread thread) {
        thread.run(); // ok: a class of the project that is only called Thread
    }
}

class Motor {
    void run() {
    }

    void twice() {
        run(); // ok: own method, no thread
        this.run(); // ok: own method, no thread
    }
}

class Robot extends Thread {
    void run(int times) {
    }

    static void run(String mode) {
    }
}

class Outer {
    static class Thread {
        void run() {
        }
    }

    void go() {
        Thread thread = new Thread();
        thread.run(); // ok: the nested class hides java.lang.Thread
    }
}

class TaskInside extends Thread {
    private final Runnable body;

    TaskInside(Runnable body) {
        this.body = body;
    }

    @Override
    public void run() {
        body.run(); // ok: the thread runs its task
    }
}
