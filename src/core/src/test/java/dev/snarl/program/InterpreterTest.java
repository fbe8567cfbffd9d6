package dev.snarl.program;

import static dev.snarl.program.HeldNotes.check;

import org.junit.jupiter.api.Test;

class InterpreterTest {
    @Test
    void monitorsNestAndAreGivenBackOnEveryWayOut() {
        check("""
                synchronized void method() { at(/*held: this*/); }
                static synchronized void ofClass() { at(/*held: T.class*/); }
                int nested(int k) {
                    at(/*held: -*/);
                    synchronized (this) {
                        synchronized (monitor) {
                            at(/*held: this, monitor*/);
                            if (k > 0) return k;
                        }
                        at(/*held: this*/);
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void again() {
                    synchronized (this) {
                        synchronized (this) { at(/*held: this, this*/); }
                        at(/*held: this*/);
                    }
                }
                void leaves(List<String> list) {
                    outer:
                    for (String s : list) {
                        synchronized (this) {
                            for (;;) {
                                synchronized (monitor) {
                                    if (s == null) continue outer;
                                    if (s.isEmpty()) break;
                                    if (ask()) break outer;
                                    at(/*held: this, monitor*/);
                                }
                            }
                            at(/*held: this*/);
                        }
                        at(/*held: -*/);
                    }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void exceptionsLeaveMonitors() {
        check("""
                void caught() {
                    try {
                        synchronized (this) { ask(); throw new IllegalStateException(); }
                    } catch (RuntimeException e) {
                        at(/*held: -*/);
                    } finally {
                        at(/*held: -*/);
                    }
                }
                void inside() {
                    synchronized (this) {
                        try { ask(); } catch (RuntimeException e) { at(/*held: this*/); } finally { at(/*held: this*/); }
                    }
                }
                void index(int[] a) {
                    synchronized (this) {
                        try { n = a[3]; } catch (ArrayIndexOutOfBoundsException e) { at(/*held: this*/); }
                    }
                }
                """);
    }

    @Test
    void tryFinally() {
        check("""
                void classic() {
                    lock.lock();
                    try { at(/*held: lock*/); } finally { at(/*held: lock*/); lock.unlock(); at(/*held: -*/); }
                    at(/*held: -*/);
                }
                int returns(int k) {
                    lock.lock();
                    try {
                        if (k > 0) return ask() ? 1 : 2;
                        at(/*held: lock*/);
                    } finally {
                        lock.unlock();
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void catches() {
                    lock.lock();
                    try { ask(); } catch (RuntimeException e) { at(/*held: lock*/); } finally { lock.unlock(); }
                    at(/*held: -*/);
                }
                void unlockedInCatch() {
                    lock.lock();
                    try { ask(); } catch (Exception e) { lock.unlock(); at(/*held: -*/); throw e; }
                    at(/*held: lock*/);
                    lock.unlock();
                }
                void letGo() {
                    lock.lock();
                    try {
                        lock.unlock();
                        try { at(/*held: -*/); } finally { lock.lock(); }
                        at(/*held: lock*/);
                    } finally {
                        lock.unlock();
                    }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void loops() {
        check("""
                void eachTime(List<String> list) {
                    for (String s : list) {
                        at(/*held: -*/);
                        lock.lock();
                        try {
                            if (s == null) continue;
                            if (s.isEmpty()) break;
                            at(/*held: lock*/);
                        } finally {
                            lock.unlock();
                        }
                        at(/*held: -*/);
                    }
                    at(/*held: -*/);
                }
                void spin() {
                    while (!lock.tryLock()) at(/*held: -*/);
                    at(/*held: lock*/);
                    lock.unlock();
                }
                void spinForEver() {
                    for (;;) {
                        if (lock.tryLock()) break;
                        at(/*held: -*/);
                    }
                    at(/*held: lock*/);
                    lock.unlock();
                }
                void doWhile() {
                    do { at(/*held: -*/); } while (!lock.tryLock());
                    at(/*held: lock*/);
                }
                void flagged() {
                    boolean done = false;
                    while (!done) {
                        lock.lock();
                        try { done = ask(); } finally { lock.unlock(); }
                    }
                    at(/*held: -*/);
                }
                void growing(int k) {
                    for (int i = 0; i < k; i++) lock.lock();
                    at(/*held: lock?, lock?, lock?, lock?*/);
                }
                void whileTrue() {
                    while (true) {
                        lock.lock();
                        try { if (ask()) return; at(/*held: lock*/); } finally { lock.unlock(); }
                    }
                }
                """);
    }

    @Test
    void tryLockInConditions() {
        check("""
                void tried() {
                    if (lock.tryLock()) { at(/*held: lock*/); lock.unlock(); } else { at(/*held: -*/); }
                    at(/*held: -*/);
                }
                void negated() throws InterruptedException {
                    if (!lock.tryLock(1, TimeUnit.SECONDS)) { at(/*held: -*/); return; }
                    at(/*held: lock*/);
                }
                void and(boolean b) {
                    if (b && lock.tryLock()) at(/*held: lock*/); else at(/*held: -*/);
                }
                void andField() {
                    if (flag && ask() && lock.tryLock()) at(/*held: lock*/); else at(/*held: -*/);
                }
                void firstOfAnd(boolean b) {
                    if (lock.tryLock() && b) at(/*held: lock*/); else at(/*held: lock?*/);
                }
                void or(boolean b) {
                    if (b || lock.tryLock()) at(/*held: lock?*/); else at(/*held: -*/);
                }
                void orNot(boolean b) {
                    if (b || !lock.tryLock()) { at(/*held: -*/); return; }
                    at(/*held: lock*/);
                }
                void compared() {
                    if (lock.tryLock() == false) return;
                    at(/*held: lock*/);
                }
                void ternary() {
                    boolean got = ask() ? lock.tryLock() : false;
                    if (got) at(/*held: lock*/); else at(/*held: -*/);
                }
                void both() {
                    if (lock.tryLock() && other.tryLock()) at(/*held: lock, other*/);
                }
                void ignored() {
                    lock.tryLock();
                    at(/*held: lock?*/);
                }
                """);
    }

    @Test
    void tryLockInVariables() {
        check("""
                void stored() {
                    boolean held = lock.tryLock();
                    at(/*held: lock?*/);
                    try { if (held) at(/*held: lock*/); } finally { if (held) lock.unlock(); }
                    at(/*held: -*/);
                }
                void declaredFirst() throws InterruptedException {
                    boolean held = false;
                    try {
                        held = lock.tryLock(1, TimeUnit.SECONDS);
                        if (!held) return;
                        at(/*held: lock*/);
                    } finally {
                        if (held) lock.unlock();
                        at(/*held: -*/);
                    }
                }
                void flagAfter() {
                    boolean locked = false;
                    try { lock.lock(); locked = true; ask(); } finally { if (locked) lock.unlock(); }
                    at(/*held: -*/);
                }
                void released(boolean early) {
                    boolean done = false;
                    lock.lock();
                    try {
                        if (early) { lock.unlock(); done = true; at(/*held: -*/); }
                    } finally {
                        if (!done) { at(/*held: lock*/); lock.unlock(); }
                    }
                    at(/*held: -*/);
                }
                void needed(boolean need) {
                    if (need) lock.lock();
                    at(/*held: lock?*/);
                    try { ask(); } finally { if (need) { at(/*held: lock*/); lock.unlock(); } }
                    at(/*held: -*/);
                }
                void neededFinal() {
                    if (fixed) lock.lock();
                    try { ask(); } finally { if (this.fixed) lock.unlock(); }
                    at(/*held: -*/);
                }
                void neededField() {
                    if (flag) lock.lock();
                    try { ask(); } finally { if (flag) lock.unlock(); }
                    at(/*held: -*/);
                }
                void assignedInCondition() {
                    boolean got;
                    if (got = lock.tryLock()) at(/*held: lock*/);
                    if (got) lock.unlock();
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void aFieldMayChangeBetweenTwoLooks() {
        check("""
                void checkedAgain() {
                    if (flag) {
                        lock.lock();
                        if (!flag) { lock.unlock(); at(/*held: -*/); return; }
                        at(/*held: lock*/);
                        lock.unlock();
                    }
                }
                void twice() {
                    if (flag) return;
                    ask();
                    if (flag) at(/*held: -*/);
                }
                void loop() {
                    while (flag) { lock.lock(); lock.unlock(); }
                    at(/*held: -*/);
                }
                """);
    }

    @Test
    void asking() {
        check("""
                void asked() {
                    lock.lock();
                    try { ask(); } finally { if (lock.isHeldByCurrentThread()) lock.unlock(); }
                    at(/*held: -*/);
                }
                void unknown() {
                    if (lock.isHeldByCurrentThread()) at(/*held: lock*/); else at(/*held: -*/);
                }
                void asserted() {
                    assert Thread.holdsLock(monitor);
                    at(/*held: monitor*/);
                }
                void assertedNot() {
                    synchronized (this) {
                        assert !Thread.holdsLock(monitor);
                        at(/*held: this*/);
                    }
                }
                void counted() {
                    if (lock.getHoldCount() > 0) at(/*held: lock*/);
                }
                """);
    }

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
    void switches() {
        check("""
                void old(int k) {
                    switch (k) {
                        case 0: lock.lock();
                        case 1: at(/*held: lock?*/); break;
                        default: return;
                    }
                    at(/*held: lock?*/);
                }
                int arrows(int k) {
                    lock.lock();
                    int r = switch (k) {
                        case 0 -> { lock.unlock(); yield 1; }
                        case 1 -> { at(/*held: lock*/); lock.unlock(); yield 2; }
                        default -> throw new IllegalArgumentException();
                    };
                    at(/*held: -*/);
                    return r;
                }
                void allCases(boolean b, int k) {
                    switch (k) { case 0 -> lock.lock(); default -> lock.lock(); }
                    at(/*held: lock*/);
                }
                """);
    }

    @Test
    void handOverHand() {
        check("""
                static final class Node { final Lock lock = new ReentrantLock(); Node next; }
                final Node head = new Node();
                void walk() {
                    Node current = head;
                    current.lock.lock();
                    try {
                        while (current.next != null) {
                            Node next = current.next;
                            next.lock.lock();
                            current.lock.unlock();
                            current = next;
                        }
                    } finally {
                        current.lock.unlock();
                    }
                    at(/*held: -*/);
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
    void finallyBodiesSendEachWayOn() {
        check("""
                int two(int k) {
                    lock.lock();
                    try {
                        other.lock();
                        try {
                            if (k == 1) return 1;
                            if (k == 2) throw new IllegalStateException();
                        } finally {
                            at(/*held: lock, other*/);
                            other.unlock();
                        }
                        at(/*held: lock*/);
                    } catch (IllegalStateException e) {
                        at(/*held: lock*/);
                        return 2;
                    } finally {
                        at(/*held: lock*/);
                        lock.unlock();
                    }
                    at(/*held: -*/);
                    return 0;
                }
                int overrides() {
                    while (true) {
                        lock.lock();
                        try { return 1; } finally { lock.unlock(); if (ask()) break; at(/*held: -*/); }
                    }
                    at(/*held: -*/);
                    return 0;
                }
                void inFinally() {
                    try { ask(); } finally {
                        lock.lock();
                        try { ask(); } finally { lock.unlock(); }
                        at(/*held: -*/);
                    }
                }
                void neverEnds() {
                    try { while (true) n++; } finally { at(/*held: -*/); }
                }
                """);
    }

    @Test
    void nothingComesAfterTheEnd() {
        check("""
                int dead() {
                    lock.lock();
                    try { return 1; } finally { lock.unlock(); }
                }
                void exit() { lock.lock(); System.exit(1); at(/*held: unreached*/); }
                void thrown() { synchronized (this) { throw new IllegalStateException(); } }
                void constant() { if (false) at(/*held: unreached*/); else at(/*held: -*/); }
                void endless() { while (true) { n++; } }
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

    @Test
    void flagsInFields() {
        check("""
                void kept() {
                    flag = false;
                    try {
                        lock.lock();
                        flag = true;
                        ask();
                    } finally {
                        if (flag) { flag = false; lock.unlock(); }
                    }
                    at(/*held: -*/);
                }
                void changedByHand() {
                    if (flag) { lock.lock(); flag = false; }
                    if (flag) { lock.unlock(); }
                    at(/*held: lock?*/);
                }
                """);
    }

    @Test
    void conditionsOverTwoLocks() {
        check("""
                boolean takeBoth() {
                    if (!lock.tryLock()) return false;
                    boolean second = false;
                    try {
                        second = other.tryLock();
                        if (second) at(/*held: lock, other*/);
                        return second;
                    } finally {
                        if (!second) lock.unlock();
                    }
                }
                void uses() {
                    if (takeBoth()) { at(/*held: lock, other*/); other.unlock(); lock.unlock(); }
                    at(/*held: -*/);
                }
                void byMode(boolean write) {
                    Lock l = write ? rw.writeLock() : rw.readLock();
                    l.lock();
                    try { at(/*held: rw*/); } finally { l.unlock(); }
                    at(/*held: -*/);
                }
                void manyBranches(boolean a, boolean b, boolean c) {
                    if (a) lock.lock();
                    if (b) other.lock();
                    if (c) rw.writeLock().lock();
                    at(/*held: lock?, other?, rw?*/);
                    if (c) rw.writeLock().unlock();
                    if (b) other.unlock();
                    at(/*held: lock?*/);
                    if (a) { at(/*held: lock*/); lock.unlock(); }
                    at(/*held: -*/);
                }
                """);
    }
}
