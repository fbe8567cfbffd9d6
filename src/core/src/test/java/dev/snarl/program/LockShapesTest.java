package dev.snarl.program;

import static dev.snarl.program.HeldNotes.check;

import org.junit.jupiter.api.Test;

/** Locks in the shapes that people give them: views, stamps, helpers, guards, functions that run under a lock. */
class LockShapesTest {
    @Test
    void viewsAliasesAndModes() {
        check("""
                void views() {
                    rw.readLock().lock();
                    at(/*held: rw(read)*/);
                    rw.readLock().unlock();
                    Lock write = rw.writeLock();
                    write.lock();
                    at(/*held: rw*/);
                    rw.writeLock().unlock();
                    at(/*held: -*/);
                }
                void downgrade() {
                    rw.writeLock().lock();
                    try { rw.readLock().lock(); at(/*held: rw, rw(read)*/); } finally { rw.writeLock().unlock(); }
                    at(/*held: rw(read)*/);
                }
                void wrongView() {
                    rw.writeLock().lock();
                    rw.readLock().unlock();
                    at(/*held: rw*/);
                }
                void wrongLock() {
                    lock.lock();
                    other.unlock();
                    at(/*held: lock*/);
                }
                void parameter(Lock given) {
                    given.lock();
                    at(/*held: given*/);
                    given.unlock();
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void stampedLocks() {
        check("""
                void write() {
                    long stamp = stamped.writeLock();
                    try { at(/*held: stamped*/); } finally { stamped.unlock(stamp); }
                    at(/*held: -*/);
                }
                void read() {
                    long stamp = stamped.readLock();
                    try { at(/*held: stamped(read)*/); } finally { stamped.unlockRead(stamp); }
                    at(/*held: -*/);
                }
                void optimistic() {
                    long stamp = stamped.tryOptimisticRead();
                    at(/*held: -*/);
                    if (!stamped.validate(stamp)) {
                        stamp = stamped.readLock();
                        try { at(/*held: stamped(read)*/); } finally { stamped.unlockRead(stamp); }
                    }
                    at(/*held: -*/);
                }
                void tried() {
                    long stamp = stamped.tryWriteLock();
                    if (stamp == 0L) { at(/*held: -*/); return; }
                    at(/*held: stamped*/);
                    stamped.unlockWrite(stamp);
                }
                void triedNot() {
                    long stamp = stamped.tryReadLock();
                    if (stamp != 0) { at(/*held: stamped(read)*/); stamped.unlock(stamp); }
                    at(/*held: -*/);
                }
                void convert() {
                    long stamp = stamped.readLock();
                    try {
                        long write = stamped.tryConvertToWriteLock(stamp);
                        if (write != 0L) { stamp = write; at(/*held: stamped*/); } else { at(/*held: stamped(read)*/); }
                    } finally {
                        stamped.unlock(stamp);
                    }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void helpersTakeAndGiveBack() {
        check("""
                private void acquire() { lock.lock(); }
                private void release() { lock.unlock(); }
                private boolean attempt() { return lock.tryLock(); }
                private boolean attemptTimed() {
                    try { if (lock.tryLock(1, TimeUnit.SECONDS)) { n++; return true; } } catch (InterruptedException e) { return false; }
                    return false;
                }
                private void acquireDeep() { acquire(); }
                private static void take(Lock l) { l.lock(); }
                private static void drop(Lock l) { l.unlock(); }
                private void releaseIfHeld() { if (lock.isHeldByCurrentThread()) lock.unlock(); }
                void between() {
                    acquire();
                    try { at(/*held: lock*/); } finally { release(); }
                    at(/*held: -*/);
                }
                void deep() { acquireDeep(); at(/*held: lock*/); releaseIfHeld(); at(/*held: -*/); }
                void attempted() {
                    if (!attempt()) { at(/*held: -*/); return; }
                    at(/*held: lock*/);
                    if (attemptTimed()) at(/*held: lock, lock*/);
                }
                void given() {
                    take(other);
                    at(/*held: other*/);
                    drop(other);
                    at(/*held: -*/);
                    take(rw.readLock());
                    at(/*held: rw(read)*/);
                    drop(rw.readLock());
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void guards() {
        check("""
                interface Hold extends AutoCloseable {
                    static Hold of(Lock l) { l.lock(); return l::unlock; }
                    @Override void close();
                }
                static final class Scope implements AutoCloseable {
                    private final Lock held;
                    Scope(Lock held) { this.held = held; held.lock(); }
                    @Override public void close() { held.unlock(); }
                }
                Hold guard() { lock.lock(); return () -> lock.unlock(); }
                void resource() {
                    try (Hold h = Hold.of(rw.writeLock())) { at(/*held: rw*/); }
                    at(/*held: -*/);
                }
                int created() {
                    try (Scope s = new Scope(lock); Hold h = guard()) {
                        at(/*held: lock, lock*/);
                        if (ask()) return 1;
                    } catch (RuntimeException e) {
                        at(/*held: -*/);
                    } finally {
                        at(/*held: -*/);
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void byHand() {
                    Hold h = guard();
                    try { at(/*held: lock*/); } finally { h.close(); }
                    at(/*held: -*/);
                }
                void existing() {
                    Hold h = guard();
                    try (h) { at(/*held: lock*/); }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void lambdas() {
        check("""
                private <R> R withLock(Supplier<R> body) {
                    lock.lock();
                    try { return body.get(); } finally { lock.unlock(); }
                }
                private void withBoth(Runnable body) { withLock(() -> { synchronized (monitor) { body.run(); } return null; }); }
                private static void under(Lock l, Runnable r) { l.lock(); try { r.run(); } finally { l.unlock(); } }
                private synchronized void inside(Runnable r) { r.run(); }
                void wrapped() { withLock(() -> { at(/*held: lock*/); return 1; }); }
                void deeper() { withBoth(() -> at(/*held: lock, monitor*/)); }
                void given() { under(rw.writeLock(), () -> at(/*held: rw*/)); }
                void synced() { inside(() -> at(/*held: this*/)); }
                void now(List<String> list) {
                    synchronized (this) { list.forEach(s -> at(/*held: this*/)); }
                }
                void later(Executor e) {
                    synchronized (this) { e.execute(() -> at(/*held: -*/)); }
                }
                void unknown(Unknown u) {
                    synchronized (this) { u.call(() -> at(/*held: this?*/)); }
                }
                void stored() {
                    Runnable r = () -> at(/*held: monitor*/);
                    synchronized (monitor) { r.run(); }
                }
                Runnable returned() {
                    synchronized (this) { return () -> at(/*held: -*/); }
                }
                void nested(Executor e, List<String> list) {
                    synchronized (this) {
                        e.execute(() -> { synchronized (monitor) { list.forEach(s -> at(/*held: monitor*/)); } });
                    }
                }
                """);
    }

    @Test
    void locksFromCollections() {
        check("""
                final Map<String, Lock> locks = new HashMap<>();
                void keyed(String k) {
                    locks.get(k).lock();
                    try { ask(); } finally { locks.get(k).unlock(); }
                    at(/*held: -*/);
                }
                void elements(Lock[] all, int i) {
                    all[i].lock();
                    try { ask(); } finally { all[i].unlock(); }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void generatedLocks() {
        check("""
                @interface Synchronized { String value() default ""; }
                @Synchronized void own() { at(/*held: $monitor*/); }
                @Synchronized("monitor") void named() { at(/*held: monitor*/); }
                """);
    }

    @Test
    void functionsHandedToWrappersElsewhere() {
        check("""
                static class Guarded {
                    private final Lock inner = new ReentrantLock();
                    <R> R call(Callable<R> task) throws Exception {
                        inner.lock();
                        try { return task.call(); } finally { inner.unlock(); }
                    }
                    void later(Executor e, Runnable r) { synchronized (this) { e.execute(r); } }
                    void sometimes(Runnable r) { if (ask()) synchronized (this) { r.run(); } else r.run(); }
                }
                final Guarded guarded = new Guarded();
                void called() throws Exception { guarded.call(() -> { at(/*held: guarded.inner*/); return 1; }); }
                void stored() throws Exception { Callable<Integer> c = () -> { at(/*held: guarded.inner*/); return 1; }; guarded.call(c); }
                void deferred(Executor e) { guarded.later(e, () -> at(/*held: -*/)); }
                void notAlways() { guarded.sometimes(() -> at(/*held: -*/)); }
                """);
    }
}
