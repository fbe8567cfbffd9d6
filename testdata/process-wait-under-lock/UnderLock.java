package processwaitunderlock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** The lock guards the list; the process makes everybody wait for it. */
class UnderLock {
    private final Object guard = new Object();
    private final Lock lock = new ReentrantLock();
    private final ReadWriteLock files = new ReentrantReadWriteLock();
    private final Lock reading = files.readLock();
    private final StampedLock stamped = new StampedLock();
    private final List<String> done = new ArrayList<>();
    private static final List<String> ALL = new ArrayList<>();

    private static ProcessBuilder builder(String file) {
        return new ProcessBuilder("convert", file).inheritIO();
    }

    // What the lock is for: short regions without a process.

    synchronized int size() {
        return done.size();
    }

    static synchronized int total() {
        return ALL.size();
    }

    int sizeByGuard() {
        synchronized (guard) {
            return done.size();
        }
    }

    int sizeByLock() {
        lock.lock();
        try {
            return done.size();
        } finally {
            lock.unlock();
        }
    }

    int sizeByFiles() {
        reading.lock();
        try {
            return done.size();
        } finally {
            reading.unlock();
        }
    }

    int sizeByStamp() {
        long stamp = stamped.readLock();
        try {
            return done.size();
        } finally {
            stamped.unlockRead(stamp);
        }
    }

    // And now the process.

    synchronized void method(String file) throws IOException, InterruptedException {
        Process child = builder(file).start();
        child.waitFor(); // want "this"
        done.add(file);
    }

    static synchronized void staticMethod(String file) throws IOException, InterruptedException {
        Process child = builder(file).start();
        child.waitFor(); // want "UnderLock"
        ALL.add(file);
    }

    void blockOnThis(String file) throws IOException, InterruptedException {
        synchronized (this) {
            builder(file).start().waitFor(); // want "this"
            done.add(file);
        }
    }

    void blockOnField(String file) throws IOException, InterruptedException {
        synchronized (guard) {
            Process child = builder(file).start();
            int code = child.waitFor(); // want "guard"
            done.add(file + code);
        }
    }

    void startedBefore(String file) throws IOException, InterruptedException {
        Process child = builder(file).start();
        synchronized (guard) {
            child.waitFor(); // want "guard"
            done.add(file);
        }
    }

    void explicitLock(String file) throws IOException, InterruptedException {
        lock.lock();
        try {
            Process child = builder(file).start();
            child.waitFor(); // want "lock"
            done.add(file);
        } finally {
            lock.unlock();
        }
    }

    void tryLock(String file) throws IOException, InterruptedException {
        if (lock.tryLock(1, TimeUnit.SECONDS)) {
            try {
                builder(file).start().waitFor(); // want "lock"
                done.add(file);
            } finally {
                lock.unlock();
            }
        }
    }

    void tryLockInVariable(Process child) throws InterruptedException {
        boolean mine = lock.tryLock();
        if (!mine) {
            return;
        }
        try {
            child.waitFor(); // want "lock"
            done.clear();
        } finally {
            lock.unlock();
        }
    }

    void writeLock(String file) throws IOException, InterruptedException {
        files.writeLock().lock();
        try {
            builder(file).start().waitFor(); // want "files"
            done.add(file);
        } finally {
            files.writeLock().unlock();
        }
    }

    void readLock(Process child) throws InterruptedException {
        reading.lock();
        try {
            child.waitFor(); // want "files"
            System.out.println(done);
        } finally {
            reading.unlock();
        }
    }

    void stampedLock(Process child) throws InterruptedException {
        long stamp = stamped.writeLock();
        try {
            child.waitFor(); // want "stamped"
            done.clear();
        } finally {
            stamped.unlockWrite(stamp);
        }
    }

    void aliasOfLock(Process child) throws InterruptedException {
        Lock alias = lock;
        alias.lock();
        try {
            child.waitFor(); // want "lock"
            done.clear();
        } finally {
            alias.unlock();
        }
    }

    void timed(Process child) throws InterruptedException {
        synchronized (guard) {
            if (child.waitFor(30, TimeUnit.SECONDS)) { // want "guard" thirty seconds are long for the others
                done.clear();
            }
        }
    }

    void onExit(Process child) {
        synchronized (guard) {
            child.onExit().join(); // want "guard"
            done.clear();
        }
    }

