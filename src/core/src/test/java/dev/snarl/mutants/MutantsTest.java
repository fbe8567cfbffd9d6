package dev.snarl.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tool takes out what it says and leaves alone what does not matter. */
class MutantsTest {
    @Test
    void synchronizedMethodsThatShareAField() {
        String text = """
                class A {
                    private int n, own;
                    synchronized void add() { n++; }
                    synchronized int n() { return n; }
                    synchronized void alone() { own++; }
                }
                """;
        assertMutants(text, "SYNCHRONIZED_METHOD 3: synchronized add() for A.n", "SYNCHRONIZED_METHOD 4: synchronized n() for A.n");
        assertEquals("                 void add() { n++; }", changed(text, 0).lines().skip(2).findFirst().orElseThrow());
    }

    @Test
    void guardsThatCallersHoldTooDoNotMatter() {
        assertMutants("""
                class A {
                    private int n;
                    private synchronized void add() { n++; }
                    synchronized void twice() { add(); add(); }
                    int n() { return n; }
                }
                """);
    }

    @Test
    void synchronizedBlocksAreOfTheirLock() {
        String text = """
                class A {
                    private final Object lock = new Object(), other = new Object();
                    private int n, m;
                    void add() { synchronized (lock) { n++; } synchronized (other) { m++; } }
                    int n() { synchronized (this.lock) { return n; } }
                    int m() { synchronized (lock) { return m; } }
                }
                """;
        assertMutants(text, "SYNCHRONIZED_BLOCK 4: synchronized (lock) for A.n", "SYNCHRONIZED_BLOCK 5: synchronized (this.lock) for A.n");
        assertEquals("void add() { { n++; } synchronized (other) { m++; } }", line(changed(text, 0), 4));
    }

    @Test
    void locksAndTheirUnlocks() {
        String text = """
                class A {
                    private final ReentrantLock lock = new ReentrantLock();
                    private int n;
                    void add() {
                        lock.lock();
                        try { n++; } finally { lock.unlock(); }
                    }
                    int n() {
                        lock.lock();
                        try { return n; } finally { lock.unlock(); }
                    }
                }
                """;
        assertMutants(text, "LOCK_PAIR 5: lock.lock() for A.n", "LOCK_PAIR 9: lock.lock() for A.n", "UNLOCK 6: lock.unlock()", "UNLOCK 10: lock.unlock()");
        assertEquals("", line(changed(text, 0), 5));
        assertEquals("try { n++; } finally { }", line(changed(text, 0), 6));
        assertEquals("lock.lock();", line(changed(text, 2), 5));
        assertEquals("try { n++; } finally { }", line(changed(text, 2), 6));
    }

    @Test
    void volatilesThatOneMethodWritesAndAnotherReads() {
        String text = """
                class A {
                    private volatile boolean stop;
                    private volatile int onlyBuilt;
                    A() { onlyBuilt = 1; }
                    void stop() { stop = true; }
                    void run() { while (!stop) { work(onlyBuilt); } }
                }
                """;
        assertMutants(text, "VOLATILE 2: volatile boolean stop for A.stop");
        assertEquals("private boolean stop;", line(changed(text, 0), 2));
    }

    @Test
    void atomicsBecomePlain() {
        String text = """
                class A {
                    private final AtomicInteger n = new AtomicInteger();
                    private final AtomicLong given = new AtomicLong(7);
                    private final AtomicBoolean once = new AtomicBoolean(false);
                    int next() { n.addAndGet(2); return n.incrementAndGet(); }
                    int n() { return this.n.get(); }
                    AtomicLong given() { given.incrementAndGet(); return given; }
                    void start() { if (once.compareAndSet(false, true)) run(); }
                    boolean started() { return once.get(); }
                }
                """;
        assertMutants(text, "ATOMIC 2: AtomicInteger n", "ATOMIC 4: AtomicBoolean once");
        String plain = changed(text, 0);
        assertEquals("private int n = 0;", line(plain, 2));
        assertEquals("int next() { n += 2; return (++n); }", line(plain, 5));
        assertEquals("int n() { return this.n; }", line(plain, 6));
        assertEquals("void start() { if ((once == false && (once = true) == true)) run(); }", line(changed(text, 1), 8));
    }

    @Test
    void joinsAndShutdownsOfWhatTheFileMakes() {
        String text = """
                class A {
                    private final ExecutorService pool = Executors.newCachedThreadPool();
                    private ExecutorService given;
                    private Thread kept;
                    void run() throws Exception {
                        Thread t = new Thread(() -> {});
                        t.start();
                        t.join();
                        kept.start();
                        kept.interrupt();
                        kept.join();
                    }
                    void close() { given.shutdown(); if (pool != null) pool.shutdown(); }
                }
                """;
        assertMutants(text, "JOIN 8: t of line 6.join()", "SHUTDOWN 13: A.pool.shutdown()");
        assertEquals("void close() { given.shutdown(); if (pool != null) ; }", line(changed(text, 1), 13));
    }

    /** What ends without the guard, or says by other means what the guard says. */
    @Test
    void joinsAndInterruptsThatGuardNothing() {
        String text = """
                class A implements Runnable {
                    private boolean stopped;
                    private Thread told;
                    void close() throws Exception { told.start(); stopped = true; told.join(); }
                    void limited() throws Exception { Thread t = new Thread(this); t.start(); t.join(1000); }
                    public void run() {
                        try { queue.take(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
                    }
                    void put() throws IOException {
                        try { queue.take(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); throw new InterruptedIOException(); }
                    }
                    void other() {
                        try { queue.take(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); throw new IllegalStateException(e); }
                    }
                }
                """;
        assertMutants(text, "INTERRUPT 13: interrupt() in catch (InterruptedException e)");
    }

    @Test
    void loopsAroundWaits() {
        String text = """
                class A {
                    private boolean ready;
                    synchronized void await() throws InterruptedException { while (!ready) wait(); }
                    synchronized void retested() throws InterruptedException { for (;;) { while (!ready) wait(); if (ready) return; } }
                }
                """;
        assertMutants(text, "WAIT_LOOP 3: while (!ready) wait()");
        assertEquals("synchronized void await() throws InterruptedException { if (!ready) wait(); }", line(changed(text, 0), 3));
    }

    @Test
    void restoredInterruptsAndReadProcesses() {
        String text = """
                class A {
                    void pause() {
                        try { Thread.sleep(5); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
                    }
                    int call(ProcessBuilder b) throws Exception {
                        Process p = b.start();
                        p.getInputStream().transferTo(System.out);
                        return p.waitFor();
                    }
                }
                """;
        assertMutants(text, "INTERRUPT 3: interrupt() in catch (InterruptedException e)", "DRAIN 7: p of line 6.getInputStream()");
        assertEquals("try { Thread.sleep(5); } catch (InterruptedException e) { }", line(changed(text, 0), 3));
        assertEquals("java.io.InputStream.nullInputStream().transferTo(System.out);", line(changed(text, 1), 7));
    }

    private static void assertMutants(String text, String... expected) {
        List<String> found = new ArrayList<>();
        for (Mutant m : Guards.of("A.java", text)) found.add(m.kind() + " " + m.line() + ": " + m.what());
        assertEquals(List.of(expected), found);
    }

    private static String changed(String text, int mutant) {
        return Edit.apply(text, Guards.of("A.java", text).get(mutant).edits());
    }

    private static String line(String text, int number) {
        return text.lines().skip(number - 1).findFirst().orElseThrow().strip().replaceAll(" +", " ");
    }
}
