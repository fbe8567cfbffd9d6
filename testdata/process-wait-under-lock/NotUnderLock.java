package processwaitunderlock;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The lock is free again, was never taken, or is taken by somebody else. */
class NotUnderLock {
    private final Object guard = new Object();
    private final Lock lock = new ReentrantLock();
    private final Semaphore atMostTwo = new Semaphore(2);
    private final List<String> queue = new ArrayList<>();

    private static ProcessBuilder builder(String file) {
        return new ProcessBuilder("convert", file).inheritIO();
    }

    void afterBlock() throws IOException, InterruptedException {
        String file;
        synchronized (guard) {
            file = queue.remove(0);
        }
        builder(file).start().waitFor(); // ok: the block has ended
    }

    void afterUnlock() throws IOException, InterruptedException {
        String file;
        lock.lock();
        try {
            file = queue.remove(0);
        } finally {
            lock.unlock();
        }
        Process child = builder(file).start(); // ok: unlocked
        child.waitFor(); // ok: unlocked
    }

    void unlockedInBetween() throws IOException, InterruptedException {
        lock.lock();
        String file = queue.remove(0);
        lock.unlock();
        builder(file).start().waitFor(); // ok: unlocked
        lock.lock();
        try {
            queue.add(file);
        } finally {
            lock.unlock();
        }
    }

    void notGot(Process child) throws InterruptedException {
        if (!lock.tryLock()) {
            child.waitFor(); // ok: the lock was not got
            return;
        }
        try {
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    void waitsInFinally(Process child) throws InterruptedException {
        lock.lock();
        try {
            queue.clear();
        } finally {
            lock.unlock();
            child.waitFor(); // ok: unlocked just before
        }
    }

    void laterInPool(ExecutorService pool, Process child) {
        synchronized (guard) {
            pool.submit(() -> child.waitFor()); // ok: another thread runs it, and holds nothing
            queue.clear();
        }
    }

    void laterInThread(String file) {
        synchronized (guard) {
            Thread runner = new Thread(() -> Shell.runQuietly("convert", file)); // ok: another thread
            runner.setDaemon(true);
            runner.start();
            queue.add(file);
        }
    }

    void laterByCallback(Process child) {
        synchronized (guard) {
            child.onExit().thenAccept(ended -> queue.add("ended " + ended.pid())); // ok: nobody waits
        }
    }

    Runnable laterByCaller(String file) {
        synchronized (guard) {
            queue.add(file);
            return () -> Shell.runQuietly("convert", file); // ok: returned, and run elsewhere
        }
    }

    synchronized void shortCalls(Process child) {
        if (child.isAlive()) { // ok: does not wait
            child.destroy(); // ok: does not wait
        } else {
            queue.add("code " + child.exitValue()); // ok: does not wait
        }
    }

    void unsharedLock(Process child) throws InterruptedException {
        Object own = new Object();
        synchronized (own) {
            child.waitFor(); // ok: nobody else can have this lock
        }
    }

    void throttled(String file) throws IOException, InterruptedException {
        atMostTwo.acquire();
        try {
            builder(file).start().waitFor(); // ok: the permits are there to count the processes
        } finally {
            atMostTwo.release();
        }
    }

    synchronized int own(Job.Process process) {
        return process.waitFor(); // ok: a class of the project
    }

    static class Job {
        static class Process {
            int waitFor() {
                return 0;
            }
        }
    }
}

/** The lock has no other use than to run one tool at a time. */
class OneAtATime {
    private static final Object TOOL = new Object();
    private final Lock running = new ReentrantLock();

    int convert(String file) throws IOException, InterruptedException {
        synchronized (TOOL) {
            Process child = new ProcessBuilder("convert", file).inheritIO().start();
            return child.waitFor(); // ok: every region of this private lock is a run of the tool
        }
    }

    int version() throws IOException, InterruptedException {
        synchronized (TOOL) {
            return new ProcessBuilder("convert", "--version").inheritIO().start().waitFor(); // ok: the same lock, the same use
        }
    }

    int identify(String file) throws IOException, InterruptedException {
        running.lock();
        try {
            return new ProcessBuilder("identify", file).inheritIO().start().waitFor(); // ok: every region is a run of the tool
        } finally {
            running.unlock();
        }
    }
}

/** Whoever wants the lock wants what the process says. */
class Asked {
    private static String version;
    private String name;

    static synchronized String version() throws IOException, InterruptedException {
        if (version == null) {
            version = Shell.run("convert", "--version"); // ok: the lock is for this result alone
        }
        return version;
    }

    synchronized String name() throws IOException, InterruptedException {
        if (name == null) {
            name = Shell.run("hostname"); // ok: the lock is for this result alone
        }
        return name;
    }
}

/** The wait is short. */
class SoonOver {
    private final List<Process> children = new ArrayList<>();

    synchronized int size() {
        return children.size();
    }

    synchronized void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        child.waitFor(); // ok: killed
        children.remove(child);
    }

    synchronized void killAtOnce(Process child) throws InterruptedException {
        child.destroyForcibly().waitFor(); // ok: killed
        children.remove(child);
    }

    synchronized void glance(Process child) throws InterruptedException {
        if (child.waitFor(50, TimeUnit.MILLISECONDS)) { // ok: a glance
            children.remove(child);
        }
    }
}

/** One question and its answer belong together: the lock guards the talk with a child that lives on. */
class Coprocess {
    private Process child;
    private BufferedWriter questions;
    private BufferedReader answers;
    private final Object talk = new Object();

    synchronized void open() throws IOException {
        if (child == null) {
            child = new ProcessBuilder("bc").start(); // ok: the lock guards the field that holds the process
            questions = child.outputWriter();
            answers = child.inputReader();
        }
    }

    synchronized String ask(String question) throws IOException {
        questions.write(question);
        questions.newLine();
        questions.flush();
        return answers.readLine(); // ok: request and reply of one talk
    }

    String askToo(String question) throws IOException {
        synchronized (talk) {
            questions.write(question);
            questions.newLine();
            questions.flush();
            return answers.readLine(); // ok: request and reply of one talk
        }
    }

    synchronized void close() {
        if (child != null) {
            child.destroy(); // ok: does not wait
            child = null;
        }
    }
}

/** Only looks like a lock. */
class Gate {
    private final Homemade gate = new Homemade();

    void run(Process child) throws InterruptedException {
        gate.lock();
        child.waitFor(); // ok: a class of the project whose lock() locks nothing
        gate.unlock();
    }

    static final class Homemade {
        void lock() {
        }

        void unlock() {
        }
    }
}