    void readsLines(String file) throws IOException {
        synchronized (guard) {
            Process child = new ProcessBuilder("ls", file).redirectErrorStream(true).start();
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(child.getInputStream()))) {
                done.add(reader.readLine()); // want "guard"
            }
        }
    }

    void readsAll(String file) throws IOException, InterruptedException {
        synchronized (guard) {
            Process child = new ProcessBuilder("ls", file).redirectErrorStream(true).start();
            byte[] text = child.getInputStream().readAllBytes(); // want "guard" the first call that waits is told
            child.waitFor(); // ok: told already
            done.add(new String(text));
        }
    }

    void startsOnly(String file) throws IOException {
        synchronized (guard) {
            Process child = builder(file).start(); // want "guard" a fork under the lock, and the lock does not guard the process
            done.add(file + child.pid());
        }
    }

    synchronized void callsPrivate(String file) throws IOException, InterruptedException {
        convert(file); // want "this"
        done.add(file);
    }

    private void convert(String file) throws IOException, InterruptedException {
        builder(file).start().waitFor(); // ok: the lock is taken by the caller, which is told
    }

    void callsOtherClass(String file) throws IOException, InterruptedException {
        synchronized (guard) {
            done.add(Shell.run("convert", file)); // want "guard"
        }
    }

    void callsDeep(String file) throws IOException, InterruptedException {
        lock.lock();
        try {
            done.add(file + outer(file)); // want "lock"
        } finally {
            lock.unlock();
        }
    }

    private static String outer(String file) throws IOException, InterruptedException {
        return Shell.run("identify", file);
    }

    void underHelper(String file) throws Exception {
        withLock(() -> {
            int code = builder(file).start().waitFor(); // want "lock"
            return done.add(file + code);
        });
    }

    private <T> T withLock(Callable<T> body) throws Exception {
        lock.lock();
        try {
            return body.call();
        } finally {
            lock.unlock();
        }
    }

    void immediateLambda(List<String> files) {
        synchronized (guard) {
            files.forEach(file -> {
                Shell.runQuietly("convert", file); // want "guard"
            });
            done.addAll(files);
        }
    }

    synchronized void immediateOptional(Optional<String> file) {
        file.ifPresent(name -> Shell.runQuietly("convert", name)); // want "this"
        done.clear();
    }

    interface Step {
        void run(String file) throws IOException, InterruptedException;
    }

    static class Converting implements Step {
        @Override
        public void run(String file) throws IOException, InterruptedException {
            Shell.run("convert", file);
        }
    }

    interface Check {
        boolean good(String file) throws IOException, InterruptedException;
    }

    static class ByTool implements Check {
        @Override
        public boolean good(String file) throws IOException, InterruptedException {
            return Shell.run("identify", file).startsWith("PNG");
        }
    }

    static class ByName implements Check {
        @Override
        public boolean good(String file) {
            return file.endsWith(".png");
        }
    }

    synchronized void onlyImplementer(Step step, String file) throws IOException, InterruptedException {
        step.run(file); // want "this"
        done.add(file);
    }

    synchronized void someImplementer(Check check, String file) throws IOException, InterruptedException {
        if (check.good(file)) { // miss "this" one of the two implementers waits
            done.add(file);
        }
    }

    synchronized void stopped(Process child) throws InterruptedException {
        child.destroy();
        child.waitFor(); // want "this" a child may take its time to end
        done.clear();
    }

    void asserted(String file) throws IOException, InterruptedException {
        assert Thread.holdsLock(this);
        builder(file).start().waitFor(); // want "this"
        done.add(file);
    }

    synchronized int inSwitch(int mode, Process child) throws InterruptedException {
        return switch (mode) {
            case 0 -> child.waitFor(); // want "this"
            default -> done.size();
        };
    }

    class Inner {
        void outerLock(Process child) throws InterruptedException {
            synchronized (UnderLock.this) {
                child.waitFor(); // want "UnderLock"
                done.clear();
            }
        }
    }
}

class Inherited extends LockedBase {
    void run(Process child) throws InterruptedException {
        synchronized (mutex) {
            child.waitFor(); // want "mutex"
            names.clear();
        }
    }
}

class LockedBase {
    protected final Object mutex = new Object();
    protected final List<String> names = new ArrayList<>();

    void add(String name) {
        synchronized (mutex) {
            names.add(name);
        }
    }
}

record Jobs(Object monitor, List<String> names) {
    void add(String name) {
        synchronized (monitor) {
            names.add(name);
        }
    }

    void run(Process child) throws InterruptedException {
        synchronized (monitor) {
            child.waitFor(); // want "monitor"
            names.clear();
        }
    }
}
